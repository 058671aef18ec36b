//! Clave única de registro de población.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::squeeze;
use crate::finding::{Field, Finding, ParseError, catalogue};
use crate::inline::{InlineStr, text_type};

/// The two-letter entities of birth.
const ENTITIES: &[&str] = &[
    "AS", "BC", "BS", "CC", "CL", "CM", "CS", "CH", "DF", "DG", "GT", "GR", "HG", "JC", "MC", "MN",
    "MS", "NT", "NL", "OC", "PL", "QT", "QR", "SP", "SL", "SR", "TC", "TS", "TL", "VZ", "YN", "ZS",
    "NE",
];

/// A population key: 4 letters, AAMMDD, sex H/M/X, entity, 3 consonants, homoclave (a digit if
/// born up to 1999, a letter after), check digit (domain facts `[A]`).
///
/// Ñ is accepted among the letters, as the check digit's alphabet has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
// Seven of the eighteen may be Ñ, which takes two bytes.
pub struct Curp(InlineStr<25>);

text_type!(Curp);

impl Curp {
    /// Reads eighteen characters in either case.
    ///
    /// # Errors
    /// Empty, another length, a character out of its place, an impossible date, an unknown entity.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        if let Some(plain) = Self::from_plain(text.as_bytes()) {
            return Ok(plain);
        }
        let clean = squeeze(text);
        if clean.is_empty() {
            return Err(catalogue::required(Field::Curp).into());
        }
        let found = clean.chars().count();
        if found != 18 {
            return Err(catalogue::curp_length(found).into());
        }
        for (index, c) in clean.chars().enumerate() {
            if let Some(wanted) = unmet(index, c) {
                return Err(catalogue::curp_shape(index + 1, c, wanted).into());
            }
        }
        Self::checked(&clean)
    }

    /// From eighteen ASCII characters without a fault: the way nearly all of them come.
    pub(crate) fn from_plain(bytes: &[u8]) -> Option<Self> {
        if Self::is_plain(bytes) {
            InlineStr::from_ascii(bytes).map(Self)
        } else {
            None
        }
    }

    /// Whether [`from_plain`](Self::from_plain) takes them.
    pub(crate) fn is_plain(bytes: &[u8]) -> bool {
        <&[u8; 18]>::try_from(bytes).is_ok_and(|bytes| {
            let kinds = bytes.iter().zip(PLACES);
            // All eighteen, for a test of each would be a branch for each.
            kinds.fold(true, |good, (byte, kinds)| {
                good & (KINDS[usize::from(*byte)] & kinds != 0)
            }) && is_entity(bytes[11], bytes[12])
                && is_date(&bytes[4..10], century(bytes[16]))
        })
    }

    /// Date and entity of a text whose characters are already of the right kind.
    fn checked(text: &str) -> Result<Self, ParseError> {
        let mut tail = text.char_indices().rev();
        let mut start_of = |places: usize| tail.nth(places).map_or(0, |(start, _)| start);
        let homoclave = start_of(1);
        let entity_end = start_of(2);
        let entity_start = start_of(1);
        let date_start = start_of(6);

        let entity = &text[entity_start..entity_end];
        if !ENTITIES.contains(&entity) {
            return Err(catalogue::curp_entity(entity).into());
        }
        let curp = Self(InlineStr::new(text).ok_or_else(|| catalogue::curp_length(text.len()))?);
        let century = if text.as_bytes()[homoclave].is_ascii_digit() {
            1900
        } else {
            2000
        };
        match date_of(&text.as_bytes()[date_start..date_start + 6], century) {
            Some(_) => Ok(curp),
            None => Err(catalogue::curp_date().into()),
        }
    }

    /// Returns the eighteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Returns the date of birth it states.
    #[must_use]
    pub fn birth_date(&self) -> Date {
        let characters: Vec<char> = self.as_str().chars().collect();
        let digits: Vec<u8> = characters[4..10]
            .iter()
            .map(|c| u8::try_from(*c).unwrap_or(b'0'))
            .collect();
        let century = century(u8::try_from(characters[16]).unwrap_or(b'0'));
        date_of(&digits, century).expect("checked when it was parsed")
    }

    /// Computes the check digit from the first seventeen characters: values over `0-9A-NÑO-Z`, weights 18…2,
    /// (10 − sum mod 10) mod 10 `[A]`.
    #[must_use]
    pub fn expected_check_digit(&self) -> char {
        let bytes = self.0.as_bytes();
        let sum: u32 = if bytes.len() == 18 {
            let weights = (2..=18u32).rev();
            bytes[..17]
                .iter()
                .zip(weights)
                .map(|(b, weight)| ascii_value(*b) * weight)
                .sum()
        } else {
            let weights = (2..=18u32).rev();
            self.as_str()
                .chars()
                .zip(weights)
                .map(|(c, weight)| value(c) * weight)
                .sum()
        };
        char::from_digit((10 - sum % 10) % 10, 10).expect("below ten")
    }

    /// Returns a warning when the check digit does not agree. Genuine ones that fail are known.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let expected = self.expected_check_digit();
        if self.0.as_bytes().last().copied().map(char::from) == Some(expected) {
            Vec::new()
        } else {
            vec![catalogue::curp_check_digit(expected)]
        }
    }
}

