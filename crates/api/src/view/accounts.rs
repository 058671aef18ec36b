//! Accounts and sessions.

use std::fmt;

use jiff::Timestamp;
use model::{Mode, Registration, Role};
use serde::{Deserialize, Serialize};

/// What the page asks first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalState {
    /// Version of the server.
    pub version: String,
    /// Who may register a company.
    pub registration: Registration,
    /// A company can be registered now.
    pub registration_open: bool,
    /// IDSE is the simulator: nothing reaches IMSS.
    pub simulator: bool,
    /// The only user's mail address, where the operator chose to disclose it.
    pub only_email: Option<String>,
    /// CA certificates are configured, so chains can be verified.
    pub trust_configured: bool,
    /// The server's clock, so that dates do not depend on the device's.
    #[serde(with = "super::instant")]
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
    /// The list of movements may be taken away as a file.
    pub exports: bool,
    /// Salaries or CURPs are masked.
    pub masked: bool,
    /// When the session ends, whatever happens.
    #[serde(with = "super::instant")]
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
    /// At least 10 characters.
    pub password: String,
}

/// Somebody who asks for access to a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskAccess {
    /// The company's RFC.
    pub rfc: String,
    /// The person's name.
    pub name: String,
    /// Where the answer goes.
    pub email: String,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_of_a_session_travel_as_milliseconds() {
        let session = SessionView {
            empresa: "Empresa".to_owned(),
            name: "Ana".to_owned(),
            mode: Mode::Completo,
            role: Role::Firmante,
            sees_lotes: true,
            exports: true,
            masked: false,
            expires_at: "2026-01-15T18:00:00.25Z".parse().unwrap(),
        };
        let sent = serde_json::to_value(&session).unwrap();
        assert_eq!(sent["expires_at"], 1_768_500_000_250_i64);
        let read: SessionView = serde_json::from_value(sent.clone()).unwrap();
        assert_eq!(read, session);
        let mut beyond = sent;
        beyond["expires_at"] = i64::MAX.into();
        assert!(serde_json::from_value::<SessionView>(beyond).is_err());
    }
}
