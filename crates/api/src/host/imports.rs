//! Imports: what is known of rows, and what is remembered of columns.

use model::{ColumnMapping, ImportKind};
use service::imports;

use super::{Refusal, Visit, ids};
use crate::view::imports::{HeldMovement, ReviewedRow, RowReview};

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
