//! A consult link: read along without a login.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, LinkId, RegistroId, UserId};
use crate::values::PasswordHash;

/// A link that opens part of the history to its holder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsultLink {
    /// The digest of the token in the link.
    pub id: LinkId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// For whom, as its maker named it.
    pub nombre: String,
    /// The registros patronales it shows; `None`: all of the company's.
    pub registros: Option<Vec<RegistroId>>,
    /// Whether it shows lotes and receipts.
    pub lotes: bool,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// A PIN asked for besides, hashed like a password.
    pub pin: Option<PasswordHash>,
    /// How often it was opened.
    pub uses: u64,
    /// When it was last opened.
    pub last_used: Option<Timestamp>,
    /// Who made it.
    pub created_by: UserId,
    /// When it was made.
    pub created_at: Timestamp,
}

impl ConsultLink {
    /// Whether it opens anything at `now`.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}
