//! The history oldest first. Ranges are read forward alone, so what is little is read newest first and
//! turned around, and what is much is read by `history_by_age`.

use serde_json::{Value as Json, json};
use service::records::HistoryRow;
use service::store::{Count, HistoryCursor, HistoryPage, HistoryQuery, StoreError};

use super::counts;
use super::history::{LOOKED_AT, Page, merge, ranges};
use super::ranges::{Range, Start};
use super::words::Named;
use crate::database::Database;
use crate::lookup::{BY_AGE, oldest_first};

/// What a row of `history_by_age` leads to.
const ROW: &str = "type::record('history_by_date', at).row";

/// One page, oldest first.
pub(super) async fn page(
    database: &Database,
    asked: &HistoryQuery,
    named: &Named,
) -> Result<HistoryPage, StoreError> {
    let mut page = Page::new(asked, named);
    if let Some(mut rows) = little(database, asked, named).await? {
        rows.reverse();
        for row in rows.into_iter().filter(|row| asked.follows(row)) {
            if !page.look_at(row) {
                break;
            }
        }
        return Ok(page.done());
    }
    let ranges = asked
        .registros
        .iter()
        .map(|registro| by_age(asked, &[json!(asked.empresa), json!(registro)]))
        .collect();
    merge(database, ranges, true, |row| page.look_at(row)).await?;
    Ok(page.done())
}

/// Everything that the look-ups hold of what is asked for, newest first, where it is little.
async fn little(
    database: &Database,
    asked: &HistoryQuery,
    named: &Named,
) -> Result<Option<Vec<HistoryRow>>, StoreError> {
    if !matches!(named, Named::Trabajadores(_)) {
        let states = asked.possible_states();
        let counts = counts::all(database, asked.empresa, &asked.registros).await?;
        let wanted = |one: &&Count| {
            states.contains(&one.estado) && asked.tipo.is_none_or(|tipo| tipo == one.tipo)
        };
        let total: u64 = counts.iter().map(|one| one.count).sum();
        let count: u64 = counts.iter().filter(wanted).map(|one| one.count).sum();
        // Reading on by age looks at so many rows for each one that is wanted.
        let by_age = total * u64::from(asked.limit) / count.max(1);
        if count > by_age || count > LOOKED_AT as u64 {
            return Ok(None);
        }
    }
    let ranges = ranges(database, asked, named, None).await?;
    let mut rows = Vec::new();
    let ended = merge(database, ranges, false, |row| {
        rows.push(row);
        rows.len() < LOOKED_AT
    })
    .await?;
    Ok(ended.then_some(rows))
}

fn by_age(asked: &HistoryQuery, prefix: &[Json]) -> Range<HistoryRow> {
    let id = |tail: &[Json]| {
        let mut id = prefix.to_vec();
        id.extend_from_slice(tail);
        json!(id)
    };
    let after = asked
        .cursor
        .filter(|cursor| asked.from.is_none_or(|from| cursor.fecha >= from));
    let from = match (after, asked.from) {
        (
            Some(HistoryCursor {
                fecha,
                id: movement,
            }),
            _,
        ) => Start::After(id(&[json!(oldest_first(fecha)), json!(movement)])),
        (None, Some(from)) => Start::At(id(&[json!(oldest_first(from))])),
        (None, None) => Start::At(id(&[])),
    };
    let mut to = prefix.to_vec();
    to.extend(asked.to.map(|to| json!(oldest_first(to))));
    Range::new(BY_AGE, ROW, from, to, asked.limit as usize + 1)
}
