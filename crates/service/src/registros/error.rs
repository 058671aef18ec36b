//! What can go wrong with registros patronales.

use crate::common_error::{CommonError, ErrorKind, WireError};
use crate::store::{CommitError, KeyKind, StoreError};

/// Why a registro patronal was not saved.
#[derive(Debug, thiserror::Error)]
pub enum RegistroError {
    /// A field does not hold what it must.
    #[error("bad field {field}: {message}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong, in Spanish.
        message: String,
    },
    /// The company has this number already.
    #[error("number taken")]
    NumberTaken,
    /// The number stands in every movement; it cannot change under them.
    #[error("number in use")]
    NumberInUse,
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

impl From<StoreError> for RegistroError {
    fn from(error: StoreError) -> Self {
        Self::Common(error.into())
    }
}

impl From<CommitError> for RegistroError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Taken {
                what: KeyKind::RegistroNumber,
            } => Self::NumberTaken,
            other => Self::Common(other.into()),
        }
    }
}

impl RegistroError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::Field { field, message } => {
                WireError::new(ErrorKind::Invalid, "bad-field", message.as_str()).at(field)
            }
            Self::NumberTaken => WireError::new(
                ErrorKind::Conflict,
                "registro-taken",
                "Tu empresa ya tiene ese registro patronal.",
            )
            .at("numero"),
            Self::NumberInUse => WireError::new(
                ErrorKind::Conflict,
                "registro-in-use",
                "Este registro patronal ya tiene movimientos; su número no se puede cambiar.",
            )
            .at("numero")
            .hint("Agrega el otro número como un registro patronal nuevo."),
            Self::Common(error) => error.wire(),
        }
    }
}
