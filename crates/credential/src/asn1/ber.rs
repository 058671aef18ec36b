//! BER made DER enough to read: definite lengths, strings in one piece.
//!
//! Firefox and Java write PKCS#12 with indefinite lengths, `openssl cms -stream` writes CMS so.
//! The order inside SETs and the shortest form of booleans are left as they came: no reader here
//! depends on them.

use super::reader::header;
use super::{MAX_DEPTH, Malformed, tag, write};
use std::borrow::Cow;
use zeroize::Zeroizing;

/// Room set aside for one element, so that growing leaves no copies of a key behind: as much as the
/// largest file that may hold one.
const ROOM: usize = 1024 * 1024;

/// The first element of `bytes`, in definite lengths with strings joined, and what follows it.
/// Nesting is capped, and the result is never longer than the input by more than its headers.
pub(crate) fn first_to_der(bytes: &[u8]) -> Result<(Cow<'_, [u8]>, &[u8]), Malformed> {
    let mut rewritten = false;
    let length = measure(bytes, 0, &mut rewritten)?;
    let (element, rest) = bytes.split_at(length);
    if !rewritten {
        return Ok((Cow::Borrowed(element), rest));
    }
    let (der, _) = rewrite(element, 0)?;
    Ok((Cow::Owned(der), rest))
}

/// How many octets the first element takes.
pub(crate) fn element_length(bytes: &[u8]) -> Result<usize, Malformed> {
    measure(bytes, 0, &mut false)
}

