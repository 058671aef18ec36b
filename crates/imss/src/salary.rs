//! Salario base de cotización.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::finding::ParseError;
use crate::finding::{Field, catalogue};

/// Pesos a day, from 0.01 to 9,999.99: what DISPMAG's six digits can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sbc(u32);

impl Sbc {
    /// 9,999.99.
    pub const MAX: Self = Self(999_999);

    /// Returns a salary of so many centavos; `None` for zero and above 999,999.
    #[must_use]
    pub const fn from_centavos(centavos: u32) -> Option<Self> {
        if centavos == 0 || centavos > Self::MAX.0 {
            None
        } else {
            Some(Self(centavos))
        }
    }

    /// Returns it in centavos, 1 to 999,999.
    #[must_use]
    pub const fn centavos(self) -> u32 {
        self.0
    }

    /// Reads `687.70`, `687.7`, `687`, `$1,234.56`.
    ///
    /// # Errors
    /// Empty, not such a number, more than two decimals, zero, or too large.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(catalogue::required(Field::Sbc).into());
        }
        let bad = || ParseError::from(catalogue::sbc_format(trimmed));
        let number = trimmed.trim_start_matches('$').trim_start();
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        let whole = pesos_digits(whole).ok_or_else(bad)?;
        if !decimals.bytes().all(|b| b.is_ascii_digit())
            || (whole.is_empty() && decimals.is_empty())
        {
            return Err(bad());
        }
        let significant = decimals.trim_end_matches('0');
        if significant.len() > 2 {
            return Err(catalogue::sbc_decimals(trimmed).into());
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 4 {
            return Err(catalogue::sbc_too_large(trimmed).into());
        }
        let pesos = whole
            .bytes()
            .fold(0, |sum, b| sum * 10 + u32::from(b - b'0'));
        let centavos = significant
            .bytes()
            .chain(*b"00")
            .take(2)
            .fold(0, |sum, b| sum * 10 + u32::from(b - b'0'));
        Self::from_centavos(pesos * 100 + centavos).ok_or_else(|| catalogue::sbc_zero().into())
    }

    /// Returns DISPMAG's six digits: four of pesos, two of cents, `068770`.
    #[must_use]
    pub fn dispmag(self) -> String {
        format!("{:06}", self.0)
    }
}

/// The digits of the pesos, with commas only where thousands have them.
fn pesos_digits(text: &str) -> Option<Cow<'_, str>> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(text.into());
    }
    let mut groups = text.split(',');
    let mut digits = groups.next()?.to_owned();
    let grouped = text.contains(',');
    if grouped && !(1..=3).contains(&digits.len()) {
        return None;
    }
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    plain.then_some(digits.into())
}

impl fmt::Display for Sbc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pesos, centavos) = (self.0 / 100, self.0 % 100);
        let text = if pesos >= 1000 {
            format!("{},{:03}.{centavos:02}", pesos / 1000, pesos % 1000)
        } else {
            format!("{pesos}.{centavos:02}")
        };
        f.pad(&text)
    }
}

impl FromStr for Sbc {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Sbc {
    type Error = ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Sbc> for String {
    fn from(sbc: Sbc) -> String {
        sbc.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, centavos) in [
            ("687.70", 68_770),
            ("687.7", 68_770),
            ("687", 68_700),
            (" $ 1,234.56 ", 123_456),
            ("1234.5600", 123_456),
            (".50", 50),
            ("0009999.99", 999_999),
        ] {
            assert_eq!(Sbc::parse(text).unwrap().centavos(), centavos, "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_with_its_reason() {
        for (text, code) in [
            ("", "required"),
            ("687,70", "sbc-format"),
            ("12,34.56", "sbc-format"),
            (",123.00", "sbc-format"),
            ("-5", "sbc-format"),
            ("6e2", "sbc-format"),
            (".", "sbc-format"),
            ("1.2.3", "sbc-format"),
            ("687.705", "sbc-decimals"),
            ("0.00", "sbc-zero"),
            ("10,000.00", "sbc-too-large"),
            ("99999999999999999999", "sbc-too-large"),
        ] {
            assert_eq!(Sbc::parse(text).unwrap_err().code(), code, "{text}");
        }
    }

    #[test]
    fn it_shows_thousands_and_writes_six_digits() {
        let sbc = Sbc::from_centavos(123_456).unwrap();
        assert_eq!(sbc.to_string(), "1,234.56");
        assert_eq!(sbc.dispmag(), "123456");
        assert_eq!(Sbc::parse("687.70").unwrap().dispmag(), "068770");
        assert_eq!(Sbc::parse(&sbc.to_string()), Ok(sbc));
    }
}
