//! What can go wrong with settings.

use crate::common_error::{CommonError, ErrorKind, WireError, carries_common};

/// Why settings were not saved.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A field does not hold what it must.
    #[error("bad field {field}: {message}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong, in Spanish.
        message: String,
    },
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

carries_common!(SettingsError);

impl SettingsError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::Field { field, message } => {
                WireError::new(ErrorKind::Invalid, "bad-field", message.as_str()).at(field)
            }
            Self::Common(error) => error.wire(),
        }
    }
}
