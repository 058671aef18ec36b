//! The error of every parser of a field.

use super::{Code, Finding};

/// Text that is not a value of the type: its [`Finding`], an error, says what to do in Spanish.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.message)]
pub struct ParseError(Box<Finding>);

impl ParseError {
    /// What was found.
    #[must_use]
    pub fn finding(&self) -> &Finding {
        &self.0
    }

    /// Its stable code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The finding itself.
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
