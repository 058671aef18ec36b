//! What can go wrong with lotes.

use credential::cms::VerifyError;
use imss::dispmag::WriteError;
use model::LoteStatus;

use crate::common_error::{CommonError, ErrorKind, WireError, carries_common};

/// Why a lote was not prepared, signed, cancelled or resolved.
#[derive(Debug, thiserror::Error)]
pub enum LoteError {
    /// No movement is ready.
    #[error("nothing is ready")]
    NothingReady,
    /// None of the movements asked for is ready any more, or one of them changed at this very moment.
    #[error("no movement is ready")]
    NotReady,
    /// The file cannot be written.
    #[error("cannot be written: {0}")]
    CannotBeWritten(#[from] WriteError),
    /// The body is larger than a signed lote can be.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The body holds a private key. It was neither stored nor logged.
    #[error("the body holds a private key")]
    HoldsKey,
    /// The body is no CMS, or its signature does not hold.
    #[error("the signature does not hold: {0}")]
    BadSignature(#[from] VerifyError),
    /// The signature lacks the attributes of CAdES.
    #[error("no CAdES attributes")]
    NotCades,
    /// The signature is over other bytes than the lote's.
    #[error("other content than the lote's")]
    OtherContent,
    /// The signer's certificate is not one of the company's.
    #[error("unknown certificate")]
    UnknownCertificate,
    /// The signer's certificate is not assigned to the lote's registro patronal.
    #[error("certificate not assigned")]
    NotAssigned,
    /// The signer's certificate is not valid now.
    #[error("certificate not valid: {0}")]
    CertificateNotValid(String),
    /// The company wants a second pair of eyes, and the caller prepared the lote.
    #[error("prepared by the caller")]
    OwnLote,
    /// The signature is kept already, with another attempt or another lote.
    #[error("the signature belongs to another attempt")]
    SignatureUsed,
    /// The signature was made before this attempt was prepared.
    #[error("signed before the attempt was prepared")]
    SignedTooEarly,
    /// A person settles movements without saying why.
    #[error("no reason given")]
    ReasonMissing,
    /// The reason is longer than is kept.
    #[error("reason longer than {limit} characters")]
    ReasonTooLong {
        /// The most characters.
        limit: usize,
    },
    /// None of the movements named is in the lote and still open.
    #[error("nothing to settle")]
    NothingToSettle,
    /// No movement is left open for another attempt.
    #[error("no movement is open")]
    NothingOpen,
    /// No live session at the portal reaches the lote.
    #[error("no session at the portal")]
    NoSession,
    /// The lote is not where this can be done.
    #[error("not in this state: {0:?}")]
    NotInThisState(LoteStatus),
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

carries_common!(LoteError);

impl LoteError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::NothingReady => {
                WireError::new(ErrorKind::Conflict, "nothing-ready", "No hay movimientos listos para un lote.")
                    .hint("Captura un movimiento y márcalo como listo.")
            }
            Self::NotReady => WireError::new(
                ErrorKind::Conflict,
                "not-ready",
                "Los movimientos ya no están listos o están en otro lote.",
            )
            .hint("Vuelve a cargar la lista y elige de nuevo."),
            Self::CannotBeWritten(error) => {
                WireError::new(ErrorKind::Invalid, "cannot-be-written", format!("No se pudo escribir el archivo: {error}."))
            }
            Self::TooLarge { limit } => WireError::new(
                ErrorKind::Invalid,
                "too-large",
                format!("Lo que llegó es más grande que un lote firmado ({} MB).", limit >> 20),
            ),
            Self::HoldsKey => WireError::new(
                ErrorKind::Invalid,
                "holds-key",
                "Lo que llegó contiene una llave privada. No se guardó.",
            )
            .hint("Las llaves nunca salen de tu navegador. Cierra esta página y avisa a quien administra Rúbrica."),
            Self::BadSignature(_) => {
                WireError::new(ErrorKind::Invalid, "bad-signature", "La firma que llegó no es válida. No se guardó ni se envió nada.")
                    .hint("Firma el lote de nuevo.")
            }
            Self::NotCades => WireError::new(
                ErrorKind::Invalid,
                "not-cades",
                "A la firma le faltan los datos que identifican al certificado y la hora.",
            )
            .hint("Firma el lote de nuevo desde esta página."),
            Self::OtherContent => WireError::new(
                ErrorKind::Invalid,
                "other-content",
                "Lo que se firmó no es este lote. No se guardó ni se envió nada.",
            )
            .hint("Vuelve a cargar el lote, revísalo y fírmalo de nuevo."),
            Self::UnknownCertificate => WireError::new(
                ErrorKind::Invalid,
                "unknown-certificate",
                "El certificado que firmó no está entre los de tu empresa.",
            )
            .hint("Agrégalo en Certificados y firma de nuevo."),
            Self::NotAssigned => WireError::new(
                ErrorKind::Invalid,
                "not-assigned",
                "El certificado que firmó no está asignado a este registro patronal.",
            )
            .hint("Asígnalo en Certificados, o firma con el que sí lo está."),
            Self::CertificateNotValid(message) => {
                WireError::new(ErrorKind::Invalid, "certificate-not-valid", message.as_str())
                    .hint("Firma con un certificado vigente; el lote no se pierde.")
            }
            Self::OwnLote => WireError::new(
                ErrorKind::Forbidden,
                "own-lote",
                "Tú preparaste este lote; tu empresa pide que otra persona lo revise y lo firme.",
            )
            .hint("Le avisamos por correo a quien puede firmar."),
            Self::SignatureUsed => WireError::new(
                ErrorKind::Conflict,
                "signature-used",
                "Esa firma ya se usó en otro intento o en otro lote. No se guardó.",
            )
            .hint("Firma el lote de nuevo."),
            Self::SignedTooEarly => WireError::new(
                ErrorKind::Conflict,
                "signed-too-early",
                "Esa firma es anterior a este intento. No se guardó.",
            )
            .hint("Firma de nuevo. Si se repite, revisa la hora de tu equipo: está atrasada."),
            Self::ReasonMissing => WireError::new(
                ErrorKind::Invalid,
                "reason-missing",
                "Escribe cómo lo sabes.",
            )
            .at("reason"),
            Self::ReasonTooLong { limit } => WireError::new(
                ErrorKind::Invalid,
                "reason-too-long",
                format!("Usa {limit} caracteres o menos."),
            )
            .at("reason"),
            Self::NothingToSettle => WireError::new(
                ErrorKind::Conflict,
                "nothing-to-settle",
                "Los movimientos que elegiste ya tienen resultado.",
            )
            .hint("Vuelve a cargar el lote para ver cómo está."),
            Self::NothingOpen => WireError::new(
                ErrorKind::Conflict,
                "nothing-open",
                "Todos los movimientos del lote ya tienen resultado: no queda nada por enviar.",
            ),
            Self::NoSession => WireError::new(
                ErrorKind::Conflict,
                "no-portal-session",
                "No hay una sesión abierta con IDSE para este registro patronal.",
            )
            .hint("Firma para consultar: la firma abre la sesión."),
            Self::NotInThisState(estado) => WireError::new(ErrorKind::Conflict, "not-in-this-state", said(*estado))
                .hint("Vuelve a cargar el lote para ver cómo está."),
            Self::Common(error) => error.wire(),
        }
    }
}

fn said(estado: LoteStatus) -> &'static str {
    match estado {
        LoteStatus::Preparado => "El lote aún no está firmado.",
        LoteStatus::Firmado => "El lote ya está firmado y guardado.",
        LoteStatus::Enviando => "El lote se está enviando en este momento.",
        LoteStatus::Enviado | LoteStatus::EnProceso => "El IMSS ya recibió el lote.",
        LoteStatus::Procesado => "El IMSS ya procesó el lote.",
        LoteStatus::Rechazado => "El IMSS rechazó el lote.",
        LoteStatus::Dudoso => "No se sabe si el IMSS recibió el lote; primero hay que decidirlo.",
        LoteStatus::PorFuera => "El lote está marcado como presentado por fuera.",
        LoteStatus::Cancelado => "El lote está cancelado.",
    }
}
