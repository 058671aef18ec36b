//! What is wrong, or only odd, with a value: its code, its severity, its field, and a Spanish sentence that
//! says what to do.
//!
//! Every sentence is in one table, `catalogue`; logic only names them. [`ParseError`] is the finding that a
//! parser of a field returns.

pub(crate) mod catalogue;
mod field;
mod parse_error;

use serde::{Deserialize, Serialize};

pub use catalogue::Code;
pub use field::Field;
pub use parse_error::ParseError;

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For information; there is nothing to do.
    Note,
    /// Worth a look; the movement may be sent.
    Warning,
    /// The movement cannot be sent like this.
    Error,
}

impl Severity {
    /// Returns the wire form: `error`, `warning` or `note`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something found about a value, a record or a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// The stable code, `nss-check-digit` on the wire.
    pub code: Code,
    /// The severity; fixed by the code.
    pub severity: Severity,
    /// The field it belongs to; `None` for a whole record or file.
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

    /// Whether it prevents the movement from being sent.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Whether any of them prevents the movement from being sent.
#[must_use]
pub fn any_error(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::is_error)
}
