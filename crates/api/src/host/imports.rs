//! Imports: what is known of rows, what was made of them, and what is remembered of columns.

use model::{ColumnMapping, ImportKind};
use service::caller::Caller;
use service::records::Actor;
use service::{imports, movements};

use super::people::People;
use super::{Refusal, Visit, ids};
use crate::view::imports::{HeldMovement, ReviewedRow, RowReview, StoredImport, UndonePart};

pub(crate) async fn review(
    visit: &Visit,
    rows: Vec<ReviewedRow>,
) -> Result<Vec<RowReview>, Refusal> {
    let caller = visit.full().await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            Ok(imports::ReviewedRow {
                registro: ids::one(&row.registro, "registro")?,
                draft: row.draft,
            })
        })
        .collect::<Result<Vec<imports::ReviewedRow>, Refusal>>()?;
    let answers = imports::review(visit.service(), &caller, &rows).await?;
    Ok(answers
        .into_iter()
        .map(|answer| RowReview {
            held: answer.held.as_ref().map(held),
            findings: answer.findings,
        })
        .collect())
}

fn held(held: &imports::HeldMovement) -> HeldMovement {
    HeldMovement {
        movement: held.id.to_string(),
        status: held.status,
        other_sbc: held.other_sbc.map(|sbc| sbc.to_string()),
    }
}

pub(crate) async fn list(visit: &Visit) -> Result<Vec<StoredImport>, Refusal> {
    let caller = visit.full().await?;
    let stored = movements::imports(visit.service(), &caller).await?;
    let people = People::read(visit, &Caller::Full(caller)).await?;
    let shown = stored.into_iter().map(|one| StoredImport {
        id: one.import,
        file: one.file,
        by: people.name(Actor::User(one.by)),
        at: one.at,
        movements: u64::try_from(one.movements).unwrap_or(u64::MAX),
    });
    Ok(shown.collect())
}

pub(crate) async fn undo(
    visit: &Visit,
    id: String,
    cursor: Option<String>,
) -> Result<UndonePart, Refusal> {
    let caller = visit.full().await?;
    let after = match &cursor {
        Some(cursor) => Some(ids::one(cursor, "cursor")?),
        None => None,
    };
    let undone = movements::undo_import(visit.service(), &caller, &id, after).await?;
    Ok(UndonePart {
        gone: u64::try_from(undone.gone).unwrap_or(u64::MAX),
        left: u64::try_from(undone.left).unwrap_or(u64::MAX),
        next: undone.next.map(|next| next.to_string()),
    })
}

pub(crate) async fn mapping(
    visit: &Visit,
    asked: ImportKind,
    headings: Vec<String>,
) -> Result<Option<ColumnMapping>, Refusal> {
    let caller = visit.full().await?;
    Ok(imports::mapping(visit.service(), &caller, asked, &headings).await?)
}

pub(crate) async fn remember_mapping(visit: &Visit, mapping: ColumnMapping) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    Ok(imports::remember_mapping(visit.service(), &caller, mapping).await?)
}
