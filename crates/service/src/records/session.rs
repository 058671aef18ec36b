//! A session of ours (not the portal's).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, LinkId, SessionId, UserId};

/// A session. Its identity is the digest of the token that the browser holds, so that a stolen
/// database opens none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// The digest of the token.
    pub id: SessionId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// Whose it is, and how far it reaches.
    pub kind: SessionKind,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_seen: Timestamp,
    /// When it ends whatever happens.
    pub ends_at: Timestamp,
}

/// Whose a session is, and how far it reaches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// A user, with all that the role allows.
    Full {
        /// The user.
        user: UserId,
    },
    /// A user who entered "en modo sólo consulta".
    ReadOnly {
        /// The user.
        user: UserId,
    },
    /// Somebody who holds a consult link.
    Link {
        /// The link.
        link: LinkId,
    },
}
