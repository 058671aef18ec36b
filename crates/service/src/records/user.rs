//! A person in one company.

use jiff::Timestamp;
use model::Role;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, UserId};
use crate::values::{PasswordHash, Username};

/// Where a person's login is kept: at the user of the company that she joined first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginAt {
    /// That company.
    pub empresa: EmpresaId,
    /// That user.
    pub user: UserId,
}

/// A person in one company. Who belongs to several has a user in each: one of them holds her name at login
/// and her password, the others say which.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// Its identity.
    pub id: UserId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// Who holds the person's login, where it is another user of hers.
    #[serde(default)]
    pub login: Option<LoginAt>,
    /// Whether the user belongs to no company, and only keeps the consult links that she claimed.
    #[serde(default)]
    pub no_company: bool,
    /// The name at login, unique among the users who hold one.
    pub username: Username,
    /// The person's name.
    pub nombre: String,
    /// Where mail goes; none, no mail.
    pub email: Option<String>,
    /// What the person may do.
    pub role: Role,
    /// The password's hash; none where another user holds the login.
    pub password: PasswordHash,
    /// Whether the person wants a mail each morning about what is due and what was refused.
    #[serde(default)]
    pub daily_mail: bool,
    /// Whether the person may log in.
    pub active: bool,
    /// When it was made.
    pub created_at: Timestamp,
}
