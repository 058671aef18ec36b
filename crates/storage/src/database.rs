//! The handle of an open database.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use surrealdb::Surreal;
use surrealdb::engine::any::Any;

use crate::backoff::Backoff;

/// An open database with its schema up to date.
///
/// One handle is shared: cloning SurrealDB's own handle would open a session for each clone.
#[derive(Clone)]
pub struct Database {
    pub(crate) db: Arc<Surreal<Any>>,
    pub(crate) backoff: Arc<dyn Backoff>,
    pub(crate) rows_read: Arc<AtomicU64>,
}

impl Database {
    /// Waits between the tries of a commit as `backoff` says.
    #[must_use]
    pub fn backing_off(self, backoff: Arc<dyn Backoff>) -> Self {
        Self { backoff, ..self }
    }

    /// Returns how many rows the engine has answered since this was opened. No list has a condition that
    /// the engine alone applies, so these are the rows that were touched; tests bound the cost of a list
    /// with it.
    pub fn rows_read(&self) -> u64 {
        self.rows_read.load(Ordering::Relaxed)
    }

    pub(crate) fn count_rows(&self, rows: usize) {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        self.rows_read.fetch_add(rows, Ordering::Relaxed);
    }
}
