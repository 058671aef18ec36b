//! A person's own account.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A person's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The name at login.
    pub username: String,
    /// The person's name.
    pub name: String,
    /// Where mail goes; none, no mail.
    pub email: Option<String>,
    /// She wants a mail each morning about what is due and what was refused.
    pub daily_mail: bool,
}

/// A new password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePassword {
    /// The password of now.
    pub current: String,
    /// The new one.
    pub password: String,
}

/// A new address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeAddress {
    /// The password of now.
    pub current: String,
    /// The new address.
    pub email: String,
}

// Server functions demand `Debug` of what they take; a password is never in it.
impl fmt::Debug for ChangePassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChangePassword").finish_non_exhaustive()
    }
}

impl fmt::Debug for ChangeAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChangeAddress").finish_non_exhaustive()
    }
}
