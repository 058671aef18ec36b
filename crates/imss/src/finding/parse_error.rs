//! The error of every parser of a field.

use super::{Code, Finding};

/// Text that is not a value of the type. Its [`Finding`], of severity error, says what to do in Spanish.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.message)]
pub struct ParseError(Box<Finding>);

impl ParseError {
    /// Returns the finding.
    #[must_use]
    pub fn finding(&self) -> &Finding {
        &self.0
    }

    /// Returns the stable code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// Converts into the finding.
    #[must_use]
    pub fn into_finding(self) -> Finding {
        *self.0
    }
}

impl From<Finding> for ParseError {
    fn from(finding: Finding) -> Self {
        Self(Box::new(finding))
    }
}

impl From<ParseError> for Finding {
    fn from(error: ParseError) -> Self {
        *error.0
    }
}
