//! What an import made, kept so that it can be undone.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, ImportPartId, MovementId, UserId};

/// The movements that one call made of the rows of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportPart {
    /// Its identity: later calls of an import have higher ones.
    pub id: ImportPartId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// The import: the same word in all of its parts.
    pub import: String,
    /// The name of the file.
    pub file: String,
    /// Who imported it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Until when it is kept.
    pub until: Timestamp,
    /// The movements that were made and that no undoing deleted.
    pub movements: Vec<MovementId>,
}
