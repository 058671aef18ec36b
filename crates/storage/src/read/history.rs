//! The history: ranges of the look-ups, merged in the order asked for, until the page is full.
//!
//! Which look-up is read depends on what is asked for: the movements of the workers whom a text names,
//! those in a state, or everything by date. What the ranges do not decide is looked at row by row, and no
//! page looks at more than [`LOOKED_AT`] rows.

use imss::movimiento::TipoMovimiento;
use model::MovementStatus;
use serde_json::{Value as Json, json};
use service::ids::RegistroId;
use service::records::HistoryRow;
use service::store::{HistoryCursor, HistoryPage, HistoryQuery, StoreError};

use super::counts;
use super::ranges::{Placed, Range, Start, refill};
use super::words::Named;
use crate::database::Database;
use crate::lookup::{
    BY_AGE, BY_DATE, BY_STATE, BY_TRABAJADOR, latest_first, newest_first, oldest_first,
};

/// The most rows that one page looks at. A page that is not full by then says where to go on.
pub(super) const LOOKED_AT: usize = 5_000;
/// From this many ranges on it pays to look first which of them hold anything.
const MANY_RANGES: usize = 12;

/// One page, newest first.
pub(super) async fn page(
    database: &Database,
    asked: &HistoryQuery,
    named: &Named,
) -> Result<HistoryPage, StoreError> {
    let ranges = ranges(database, asked, named, asked.cursor).await?;
    let mut page = Page::new(asked, named);
    merge(database, ranges, false, |row| page.look_at(row)).await?;
    Ok(page.done())
}

/// Gives the rows of ranges to `look_at`, in the order asked for and each once, while it says that it wants
/// more; whether the ranges ended before.
pub(super) async fn merge(
    database: &Database,
    mut ranges: Vec<Range<HistoryRow>>,
    oldest_first: bool,
    mut look_at: impl FnMut(HistoryRow) -> bool,
) -> Result<bool, StoreError> {
    let mut before: Option<HistoryCursor> = None;
    loop {
        refill(database, &mut ranges).await?;
        // Until a range is used up: what it holds next may come before what the others do.
        loop {
            let heads = ranges
                .iter()
                .enumerate()
                .filter_map(|(at, range)| Some((range.peek()?.place(), at)));
            let first = match oldest_first {
                true => heads.min(),
                false => heads.max(),
            };
            let Some((place, at)) = first else {
                return Ok(true);
            };
            let Some(row) = ranges[at].pop() else {
                return Ok(true);
            };
            // What stands in two look-ups comes twice, one behind the other.
            if before.replace(place) != Some(place) && !look_at(row) {
                return Ok(false);
            }
            if ranges[at].peek().is_none() {
                break;
            }
        }
    }
}

/// A page that fills up.
pub(super) struct Page<'a> {
    asked: &'a HistoryQuery,
    named: &'a Named,
    rows: Vec<HistoryRow>,
    looked_at: usize,
    last: Option<HistoryCursor>,
    cut: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(asked: &'a HistoryQuery, named: &'a Named) -> Self {
        Self {
            asked,
            named,
            rows: Vec::new(),
            looked_at: 0,
            last: None,
            cut: false,
        }
    }

    fn limit(&self) -> usize {
        self.asked.limit.max(1) as usize
    }

    /// Takes a row that belongs to the answer; whether the page wants more.
    pub(super) fn look_at(&mut self, row: HistoryRow) -> bool {
        self.looked_at += 1;
        self.last = Some(row.place());
        // What belongs to the answer is the service's to say.
        if self.asked.matches(&row)
            && self.asked.follows(&row)
            && self.named.holds(self.asked, &row)
        {
            self.rows.push(row);
        }
        // One more than asked for tells whether there is a next page.
        if self.rows.len() > self.limit() {
            return false;
        }
        self.cut = self.looked_at >= LOOKED_AT;
        !self.cut
    }

    pub(super) fn done(mut self) -> HistoryPage {
        let more = self.rows.len() > self.limit();
        self.rows.truncate(self.limit());
        let next = match more {
            true => self.rows.last().map(HistoryRow::place),
            false => self.last.filter(|_| self.cut),
        };
        HistoryPage {
            rows: self.rows,
            next,
        }
    }
}

