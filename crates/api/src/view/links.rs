//! Consult-only links.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A link to be made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateLink {
    /// For whom, in the company's words.
    pub label: String,
    /// Ids of the registros patronales it shows; empty means every one.
    pub registros: Vec<String>,
    /// What of the movements it shows.
    pub shows: LinkShows,
    /// Days until it ends: 1 to 366.
    pub days: u16,
    /// Six to twelve digits asked for on opening.
    pub pin: Option<String>,
    /// The most times it is opened.
    pub max_uses: Option<u32>,
    /// Its maker gets a mail when it is first opened.
    pub notify: bool,
    /// The address that it is mailed to.
    pub email: Option<String>,
}

/// What of the movements a link shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkShows {
    /// From this date of the movement on, itself included.
    pub from: Option<Date>,
    /// Up to this date of the movement, itself included.
    pub to: Option<Date>,
    /// What is not signed yet, too.
    pub drafts: bool,
    /// Salaries; masked otherwise.
    pub salaries: bool,
    /// CURPs; masked otherwise.
    pub curps: bool,
    /// The list may be taken away as a file.
    pub exports: bool,
    /// Lotes with their constancias; only with everything else shown.
    pub lotes: bool,
}

/// A link just made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatedLink {
    /// The link.
    pub link: LinkView,
    /// The token, for the fragment of `/consulta#…`. It is shown once and kept nowhere.
    pub token: String,
}

/// A link as the page lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// Opaque id (not the token).
    pub id: String,
    /// For whom.
    pub label: String,
    /// Numbers of the registros patronales it shows; empty means every one.
    pub registros: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// How often it was opened.
    pub uses: u64,
    /// The most times it is opened.
    pub max_uses: Option<u32>,
    /// When it was last opened.
    pub last_used: Option<Timestamp>,
    /// What of the movements it shows.
    pub shows: LinkShows,
    /// A PIN is asked for.
    pub has_pin: bool,
}

// Server functions demand `Debug` of what they take; the PIN is never in it.
impl fmt::Debug for CreateLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreateLink").finish_non_exhaustive()
    }
}
