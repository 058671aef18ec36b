//! The small codes of a movement: UMF, guía, clave del trabajador.

use serde::{Deserialize, Serialize};

use crate::finding::ParseError;
use crate::finding::{Field, catalogue};
use crate::inline::{InlineStr, text_type};
use crate::names::is_latin1_letter;

/// The family clinic: three digits, not all zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Umf(InlineStr<3>);

text_type!(Umf);

impl Umf {
    /// Reads one to three digits; `21` is `021`.
    ///
    /// # Errors
    /// Empty, not digits, longer, or zero.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(catalogue::required(Field::Umf).into());
        }
        let digits = trimmed.len() <= 3 && trimmed.bytes().all(|b| b.is_ascii_digit());
        let zero = trimmed.bytes().all(|b| b == b'0');
        if !digits || zero {
            return Err(catalogue::umf_invalid(trimmed).into());
        }
        InlineStr::new(&format!("{trimmed:0>3}"))
            .map(Self)
            .ok_or_else(|| catalogue::umf_invalid(trimmed).into())
    }

    /// From exactly three digits, not all zero.
    pub(crate) fn from_digits(digits: &[u8]) -> Option<Self> {
        let good = digits.iter().all(u8::is_ascii_digit) && digits != b"000";
        if good {
            InlineStr::from_ascii(digits).map(Self)
        } else {
            None
        }
    }

    /// Returns the three digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// The filing guide: five digits, not all zero (`01400`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Guia(InlineStr<5>);

text_type!(Guia);

impl Guia {
    /// Reads one to five digits; `1400` is `01400`.
    ///
    /// # Errors
    /// Empty, not digits, longer, or zero.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(catalogue::required(Field::Guia).into());
        }
        let digits = trimmed.len() <= 5 && trimmed.bytes().all(|b| b.is_ascii_digit());
        let zero = trimmed.bytes().all(|b| b == b'0');
        if !digits || zero {
            return Err(catalogue::guia_invalid(trimmed).into());
        }
        InlineStr::new(&format!("{trimmed:0>5}"))
            .map(Self)
            .ok_or_else(|| catalogue::guia_invalid(trimmed).into())
    }

    /// From exactly five digits, not all zero.
    pub(crate) fn from_digits(digits: &[u8]) -> Option<Self> {
        let good = digits.iter().all(u8::is_ascii_digit) && digits != b"00000";
        if good {
            InlineStr::from_ascii(digits).map(Self)
        } else {
            None
        }
    }

    /// Returns the five digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// The employer's own code for a worker: 1 to 10 printable characters, upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
// Each of the ten may be a Latin-1 letter, which takes two bytes.
pub struct ClaveTrabajador(InlineStr<20>);

text_type!(ClaveTrabajador);

impl ClaveTrabajador {
    /// The characters that fit in DISPMAG's field.
    pub const WIDTH: usize = 10;

    /// Reads a code and upper-cases it.
    ///
    /// # Errors
    /// Empty, more than ten characters, or one that a file cannot hold.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let clave: String = text.trim().chars().flat_map(char::to_uppercase).collect();
        if clave.is_empty() {
            return Err(catalogue::required(Field::Clave).into());
        }
        let allowed = |c: &char| matches!(c, ' '..='~') || is_latin1_letter(*c);
        if let Some(other) = clave.chars().find(|c| !allowed(c)) {
            return Err(catalogue::clave_character(other).into());
        }
        let found = clave.chars().count();
        if found > Self::WIDTH {
            return Err(catalogue::clave_too_long(found).into());
        }
        InlineStr::new(&clave)
            .map(Self)
            .ok_or_else(|| catalogue::clave_too_long(found).into())
    }

    /// From a field filled with spaces, of upper-case ASCII without a blank before it.
    pub(crate) fn from_plain(field: &[u8]) -> Option<Self> {
        if !Self::is_plain(field) {
            return None;
        }
        let last = field.iter().rposition(|b| *b != b' ')?;
        let clave = field
            .get(..=last)
            .filter(|clave| clave.len() <= Self::WIDTH)?;
        InlineStr::from_ascii(clave).map(Self)
    }

    /// Whether a field as wide as DISPMAG's is one, and spaces to its end.
    pub(crate) fn is_plain(field: &[u8]) -> bool {
        let plain = |b: u8| matches!(b, b' '..=b'~') & !b.is_ascii_lowercase();
        // All of them, for a test of each would be a branch for each.
        field.first().is_some_and(|first| *first != b' ')
            && field.iter().fold(true, |good, b| good & plain(*b))
    }

    /// Returns the code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_filled_with_zeros() {
        assert_eq!(Umf::parse("21").unwrap().as_str(), "021");
        assert_eq!(Guia::parse("1400").unwrap().as_str(), "01400");
    }

    #[test]
    fn zeros_letters_and_long_numbers_are_refused() {
        for text in ["000", "0", "1234", "A1", "１２"] {
            assert_eq!(
                Umf::parse(text).unwrap_err().code(),
                "umf-invalid",
                "{text}"
            );
        }
        for text in ["00000", "123456", "A1", "-1"] {
            assert_eq!(
                Guia::parse(text).unwrap_err().code(),
                "guia-invalid",
                "{text}"
            );
        }
    }

    #[test]
    fn a_clave_is_upper_cased_and_bounded() {
        assert_eq!(
            ClaveTrabajador::parse(" e-0001/ñ ").unwrap().as_str(),
            "E-0001/Ñ"
        );
        assert_eq!(
            ClaveTrabajador::parse("12345678901").unwrap_err().code(),
            "clave-too-long"
        );
        assert_eq!(
            ClaveTrabajador::parse("A\tB").unwrap_err().code(),
            "clave-character"
        );
        assert_eq!(
            ClaveTrabajador::parse("日本").unwrap_err().code(),
            "clave-character"
        );
    }
}