/// A digit if born up to 1999, a letter after.
fn century(homoclave: u8) -> i16 {
    if homoclave.is_ascii_digit() {
        1900
    } else {
        2000
    }
}

/// The kinds that an ASCII character belongs to, one bit each.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = b'0';
    while byte <= b'9' {
        kinds[byte as usize] = DIGIT;
        byte += 1;
    }
    byte = b'A';
    while byte <= b'Z' {
        let sex = if matches!(byte, b'H' | b'M' | b'X') {
            SEX
        } else {
            0
        };
        kinds[byte as usize] = LETTER | sex;
        byte += 1;
    }
    kinds
};
const DIGIT: u8 = 1;
const LETTER: u8 = 2;
const SEX: u8 = 4;

/// The kinds that each of the eighteen positions accepts; see [`unmet`].
const PLACES: [u8; 18] = {
    let mut places = [LETTER; 18];
    let mut at = 4;
    while at < 10 {
        places[at] = DIGIT;
        at += 1;
    }
    places[10] = SEX;
    places[16] = DIGIT | LETTER;
    places[17] = DIGIT;
    places
};

/// By the first letter, a bit for each second one.
const SECOND_OF_ENTITIES: [u32; 26] = {
    let mut seconds = [0; 26];
    let mut at = 0;
    while at < ENTITIES.len() {
        let entity = ENTITIES[at].as_bytes();
        seconds[(entity[0] - b'A') as usize] |= 1 << (entity[1] - b'A');
        at += 1;
    }
    seconds
};

/// Of two upper-case ASCII letters.
fn is_entity(first: u8, second: u8) -> bool {
    SECOND_OF_ENTITIES[usize::from(first - b'A')] >> (second - b'A') & 1 == 1
}

/// What the place asks for, when the character is not that.
fn unmet(index: usize, c: char) -> Option<&'static str> {
    let letter = c.is_ascii_uppercase() || c == 'Ñ';
    let (met, wanted) = match index {
        4..=9 => (c.is_ascii_digit(), "un dígito"),
        10 => (matches!(c, 'H' | 'M' | 'X'), "H, M o X"),
        11 | 12 => (c.is_ascii_uppercase(), "una letra"),
        16 => (
            c.is_ascii_digit() || c.is_ascii_uppercase(),
            "un dígito o una letra",
        ),
        17 => (c.is_ascii_digit(), "un dígito"),
        _ => (letter, "una letra"),
    };
    (!met).then_some(wanted)
}

/// Whether [`date_of`] finds a date; most have a day that every month has.
fn is_date(digits: &[u8], century: i16) -> bool {
    let early = (1..=12).contains(&pair(digits, 2)) && (1..=28).contains(&pair(digits, 4));
    early || date_of(digits, century).is_some()
}

fn date_of(digits: &[u8], century: i16) -> Option<Date> {
    let pair = |at| pair(digits, at);
    let (month, day) = (i8::try_from(pair(2)).ok()?, i8::try_from(pair(4)).ok()?);
    Date::new(century + pair(0), month, day).ok()
}

