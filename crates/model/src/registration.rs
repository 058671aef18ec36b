//! Who may register a company.

use serde::{Deserialize, Serialize};

/// Who may register a company at an installation (`RUBRICA_REGISTRATION`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Registration {
    /// The first visitor, once.
    #[default]
    First,
    /// Nobody: the operator makes companies, and their administrators invite.
    Invite,
    /// Anybody.
    Open,
}
