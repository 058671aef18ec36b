//! How often something secret was guessed at.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{AttemptsId, EmpresaId};

/// A count of attempts at one password or PIN, from one place or from everywhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempts {
    /// The digest of what is counted, so that a typed user name is not kept.
    pub id: AttemptsId,
    /// The company; [`EmpresaId::INSTALLATION`] where none is known.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// Attempts that were wrong or are being verified.
    pub wrong: u32,
    /// When the last one was reserved.
    pub last: Timestamp,
    /// No attempt counts before this.
    pub blocked_until: Option<Timestamp>,
    /// The device logged in with the right password before.
    pub trusted: bool,
    /// When it is forgotten.
    pub ends_at: Timestamp,
}
