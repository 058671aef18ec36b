//! A company on its way out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How far a company is on its way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeavingView {
    /// The company's name.
    pub name: String,
    /// When everything was last exported, to the end.
    pub exported_at: Option<Timestamp>,
    /// That export is recent enough to plan the deletion.
    pub exported_of_late: bool,
    /// The deletion that waits.
    pub deletion: Option<DeletionView>,
}

/// A deletion that can still be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletionView {
    /// Name of the administrator who asked for it; empty where she is not known any more.
    pub by: String,
    /// When she did.
    pub asked_at: Timestamp,
    /// When it is carried out.
    pub due_at: Timestamp,
}
