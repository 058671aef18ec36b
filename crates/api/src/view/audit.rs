//! The audit log.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What to look for in the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRequest {
    /// From this day on, itself included.
    pub from: Option<Date>,
    /// Up to this day, itself included.
    pub to: Option<Date>,
    /// Id of a user; only what she did.
    pub user: Option<String>,
    /// Name of a kind of entry, as [`AuditKind::name`] has it.
    pub action: Option<String>,
    /// Only what names this, in any spelling: a record as [`AuditRow::subject`] shows it, or a part of the detail.
    pub about: Option<String>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Entries wanted, at most 200.
    pub limit: u32,
}

/// A page of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// Newest first.
    pub rows: Vec<AuditRow>,
    /// Pass it to see more; `None` at the end.
    pub next: Option<String>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Opaque id.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Who: a person's name, a link's, or "Rúbrica".
    pub who: String,
    /// Whether it came through a consult link.
    pub by_link: bool,
    /// What, in Spanish.
    pub what: String,
    /// To which record, in Spanish; empty where that is the company.
    pub subject: String,
    /// What else is worth knowing.
    pub detail: String,
    /// The network it came from; empty for what Rúbrica does itself.
    pub address: String,
    /// The beginning of the session's id; empty without one.
    pub session: String,
}

/// What can be chosen to look for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditChoices {
    /// Ids and names of the company's people.
    pub people: Vec<(String, String)>,
    /// The kinds of entries.
    pub kinds: Vec<AuditKind>,
}

/// A kind of entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditKind {
    /// Its name on the wire.
    pub name: String,
    /// Spanish.
    pub label: String,
}
