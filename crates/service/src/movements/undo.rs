//! What a person did taken back: the last edit, and a deletion for thirty days.

use super::check::{must_be_editable, not_editable};
use super::error::MovementError;
use crate::Service;
use crate::caller::FullCaller;
use crate::error::CommonError;
use crate::events::Event;
use crate::ids::MovementId;
use crate::records::{Action, DeletedMovement, KEPT, MovementRecord, Previous};
use crate::store::{CommitError, KeyKind, Unit};

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
    let mut entry = service.audit(old.empresa, caller.actor(), Action::MovementSaved, subject);
    entry.detail = "undone".to_owned();
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

/// Deletes a movement that is not yet in a lote. It can be brought back for thirty days.
///
/// # Errors
///
/// The role does not capture; signed, sent or finished; in a lote; changed by somebody else.
pub async fn delete(
    service: &Service,
    caller: &FullCaller,
    id: MovementId,
    version: u64,
) -> Result<(), MovementError> {
    caller.must_capture()?;
    let movement = editable(service, caller, id, version).await?;
    let (empresa, registro) = (movement.empresa, movement.registro);
    let subject = format!("movement:{id}");
    let entry = service.audit(empresa, caller.actor(), Action::MovementDeleted, subject);
    let mut unit = Unit::audited(entry).create(DeletedMovement {
        id,
        movement: movement.clone(),
        by: caller.user(),
        until: service.now() + KEPT,
    });
    if let Some(refused) = refused(service, &movement).await?
        && refused.corrected_by == Some(id)
    {
        let free = MovementRecord {
            corrected_by: None,
            ..refused.clone()
        };
        unit = unit.update(refused, free);
    }
    service.store.commit(unit.delete(movement)).await?;
    service
        .events()
        .publish(empresa, Event::Movements { registro });
    Ok(())
}

/// Brings a deleted movement back as it was.
///
/// # Errors
///
/// The role does not capture; nothing deleted under this identity in the last thirty days; the row
/// of a file that it came from was imported again; its registro patronal is gone.
pub async fn restore(
    service: &Service,
    caller: &FullCaller,
    id: MovementId,
) -> Result<MovementRecord, MovementError> {
    caller.must_capture()?;
    let empresa = caller.empresa();
    let now = service.now();
    let deleted = service.store.deleted_movement(empresa, id).await?;
    let deleted = deleted.filter(|deleted| now < deleted.until);
    let deleted = deleted.ok_or(CommonError::NotFound("el movimiento eliminado"))?;
    let mut movement = deleted.movement.clone();
    let subject = format!("movement:{id}");
    let entry = service.audit(empresa, caller.actor(), Action::MovementRestored, subject);
    let mut unit = Unit::audited(entry).delete(deleted);
    match refused(service, &movement).await? {
        Some(refused) if refused.corrected_by.is_none() => {
            let corrected = MovementRecord {
                corrected_by: Some(id),
                ..refused.clone()
            };
            unit = unit.update(refused, corrected);
        }
        // Another correction was begun in the meantime: this one is a movement of its own.
        _ => movement.corrects = None,
    }
    let unit = unit.bring_back(movement.clone());
    match service.store.commit(unit).await {
        Ok(()) => {}
        Err(CommitError::Taken {
            what: KeyKind::ImportedRow,
        }) => return Err(MovementError::ImportedAgain),
        Err(error) => return Err(error.into()),
    }
    let registro = movement.registro;
    service
        .events()
        .publish(empresa, Event::Movements { registro });
    movement.version += 1;
    Ok(movement)
}

/// The refused movement that a movement corrects.
async fn refused(
    service: &Service,
    movement: &MovementRecord,
) -> Result<Option<MovementRecord>, MovementError> {
    match movement.corrects {
        Some(id) => Ok(service.store.movement(movement.empresa, id).await?),
        None => Ok(None),
    }
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
