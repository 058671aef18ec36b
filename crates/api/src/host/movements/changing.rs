//! Changing what is stored: correcting, undoing, discarding, restoring.

use service::caller::Caller;
use service::movements;
use service::records::MovementRecord;

use super::shown::{show_errors, view};
use crate::ApiError;
use crate::host::{Refusal, Visit, ids};
use crate::view::movements::{DiscardedOne, MovementVersion, MovementView, RestoredOne};

pub(crate) async fn correct(visit: &Visit, id: String) -> Result<MovementView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let record = movements::correct(visit.service(), &caller, id).await?;
    view(visit, &Caller::Full(caller), &record).await
}

pub(crate) async fn undo(visit: &Visit, id: String, version: u64) -> Result<MovementView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let record = movements::undo(visit.service(), &caller, id, version).await?;
    view(visit, &Caller::Full(caller), &record).await
}

pub(crate) async fn restore(visit: &Visit, id: String) -> Result<MovementView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let record = movements::restore(visit.service(), &caller, id).await?;
    view(visit, &Caller::Full(caller), &record).await
}

pub(crate) async fn delete(visit: &Visit, id: String, version: u64) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    Ok(movements::delete(visit.service(), &caller, id, version).await?)
}

pub(crate) async fn discard_many(
    visit: &Visit,
    items: Vec<MovementVersion>,
) -> Result<Vec<DiscardedOne>, Refusal> {
    let caller = visit.full().await?;
    let asked = items
        .iter()
        .map(|item| Ok((ids::one(&item.id, "items")?, item.version)))
        .collect::<Result<Vec<_>, Refusal>>()?;
    let results = movements::discard_many(visit.service(), &caller, &asked).await?;
    let results = show_errors(visit, caller, results).await?;
    let outcome = |(item, result): (MovementVersion, _)| match result {
        Ok(()) => DiscardedOne::Discarded { id: item.id },
        Err(error) => DiscardedOne::Failed { id: item.id, error },
    };
    Ok(items.into_iter().zip(results).map(outcome).collect())
}

pub(crate) async fn restore_many(
    visit: &Visit,
    movements: Vec<String>,
) -> Result<Vec<RestoredOne>, Refusal> {
    let caller = visit.full().await?;
    let asked = ids::each(&movements, "movements")?;
    let results = movements::restore_many(visit.service(), &caller, &asked).await?;
    let results = show_errors(visit, caller, results).await?;
    let outcome = |(id, result): (String, Result<MovementRecord, ApiError>)| match result {
        Ok(movement) => RestoredOne::Restored {
            id,
            version: movement.version,
        },
        Err(error) => RestoredOne::Failed { id, error },
    };
    Ok(movements.into_iter().zip(results).map(outcome).collect())
}
