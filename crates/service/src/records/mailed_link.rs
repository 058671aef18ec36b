//! A single-use link that was mailed to one address.

use jiff::Timestamp;
use model::Role;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, MailedLinkId, UserId};

/// A link that proves, once, that its holder reads the mail of an address. Its identity is the digest of
/// the token in the link, so that a stolen database opens none. Using it deletes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MailedLink {
    /// The digest of the token in the link.
    pub id: MailedLinkId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// The address it was mailed to.
    pub email: String,
    /// What it opens.
    pub purpose: MailedPurpose,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What a mailed link opens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "purpose")]
pub enum MailedPurpose {
    /// Sets a new password.
    Recovery {
        /// Of this user.
        user: UserId,
    },
    /// Makes a user of the company.
    Invitation {
        /// The name that the administrator wrote.
        nombre: String,
        /// What the user may do.
        role: Role,
        /// Who invited.
        invited_by: UserId,
    },
    /// Confirms that an address is the user's.
    Address {
        /// The user.
        user: UserId,
    },
}

impl MailedLink {
    /// Whether it opens anything at `now`.
    pub fn is_live(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }
}
