//! What is wrong, or only odd, with a value: its code, its weight, its field, and a Spanish
//! sentence that says what to do. Every sentence stands in one table, `catalogue`; logic only
//! names them.

pub(crate) mod catalogue;
mod field;
mod parse_error;

use serde::{Deserialize, Serialize};

pub use catalogue::Code;
pub use field::Field;
pub use parse_error::ParseError;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know; nothing to do.
    Note,
    /// Look at it; it may be sent all the same.
    Warning,
    /// It cannot be sent like this.
    Error,
}

impl Severity {
    /// `error`, `warning`, `note`: the wire form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// The stable code, `nss-check-digit` on the wire.
    pub code: Code,
    /// The weight; fixed by the code.
    pub severity: Severity,
    /// The field it belongs beside; `None` when it speaks of the whole record or file.
    pub field: Option<Field>,
    /// The sentence for the person, in Spanish, with the remedy.
    pub message: String,
}

impl Finding {
    pub(crate) fn new(code: Code, field: Option<Field>, message: String) -> Self {
        Self {
            code,
            severity: code.severity(),
            field,
            message,
        }
    }

    /// Whether it stops the movement from being sent.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Whether any of them stops the movement from being sent.
#[must_use]
pub fn any_error(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::is_error)
}
