//! Registro federal de contribuyentes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::squeeze;
use crate::finding::{Field, Finding, ParseError, catalogue};
use crate::inline::{InlineStr, text_type};

/// A tax key: 12 characters (persona moral: 3 of A–Z, & and Ñ, AAMMDD, 3) or 13 (persona física:
/// 4 letters, AAMMDD, 3) (domain facts `[A]`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
// Four of the thirteen may be Ñ, which takes two bytes.
pub struct Rfc(InlineStr<17>);

text_type!(Rfc);

impl Rfc {
    /// Reads twelve or thirteen characters in either case.
    ///
    /// # Errors
    /// Empty, another length, a character out of its place, an impossible date.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let clean = squeeze(text);
        if clean.is_empty() {
            return Err(catalogue::required(Field::Rfc).into());
        }
        let characters: Vec<char> = clean.chars().collect();
        let found = characters.len();
        if !matches!(found, 12 | 13) {
            return Err(catalogue::rfc_length(found).into());
        }
        let letters = found - 9;
        for (index, c) in characters.iter().enumerate() {
            let letter = c.is_ascii_uppercase() || matches!(c, 'Ñ' | '&');
            let (met, wanted) = if index < letters {
                (letter, "una letra")
            } else if index < letters + 6 {
                (c.is_ascii_digit(), "un dígito")
            } else {
                (
                    c.is_ascii_digit() || c.is_ascii_uppercase(),
                    "un dígito o una letra",
                )
            };
            if !met {
                return Err(catalogue::rfc_shape(index + 1, *c, wanted).into());
            }
        }
        if !is_date(&characters[letters..letters + 6]) {
            return Err(catalogue::rfc_date().into());
        }
        InlineStr::new(&clean)
            .map(Self)
            .ok_or_else(|| catalogue::rfc_length(found).into())
    }

    /// Returns the characters as they are.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it is a company's (12 characters).
    #[must_use]
    pub fn is_moral(&self) -> bool {
        self.as_str().chars().count() == 12
    }

    /// Computes the check character from the others: values over `0-9A-N&O-Z`, space 37, Ñ 38;
    /// twelve padded left with a space; weights 13…2; r = sum mod 11; 0 → `0`, 1 → `A`, else
    /// 11 − r `[A]`.
    #[must_use]
    pub fn expected_check_digit(&self) -> char {
        let count = self.as_str().chars().count();
        let padding = std::iter::repeat_n(' ', 13 - count);
        let sum: u32 = padding
            .chain(self.as_str().chars().take(count - 1))
            .zip((2..=13u32).rev())
            .map(|(c, weight)| value(c) * weight)
            .sum();
        match sum % 11 {
            0 => '0',
            1 => 'A',
            rest => char::from_digit(11 - rest, 10).expect("between one and nine"),
        }
    }

    /// Returns a warning when the last character does not agree. SAT's own test keys fail.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let expected = self.expected_check_digit();
        if self.as_str().ends_with(expected) {
            Vec::new()
        } else {
            vec![catalogue::rfc_check_digit(expected)]
        }
    }
}

/// An RFC does not contain the century: a valid day of either one is accepted.
fn is_date(digits: &[char]) -> bool {
    let pair = |at: usize| -> i16 {
        digits[at..at + 2].iter().fold(0, |sum, c| {
            sum * 10 + i16::try_from(c.to_digit(10).unwrap_or(0)).unwrap_or(0)
        })
    };
    let month = i8::try_from(pair(2)).unwrap_or(0);
    let day = i8::try_from(pair(4)).unwrap_or(0);
    [1900, 2000]
        .iter()
        .any(|century| Date::new(century + pair(0), month, day).is_ok())
}

/// The value of a character over `0-9A-N&O-Z`, space and Ñ.
fn value(c: char) -> u32 {
    match c {
        '0'..='9' => c as u32 - '0' as u32,
        'A'..='N' => c as u32 - 'A' as u32 + 10,
        '&' => 24,
        ' ' => 37,
        'Ñ' => 38,
        _ => c as u32 - 'O' as u32 + 25,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genuine_keys_agree_with_their_last_character() {
        for text in [
            "EKU9003173C9",
            "H&E951128469",
            "HAÑ930228SM9",
            "IMS421231I45",
            "FUNK671228PH6",
        ] {
            assert_eq!(Rfc::parse(text).unwrap().findings(), vec![], "{text}");
        }
    }

    #[test]
    fn the_test_key_and_a_generic_key_only_warn() {
        for text in ["AAA010101AAA", "XAXX010101000"] {
            let findings = Rfc::parse(text).unwrap().findings();
            assert_eq!(findings[0].code, "rfc-check-digit", "{text}");
            assert!(!findings[0].is_error());
        }
        // The generic key of foreigners happens to agree.
        assert_eq!(Rfc::parse("XEXX010101000").unwrap().findings(), vec![]);
    }

    #[test]
    fn twelve_characters_are_a_company() {
        assert!(Rfc::parse("HAÑ930228SM9").unwrap().is_moral());
        assert!(!Rfc::parse("FUNK671228PH6").unwrap().is_moral());
    }

    #[test]
    fn what_is_no_key_is_refused_with_its_reason() {
        let code = |text: &str| Rfc::parse(text).unwrap_err().code();
        assert_eq!(code(""), "required");
        assert_eq!(code("FUNK671228"), "rfc-length");
        assert_eq!(code("FUNK671328PH6"), "rfc-date");
        assert_eq!(code("FU1K671228PH6"), "rfc-shape");
        assert_eq!(code("FUNK67122OPH6"), "rfc-shape");
    }
}
