//! Undoing the last edit of a movement.

use super::check::{must_be_editable, not_editable};
use super::error::MovementError;
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::MovementId;
use crate::records::{Action, MovementRecord, Previous};
use crate::store::Unit;

/// Takes the last edit back; done twice, the movement is as it was edited.
///
/// # Errors
///
/// The role does not capture; never edited; signed, sent or finished; in a lote; changed by somebody
/// else.
pub async fn undo(
    service: &Service,
    caller: &FullCaller,
    id: MovementId,
    version: u64,
) -> Result<MovementRecord, MovementError> {
    caller.must_capture()?;
    let old = editable(service, caller, id, version).await?;
    let Some(previous) = old.previous.clone() else {
        return Err(MovementError::NeverEdited);
    };
    let Previous {
        registro,
        content,
        state,
    } = *previous;
    let mut new = MovementRecord {
        registro,
        content,
        sitting: None,
        previous: Some(Box::new(Previous {
            registro: old.registro,
            content: old.content.clone(),
            state: old.state.clone(),
        })),
        ..old.clone()
    };
    new.become_state(state, service.now(), caller.actor())
        .map_err(not_editable)?;
    let subject = format!("movement:{id}");
    let mut entry = service.audit(old.empresa, caller.by(), Action::MovementSaved, subject);
    entry.detail = "Deshizo el último cambio".to_owned();
    let registros = [old.registro, new.registro];
    let unit = Unit::audited(entry).update(old, new.clone());
    service.store.commit(unit).await?;
    for registro in registros {
        service
            .events()
            .publish(new.empresa, Event::Movements { registro });
    }
    new.version = version + 1;
    Ok(new)
}

async fn editable(
    service: &Service,
    caller: &FullCaller,
    id: MovementId,
    version: u64,
) -> Result<MovementRecord, MovementError> {
    let movement = service.store.movement(caller.empresa(), id).await?;
    let movement = movement.ok_or(CommonError::NotFound("ese movimiento"))?;
    must_be_editable(&movement)?;
    if movement.version != version {
        return Err(MovementError::Changed(Box::new(movement)));
    }
    Ok(movement)
}
