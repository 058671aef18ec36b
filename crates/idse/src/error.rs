//! The errors of a request to the portal, one kind for each thing the person can do about it.
//!
//! `Display` is the Spanish sentence for the person; the `source` chain is for the log.

use crate::movements::RefusedMovement;

/// Any request but the sending of a lote failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IdseError {
    /// The configured portal URL cannot be used. Found when the client is made.
    #[error("La dirección del portal IDSE no es válida: {reason}")]
    BadUrl {
        /// Why, for the operator.
        reason: String,
    },
    /// The HTTP client could not be built (TLS back end). Found when the client is made.
    #[error("No se pudo preparar la conexión con IDSE")]
    Setup(#[source] reqwest::Error),
    /// No connection: name, network, TLS. Nothing reached the portal.
    #[error("No hay conexión con IDSE en este momento. Intenta de nuevo en unos minutos")]
    Unreachable(#[source] reqwest::Error),
    /// The portal accepted the connection and then did not answer in time.
    #[error("IDSE no respondió a tiempo. Intenta de nuevo en unos minutos")]
    Timeout(#[source] reqwest::Error),
    /// The connection ended before the answer was whole.
    #[error("Se cortó la comunicación con IDSE antes de recibir la respuesta completa")]
    Cut(#[source] reqwest::Error),
    /// The portal answered with an HTTP failure of its own.
    #[error("IDSE tiene un problema en este momento (respuesta {status}). Intenta más tarde")]
    PortalFailure {
        /// The HTTP status.
        status: u16,
    },
    /// The portal said no. Its words are shown as they came.
    #[error("IDSE respondió: {text}")]
    Refused {
        /// The portal's own words, cleaned of markup.
        text: String,
    },
    /// The portal no longer knows this session (marker `#01001`, domain facts `[C]`).
    #[error("Tu sesión en IDSE terminó. Firma de nuevo para continuar")]
    SessionInvalid {
        /// The portal's own words.
        text: String,
    },
    /// The challenge is not the short printable text that may be signed.
    #[error("IDSE pidió firmar algo que no es un reto de acceso, y no se firmará: {reason}")]
    BadChallenge {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The answer is longer than anything the portal has reason to send.
    #[error("La respuesta de IDSE es demasiado grande (más de {limit} bytes)")]
    TooLarge {
        /// The cap, in bytes.
        limit: usize,
    },
    /// The answer is not of the expected shape.
    #[error("IDSE respondió algo que no se pudo interpretar ({what})")]
    Unintelligible {
        /// What was looked for and not found.
        what: &'static str,
    },
    /// A link in an answer points away from the portal; the session is never taken there.
    #[error("IDSE devolvió un enlace hacia otro sitio, y no se abrió")]
    ForeignLink,
}

/// The sending of a lote did not end in a receipt. The four kinds call for four different actions.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// Certainly not sent: no connection was made. The same attempt may be made again.
    #[error("El lote no se envió: {0}")]
    NotSent(#[source] IdseError),
    /// The portal refused the whole lote, for good. A new attempt may be opened after correcting.
    #[error("IDSE rechazó el lote: {text}")]
    Refused {
        /// IMSS's code where the answer names one, such as `05`; two digits.
        code: Option<String>,
        /// The portal's own words.
        text: String,
        /// The movements it names, if any.
        refused: Vec<RefusedMovement>,
    },
    /// The portal did not accept the session, so it took nothing. Log in again, then the same
    /// attempt may be made again.
    #[error("Tu sesión en IDSE terminó y el lote no se envió. Firma de nuevo para continuar")]
    SessionInvalid {
        /// The portal's own words.
        text: String,
    },
    /// **Nobody knows whether the portal has it**: the request may have been written and the
    /// answer was lost, cut, late or unreadable. Never send again on this; ask
    /// [`Client::received`](crate::Client::received) first.
    #[error(
        "No se sabe si IDSE recibió el lote: {0}. No lo envíes de nuevo: primero hay que preguntarle a IDSE"
    )]
    Unknown(#[source] IdseError),
}
