//! Movements as their lote takes them along.

use imss::movimiento::Movimiento;
use jiff::Timestamp;

use crate::common_error::CommonError;
use crate::records::{Actor, MovementRecord, MovementState};

/// Moves a movement along with its lote.
pub(crate) fn moved(
    movement: &MovementRecord,
    state: MovementState,
    at: Timestamp,
    by: Actor,
) -> Result<MovementRecord, CommonError> {
    let mut new = movement.clone();
    new.become_state(state, at, by)
        .map_err(CommonError::internal)?;
    Ok(new)
}

/// The checked movement of one that is ready.
pub(crate) fn checked(movement: &MovementRecord) -> Result<&Movimiento, CommonError> {
    movement
        .movimiento()
        .ok_or_else(|| CommonError::internal(format!("movement {} is unchecked", movement.id)))
}
