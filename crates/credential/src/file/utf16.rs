//! Text that an editor saved as UTF-16, which is how Windows' Notepad saves "Unicode".

use zeroize::Zeroizing;

/// How many characters are looked at to recognise UTF-16 that has no byte-order mark.
const SAMPLE: usize = 64;

/// UTF-8 of a text in UTF-16 of either byte order, with or without a byte-order mark; `None` where the
/// bytes are anything else. PEM and base64 are ASCII, so nearly every high byte must be zero.
pub(super) fn to_utf8(bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (bytes, unit): (_, fn([u8; 2]) -> u16) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => (rest, u16::from_be_bytes),
        _ if is_ascii_in(bytes, u16::from_le_bytes) => (bytes, u16::from_le_bytes),
        _ => (bytes, u16::from_be_bytes),
    };
    if !is_ascii_in(bytes, unit) {
        return None;
    }
    // No unit takes more than three octets: it never grows, and leaves no copy of a key behind.
    let mut text = Zeroizing::new(Vec::with_capacity(bytes.len() / 2 * 3));
    for character in char::decode_utf16(units(bytes, unit)) {
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    }
    Some(text)
}

fn is_ascii_in(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let sample: Vec<u16> = units(bytes, unit).take(SAMPLE).collect();
    let ascii = sample
        .iter()
        .filter(|unit| matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e))
        .count();
    sample.len() >= 16 && ascii * 10 >= sample.len() * 9
}

fn units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> impl Iterator<Item = u16> {
    bytes
        .chunks_exact(2)
        .map(move |pair| unit([pair[0], pair[1]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "-----BEGIN CERTIFICATE-----\r\n";

    #[test]
    fn reads_both_byte_orders_with_and_without_mark() {
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            little.clone(),
            [&[0xff, 0xfe], little.as_slice()].concat(),
            big.clone(),
            [&[0xfe, 0xff], big.as_slice()].concat(),
        ] {
            assert_eq!(to_utf8(&bytes).unwrap().as_slice(), TEXT.as_bytes());
        }
    }

    #[test]
    fn leaves_narrow_text_and_binary_alone() {
        assert!(to_utf8(TEXT.as_bytes()).is_none());
        assert!(to_utf8(&[0xff, 0xfe, 0x30, 0x82]).is_none());
        assert!(to_utf8(&[0; 200]).is_none());
        assert!(to_utf8(&[0x30, 0x82, 0x05, 0x12].repeat(40)).is_none());
    }
}
