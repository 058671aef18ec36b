//! Names, and how their letters are written where a file has only ASCII.
//!
//! A [`Name`] keeps Ñ and accents as the person wrote them; the writer of a file decides what
//! becomes of them and reports it (DISPMAG's guide says ASCII, and production vendors send N for
//! Ñ; domain facts, section 2).

use serde::{Deserialize, Serialize};

use crate::finding::ParseError;
use crate::finding::{Field, Finding, catalogue};
use crate::inline::text_type;

/// The characters that fit in a DISPMAG name field.
pub const NAME_WIDTH: usize = 27;

/// A surname or the given names: 1 to 27 characters, upper case, single spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

text_type!(Name);

impl Name {
    /// Reads given names; see [`Name::parse_as`].
    ///
    /// # Errors
    /// As [`Name::parse_as`].
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Self::parse_as(Field::Nombre, text)
    }

    /// Reads a part of a name: upper-cases it, joins spaces, composes accents written apart.
    ///
    /// # Errors
    /// Empty, more than 27 characters, or a character that no name has.
    pub fn parse_as(field: Field, text: &str) -> Result<Self, ParseError> {
        let name = tidy(text);
        if name.is_empty() {
            return Err(catalogue::required(field).into());
        }
        if let Some(other) = name.chars().find(|c| !is_allowed(*c)) {
            return Err(catalogue::name_character(field, other).into());
        }
        let found = name.chars().count();
        if found > NAME_WIDTH {
            return Err(catalogue::name_too_long(field, found).into());
        }
        Ok(Self(name))
    }

    /// A name field of a Windows-1252 file in the shape nearly all have: upper-case letters of
    /// Latin-1 and single inner spaces. `None` sends the caller to [`Name::parse_as`].
    pub(crate) fn from_plain(bytes: &[u8]) -> Option<Self> {
        let mut before = b' ';
        for b in bytes {
            let letter = b.is_ascii_uppercase() || is_latin1_letter(char::from(*b));
            if !(letter || (*b == b' ' && before != b' ')) {
                return None;
            }
            before = *b;
        }
        if before == b' ' || bytes.len() > NAME_WIDTH {
            return None;
        }
        if bytes.is_ascii() {
            return String::from_utf8(bytes.to_vec()).ok().map(Self);
        }
        let mut name = String::with_capacity(2 * NAME_WIDTH);
        name.extend(bytes.iter().map(|b| char::from(*b)));
        Some(Self(name))
    }

    /// Returns the name, in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Notes on signs whose fate at IMSS is not known.
    #[must_use]
    pub fn findings_as(&self, field: Field) -> Vec<Finding> {
        let sign = self.0.bytes().find(|b| matches!(b, b'.' | b'\'' | b'-'));
        sign.map(|b| catalogue::name_punctuation(field, char::from(b)))
            .into_iter()
            .collect()
    }
}

/// Upper case, single spaces, accents composed, typographic signs made plain.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        for word in text.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out.make_ascii_uppercase();
        return if out.contains('`') {
            out.replace('`', "'")
        } else {
            out
        };
    }
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars().flat_map(char::to_uppercase) {
            let composed = out.chars().next_back().and_then(|last| compose(last, c));
            match (composed, c) {
                (Some(joined), _) => {
                    out.pop();
                    out.push(joined);
                }
                (None, '\u{2018}' | '\u{2019}' | '\u{B4}' | '`') => out.push('\''),
                (None, '\u{2010}'..='\u{2014}') => out.push('-'),
                (None, _) => out.push(c),
            }
        }
    }
    out
}

/// A letter and the combining mark after it, as documents copied from a Mac or a PDF write them.
fn compose(letter: char, mark: char) -> Option<char> {
    let (letters, composed) = match mark {
        '\u{300}' => ("AEIOU", "ÀÈÌÒÙ"),
        '\u{301}' => ("AEIOUY", "ÁÉÍÓÚÝ"),
        '\u{302}' => ("AEIOU", "ÂÊÎÔÛ"),
        '\u{303}' => ("ANO", "ÃÑÕ"),
        '\u{308}' => ("AEIOU", "ÄËÏÖÜ"),
        '\u{30A}' => ("A", "Å"),
        '\u{327}' => ("C", "Ç"),
        _ => return None,
    };
    letters
        .chars()
        .zip(composed.chars())
        .find(|(l, _)| *l == letter)
        .map(|(_, c)| c)
}

fn is_allowed(c: char) -> bool {
    c.is_ascii_uppercase()
        || matches!(c, ' ' | '.' | '\'' | '-')
        || (!c.is_ascii() && ascii_letters(c).is_some())
}

