//! Número de seguridad social.

use serde::{Deserialize, Serialize};

use super::{Doubled, luhn_check_digit, squeeze};
use crate::finding::{Finding, ParseError, catalogue};
use crate::inline::{InlineStr, text_type};

/// A worker's social-security number: 11 digits (2 subdelegación, 2 year of affiliation, 2 year
/// of birth, 4 serial, 1 check digit; domain facts `[A]`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nss(InlineStr<11>);

text_type!(Nss);

impl Nss {
    /// Reads eleven digits; spaces and hyphens between them do not matter. A point is not one of them:
    /// in `1234567897.0` a spreadsheet put it there.
    ///
    /// # Errors
    /// Empty, not digits, not eleven, or all zeros.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        if let Some(nss) = Self::from_digits(text.as_bytes()) {
            return Ok(nss);
        }
        if text.contains('.') {
            return Err(catalogue::nss_character('.').into());
        }
        let clean = squeeze(text);
        if clean.is_empty() {
            return Err(catalogue::required(crate::finding::Field::Nss).into());
        }
        if let Some(other) = clean.chars().find(|c| !c.is_ascii_digit()) {
            return Err(catalogue::nss_character(other).into());
        }
        if clean.len() != 11 {
            return Err(catalogue::nss_length(clean.len()).into());
        }
        Self::from_digits(clean.as_bytes()).ok_or_else(|| catalogue::nss_zero().into())
    }

    /// From exactly eleven digits, not all zero.
    pub(crate) fn from_digits(digits: &[u8]) -> Option<Self> {
        let good = digits.len() == 11 && digits.iter().all(u8::is_ascii_digit);
        let zero = digits.iter().all(|b| *b == b'0');
        if good && !zero {
            InlineStr::from_ascii(digits).map(Self)
        } else {
            None
        }
    }

    /// Returns the eleven digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Computes the check digit from the first ten (Luhn, weights 1,2,1,2… `[A]`).
    #[must_use]
    pub fn expected_check_digit(&self) -> char {
        let digits = self.as_bytes()[..10].iter().map(|b| b - b'0');
        char::from(b'0' + luhn_check_digit(digits, Doubled::No))
    }

    /// Returns a warning when the check digit does not agree. Old numbers may fail.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let expected = self.expected_check_digit();
        if self.as_bytes().last().copied().map(char::from) == Some(expected) {
            Vec::new()
        } else {
            vec![catalogue::nss_check_digit(expected)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genuine_numbers_agree_with_their_check_digit() {
        for text in ["92919084431", "72795608040", "12345678903"] {
            let nss = Nss::parse(text).unwrap();
            assert_eq!(nss.findings(), vec![], "{text}");
            assert_eq!(nss.as_str(), text);
        }
    }

    #[test]
    fn a_wrong_check_digit_only_warns() {
        let nss = Nss::parse("92919084430").unwrap();
        let findings = nss.findings();
        assert_eq!(findings[0].code, "nss-check-digit");
        assert!(!findings[0].is_error());
        assert!(findings[0].message.contains('1'));
    }

    #[test]
    fn groups_may_be_separated() {
        assert_eq!(
            Nss::parse(" 9291-90 8443-1 ").unwrap().as_str(),
            "92919084431"
        );
    }

    #[test]
    fn what_is_no_number_is_refused_with_its_reason() {
        let code = |text: &str| Nss::parse(text).unwrap_err().code();
        assert_eq!(code(""), "required");
        assert_eq!(code("9291908443"), "nss-length");
        assert_eq!(code("9291908443A"), "nss-character");
        assert_eq!(code("00000000000"), "nss-zero");
        assert_eq!(code("1234567897.0"), "nss-character");
    }
}
