//! What a company decides for itself, and who may sign for it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The company, as its own people see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyView {
    /// Its name.
    pub name: String,
    /// Its RFC, where given.
    pub rfc: Option<String>,
    /// Since when the RFC is proved ("comprobado").
    pub rfc_proven: Option<Timestamp>,
}

/// A person who may sign for the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignerView {
    /// The person's name.
    pub name: String,
    /// A mail tells the person which lotes wait: an address is known.
    pub notified_by_mail: bool,
}
