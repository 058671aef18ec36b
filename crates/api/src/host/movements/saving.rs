//! Saving what was typed, and checking it before.

use service::caller::Caller;
use service::ids::MovementId;
use service::movements::{self, Item, MovementError, Saved, Typed};

use super::shown::{show_errors, view};
use crate::host::{Refusal, Visit, ids};
use crate::view::movements::{
    CaptureDefaults, CheckMovement, Finding, ImportName, SaveMany, SaveMovement, SavedMovement,
    SavedOne,
};

pub(crate) async fn save(visit: &Visit, request: SaveMovement) -> Result<SavedMovement, Refusal> {
    let caller = visit.full().await?;
    let Item { existing, typed } = item(request)?;
    let saved = movements::save(visit.service(), &caller, existing, typed).await?;
    let movement = match saved.movement {
        Some(record) => Some(view(visit, &Caller::Full(caller), &record).await?),
        None => None,
    };
    Ok(SavedMovement {
        movement,
        findings: saved.findings,
    })
}

pub(crate) async fn save_many(visit: &Visit, request: SaveMany) -> Result<Vec<SavedOne>, Refusal> {
    let caller = visit.full().await?;
    let items = request
        .items
        .into_iter()
        .map(item)
        .collect::<Result<Vec<Item>, Refusal>>()?;
    let results = match request.import {
        Some(ImportName { id, file }) => {
            let name = movements::ImportName { import: id, file };
            movements::import_many(visit.service(), &caller, &items, &name).await?
        }
        None => movements::save_many(visit.service(), &caller, &items).await?,
    };
    let outcome = |result| match result {
        Ok(Saved {
            movement: Some(movement),
            findings,
        }) => Ok(SavedOne::Saved {
            id: movement.id.to_string(),
            version: movement.version,
            findings,
        }),
        Ok(Saved {
            movement: None,
            findings,
        }) => Ok(SavedOne::Refused { findings }),
        Err(MovementError::Imported(id)) => Ok(SavedOne::Imported { id: id.to_string() }),
        Err(error) => Err(error),
    };
    let outcomes = results.into_iter().map(outcome).collect();
    let outcomes = show_errors(visit, caller, outcomes).await?.into_iter();
    Ok(outcomes
        .map(|outcome| outcome.unwrap_or_else(|error| SavedOne::Failed { error }))
        .collect())
}

fn item(request: SaveMovement) -> Result<Item, Refusal> {
    let existing = match &request.existing {
        Some((id, version)) => Some((ids::one::<MovementId>(id, "existing")?, *version)),
        None => None,
    };
    let typed = Typed {
        registro: ids::one(&request.registro, "registro")?,
        draft: request.draft,
        ready: request.ready,
        origin: request.origin,
    };
    Ok(Item { existing, typed })
}

pub(crate) async fn check(visit: &Visit, request: CheckMovement) -> Result<Vec<Finding>, Refusal> {
    let caller = visit.full().await?;
    let existing = match &request.existing {
        Some(id) => Some(ids::one(id, "existing")?),
        None => None,
    };
    let registro = ids::one(&request.registro, "registro")?;
    Ok(movements::check(visit.service(), &caller, existing, registro, request.draft).await?)
}

pub(crate) async fn defaults(visit: &Visit) -> Result<CaptureDefaults, Refusal> {
    let caller = visit.full().await?;
    let found = movements::defaults(visit.service(), &caller).await?;
    Ok(
        found.map_or_else(CaptureDefaults::default, |found| CaptureDefaults {
            registro: Some(found.registro.to_string()),
            drafts: found.drafts,
        }),
    )
}
