//! What a file to import holds.

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
