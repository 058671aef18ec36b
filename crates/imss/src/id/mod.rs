//! The identifiers of worker and employer: [`Nss`], [`Curp`], [`Rfc`], [`RegistroPatronal`].
//!
//! A value of these types has the right shape. `findings()` checks its check digit, which is only ever a
//! warning: genuine numbers of every kind that fail are known.

mod curp;
mod nss;
mod registro_patronal;
mod rfc;

pub use curp::Curp;
pub use nss::Nss;
pub use registro_patronal::RegistroPatronal;
pub use rfc::Rfc;

/// Upper case, without the spaces, hyphens and points that people put between groups.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '/'))
        .flat_map(char::to_uppercase)
        .collect()
}

/// The digit that makes Luhn's sum a multiple of ten when it follows these digits. The last of
/// them is doubled, and every second one before it: `first` says whether the first is.
pub(crate) fn luhn_check_digit(digits: impl Iterator<Item = u8>, first: Doubled) -> u8 {
    const TWICE: [u8; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
    let mut doubled = first == Doubled::Yes;
    let mut sum = 0;
    for digit in digits {
        sum += if doubled {
            TWICE[usize::from(digit)]
        } else {
            digit
        };
        doubled = !doubled;
    }
    (10 - sum % 10) % 10
}

/// Whether a digit counts twice in Luhn's sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubled {
    /// It does.
    Yes,
    /// It counts once.
    No,
}
