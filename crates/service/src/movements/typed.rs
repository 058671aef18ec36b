//! A movement as a person types it.

use imss::movimiento::MovimientoDraft;
use model::Origin;

use crate::ids::RegistroId;

/// A movement as it was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The registro patronal it is filed under; its number is written into the draft.
    pub registro: RegistroId,
    /// The fields.
    pub draft: MovimientoDraft,
    /// Ready for a lote, or a draft to go on with.
    pub ready: bool,
    /// What it comes from.
    pub origin: Option<Origin>,
}
