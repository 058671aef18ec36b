//! What can go wrong with workers.

use crate::common_error::{CommonError, ErrorKind, WireError};
use crate::store::{CommitError, KeyKind, StoreError};

/// Why a worker, or a plantilla, was not saved.
#[derive(Debug, thiserror::Error)]
pub enum TrabajadorError {
    /// The company has a worker with this number already.
    #[error("number taken")]
    NssTaken,
    /// The worker is, or was, with a registro patronal, or has movements.
    #[error("has a history")]
    HasHistory,
    /// A field holds more text than any value of it could.
    #[error("a field is too long")]
    TooLong,
    /// More lines than one call may carry.
    #[error("more than {limit} lines")]
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// A plantilla of a day that has not ended, or older than the one that is loaded.
    #[error("bad cut-off date: {0}")]
    Cutoff(&'static str),
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

impl From<StoreError> for TrabajadorError {
    fn from(error: StoreError) -> Self {
        Self::Common(error.into())
    }
}

impl From<CommitError> for TrabajadorError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Taken { what: KeyKind::Id } => Self::NssTaken,
            other => Self::Common(other.into()),
        }
    }
}

impl TrabajadorError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::NssTaken => WireError::new(
                ErrorKind::Conflict,
                "nss-taken",
                "Tu empresa ya tiene un trabajador con ese NSS.",
            )
            .at("nss")
            .hint("Búscalo en el directorio y cambia sus datos ahí."),
            Self::HasHistory => WireError::new(
                ErrorKind::Conflict,
                "has-history",
                "Este trabajador tiene movimientos; queda en el directorio.",
            ),
            Self::TooLong => WireError::new(
                ErrorKind::Invalid,
                "too-long",
                "Uno de los campos trae demasiado texto.",
            ),
            Self::TooMany { limit } => WireError::new(
                ErrorKind::Invalid,
                "too-many",
                format!("Se guardan {limit} renglones a la vez cuando mucho."),
            ),
            Self::Cutoff(why) => WireError::new(ErrorKind::Invalid, "bad-field", *why).at("corte"),
            Self::Common(error) => error.wire(),
        }
    }
}
