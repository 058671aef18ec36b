//! Imports: what is known of rows before they are stored, and what each column meant.

use imss::finding::Finding;
use imss::movimiento::MovimientoDraft;
use jiff::Timestamp;
use model::MovementStatus;
use serde::{Deserialize, Serialize};

/// A row of a file as it would be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewedRow {
    /// Id of the registro patronal it would be filed under.
    pub registro: String,
    /// What was understood of the row.
    pub draft: MovimientoDraft,
}

/// What the server says of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowReview {
    /// The movement that the row is already: same worker, registro patronal, type and date.
    pub held: Option<HeldMovement>,
    /// What the history of the worker says (codes 48 to 56); empty where the row is held.
    pub findings: Vec<Finding>,
}

/// The movement that a row is already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldMovement {
    /// Id of the movement.
    pub movement: String,
    /// How far that movement is.
    pub status: MovementStatus,
    /// Its SBC in pesos a day (`687.70`), where the row has another one.
    pub other_sbc: Option<String>,
}

/// An import that can be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredImport {
    /// The word that names it.
    pub id: String,
    /// The name of the file.
    pub file: String,
    /// Who imported it.
    pub by: String,
    /// When it began.
    pub at: Timestamp,
    /// Movements that it made and that no undoing deleted.
    pub movements: u64,
}

/// What became of a part of an import that was undone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndonePart {
    /// Movements that were deleted.
    pub gone: u64,
    /// Movements that stay: in a lote, edited, or no longer editable.
    pub left: u64,
    /// Pass it to go on; `None` at the end.
    pub next: Option<String>,
}
