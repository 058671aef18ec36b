//! What is remembered to spare typing: a person's last fields, the meaning of a file's columns.

use imss::movimiento::MovimientoDraft;
use model::ColumnMapping;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, RegistroId, UserId};
use crate::values::Digest;

/// What a person used last. It holds no worker's data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaptureDefaults {
    /// The company.
    pub empresa: EmpresaId,
    /// The person, and so the record's identity.
    pub user: UserId,
    /// Counts its edits.
    pub version: u64,
    /// The registro patronal of the last capture.
    pub registro: RegistroId,
    /// At most one per type, with the fields worth repeating.
    pub drafts: Vec<MovimientoDraft>,
}

/// What the columns of a file mean, by what stands above them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnMappingRecord {
    /// The company.
    pub empresa: EmpresaId,
    /// The digest of company, kind and headings: the record's identity.
    pub id: Digest,
    /// Counts its edits.
    pub version: u64,
    /// The mapping.
    #[serde(flatten)]
    pub mapping: ColumnMapping,
}
