//! What a company decides for itself, and who may sign for it.

use serde::{Deserialize, Serialize};

/// A person who may sign for the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignerView {
    /// The person's name.
    pub name: String,
    /// A mail tells the person which lotes wait: an address is known.
    pub notified_by_mail: bool,
}
