//! A write without its record's kind: what a store carries out.

use serde_json::Value;

use super::keys::NaturalKey;
use crate::ids::EmpresaId;
use crate::records::HistoryRow;

/// What a store does with one write, without knowing the record's kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Plain {
    /// The table.
    pub table: &'static str,
    /// The identity within the table.
    pub key: String,
    /// The company.
    pub empresa: EmpresaId,
    /// What to do.
    pub operation: Operation,
    /// Natural keys that this write gives up.
    pub keys_given_up: Vec<NaturalKey>,
    /// Natural keys that this write takes; one that another record holds is
    /// [`super::CommitError::Taken`].
    pub keys_taken: Vec<NaturalKey>,
    /// The row of the history to take away (a movement that changes or goes).
    pub row_removed: Option<HistoryRow>,
    /// The row of the history to put in (a movement that is new or changes).
    pub row_added: Option<HistoryRow>,
}

/// What to do with a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// Make it, with this content (which carries its version). An identity that exists is
    /// [`super::CommitError::Taken`] of [`super::KeyKind::Id`].
    Create(Value),
    /// Replace it by this content (which carries the new version), if its version is `expected`;
    /// otherwise [`super::CommitError::Stale`].
    Update {
        /// The version it must have.
        expected: u64,
        /// The new content.
        content: Value,
    },
    /// Delete it, if its version is `expected`; otherwise [`super::CommitError::Stale`].
    Delete {
        /// The version it must have.
        expected: u64,
    },
}
