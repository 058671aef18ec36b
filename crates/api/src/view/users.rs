//! The company's people.

use jiff::Timestamp;
use model::{Mode, Role};
use serde::{Deserialize, Serialize};

use super::settings::CompanyView;

/// Everybody of a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Users, those who are shut out at the end.
    pub users: Vec<UserView>,
    /// People who ask for access, oldest first.
    pub requests: Vec<AccessRequestView>,
    /// The company.
    pub company: CompanyView,
    /// Invitations that wait, oldest first.
    pub invitations: Vec<InvitationView>,
    /// Mails that did not arrive, newest first.
    pub undelivered: Vec<UndeliveredView>,
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserView {
    /// Its id.
    pub id: String,
    /// The name at login.
    pub username: String,
    /// The person's name.
    pub name: String,
    /// Where mail goes; none, no mail.
    pub email: Option<String>,
    /// What the user may do.
    pub role: Role,
    /// Whether the user may log in.
    pub active: bool,
    /// It is the caller.
    pub is_me: bool,
}

/// Somebody who asks for access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRequestView {
    /// Its id.
    pub id: String,
    /// The person's name, as she typed it.
    pub name: String,
    /// Where the answer goes, as she typed it.
    pub email: String,
    /// When it was made.
    pub asked_at: Timestamp,
}

/// An invitation that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    /// Its id, which opens nothing.
    pub id: String,
    /// The name that the administrator wrote.
    pub name: String,
    /// Where it was mailed to.
    pub email: String,
    /// What the user may do.
    pub role: Role,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A mail that did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndeliveredView {
    /// Its id.
    pub id: String,
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The mail server refused it; otherwise it could not be reached for two days.
    pub refused: bool,
    /// When it was given up.
    pub at: Timestamp,
}

/// Somebody to be invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// The person's name.
    pub name: String,
    /// Where the mail goes.
    pub email: String,
    /// What the user may do.
    pub role: Role,
}

/// A session that lives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSession {
    /// Its id, which opens nothing.
    pub id: String,
    /// How it was opened.
    pub mode: Mode,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_seen: Timestamp,
    /// It is the caller's.
    pub is_this: bool,
}
