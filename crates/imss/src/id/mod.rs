//! The identifiers of worker and employer: [`Nss`], [`Curp`], [`Rfc`], [`RegistroPatronal`].
//!
//! A value of these types has the right shape. Whether its check digit agrees is asked with
//! `findings()`, and is only ever a warning: genuine numbers that fail are known of every kind.

mod curp;
mod nss;
mod registro_patronal;
mod rfc;

pub use curp::Curp;
pub use nss::Nss;
pub use registro_patronal::RegistroPatronal;
pub use rfc::Rfc;

use crate::finding::{Code, Finding};

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

/// Upper case, without the spaces, hyphens and points that people put between groups.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '/'))
        .flat_map(char::to_uppercase)
        .collect()
}

/// Luhn's sum, mod 10, of digits whose last is the check digit: 0 when they agree.
pub(crate) fn luhn(digits: impl DoubleEndedIterator<Item = u8>) -> u8 {
    let sum: u32 = digits
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let weighted = if place % 2 == 1 { digit * 2 } else { digit };
            u32::from(weighted / 10 + weighted % 10)
        })
        .sum();
    u8::try_from(sum % 10).expect("a remainder of ten is below ten")
}

/// The digit that makes [`luhn`] zero when it follows these.
pub(crate) fn luhn_check_digit(digits: impl DoubleEndedIterator<Item = u8>) -> u8 {
    (10 - luhn(digits.chain(std::iter::once(0)))) % 10
}
