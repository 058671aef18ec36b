//! Deleting movements that are in no lote, and restoring them within thirty days: one, or many in one
//! call.

use std::collections::{BTreeMap, BTreeSet};

use model::limits::MOVEMENTS_MAX_PER_CALL;

use super::check::must_be_editable;
use super::error::MovementError;
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{EmpresaId, MovementId, RegistroId};
use crate::records::{Action, DeletedMovement, KEPT, MovementRecord};
use crate::store::{CommitError, KeyKind, Unit};
use crate::values::Digest;

/// How often somebody else may change the same records before the call gives up.
const TRIES: u32 = 5;

/// Deletes a movement that is in no lote. It can be restored for thirty days.
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
    only(discard_many(service, caller, &[(id, version)]).await?)
}

/// Deletes many movements at once, each read at a version, each with its own result, in the order
/// given. What cannot be deleted does not keep the others. [`restore_many`] undoes it.
///
/// # Errors
///
/// The role does not capture; more than [`MOVEMENTS_MAX_PER_CALL`]; the repository's. What speaks
/// against one movement is its own result.
pub async fn discard_many(
    service: &Service,
    caller: &FullCaller,
    items: &[(MovementId, u64)],
) -> Result<Vec<Result<(), MovementError>>, MovementError> {
    caller.must_capture()?;
    must_not_be_too_many(items.len())?;
    for _ in 0..TRIES {
        let movements = by_id(service, caller.empresa(), items.iter().map(|one| one.0)).await?;
        let mut seen = BTreeSet::new();
        let mut discarded = Vec::new();
        let results: Vec<Result<(), MovementError>> = items
            .iter()
            .map(|(id, version)| {
                let movement = deletable(&movements, *id, *version)?;
                if !seen.insert(*id) {
                    return Err(MovementError::Twice);
                }
                discarded.push(movement.clone());
                Ok(())
            })
            .collect();
        let Some(unit) = deletion(service, caller, &discarded).await? else {
            return Ok(results);
        };
        match service.store.commit(unit).await {
            Ok(()) => {
                publish(service, caller, discarded.iter());
                return Ok(results);
            }
            // One was changed at this very moment: each is judged again by what is there now.
            Err(CommitError::Stale) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(CommonError::Stale.into())
}

/// Restores a deleted movement as it was.
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
    only(restore_many(service, caller, &[id]).await?)
}

/// Restores many deleted movements at once, each with its own result, in the order given.
///
/// # Errors
///
/// The role does not capture; more than [`MOVEMENTS_MAX_PER_CALL`]; the repository's. What speaks
/// against one movement is its own result.
pub async fn restore_many(
    service: &Service,
    caller: &FullCaller,
    ids: &[MovementId],
) -> Result<Vec<Result<MovementRecord, MovementError>>, MovementError> {
    caller.must_capture()?;
    must_not_be_too_many(ids.len())?;
    for _ in 0..TRIES {
        let mut deleted = Deleted::read(service, caller, ids).await?;
        let mut unit = None;
        let mut results = Vec::new();
        let mut seen = BTreeSet::new();
        for id in ids {
            let result = match deleted.restorable(*id) {
                Ok(_) if !seen.insert(*id) => Err(MovementError::Twice),
                Ok(found) => Ok(deleted.restore(service, caller, &mut unit, found)),
                Err(error) => Err(error),
            };
            results.push(result);
        }
        let Some(unit) = unit else {
            return Ok(results);
        };
        match service.store.commit(unit).await {
            Ok(()) => {
                publish(service, caller, results.iter().flatten());
                return Ok(results);
            }
            // One was restored, or its row imported, at this very moment: look again.
            Err(
                CommitError::Stale
                | CommitError::Taken {
                    what: KeyKind::Id | KeyKind::ImportedRow,
                },
            ) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(CommonError::Stale.into())
}

/// The result of a call about one movement.
fn only<T>(results: Vec<Result<T, MovementError>>) -> Result<T, MovementError> {
    let nothing = || Err(CommonError::internal("nothing became of a movement").into());
    results.into_iter().next().unwrap_or_else(nothing)
}

fn must_not_be_too_many(count: usize) -> Result<(), MovementError> {
    if count > MOVEMENTS_MAX_PER_CALL {
        return Err(MovementError::TooMany);
    }
    Ok(())
}

async fn by_id(
    service: &Service,
    empresa: EmpresaId,
    ids: impl Iterator<Item = MovementId>,
) -> Result<BTreeMap<MovementId, MovementRecord>, MovementError> {
    let ids: BTreeSet<MovementId> = ids.collect();
    let ids: Vec<MovementId> = ids.into_iter().collect();
    let movements = service.store.movements(empresa, &ids).await?;
    Ok(movements.into_iter().map(|one| (one.id, one)).collect())
}

fn deletable(
    movements: &BTreeMap<MovementId, MovementRecord>,
    id: MovementId,
    version: u64,
) -> Result<&MovementRecord, MovementError> {
    let movement = movements.get(&id);
    let movement = movement.ok_or(CommonError::NotFound("ese movimiento"))?;
    must_be_editable(movement)?;
    if movement.version != version {
        return Err(MovementError::Changed(Box::new(movement.clone())));
    }
    Ok(movement)
}

/// The unit that deletes movements, with an audit entry of each; `None` for no movement.
async fn deletion(
    service: &Service,
    caller: &FullCaller,
    movements: &[MovementRecord],
) -> Result<Option<Unit>, MovementError> {
    let corrected = movements.iter().filter_map(|one| one.corrects);
    let refused = by_id(service, caller.empresa(), corrected).await?;
    let mut unit = None;
    for movement in movements {
        let id = movement.id;
        let mut one = audited(service, caller, unit, Action::MovementDeleted, id);
        one = one.create(DeletedMovement {
            id,
            movement: movement.clone(),
            by: caller.user(),
            until: service.now() + KEPT,
        });
        let refused = movement.corrects.and_then(|id| refused.get(&id));
        if let Some(refused) = refused.filter(|refused| refused.corrected_by == Some(id)) {
            let free = MovementRecord {
                corrected_by: None,
                ..refused.clone()
            };
            one = one.update(refused.clone(), free);
        }
        unit = Some(one.delete(movement.clone()));
    }
    Ok(unit)
}

/// The unit so far, with an audit entry about one movement more.
fn audited(
    service: &Service,
    caller: &FullCaller,
    unit: Option<Unit>,
    action: Action,
    id: MovementId,
) -> Unit {
    let subject = format!("movement:{id}");
    let entry = service.audit(caller.empresa(), caller.by(), action, subject);
    match unit {
        Some(unit) => unit.and_audit(entry),
        None => Unit::audited(entry),
    }
}

/// Deleted movements, and what decides whether they can be restored.
struct Deleted {
    deleted: BTreeMap<MovementId, DeletedMovement>,
    /// The refused movements that they correct.
    refused: BTreeMap<MovementId, MovementRecord>,
    /// Origins that another movement was made from since.
    taken: BTreeSet<Digest>,
}

impl Deleted {
    async fn read(
        service: &Service,
        caller: &FullCaller,
        ids: &[MovementId],
    ) -> Result<Self, MovementError> {
        let empresa = caller.empresa();
        let now = service.now();
        let deleted = service.store.deleted_movements(empresa, ids).await?;
        let deleted = deleted.into_iter().filter(|one| now < one.until);
        let deleted: BTreeMap<_, _> = deleted.map(|one| (one.id, one)).collect();
        let movements = || deleted.values().map(|one| &one.movement);
        let refused = by_id(service, empresa, movements().filter_map(|one| one.corrects)).await?;
        let origins: Vec<Digest> = movements().filter_map(|one| one.origin).collect();
        let taken = match origins.is_empty() {
            true => Vec::new(),
            false => service.store.imported(empresa, &origins).await?,
        };
        Ok(Self {
            refused,
            taken: taken.into_iter().filter_map(|one| one.origin).collect(),
            deleted,
        })
    }

    fn restorable(&self, id: MovementId) -> Result<DeletedMovement, MovementError> {
        let deleted = self.deleted.get(&id);
        let deleted = deleted.ok_or(CommonError::NotFound("el movimiento eliminado"))?;
        let origin = deleted.movement.origin;
        if origin.is_some_and(|origin| self.taken.contains(&origin)) {
            return Err(MovementError::ImportedAgain);
        }
        Ok(deleted.clone())
    }

    /// Adds the restoring of a movement to a unit; the movement as it will be. From here on its
    /// origin is taken, and the refused movement that it corrects is corrected.
    fn restore(
        &mut self,
        service: &Service,
        caller: &FullCaller,
        unit: &mut Option<Unit>,
        deleted: DeletedMovement,
    ) -> MovementRecord {
        let id = deleted.id;
        let mut movement = deleted.movement.clone();
        let mut one = audited(service, caller, unit.take(), Action::MovementRestored, id);
        one = one.delete(deleted);
        match movement.corrects.and_then(|id| self.refused.get_mut(&id)) {
            Some(refused) if refused.corrected_by.is_none() => {
                let before = refused.clone();
                refused.corrected_by = Some(id);
                one = one.update(before, refused.clone());
            }
            // Another correction was begun in the meantime: this one is a movement of its own.
            _ => movement.corrects = None,
        }
        self.taken.extend(movement.origin);
        *unit = Some(one.bring_back(movement.clone()));
        movement.version += 1;
        movement
    }
}

fn publish<'a>(
    service: &Service,
    caller: &FullCaller,
    movements: impl Iterator<Item = &'a MovementRecord>,
) {
    let registros: BTreeSet<RegistroId> = movements.map(|one| one.registro).collect();
    for registro in registros {
        service
            .events()
            .publish(caller.empresa(), Event::Movements { registro });
    }
}