/// As [`first_to_der`], where nothing but padding (zeros or line ends) may follow.
pub(crate) fn to_der(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Malformed> {
    let (der, rest) = first_to_der(bytes)?;
    if rest.iter().all(|byte| matches!(byte, 0 | b'\r' | b'\n')) {
        Ok(der)
    } else {
        Err(Malformed("bytes after the end"))
    }
}

/// The whole length of the first element; notes whether anything in it is not in DER's form.
fn measure(bytes: &[u8], depth: usize, rewrite: &mut bool) -> Result<usize, Malformed> {
    if depth > MAX_DEPTH {
        return Err(Malformed("nested too deeply"));
    }
    let (tag, header_length, length) = header(bytes)?;
    let body = &bytes[header_length..];
    let Some(length) = length else {
        *rewrite = true;
        let mut at = 0;
        loop {
            if body.get(at..).is_some_and(|rest| rest.starts_with(&[0, 0])) {
                return Ok(header_length + at + 2);
            }
            at += measure(body.get(at..).unwrap_or_default(), depth + 1, rewrite)?;
        }
    };
    let body = body
        .get(..length)
        .ok_or(Malformed("length beyond the input"))?;
    if tag & tag::CONSTRUCTED != 0 {
        if is_string(tag & !tag::CONSTRUCTED) || header_length != write::header_length(length) {
            *rewrite = true;
        }
        let mut at = 0;
        while at < body.len() {
            at += measure(&body[at..], depth + 1, rewrite)?;
        }
    }
    Ok(header_length + length)
}

/// The rewritten first element, and how many octets of the input it took.
fn rewrite(bytes: &[u8], depth: usize) -> Result<(Vec<u8>, usize), Malformed> {
    if depth > MAX_DEPTH {
        return Err(Malformed("nested too deeply"));
    }
    let (tag, header_length, length) = header(bytes)?;
    if tag & tag::CONSTRUCTED == 0 {
        let length = length.ok_or(Malformed("indefinite primitive"))?;
        let end = header_length + length;
        let content = bytes
            .get(header_length..end)
            .ok_or(Malformed("length beyond the input"))?;
        return Ok((write::tlv(tag, content), end));
    }
    // It may be a key: what is left behind is wiped.
    let room = length.unwrap_or(bytes.len()).min(bytes.len()).min(ROOM);
    let mut content = Zeroizing::new(Vec::with_capacity(room));
    let joined = is_string(tag & !tag::CONSTRUCTED);
    let mut unused_bits = 0;
    let mut at = header_length;
    let end = loop {
        let rest = bytes.get(at..).unwrap_or_default();
        match length {
            Some(length) if at >= header_length + length => break at,
            None if rest.starts_with(&[0, 0]) => break at + 2,
            _ => {}
        }
        let (child, taken) = rewrite(rest, depth + 1)?;
        let child = Zeroizing::new(child);
        at += taken;
        if joined {
            append_piece(
                tag & !tag::CONSTRUCTED,
                &child,
                &mut content,
                &mut unused_bits,
            )?;
        } else {
            content.extend_from_slice(&child);
        }
    };
    if !joined {
        return Ok((write::tlv(tag, &content), end));
    }
    if tag & !tag::CONSTRUCTED == tag::BIT_STRING {
        content.insert(0, unused_bits);
    }
    Ok((write::tlv(tag & !tag::CONSTRUCTED, &content), end))
}

/// Adds one piece of a string that was written in pieces.
fn append_piece(
    whole: u8,
    piece: &[u8],
    content: &mut Vec<u8>,
    unused_bits: &mut u8,
) -> Result<(), Malformed> {
    let (tag, header_length, _) = header(piece)?;
    // X.690 8.21: the pieces of any restricted string are OCTET STRINGs; others repeat the type.
    if tag != whole && tag != tag::OCTET_STRING {
        return Err(Malformed("a piece of another type"));
    }
    let bytes = &piece[header_length..];
    if whole != tag::BIT_STRING {
        content.extend_from_slice(bytes);
        return Ok(());
    }
    let (unused, bytes) = bytes.split_first().ok_or(Malformed("bit string"))?;
    if *unused_bits != 0 {
        return Err(Malformed("bit string"));
    }
    *unused_bits = *unused;
    content.extend_from_slice(bytes);
    Ok(())
}

/// The universal types that BER may write in pieces.
fn is_string(tag: u8) -> bool {
    matches!(
        tag,
        tag::BIT_STRING | tag::OCTET_STRING | tag::UTF8_STRING | 0x12..=0x16 | 0x19..=0x1c | 0x1e
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn der_is_handed_back_as_it_came() {
        let der = [0x30, 0x05, 0x04, 0x03, 1, 2, 3];
        assert!(matches!(to_der(&der), Ok(Cow::Borrowed(bytes)) if bytes == der));
    }

    #[test]
    fn indefinite_lengths_become_definite() {
        let ber = [0x30, 0x80, 0x30, 0x80, 0x02, 0x01, 5, 0, 0, 0, 0];
        assert_eq!(
            to_der(&ber).unwrap().as_ref(),
            [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 5]
        );
    }

    #[test]
    fn strings_in_pieces_are_joined() {
        let ber = [
            0x24, 0x80, 0x04, 0x01, 1, 0x24, 0x05, 0x04, 0x03, 2, 3, 4, 0, 0,
        ];
        assert_eq!(to_der(&ber).unwrap().as_ref(), [0x04, 0x04, 1, 2, 3, 4]);
        let bits = [0x23, 0x80, 0x03, 0x02, 0, 0xff, 0x03, 0x02, 4, 0xf0, 0, 0];
        assert_eq!(to_der(&bits).unwrap().as_ref(), [0x03, 0x03, 4, 0xff, 0xf0]);
    }

    #[test]
    fn lengths_longer_than_needed_are_shortened() {
        let ber = [0x30, 0x82, 0x00, 0x03, 0x02, 0x01, 5];
        assert_eq!(to_der(&ber).unwrap().as_ref(), [0x30, 0x03, 0x02, 0x01, 5]);
    }

    #[test]
    fn bottomless_nesting_ends_in_an_error() {
        let mut ber = Vec::new();
        for _ in 0..100_000 {
            ber.extend_from_slice(&[0x30, 0x80]);
        }
        assert!(to_der(&ber).is_err());
    }

    #[test]
    fn only_padding_may_follow() {
        assert!(to_der(&[0x05, 0x00, 0x00, b'\n']).is_ok());
        assert!(to_der(&[0x05, 0x00, 0x01]).is_err());
    }
}
