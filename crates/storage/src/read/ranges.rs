//! Ranges of a look-up, read forward some rows at a time.
//!
//! The engine reads a range to its end whatever LIMIT says where the range is written as the source
//! (`table:[…]..[…]`), and stops at LIMIT where a call makes it (`type::record('table', […]..[…])`): only
//! then the planner hands the limit to the scan. A test compares the two plans.

use std::collections::VecDeque;

use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use service::store::StoreError;

use crate::database::Database;
use crate::query;

/// The most rows that one range is asked for at once.
const MOST_AT_ONCE: usize = 1_000;
/// The most ranges that one query reads.
const RANGES_AT_ONCE: usize = 100;

/// Where a range begins.
#[derive(Debug, Clone)]
pub(crate) enum Start {
    /// At this id, or at the first that begins with it.
    At(Json),
    /// After this id.
    After(Json),
}

/// A range that is read forward, as far as somebody asks.
pub(crate) struct Range<T> {
    table: &'static str,
    /// What is selected, as an expression over a row.
    value: &'static str,
    from: Start,
    /// The last id, or what the last ids begin with.
    to: Vec<Json>,
    at_once: usize,
    ahead: VecDeque<T>,
    ended: bool,
}

/// A row that says where the range goes on behind it.
pub(crate) trait Placed {
    /// Returns the id under which `table` holds it.
    fn id(&self, table: &'static str) -> Json;
}

impl<T: Placed + DeserializeOwned> Range<T> {
    /// A range whose rows are `value`, at first asked for `at_once` of them.
    pub(crate) fn new(
        table: &'static str,
        value: &'static str,
        from: Start,
        to: Vec<Json>,
        at_once: usize,
    ) -> Self {
        Self {
            table,
            value,
            from,
            to,
            at_once: at_once.clamp(1, MOST_AT_ONCE),
            ahead: VecDeque::new(),
            ended: false,
        }
    }

    /// Returns the next row, if it has been read.
    pub(crate) fn peek(&self) -> Option<&T> {
        self.ahead.front()
    }

    /// Takes the next row.
    pub(crate) fn pop(&mut self) -> Option<T> {
        self.ahead.pop_front()
    }

    fn is_hungry(&self) -> bool {
        self.ahead.is_empty() && !self.ended
    }

    fn statement(&self, at: usize, binds: &mut Json) -> String {
        let (id, sign) = match &self.from {
            Start::At(id) => (id, ".."),
            Start::After(id) => (id, ">.."),
        };
        let mut to = self.to.clone();
        // An object comes after every text and number.
        to.push(json!({}));
        binds[format!("from{at}")] = id.clone();
        binds[format!("to{at}")] = json!(to);
        format!(
            "SELECT VALUE {} FROM type::record('{}', $from{at}{sign}$to{at}) LIMIT {};",
            self.value, self.table, self.at_once
        )
    }

    fn take(&mut self, rows: Vec<T>) {
        self.ended = rows.len() < self.at_once;
        if let Some(last) = rows.last() {
            self.from = Start::After(last.id(self.table));
        }
        self.ahead.extend(rows);
        self.at_once = (self.at_once * 2).min(MOST_AT_ONCE);
    }
}

/// Reads on in every range whose rows are used up.
pub(crate) async fn refill<T: Placed + DeserializeOwned>(
    database: &Database,
    ranges: &mut [Range<T>],
) -> Result<(), StoreError> {
    let mut hungry: Vec<&mut Range<T>> = ranges.iter_mut().filter(|r| r.is_hungry()).collect();
    for part in hungry.chunks_mut(RANGES_AT_ONCE) {
        let mut binds = json!({});
        let statements: Vec<String> = part
            .iter()
            .enumerate()
            .map(|(at, range)| range.statement(at, &mut binds))
            .collect();
        let answers = query::each(database, &statements.concat(), binds).await?;
        for (range, rows) in part.iter_mut().zip(answers) {
            let rows = rows.into_iter().map(query::parse);
            range.take(rows.collect::<Result<_, _>>()?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn plan(database: &Database, source: &str) -> String {
        let statement = format!("EXPLAIN SELECT VALUE at FROM {source} LIMIT 5");
        let binds = json!({ "from": [1], "to": [1, {}] });
        let plan = query::each(database, &statement, binds).await.unwrap();
        format!("{plan:?}")
    }

    /// Whether the scan itself has the limit; without it the range is read to its end.
    fn hands_the_limit_on(plan: &str) -> bool {
        plan.contains("DynamicScan") && plan.contains("limit: 5") && !plan.contains("Limit [ctx")
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_limit_reaches_the_scan_behind_a_call_alone() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("surrealkv://{}", folder.path().join("db").display());
        let database = Database::open(&url).await.unwrap();
        let called = plan(&database, "type::record('history_by_age', $from..$to)").await;
        assert!(hands_the_limit_on(&called), "{called}");
        let written = plan(&database, "history_by_age:[1]..[1, {}]").await;
        assert!(!hands_the_limit_on(&written), "{written}");
    }
}
