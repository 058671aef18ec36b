//! What can go wrong with imports.

use crate::common_error::{CommonError, ErrorKind, WireError, carries_common};

/// Why rows were not reviewed, or columns not remembered.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// More rows than are reviewed at once.
    #[error("too many rows")]
    TooMany,
    /// The mapping does not give each column its field.
    #[error("bad mapping")]
    BadMapping,
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

carries_common!(ImportError);

impl ImportError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::TooMany => WireError::new(
                ErrorKind::Invalid,
                "too-many",
                format!(
                    "Se revisan {} renglones a la vez cuando mucho.",
                    model::limits::REVIEW_MAX_ROWS_PER_CALL
                ),
            ),
            Self::BadMapping => WireError::new(
                ErrorKind::Invalid,
                "bad-mapping",
                "Las columnas del archivo no se pudieron guardar.",
            )
            .hint("Puedes importar de todos modos; la próxima vez habrá que elegirlas de nuevo."),
            Self::Common(error) => error.wire(),
        }
    }
}
