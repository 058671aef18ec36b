//! What is remembered of imports.

use model::ImportKind;
use service::ids::RegistroId;
use service::imports;
use service::records;

use super::{Visit, ids};
use crate::ApiError;
use crate::view::imports::{ColumnMapping, Recognised, RowOrigin};

pub(crate) async fn recognise(rows: Vec<RowOrigin>) -> Result<Vec<Option<Recognised>>, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let rows = rows
        .into_iter()
        .map(|origin| Ok((ids::one(&origin.registro, "registro")?, origin.row)))
        .collect::<Result<Vec<(RegistroId, String)>, ApiError>>()?;
    let found = imports::recognise(visit.service(), &caller, &rows)
        .await
        .map_err(|e| visit.refuse(e))?;
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
    asked: ImportKind,
    headings: Vec<String>,
) -> Result<Option<ColumnMapping>, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let found = imports::mapping(visit.service(), &caller, asked, &headings)
        .await
        .map_err(|e| visit.refuse(e))?;
    Ok(found.map(|found| ColumnMapping {
        kind: asked,
        headings: found.headings,
        fields: found.fields,
    }))
}

pub(crate) async fn remember_mapping(mapping: ColumnMapping) -> Result<(), ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let ColumnMapping {
        kind: asked,
        headings,
        fields,
    } = mapping;
    imports::remember_mapping(visit.service(), &caller, asked, headings, fields)
        .await
        .map_err(|e| visit.refuse(e))
}
