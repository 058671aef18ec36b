//! The strings of names in certificates, as they are found rather than as they should be.

use super::{Element, Reader, tag};

/// The text of a string of any type. Values that were encoded twice (an element inside the string,
/// or UTF-8 taken for Latin-1 and encoded again) come out as what was meant.
pub(crate) fn read(tag: u8, content: &[u8]) -> String {
    let text = match tag {
        tag::BMP_STRING => utf16(content),
        tag::UNIVERSAL_STRING => utf32(content),
        // SAT writes x500UniqueIdentifier, by the book a BIT STRING, as a text. The first octet
        // counts unused bits.
        tag::BIT_STRING => bytes(content.get(1..).unwrap_or_default()),
        _ => bytes(content),
    };
    repair_utf8_read_as_latin1(&text).unwrap_or(text)
}

fn bytes(content: &[u8]) -> String {
    if let Some(inner) = element_inside(content) {
        return read(inner.tag, inner.content);
    }
    match std::str::from_utf8(content) {
        Ok(text) => text.to_owned(),
        Err(_) => from_windows_1252(content),
    }
}

/// A string whose contents are a whole string element again.
fn element_inside<'a>(content: &'a [u8]) -> Option<Element<'a>> {
    let string = matches!(
        *content.first()?,
        tag::UTF8_STRING | tag::PRINTABLE_STRING | tag::TELETEX_STRING | tag::IA5_STRING
    );
    // No text begins with one of these octets: they are control characters.
    string.then(|| Reader::only(content).ok()).flatten()
}

fn utf16(content: &[u8]) -> String {
    let units = content
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn utf32(content: &[u8]) -> String {
    content
        .chunks_exact(4)
        .map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
        .map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// `MUÃ‘OZ` → `MUÑOZ`; `None` where nothing was encoded twice.
fn repair_utf8_read_as_latin1(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let encoded: Vec<u8> = text.chars().map(to_windows_1252).collect::<Option<_>>()?;
    let repaired = String::from_utf8(encoded).ok()?;
    // It may have happened more than once.
    Some(repair_utf8_read_as_latin1(&repaired).unwrap_or(repaired))
}

/// 0x80–0x9F of Windows-1252; 0 where it has no character and the C1 control stands.
const UPPER_CONTROLS: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
    0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => match UPPER_CONTROLS[usize::from(byte - 0x80)] {
            0 => char::from(byte),
            unit => char::from_u32(u32::from(unit)).unwrap_or(char::from(byte)),
        },
        _ => char::from(byte),
    }
}

/// The text that octets are in Windows-1252.
pub(crate) fn from_windows_1252(octets: &[u8]) -> String {
    octets.iter().map(|byte| windows_1252(*byte)).collect()
}

/// The Windows-1252 (or Latin-1) octet of a character, where it has one.
pub(crate) fn to_windows_1252(character: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(character)) {
        return Some(byte);
    }
    let unit = u16::try_from(u32::from(character)).ok()?;
    let at = UPPER_CONTROLS.iter().position(|found| *found == unit)?;
    u8::try_from(0x80 + at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::write::tlv;

    fn text(tag: u8, content: &[u8]) -> String {
        read(tag, content)
    }

    #[test]
    fn enes_come_out_right_in_every_encoding() {
        assert_eq!(text(tag::UTF8_STRING, "MUÑOZ".as_bytes()), "MUÑOZ");
        assert_eq!(text(tag::PRINTABLE_STRING, "MUÑOZ".as_bytes()), "MUÑOZ");
        assert_eq!(text(tag::TELETEX_STRING, b"MU\xd1OZ"), "MUÑOZ");
        assert_eq!(text(tag::BMP_STRING, b"\0M\0U\0\xd1\0O\0Z"), "MUÑOZ");
    }

    #[test]
    fn what_was_encoded_twice_is_undone() {
        let twice: String = "MUÑOZ Á".bytes().map(windows_1252).collect();
        assert_eq!(text(tag::UTF8_STRING, twice.as_bytes()), "MUÑOZ Á");
        let latin1: String = "Ñ".bytes().map(char::from).collect();
        assert_eq!(text(tag::UTF8_STRING, latin1.as_bytes()), "Ñ");
        let inner = tlv(tag::PRINTABLE_STRING, b"EKU9003173C9");
        assert_eq!(text(tag::UTF8_STRING, &inner), "EKU9003173C9");
    }

    #[test]
    fn text_that_only_looks_odd_is_left_alone() {
        assert_eq!(text(tag::UTF8_STRING, "Ñ".as_bytes()), "Ñ");
        assert_eq!(text(tag::UTF8_STRING, "©®".as_bytes()), "©®");
        assert_eq!(text(tag::UTF8_STRING, "日本".as_bytes()), "日本");
    }
}
