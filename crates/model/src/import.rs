//! What a file to import holds, and what its columns mean.

use imss::movimiento::TipoMovimiento;
use serde::{Deserialize, Serialize};

/// What a file to import holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Movements.
    Movements,
    /// Trabajadores vigentes at a cut-off date.
    Plantilla,
}

/// What each column of a file means. Remembered per company by kind and headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// What the file holds.
    pub kind: ImportKind,
    /// The headings as they stand in the file, at most
    /// [`MAPPING_MAX_COLUMNS`](crate::limits::MAPPING_MAX_COLUMNS).
    pub headings: Vec<String>,
    /// The use of each column, by its name; `None`, the column is left out.
    pub fields: Vec<Option<String>>,
    /// The type of movement that was chosen for rows that do not say.
    #[serde(default)]
    pub tipo: Option<TipoMovimiento>,
}
