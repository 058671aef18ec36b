//! Deleted movements, to be restored.

use service::caller::Caller;
use service::movements;
use service::records::{Actor, MovementRecord};

use super::shown::views;
use crate::host::people::People;
use crate::host::{Refusal, Visit, ids};
use crate::view::movements::{DeletedMovement, DeletedPage};

/// Deleted movements of a page.
const PAGE: u32 = 100;

pub(crate) async fn deleted(visit: &Visit, cursor: Option<String>) -> Result<DeletedPage, Refusal> {
    let caller = visit.full().await?;
    let after = match &cursor {
        Some(cursor) => Some(ids::one(cursor, "cursor")?),
        None => None,
    };
    let page = movements::deleted(visit.service(), &caller, after, PAGE).await?;
    let caller = Caller::Full(caller);
    let records: Vec<MovementRecord> = page.rows.iter().map(|one| one.movement.clone()).collect();
    let shown = views(visit, &caller, &records).await?;
    let people = People::read(visit, &caller).await?;
    let rows = page.rows.into_iter().zip(shown);
    let rows = rows.map(|(one, movement)| DeletedMovement {
        movement,
        by: people.name(Actor::User(one.by)),
        until: one.until,
    });
    Ok(DeletedPage {
        rows: rows.collect(),
        next: page.next.map(|next| next.to_string()),
    })
}
