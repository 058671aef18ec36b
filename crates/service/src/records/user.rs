//! A person with a login.

use jiff::Timestamp;
use model::Role;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, UserId};
use crate::values::{PasswordHash, Username};

/// A person with a login, of one company.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// Its identity.
    pub id: UserId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// The name at login, unique over the installation.
    pub username: Username,
    /// The person's name.
    pub nombre: String,
    /// Where mail goes; none, no mail.
    pub email: Option<String>,
    /// What the person may do.
    pub role: Role,
    /// The password's hash.
    pub password: PasswordHash,
    /// Whether the person wants a mail each morning about what is due and what was refused.
    #[serde(default)]
    pub daily_mail: bool,
    /// Whether the person may log in.
    pub active: bool,
    /// When it was made.
    pub created_at: Timestamp,
}
