//! What is remembered of imports.

use model::ImportKind;
use service::ids::RegistroId;
use service::imports;
use service::records;

use super::{Refusal, Visit, ids};
use crate::view::imports::{ColumnMapping, Recognised, RowOrigin};

pub(crate) async fn recognise(
    visit: &Visit,
    rows: Vec<RowOrigin>,
) -> Result<Vec<Option<Recognised>>, Refusal> {
    let caller = visit.full().await?;
    let rows = rows
        .into_iter()
        .map(|origin| Ok((ids::one(&origin.registro, "registro")?, origin.row)))
        .collect::<Result<Vec<(RegistroId, String)>, Refusal>>()?;
    let found = imports::recognise(visit.service(), &caller, &rows).await?;
    let recognised = |movement: records::MovementRecord| Recognised {
        movement: movement.id.to_string(),
        estado: movement.state.status(),
        at: movement.created_at,
    };
    Ok(found
        .into_iter()
        .map(|movement| movement.map(recognised))
        .collect())
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
    }))
}

pub(crate) async fn remember_mapping(visit: &Visit, mapping: ColumnMapping) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let ColumnMapping {
        kind: asked,
        headings,
        fields,
    } = mapping;
    Ok(imports::remember_mapping(visit.service(), &caller, asked, headings, fields).await?)
}
