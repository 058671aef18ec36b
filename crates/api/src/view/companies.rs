//! The companies of one person, and the consult links that she claimed.

use std::fmt;

use jiff::Timestamp;
use model::Role;
use serde::{Deserialize, Serialize};

use super::movements::DueView;

/// Everything of a person's, of every company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyCompanies {
    /// Her companies.
    pub companies: Vec<CompanyCard>,
    /// The links that she claimed.
    pub links: Vec<LinkCard>,
}

/// A company of a person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyCard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its RFC, where given.
    pub rfc: Option<String>,
    /// What she may do there.
    pub role: Role,
    /// It is the session's.
    pub is_this: bool,
    /// What waits there.
    pub figures: CompanyFigures,
}

/// A consult link that a person claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkCard {
    /// Its id, which opens nothing.
    pub id: String,
    /// What it shows; `None` where it opens no more.
    pub opens: Option<OpenLinkCard>,
}

/// A link that opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLinkCard {
    /// The company's name.
    pub company: String,
    /// For whom, in the company's words.
    pub label: String,
    /// Until when.
    pub until: Timestamp,
    /// What waits there, within what the link shows.
    pub figures: CompanyFigures,
}

/// What waits in a company, as its Tablero counts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyFigures {
    /// What is not in a lote and has a last day, the first day first; for those who capture.
    pub due: Vec<DueView>,
    /// Movements that IMSS refused and nobody corrected.
    pub refused: u64,
    /// Lotes that wait for a signature.
    pub to_sign: usize,
    /// Lotes on their way.
    pub on_their_way: usize,
    /// Lotes whose result a signature asks for.
    pub to_confirm: usize,
    /// Lotes about which a person decides.
    pub to_decide: usize,
    /// Registros patronales whose certificate ends soon.
    pub expiring: usize,
    /// Days until the first of those ends.
    pub first_end: Option<i64>,
    /// Registros patronales for which no certificate signs.
    pub unsigned: usize,
}

/// A login for a person who only keeps consult links.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewLogin {
    /// The person's name.
    pub name: String,
    /// Where mail goes.
    pub email: String,
    /// The username to log in with.
    pub username: String,
    /// The password.
    pub password: String,
}

/// A login that there is already.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownLogin {
    /// The username.
    pub username: String,
    /// The password.
    pub password: String,
}

// Server functions demand `Debug` of what they take; a password is never in it.
impl fmt::Debug for NewLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewLogin").finish_non_exhaustive()
    }
}

impl fmt::Debug for KnownLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KnownLogin").finish_non_exhaustive()
    }
}
