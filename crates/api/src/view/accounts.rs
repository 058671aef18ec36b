//! Accounts and sessions.

use std::fmt;

use jiff::Timestamp;
use model::{Mode, Role};
use serde::{Deserialize, Serialize};

/// What the page asks first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalState {
    /// Version of the server.
    pub version: String,
    /// A company can be registered without an invitation.
    pub registration_open: bool,
    /// IDSE is the simulator: nothing reaches IMSS.
    pub simulator: bool,
    /// CA certificates are configured, so chains can be verified.
    pub trust_configured: bool,
    /// The server's clock, so that dates do not depend on the device's.
    pub now: Timestamp,
    /// Who is there, where somebody is.
    pub session: Option<SessionView>,
}

/// The caller, as the page knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Razón social of the company.
    pub empresa: String,
    /// The person's name, or the link's label.
    pub name: String,
    /// How they came in.
    pub mode: Mode,
    /// What they may do. `Consulta` for every caller that only reads.
    pub role: Role,
    /// The history shows its Lotes tab.
    pub sees_lotes: bool,
    /// When the session ends, whatever happens.
    pub expires_at: Timestamp,
}

/// The first company and its administrator.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// Razón social.
    pub razon_social: String,
    /// RFC; may be empty.
    pub rfc: String,
    /// The administrator's name.
    pub name: String,
    /// The administrator's mail.
    pub email: String,
    /// The user name to log in with.
    pub username: String,
    /// At least 12 characters.
    pub password: String,
}

/// User and password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogIn {
    /// The user name.
    pub username: String,
    /// The account's password (not a certificate's).
    pub password: String,
    /// "Ingresar en modo sólo consulta".
    pub read_only: bool,
}

/// A consult link's token, out of the URL's fragment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLink {
    /// The token.
    pub token: String,
    /// The link's PIN, where it has one.
    pub pin: Option<String>,
}

// Server functions demand `Debug` of what they take; a password, token or PIN is never in it.
impl fmt::Debug for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Register").finish_non_exhaustive()
    }
}

impl fmt::Debug for LogIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogIn").finish_non_exhaustive()
    }
}

impl fmt::Debug for OpenLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenLink").finish_non_exhaustive()
    }
}
