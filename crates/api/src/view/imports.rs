//! Imports: what is known of rows before they are stored, and what each column meant.

use imss::finding::Finding;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use model::{ImportKind, MovementStatus};
use serde::{Deserialize, Serialize};

/// What each column of a file means. Remembered per company by kind and headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// What the file holds.
    pub kind: ImportKind,
    /// The headings as they stand in the file, at most 200.
    pub headings: Vec<String>,
    /// The use of each column, by its name; `None`, the column is left out.
    pub fields: Vec<Option<String>>,
    /// The type of movement that was chosen for rows that do not say.
    #[serde(default)]
    pub tipo: Option<TipoMovimiento>,
}

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
