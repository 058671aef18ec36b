//! Mailed links.

use std::fmt;

use model::Role;
use serde::{Deserialize, Serialize};

/// What a mailed link opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailedLinkView {
    /// The company's name.
    pub empresa: String,
    /// The address that it was mailed to.
    pub email: String,
    /// What it opens.
    pub opens: MailedLinkOpens,
}

/// What a mailed link opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum MailedLinkOpens {
    /// A new password.
    Recovery {
        /// Of this username.
        username: String,
    },
    /// A new user.
    Invitation {
        /// The name that the administrator wrote.
        name: String,
        /// What the user may do.
        role: Role,
    },
    /// A new address.
    Address {
        /// Of this username.
        username: String,
    },
}

/// A new password, for the user whom a mailed link names.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetPassword {
    /// The token, out of the URL's fragment.
    pub token: String,
    /// The new password.
    pub password: String,
}

/// The user whom an invited person makes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptInvitation {
    /// The token, out of the URL's fragment.
    pub token: String,
    /// The person's name.
    pub name: String,
    /// The username to log in with.
    pub username: String,
    /// The password.
    pub password: String,
}

// Server functions demand `Debug` of what they take; a password or token is never in it.
impl fmt::Debug for ResetPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResetPassword").finish_non_exhaustive()
    }
}

impl fmt::Debug for AcceptInvitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AcceptInvitation").finish_non_exhaustive()
    }
}