fn pair(digits: &[u8], at: usize) -> i16 {
    i16::from(digits[at] - b'0') * 10 + i16::from(digits[at + 1] - b'0')
}

/// [`value`] of a digit or an upper-case ASCII letter.
fn ascii_value(byte: u8) -> u32 {
    u32::from(match byte {
        b'0'..=b'9' => byte - b'0',
        _ => byte - b'A' + 10 + u8::from(byte > b'N'),
    })
}

/// The value of a character over `0-9A-NÑO-Z`.
fn value(c: char) -> u32 {
    match c {
        '0'..='9' => c as u32 - '0' as u32,
        'A'..='N' => c as u32 - 'A' as u32 + 10,
        'Ñ' => 24,
        _ => c as u32 - 'O' as u32 + 25,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_place_takes_the_ascii_that_the_full_reading_takes() {
        for (index, kinds) in PLACES.into_iter().enumerate() {
            for byte in 0..=127 {
                let by_table = KINDS[usize::from(byte)] & kinds != 0;
                let in_full = unmet(index, char::from(byte)).is_none();
                assert_eq!(by_table, in_full, "{index} {byte}");
            }
        }
        assert!(KINDS[128..].iter().all(|kinds| *kinds == 0));
    }

    #[test]
    fn every_entity_is_found_and_nothing_else() {
        for first in b'A'..=b'Z' {
            for second in b'A'..=b'Z' {
                let listed = ENTITIES
                    .iter()
                    .any(|entity| entity.as_bytes() == [first, second]);
                assert_eq!(is_entity(first, second), listed);
            }
        }
    }

    #[test]
    fn a_day_is_found_where_the_calendar_has_it() {
        for century in [1900, 2000] {
            for number in 0..1_000_000 {
                let digits = format!("{number:06}");
                let found = date_of(digits.as_bytes(), century).is_some();
                assert_eq!(is_date(digits.as_bytes(), century), found, "{digits}");
            }
        }
    }

    #[test]
    fn genuine_keys_agree_with_their_check_digit() {
        for text in [
            "FUNK671228MCLNLR05",
            "XIQB891116MGRMZR05",
            "CACX760510MGTSHC04",
            "KICR630120HGTTSD05",
        ] {
            assert_eq!(Curp::parse(text).unwrap().findings(), vec![], "{text}");
        }
    }

    #[test]
    fn the_homoclave_tells_the_century() {
        assert_eq!(
            Curp::parse("FUNK671228MCLNLR05").unwrap().birth_date(),
            date(1967, 12, 28)
        );
        assert_eq!(
            Curp::parse("FUNK051228MCLNLRA5").unwrap().birth_date(),
            date(2005, 12, 28)
        );
        assert_eq!(
            Curp::parse("FUNK000229MCLNLR05").unwrap_err().code(),
            "curp-date"
        );
        assert!(Curp::parse("FUNK000229MCLNLRA5").is_ok());
    }

    #[test]
    fn lower_case_and_spaces_are_read() {
        assert_eq!(
            Curp::parse(" funk671228 mclnlr05").unwrap().as_str(),
            "FUNK671228MCLNLR05"
        );
    }

    #[test]
    fn an_ene_is_a_letter() {
        let curp = Curp::parse("FUÑK671228MCLNÑR05").unwrap();
        assert_eq!(curp.birth_date(), date(1967, 12, 28));
        assert_eq!(curp.findings()[0].code, "curp-check-digit");
    }

    #[test]
    fn what_is_no_key_is_refused_with_its_reason() {
        let code = |text: &str| Curp::parse(text).unwrap_err().code();
        assert_eq!(code(" "), "required");
        assert_eq!(code("FUNK671228MCLNLR0"), "curp-length");
        assert_eq!(code("FUNK671328MCLNLR05"), "curp-date");
        assert_eq!(code("FUNK671228MZZNLR05"), "curp-entity");
        assert_eq!(code("FUNK671228QCLNLR05"), "curp-shape");
        assert_eq!(code("FUNK67122OMCLNLR05"), "curp-shape");
    }
}
