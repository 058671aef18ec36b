//! A consult link that a person keeps with her login.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, LinkId, UserId};

/// A consult link that its holder claimed: it opens to her login as to its token.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimedLink {
    /// The link.
    pub link: LinkId,
    /// The user who holds the login.
    pub owner: UserId,
    /// The link's company.
    pub empresa: EmpresaId,
    /// When she claimed it.
    pub claimed_at: Timestamp,
}
