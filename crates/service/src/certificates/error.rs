//! What can go wrong with certificates.

use credential::cms::VerifyError;
use credential::open::OpenError;

use crate::common_error::{CommonError, ErrorKind, WireError, carries_common};

/// Why a certificate was not added, assigned or deleted.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// The file is not a certificate that serves for IDSE today.
    #[error("does not serve: {0}")]
    DoesNotServe(#[from] OpenError),
    /// An expired certificate is still assigned where the new one is to take its place.
    #[error("an expired certificate is to be deleted first")]
    ExpiredHeld {
        /// Whose certificate has expired.
        holder: String,
    },
    /// The body holds a private key. It was neither stored nor logged.
    #[error("the body holds a private key")]
    HoldsKey,
    /// The body is larger than a certificate or a signed challenge can be.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The user that the portal knows the certificate by is not one.
    #[error("not an idUsuario: {0}")]
    IdUsuario(&'static str),
    /// The challenge was used, has expired, or was given to somebody else.
    #[error("no such challenge")]
    ChallengeGone,
    /// The signature over the challenge does not hold.
    #[error("the signature does not hold: {0}")]
    BadSignature(#[from] VerifyError),
    /// It was signed with another certificate than the one to assign.
    #[error("signed with another certificate")]
    OtherSigner,
    /// The signature is over another text than the challenge.
    #[error("another text than the challenge")]
    OtherText,
    /// The portal gave no challenge, or could not be reached.
    #[error("the portal is out of reach")]
    PortalOutOfReach,
    /// The portal refuses to give a challenge.
    #[error("the portal refused: {0}")]
    PortalRefused(String),
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

carries_common!(CertificateError);

impl CertificateError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::DoesNotServe(error) => {
                let said = format!("{} {}", error.message_es(), error.hint_es());
                WireError::new(ErrorKind::Invalid, "certificate-does-not-serve", said).at("certificate")
            }
            Self::ExpiredHeld { holder } => WireError::new(
                ErrorKind::Conflict,
                "expired-held",
                format!("El certificado de {holder} ya venció y sigue asignado."),
            )
            .hint("Elimínalo primero y agrega éste después. Los lotes preparados se quedan como están.")
            .at("registros"),
            Self::HoldsKey => WireError::new(
                ErrorKind::Invalid,
                "holds-key",
                "Lo que llegó contiene una llave privada. No se guardó.",
            )
            .hint("Las llaves nunca salen de tu navegador. Cierra esta página y avisa a quien administra Rúbrica."),
            Self::TooLarge { .. } => WireError::new(
                ErrorKind::Invalid,
                "too-large",
                "Lo que llegó es demasiado grande para ser un certificado o una firma.",
            ),
            Self::IdUsuario(message) => {
                WireError::new(ErrorKind::Invalid, "bad-field", *message).at("id_usuario")
            }
            Self::ChallengeGone => WireError::new(
                ErrorKind::Conflict,
                "challenge-gone",
                "El texto que pidió el IMSS ya venció o ya se usó.",
            )
            .hint("Empieza de nuevo: pide otro y fírmalo."),
            Self::BadSignature(_) => {
                WireError::new(ErrorKind::Invalid, "bad-signature", "La firma que llegó no es válida.")
                    .hint("Firma de nuevo.")
            }
            Self::OtherSigner => WireError::new(
                ErrorKind::Invalid,
                "other-signer",
                "Se firmó con otro certificado que el que estás asignando.",
            )
            .hint("Abre el certificado correcto y firma de nuevo."),
            Self::OtherText => WireError::new(
                ErrorKind::Invalid,
                "other-text",
                "Lo que se firmó no es el texto que pidió el IMSS.",
            )
            .hint("Pide otro texto y fírmalo."),
            Self::PortalOutOfReach => WireError::new(
                ErrorKind::Unavailable,
                "portal-out-of-reach",
                "El portal del IMSS no responde en este momento.",
            )
            .hint("Tu certificado queda sin confirmar y puedes seguir trabajando. Inténtalo más tarde."),
            Self::PortalRefused(words) => {
                WireError::new(ErrorKind::Invalid, "portal-refused", format!("El IMSS respondió: {words}"))
            }
            Self::Common(error) => error.wire(),
        }
    }
}
