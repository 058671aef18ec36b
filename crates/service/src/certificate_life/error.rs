//! What can go wrong in the certificate's life.

use crate::common_error::{CommonError, ErrorKind, WireError, carries_common};

/// Why a change of the certificate's life was not made.
#[derive(Debug, thiserror::Error)]
pub enum CertificateLifeError {
    /// Somebody changed the same step, or the same date, since the page read it.
    #[error("changed on another device")]
    ChangedElsewhere {
        /// Who; `None`: the caller, on another device.
        who: Option<String>,
    },
    /// The request was made on a day that is yet to come.
    #[error("a request in the future")]
    AskedInFuture,
    /// What was sent cannot be a step of a path. Our page would not have sent it.
    #[error("not a step")]
    NotAStep,
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

carries_common!(CertificateLifeError);

impl CertificateLifeError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::ChangedElsewhere { who } => {
                let who = who.as_deref().map_or_else(
                    || "Lo cambiaste antes en otro dispositivo.".to_owned(),
                    |who| format!("{who} lo cambió antes que tú."),
                );
                WireError::new(ErrorKind::Conflict, "changed-elsewhere", who).hint(
                    "Tu último cambio no se guardó: ya ves lo que quedó. Si hace falta, márcalo otra vez.",
                )
            }
            Self::AskedInFuture => WireError::new(
                ErrorKind::Invalid,
                "asked-in-future",
                "Esa fecha todavía no llega. Elige el día en que ya hiciste la solicitud.",
            )
            .at("asked_on"),
            Self::NotAStep => WireError::new(
                ErrorKind::Invalid,
                "not-a-step",
                "Lo que se envió no es un paso de este camino.",
            )
            .hint("Vuelve a cargar la página."),
            Self::Common(error) => error.wire(),
        }
    }
}
