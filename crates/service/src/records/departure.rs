//! That a company leaves: its last whole export, and its deletion, planned and not carried out yet.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, UserId};

/// What a company did to leave. There is one record per company, and none until the first export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Departure {
    /// The company, and so the record's identity.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// When everything was last exported, to the end.
    pub exported_at: Option<Timestamp>,
    /// The deletion that waits.
    pub deletion: Option<PlannedDeletion>,
}

/// A deletion that can still be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedDeletion {
    /// The administrator who asked for it.
    pub by: UserId,
    /// When.
    pub asked_at: Timestamp,
    /// When it is carried out.
    pub due_at: Timestamp,
}
