//! What can go wrong with movements.

use model::MovementStatus;

use crate::common_error::{CommonError, ErrorKind, WireError, carries_common};
use crate::ids::MovementId;
use crate::records::MovementRecord;

/// Why a movement was not saved or deleted.
#[derive(Debug, thiserror::Error)]
pub enum MovementError {
    /// It is signed, sent or finished.
    #[error("not editable: {0:?}")]
    NotEditable(MovementStatus),
    /// It stands in a lote that is prepared.
    #[error("stands in a lote")]
    InLote,
    /// A field holds more text than any value of it could.
    #[error("a field is too long")]
    TooLong,
    /// Somebody else changed it; the movement as it is now.
    #[error("changed in the meantime")]
    Changed(Box<MovementRecord>),
    /// It was never edited, so there is no edit to take back.
    #[error("never edited")]
    NeverEdited,
    /// Only a refused movement is corrected.
    #[error("not refused: {0:?}")]
    NotRefused(MovementStatus),
    /// The row of the file was imported before, as this movement.
    #[error("imported before as {0}")]
    Imported(MovementId),
    /// The row of the file that a deleted movement came from was imported again since.
    #[error("imported again")]
    ImportedAgain,
    /// It comes twice in one call.
    #[error("twice in one call")]
    Twice,
    /// More movements than one call may carry.
    #[error("too many at once")]
    TooMany,
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

carries_common!(MovementError);

impl MovementError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::NotEditable(MovementStatus::Operado) => WireError::new(
                ErrorKind::Conflict,
                "not-editable",
                "El IMSS ya operó este movimiento; no se puede cambiar ni eliminar.",
            )
            .hint("Presenta el movimiento contrario, o pide la aclaración en tu subdelegación."),
            Self::NotEditable(MovementStatus::Rechazado) => WireError::new(
                ErrorKind::Conflict,
                "not-editable",
                "El IMSS rechazó este movimiento; queda como constancia.",
            )
            .hint("Usa «Corregir»: se hace un borrador con sus datos para presentarlo de nuevo."),
            Self::NotEditable(MovementStatus::Cancelado) => WireError::new(
                ErrorKind::Conflict,
                "not-editable",
                "Este movimiento está cancelado.",
            ),
            Self::NotEditable(_) => WireError::new(
                ErrorKind::Conflict,
                "not-editable",
                "Este movimiento ya está firmado o enviado; no se puede cambiar.",
            )
            .hint("Espera el resultado del IMSS."),
            Self::InLote => WireError::new(
                ErrorKind::Conflict,
                "in-lote",
                "Este movimiento está en un lote preparado; no se puede cambiar ni eliminar.",
            )
            .hint("Deshaz primero el lote; sus movimientos vuelven a quedar listos."),
            Self::TooLong => WireError::new(
                ErrorKind::Invalid,
                "too-long",
                "Uno de los campos trae demasiado texto.",
            ),
            Self::Changed(_) => CommonError::Stale.wire(),
            Self::NeverEdited => WireError::new(
                ErrorKind::Conflict,
                "never-edited",
                "Este movimiento no tiene un cambio que deshacer.",
            ),
            Self::NotRefused(_) => WireError::new(
                ErrorKind::Conflict,
                "not-refused",
                "Sólo se corrige un movimiento que el IMSS rechazó.",
            ),
            Self::Imported(_) => WireError::new(
                ErrorKind::Conflict,
                "imported",
                "Este renglón ya se había importado.",
            )
            .hint("Búscalo en el historial."),
            Self::ImportedAgain => WireError::new(
                ErrorKind::Conflict,
                "imported",
                "El renglón de este movimiento se volvió a importar; recuperarlo lo repetiría.",
            ),
            Self::Twice => WireError::new(
                ErrorKind::Conflict,
                "twice",
                "Este renglón viene dos veces; se guardó el primero.",
            ),
            Self::TooMany => WireError::new(
                ErrorKind::Invalid,
                "too-many",
                format!(
                    "Se guardan {} movimientos a la vez cuando mucho.",
                    model::limits::MOVEMENTS_MAX_PER_CALL
                ),
            ),
            Self::Common(error) => error.wire(),
        }
    }
}
