//! What can go wrong on the way out.

use crate::common_error::{CommonError, ErrorKind, WireError, carries_common};

/// Why a company was not exported, or its deletion not planned.
#[derive(Debug, thiserror::Error)]
pub enum DepartureError {
    /// What was typed is not the company's name.
    #[error("another name was typed")]
    OtherName,
    /// Nobody exported everything of late.
    #[error("not exported of late")]
    NotExported,
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

carries_common!(DepartureError);

impl DepartureError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::OtherName => WireError::new(
                ErrorKind::Invalid,
                "bad-field",
                "Ese no es el nombre de la empresa. Escríbelo como aparece arriba.",
            )
            .at("name"),
            Self::NotExported => WireError::new(
                ErrorKind::Conflict,
                "not-exported",
                "Antes de eliminar la empresa hay que descargar todo lo suyo, completo.",
            )
            .hint("Descárgalo y vuelve a pedirlo."),
            Self::Common(error) => error.wire(),
        }
    }
}
