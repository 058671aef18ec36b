//! A mail that was given up.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, UndeliveredId};

/// A mail that the mail server refused for good, or that was tried for too long. Its text is not kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UndeliveredMail {
    /// Its identity.
    pub id: UndeliveredId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// Whether the mail server refused it; otherwise it could not be reached in time.
    pub refused: bool,
    /// When it was given up.
    pub at: Timestamp,
    /// When this note is forgotten.
    pub ends_at: Timestamp,
}
