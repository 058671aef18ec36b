//! Somebody who asks to join a company.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{AccessRequestId, EmpresaId};

/// A request to join a company that is here already. Nothing of it is proved until the invitation that
/// answers it is accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccessRequest {
    /// Its identity.
    pub id: AccessRequestId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// The person's name, as typed.
    pub nombre: String,
    /// The address that an answer goes to, as typed.
    pub email: String,
    /// When it lapses.
    pub expires_at: Timestamp,
    /// When it was made.
    pub created_at: Timestamp,
}

impl AccessRequest {
    /// Whether it waits for its answer at `now`.
    pub fn is_live(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }
}
