//! What can go wrong with movements.

use crate::error::{CommonError, WireError, carries_common};
use crate::records::Estado;

/// Why a movement was not saved or deleted.
#[derive(Debug, thiserror::Error)]
pub enum MovementError {
    /// It is signed, sent or finished.
    #[error("not editable: {0:?}")]
    NotEditable(Estado),
    /// It stands in a lote that is prepared.
    #[error("stands in a lote")]
    InLote,
    /// A field holds more text than any value of it could.
    #[error("a field is too long")]
    TooLong,
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

carries_common!(MovementError);

impl MovementError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::NotEditable(Estado::Operado) => WireError::new(
                409,
                "not-editable",
                "El IMSS ya operó este movimiento; no se puede cambiar ni eliminar.",
            )
            .hint("Presenta el movimiento contrario, o pide la aclaración en tu subdelegación."),
            Self::NotEditable(Estado::Rechazado) => WireError::new(
                409,
                "not-editable",
                "El IMSS rechazó este movimiento; queda como constancia.",
            )
            .hint("Captura uno nuevo con el dato corregido."),
            Self::NotEditable(Estado::Cancelado) => {
                WireError::new(409, "not-editable", "Este movimiento está cancelado.")
            }
            Self::NotEditable(_) => WireError::new(
                409,
                "not-editable",
                "Este movimiento ya está firmado o enviado; no se puede cambiar.",
            )
            .hint("Espera el resultado del IMSS."),
            Self::InLote => WireError::new(
                409,
                "in-lote",
                "Este movimiento está en un lote preparado; no se puede cambiar ni eliminar.",
            )
            .hint("Deshaz primero el lote; sus movimientos vuelven a quedar listos."),
            Self::TooLong => {
                WireError::new(422, "too-long", "Uno de los campos trae demasiado texto.")
            }
            Self::Common(error) => error.wire(),
        }
    }
}