/// The ranges that hold what is asked for, newest first, from after `cursor` on.
pub(super) async fn ranges(
    database: &Database,
    asked: &HistoryQuery,
    named: &Named,
    cursor: Option<HistoryCursor>,
) -> Result<Vec<Range<HistoryRow>>, StoreError> {
    let mut prefixes: Vec<(&'static str, Vec<Json>)> = Vec::new();
    match named {
        Named::Trabajadores(trabajadores) => {
            prefixes.extend(
                trabajadores
                    .iter()
                    .map(|nss| (BY_TRABAJADOR, vec![json!(asked.empresa), json!(nss)])),
            );
            // A draft may name a worker whom the directory does not know, or none that can be read.
            let drafts = HistoryQuery {
                estados: [MovementStatus::Borrador].into(),
                ..asked.clone()
            };
            if asked.possible_states().contains(&MovementStatus::Borrador) {
                prefixes.extend(by_state(&drafts));
            }
        }
        Named::Anybody | Named::Many
            if asked.possible_states().len() < MovementStatus::ALL.len() =>
        {
            prefixes.extend(holding(database, asked).await?);
        }
        Named::Anybody | Named::Many => {
            prefixes.extend(
                asked
                    .registros
                    .iter()
                    .map(|registro| (BY_DATE, vec![json!(asked.empresa), json!(registro)])),
            );
        }
    }
    let limit = asked.limit.max(1) as usize + 1;
    let at_once = (2 * limit / prefixes.len().max(1)).max(8).min(limit);
    Ok(prefixes
        .into_iter()
        .map(|(table, prefix)| range(asked, table, &prefix, cursor, at_once))
        .collect())
}

fn range(
    asked: &HistoryQuery,
    table: &'static str,
    prefix: &[Json],
    cursor: Option<HistoryCursor>,
    at_once: usize,
) -> Range<HistoryRow> {
    let id = |tail: &[Json]| {
        let mut id = prefix.to_vec();
        id.extend_from_slice(tail);
        json!(id)
    };
    let after = cursor.filter(|cursor| asked.to.is_none_or(|to| cursor.fecha <= to));
    let from = match (after, asked.to) {
        (
            Some(HistoryCursor {
                fecha,
                id: movement,
            }),
            _,
        ) => Start::After(id(&[
            json!(newest_first(fecha)),
            json!(latest_first(movement)),
        ])),
        (None, Some(to)) => Start::At(id(&[json!(newest_first(to))])),
        (None, None) => Start::At(id(&[])),
    };
    let mut to = prefix.to_vec();
    to.extend(asked.from.map(|from| json!(newest_first(from))));
    Range::new(table, "row", from, to, at_once)
}

/// The ranges of the states asked for that hold anything.
async fn holding(
    database: &Database,
    asked: &HistoryQuery,
) -> Result<Vec<(&'static str, Vec<Json>)>, StoreError> {
    let all = by_state(asked);
    if all.len() < MANY_RANGES {
        return Ok(all);
    }
    let counts = counts::all(database, asked.empresa, &asked.registros).await?;
    let holds = counts
        .iter()
        .map(|one| state_prefix(asked, one.registro, one.tipo, one.estado))
        .collect::<Vec<_>>();
    Ok(all
        .into_iter()
        .filter(|(_, prefix)| holds.contains(prefix))
        .collect())
}

fn by_state(asked: &HistoryQuery) -> Vec<(&'static str, Vec<Json>)> {
    let mut prefixes = Vec::new();
    for registro in &asked.registros {
        for tipo in TipoMovimiento::ALL {
            if asked.tipo.is_none_or(|wanted| wanted == *tipo) {
                for estado in asked.possible_states() {
                    let prefix = state_prefix(asked, *registro, *tipo, estado);
                    prefixes.push((BY_STATE, prefix));
                }
            }
        }
    }
    prefixes
}

fn state_prefix(
    asked: &HistoryQuery,
    registro: RegistroId,
    tipo: TipoMovimiento,
    estado: MovementStatus,
) -> Vec<Json> {
    vec![
        json!(asked.empresa),
        json!(registro),
        json!(tipo),
        json!(estado),
    ]
}

impl Placed for HistoryRow {
    fn id(&self, table: &'static str) -> Json {
        let (day, movement) = (newest_first(self.fecha), latest_first(self.id));
        match table {
            BY_AGE => json!([
                self.empresa,
                self.registro,
                oldest_first(self.fecha),
                self.id
            ]),
            BY_STATE => json!([
                self.empresa,
                self.registro,
                self.tipo,
                self.estado,
                day,
                movement
            ]),
            BY_TRABAJADOR => json!([self.empresa, self.nss, day, movement]),
            _ => json!([self.empresa, self.registro, day, movement]),
        }
    }
}
