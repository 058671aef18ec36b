//! A file of IDSE's that a person brought: results, or a constancia.

use imss::receipt::ReceiptKind;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Actor;
use crate::ids::{EmpresaId, ReceiptId};
use crate::values::{Blob, Digest};

/// A file of IDSE's, as it came. Written once; never edited, never deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReceiptFile {
    /// Its identity.
    pub id: ReceiptId,
    /// The company.
    pub empresa: EmpresaId,
    /// Stays at 1.
    pub version: u64,
    /// What it is, by its content.
    pub kind: ReceiptKind,
    /// The file, byte for byte.
    pub content: Blob,
    /// SHA-256 of the file: the same file brought twice is kept once.
    pub sha256: Digest,
    /// Who brought it.
    pub by: Actor,
    /// When the relay took it.
    pub received_at: Timestamp,
}
