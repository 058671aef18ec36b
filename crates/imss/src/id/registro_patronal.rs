//! Registro patronal.

use serde::{Deserialize, Serialize};

use super::{Doubled, luhn_check_digit, squeeze};
use crate::finding::{Field, Finding, ParseError, catalogue};
use crate::inline::{InlineStr, text_type};

/// An employer's registration with IMSS: 11 characters (one letter or digit, 2 digits of the
/// municipality, 5 serial, 2 modality, 1 check digit; domain facts, section 3).
///
/// Receipts print it with ten or eleven; ten are completed with the digit we compute, and
/// [`RegistroPatronal::parse_noting`] says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegistroPatronal(InlineStr<11>);

text_type!(RegistroPatronal);

impl RegistroPatronal {
    /// Reads ten or eleven characters in either case; spaces and hyphens do not matter.
    ///
    /// # Errors
    /// Empty, another length, or a character out of its place.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Self::parse_noting(text).map(|(registro_patronal, _)| registro_patronal)
    }

    /// Returns as [`RegistroPatronal::parse`], with a finding when the check digit had to be added.
    ///
    /// # Errors
    /// As [`RegistroPatronal::parse`].
    pub fn parse_noting(text: &str) -> Result<(Self, Option<Finding>), ParseError> {
        if let Some(plain) = Self::from_plain(text.as_bytes()) {
            return Ok((plain, None));
        }
        let mut clean = squeeze(text);
        if clean.is_empty() {
            return Err(catalogue::required(Field::RegistroPatronal).into());
        }
        let found = clean.chars().count();
        if !matches!(found, 10 | 11) {
            return Err(catalogue::rp_length(found).into());
        }
        for (index, c) in clean.chars().enumerate() {
            let (met, wanted) = match index {
                0 => (
                    c.is_ascii_uppercase() || c.is_ascii_digit(),
                    "una letra o un dígito",
                ),
                _ => (c.is_ascii_digit(), "un dígito"),
            };
            if !met {
                return Err(catalogue::rp_shape(index + 1, c, wanted).into());
            }
        }
        let mut finding = None;
        if clean.len() == 10 {
            let digit = check_digit(clean.as_bytes());
            clean.push(digit);
            finding = Some(catalogue::rp_completed(digit));
        }
        let inline = InlineStr::new(&clean).ok_or_else(|| catalogue::rp_length(found))?;
        Ok((Self(inline), finding))
    }

    /// From exactly eleven characters, each of its kind.
    pub(crate) fn from_plain(bytes: &[u8]) -> Option<Self> {
        if is_plain(bytes) {
            InlineStr::from_ascii(bytes).map(Self)
        } else {
            None
        }
    }

    /// Returns the eleven characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Returns the ten characters before the check digit: what distinguishes two registrations, whether a
    /// document printed the last digit or not.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.as_str()[..10]
    }

    /// Computes the check digit from the first ten characters.
    ///
    /// No published algorithm was found; this one (Luhn after expanding the letter to two digits,
    /// A = 10 … Z = 35) matches all eleven genuine-looking numbers tried, and SAT's sample fails
    /// it. So it warns and no more.
    #[must_use]
    pub fn expected_check_digit(&self) -> char {
        check_digit(&self.as_bytes()[..10])
    }

    /// Returns a warning when the check digit does not agree.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let expected = self.expected_check_digit();
        if self.as_bytes().last().copied().map(char::from) == Some(expected) {
            Vec::new()
        } else {
            vec![catalogue::rp_check_digit(expected)]
        }
    }
}

fn is_plain(bytes: &[u8]) -> bool {
    bytes.len() == 11
        && (bytes[0].is_ascii_uppercase() || bytes[0].is_ascii_digit())
        && bytes[1..].iter().all(u8::is_ascii_digit)
}

fn check_digit(ten: &[u8]) -> char {
    let first = ten[0];
    let (tens, ones) = if first.is_ascii_digit() {
        (0, first - b'0')
    } else {
        let value = first - b'A' + 10;
        (value / 10, value % 10)
    };
    // A leading zero adds nothing to the sum, so a digit may be expanded as well.
    let digits = [tens, ones]
        .into_iter()
        .chain(ten[1..].iter().map(|b| b - b'0'));
    char::from(b'0' + luhn_check_digit(digits, Doubled::Yes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genuine_looking_numbers_agree_with_their_check_digit() {
        for text in [
            "Y6087828106",
            "Y3926552104",
            "H4621428146",
            "B7010662106",
            "D6819009103",
        ] {
            assert_eq!(
                RegistroPatronal::parse(text).unwrap().findings(),
                vec![],
                "{text}"
            );
        }
    }

    #[test]
    fn the_sample_of_sat_only_warns() {
        let findings = RegistroPatronal::parse("B5510768108").unwrap().findings();
        assert_eq!(findings[0].code, "rp-check-digit");
        assert!(!findings[0].is_error());
    }

    #[test]
    fn completes_ten_characters_with_a_warning() {
        let (rp, finding) = RegistroPatronal::parse_noting("y60-87828-10").unwrap();
        assert_eq!(rp.as_str(), "Y6087828106");
        assert_eq!(finding.unwrap().code, "rp-completed");
        assert_eq!(rp.key(), "Y608782810");
    }

    #[test]
    fn what_is_no_registration_is_refused_with_its_reason() {
        let code = |text: &str| RegistroPatronal::parse(text).unwrap_err().code();
        assert_eq!(code("-"), "required");
        assert_eq!(code("Y608782"), "rp-length");
        assert_eq!(code("YY087828106"), "rp-shape");
        assert_eq!(code("&6087828106"), "rp-shape");
    }
}