/// Whether Windows-1252 keeps the letter in a file we write. Only the letters it shares with
/// Latin-1: its others (Š, Œ, Ž, Ÿ) have bytes that a UTF-8 reader could take for part of
/// another character, and no Spanish name needs them.
pub(crate) fn is_latin1_letter(c: char) -> bool {
    matches!(c, 'À'..='Ö' | 'Ø'..='Þ')
}

/// Returns the ASCII letters an upper-case letter is written with, `Ñ` → `N`, `Æ` → `AE`; `None` for
/// what is not a Latin letter, and for ASCII itself.
#[must_use]
pub fn ascii_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' | 'Ǎ' => "A",
        'Æ' => "AE",
        'Ç' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C",
        'Ð' | 'Ď' | 'Đ' => "D",
        'È'..='Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' => "E",
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G",
        'Ĥ' | 'Ħ' => "H",
        'Ì'..='Ï' | 'Ĩ' | 'Ī' | 'Ĭ' | 'Į' | 'İ' => "I",
        'Ĵ' => "J",
        'Ķ' => "K",
        'Ĺ' | 'Ļ' | 'Ľ' | 'Ŀ' | 'Ł' => "L",
        'Ñ' | 'Ń' | 'Ņ' | 'Ň' => "N",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ŏ' | 'Ő' => "O",
        'Œ' => "OE",
        'Ŕ' | 'Ŗ' | 'Ř' => "R",
        'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' => "S",
        'Ţ' | 'Ť' | 'Ŧ' | 'Ț' => "T",
        'Þ' => "TH",
        'Ù'..='Ü' | 'Ũ' | 'Ū' | 'Ŭ' | 'Ů' | 'Ű' | 'Ų' => "U",
        'Ŵ' => "W",
        'Ý' | 'Ŷ' | 'Ÿ' => "Y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        _ => return None,
    })
}

/// Returns the text with every letter written in ASCII: `MUÑOZ` → `MUNOZ`.
#[must_use]
pub fn to_ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match ascii_letters(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

/// Upper case and ASCII: what two spellings of one word have in common.
pub(crate) fn fold(text: &str) -> String {
    to_ascii(&tidy(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_tidied_not_changed() {
        let name = Name::parse("  muñoz   de la  peña ").unwrap();
        assert_eq!(name.as_str(), "MUÑOZ DE LA PEÑA");
        assert_eq!(to_ascii(name.as_str()), "MUNOZ DE LA PENA");
    }

    #[test]
    fn words_of_ascii_are_tidied_as_any_others() {
        assert_eq!(tidy(" o`brien\t de\u{b}la  Cruz "), "O'BRIEN DE LA CRUZ");
        // The last letter alone sends it the long way.
        assert_eq!(tidy(" o`brien\t de\u{b}la  Cruz ñ"), "O'BRIEN DE LA CRUZ Ñ");
    }

    #[test]
    fn accents_written_apart_are_joined() {
        assert_eq!(
            Name::parse("nun\u{303}ez a\u{301}lvarez").unwrap().as_str(),
            "NUÑEZ ÁLVAREZ"
        );
    }

    #[test]
    fn a_name_of_28_letters_is_refused_and_one_of_27_is_not() {
        assert!(Name::parse(&"A".repeat(27)).is_ok());
        assert_eq!(
            Name::parse(&"A".repeat(28)).unwrap_err().code(),
            "name-too-long"
        );
        assert!(Name::parse(&"Ñ".repeat(27)).is_ok());
    }

    #[test]
    fn digits_and_signs_are_no_name() {
        for text in ["R2D2", "A&B", "A$B", "漢字", "A\u{301}\u{302}"] {
            assert_eq!(
                Name::parse(text).unwrap_err().code(),
                "name-character",
                "{text}"
            );
        }
    }

    #[test]
    fn signs_that_names_have_are_noted() {
        let name = Name::parse("O’Brien").unwrap();
        assert_eq!(name.as_str(), "O'BRIEN");
        assert_eq!(name.findings_as(Field::Paterno)[0].code, "name-punctuation");
    }

    #[test]
    fn the_plain_way_reads_what_the_careful_way_reads() {
        for text in ["FUENTE", "DE LA O", "A", "ÍÑIGO ÜÞ"] {
            let bytes: Vec<u8> = text
                .chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap())
                .collect();
            assert_eq!(Name::from_plain(&bytes), Some(Name::parse(text).unwrap()));
        }
        for text in ["", " A", "A ", "A  B", "a", "×", "A.", &"A".repeat(28)] {
            assert_eq!(Name::from_plain(text.as_bytes()), None, "{text}");
        }
    }
}
