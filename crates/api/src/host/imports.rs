//! Imports: what is known of rows, and what is remembered of columns.

use model::ImportKind;
use service::imports;

use super::{Refusal, Visit, ids};
use crate::view::imports::{ColumnMapping, HeldMovement, ReviewedRow, RowReview};

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
    let found = imports::mapping(visit.service(), &caller, asked, &headings).await?;
    Ok(found.map(|found| ColumnMapping {
        kind: asked,
        headings: found.headings,
        fields: found.fields,
        tipo: found.tipo,
    }))
}

pub(crate) async fn remember_mapping(visit: &Visit, mapping: ColumnMapping) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let ColumnMapping {
        kind: asked,
        headings,
        fields,
        tipo,
    } = mapping;
    let service = visit.service();
    Ok(imports::remember_mapping(service, &caller, asked, headings, fields, tipo).await?)
}
