//! Totals that are kept: what one unit adds to how many movements stand in each state.
//!
//! A record for each total would make every writer of a registro patronal wait for the others, so each is
//! spread over some shards, and a unit writes to one of them.

use std::collections::{BTreeMap, BTreeSet};

use imss::movimiento::TipoMovimiento;
use jiff::civil::Date;
use model::MovementStatus;
use serde_json::{Value as Json, json};
use service::ids::{EmpresaId, MovementId, RegistroId};
use service::records::HistoryRow;
use surrealdb::types::Value;

use crate::values::{record, with_id};

/// Over how many records a total is spread.
const SHARDS: u8 = 4;

/// The month of a total over all months.
pub(crate) const EVERY_MONTH: &str = "";

/// What one unit adds to the totals, by company, month and registro patronal, then by column.
#[derive(Default)]
pub(crate) struct Tallies {
    added: BTreeMap<(EmpresaId, String, RegistroId), BTreeMap<String, i64>>,
    shard: u8,
}

impl Tallies {
    /// Counts a movement that is new, or as it is now.
    pub(crate) fn add(&mut self, row: Option<&HistoryRow>) {
        self.count(row, 1);
    }

    /// Counts a movement that goes, or as it was, no longer.
    pub(crate) fn take_away(&mut self, row: Option<&HistoryRow>) {
        self.count(row, -1);
    }

    fn count(&mut self, row: Option<&HistoryRow>, by: i64) {
        let Some(row) = row else { return };
        self.shard = shard_of(row.id);
        for month in [EVERY_MONTH.to_owned(), month(row.fecha)] {
            let columns = self
                .added
                .entry((row.empresa, month, row.registro))
                .or_default();
            *columns.entry(column(row.tipo, row.estado)).or_default() += by;
        }
    }

    /// Returns the statement that adds, and the rows it binds as `$tallies`; `None` where nothing changes.
    pub(crate) fn statement(&self) -> Option<(String, Vec<Value>)> {
        let mut columns = BTreeSet::new();
        let mut rows = Vec::new();
        for ((empresa, month, registro), added) in &self.added {
            let mut content = json!({ "registro": registro, "month": month });
            let changed = added.iter().filter(|(_, by)| **by != 0);
            let mut any = false;
            for (column, by) in changed {
                content[column] = json!(by);
                columns.insert(column);
                any = true;
            }
            if any {
                let id = json!([empresa, month, registro, self.shard]);
                rows.push(with_id(record("tally", &id), content));
            }
        }
        if rows.is_empty() {
            return None;
        }
        let sums: Vec<String> = columns
            .into_iter()
            .map(|column| format!("{column} = ({column} ?? 0) + ($input.{column} ?? 0)"))
            .collect();
        let statement = format!(
            "INSERT INTO tally $tallies ON DUPLICATE KEY UPDATE {} RETURN NONE;",
            sums.join(", ")
        );
        Some((statement, rows))
    }
}

/// Returns the column of a type and a state.
pub(crate) fn column(tipo: TipoMovimiento, estado: MovementStatus) -> String {
    format!("c{}_{}", tipo.code(), estado.as_str())
}

/// Returns the counts of one record, those that are not zero.
pub(crate) fn counted(row: &Json) -> impl Iterator<Item = (TipoMovimiento, MovementStatus, i64)> {
    let groups = TipoMovimiento::ALL
        .iter()
        .flat_map(|tipo| MovementStatus::ALL.map(|estado| (*tipo, estado)));
    groups.filter_map(|(tipo, estado)| {
        let count = row.get(column(tipo, estado))?.as_i64()?;
        (count != 0).then_some((tipo, estado, count))
    })
}

/// Returns `2026-01`, the month a date falls in.
pub(crate) fn month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

/// The last character of an identifier is chance.
fn shard_of(id: MovementId) -> u8 {
    id.to_string().bytes().last().unwrap_or(0) % SHARDS
}
