//! One byte a character: Windows-1252 in and out, and UTF-8 brought back to it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::RECORD_LEN;
use crate::finding::{Finding, catalogue};

/// How letters outside ASCII are written.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// `Ñ` becomes `N`, accents go: what the guide says and most vendors send.
    #[default]
    Ascii,
    /// The letters of Latin-1 stay, one byte each.
    Windows1252,
}

/// Bytes 0x80 to 0x9F; those without a character are the replacement character.
const HIGH: [char; 32] = [
    '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž',
    '\u{FFFD}', '\u{FFFD}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{FFFD}',
    'ž', 'Ÿ',
];

pub(crate) fn decode_byte(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if bytes.is_ascii() => Cow::Borrowed(text),
        _ => Cow::Owned(bytes.iter().map(|b| decode_byte(*b)).collect()),
    }
}

/// Returns the text of a file of either encoding: UTF-8 (with or without a byte order mark) if it is
/// that, else Windows-1252, in which Excel saves its tables in Mexico.
#[must_use]
pub fn decode_text(bytes: &[u8]) -> Cow<'_, str> {
    let unmarked = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(unmarked) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|b| decode_byte(*b)).collect()),
    }
}

/// A line of a file whose lines have `width` characters, in whichever of the two encodings gives
/// it that width.
pub(crate) fn decode_line(line: &[u8], width: usize) -> String {
    match std::str::from_utf8(line) {
        Ok(text) if line.len() != width || line.is_ascii() => text.to_owned(),
        _ => line.iter().map(|b| decode_byte(*b)).collect(),
    }
}

pub(crate) fn encode_char(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ (0..=0x7F | 0xA0..=0xFF) => u8::try_from(code).ok(),
        0xFFFD => None,
        _ => HIGH
            .iter()
            .position(|high| *high == c)
            .and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

/// The positions of text that may hold letters outside ASCII, in every type of record: the three
/// parts of the name and the clave.
const TEXT_SPANS: [std::ops::Range<usize>; 4] = [22..49, 49..76, 76..103, 138..148];

/// A line brought to 168 bytes of one character each.
pub(super) struct Normalised<'a> {
    pub(super) bytes: Cow<'a, [u8; RECORD_LEN]>,
    pub(super) was_utf8: bool,
}

/// Vendors write UTF-8 in two ways: 168 characters, or 168 bytes with the fields cut by bytes.
pub(super) fn normalise(line: &[u8], single_byte: bool) -> Result<Normalised<'_>, Finding> {
    let exact: Option<&[u8; RECORD_LEN]> = line.try_into().ok();
    if let Some(bytes) = exact
        && (single_byte || bytes.is_ascii())
    {
        return Ok(Normalised {
            bytes: Cow::Borrowed(bytes),
            was_utf8: false,
        });
    }
    let text = if single_byte {
        None
    } else {
        std::str::from_utf8(line).ok()
    };
    match (exact, text) {
        (Some(bytes), None) => Ok(Normalised {
            bytes: Cow::Borrowed(bytes),
            was_utf8: false,
        }),
        (Some(bytes), Some(_)) => {
            let mut out = *bytes;
            for span in TEXT_SPANS {
                respell(&mut out[span]);
            }
            Ok(Normalised {
                bytes: Cow::Owned(out),
                was_utf8: true,
            })
        }
        (None, Some(text)) if text.chars().count() == RECORD_LEN => {
            let mut out = [b' '; RECORD_LEN];
            for (place, c) in out.iter_mut().zip(text.chars()) {
                *place = encode_char(c).ok_or_else(|| catalogue::record_character(c))?;
            }
            Ok(Normalised {
                bytes: Cow::Owned(out),
                was_utf8: true,
            })
        }
        (None, Some(text)) => Err(catalogue::record_length(text.chars().count())),
        (None, None) => Err(catalogue::record_length(line.len())),
    }
}

/// A field of UTF-8 within its bytes → the same text in Windows-1252, filled with spaces. What is
/// cut within a character, or has no byte, stays as it is and is refused as a name.
fn respell(field: &mut [u8]) {
    let Ok(text) = std::str::from_utf8(field) else {
        return;
    };
    let Some(mut bytes) = text.chars().map(encode_char).collect::<Option<Vec<u8>>>() else {
        return;
    };
    bytes.resize(field.len(), b' ');
    field.copy_from_slice(&bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_with_a_character_comes_back() {
        for byte in 0..=255 {
            let c = decode_byte(byte);
            if c != '\u{FFFD}' {
                assert_eq!(encode_char(c), Some(byte));
            }
        }
        assert_eq!(encode_char('漢'), None);
        assert_eq!(decode_text(b"\xEF\xBB\xBFMU\xC3\x91OZ"), "MUÑOZ");
        assert_eq!(decode_text(b"MU\xD1OZ"), "MUÑOZ");
        assert_eq!(encode_char('\u{FFFD}'), None);
    }
}
