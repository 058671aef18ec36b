//! Writing DER. Parts are byte vectors: what we write is small, but for the payload of a CMS,
//! which is copied once.

use super::{tag, time};
use const_oid::ObjectIdentifier;
use jiff::Timestamp;

/// How many octets identifier and length take before `length` octets of contents.
pub(crate) fn header_length(length: usize) -> usize {
    if length < 0x80 {
        2
    } else {
        2 + (usize::BITS as usize / 8 - length.leading_zeros() as usize / 8)
    }
}

/// Appends identifier and length octets, so that large or secret contents can follow in place.
pub(crate) fn header(out: &mut Vec<u8>, tag: u8, length: usize) {
    out.push(tag);
    if let Ok(short @ 0..0x80) = u8::try_from(length) {
        out.push(short);
        return;
    }
    let octets = length.to_be_bytes();
    let skip = length.leading_zeros() as usize / 8;
    // A length has at most eight octets.
    out.push(0x80 | (octets.len() - skip) as u8);
    out.extend_from_slice(&octets[skip..]);
}

pub(crate) fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    constructed(tag, &[content])
}

/// An element whose contents are `parts`, one after another.
pub(crate) fn constructed(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length = parts.iter().map(|part| part.len()).sum();
    let mut out = Vec::with_capacity(header_length(length) + length);
    header(&mut out, tag, length);
    for part in parts {
        out.extend_from_slice(part);
    }
    out
}

pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    constructed(tag::SEQUENCE, parts)
}

/// SET OF: DER sorts its elements by their encoding (X.690 11.6).
pub(crate) fn set_of(mut elements: Vec<Vec<u8>>) -> Vec<u8> {
    elements.sort();
    let parts: Vec<&[u8]> = elements.iter().map(Vec::as_slice).collect();
    constructed(tag::SET, &parts)
}

/// `[n] EXPLICIT`, or `[n] IMPLICIT` around the contents of a constructed type.
pub(crate) fn context(n: u8, parts: &[&[u8]]) -> Vec<u8> {
    constructed(tag::context(n), parts)
}

pub(crate) fn oid(oid: ObjectIdentifier) -> Vec<u8> {
    tlv(tag::OID, oid.as_bytes())
}

pub(crate) fn null() -> Vec<u8> {
    vec![tag::NULL, 0]
}

pub(crate) fn octets(bytes: &[u8]) -> Vec<u8> {
    tlv(tag::OCTET_STRING, bytes)
}

/// A BIT STRING of whole octets.
pub(crate) fn bit_string(bytes: &[u8]) -> Vec<u8> {
    constructed(tag::BIT_STRING, &[&[0], bytes])
}

pub(crate) fn small(value: u64) -> Vec<u8> {
    unsigned(&value.to_be_bytes())
}

/// A non-negative INTEGER from its big-endian magnitude.
pub(crate) fn unsigned(magnitude: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(magnitude.len() + 6);
    push_unsigned(&mut out, magnitude);
    out
}

/// Appends a non-negative INTEGER without leaving copies of it behind.
pub(crate) fn push_unsigned(out: &mut Vec<u8>, magnitude: &[u8]) {
    let start = magnitude
        .iter()
        .position(|byte| *byte != 0)
        .unwrap_or(magnitude.len());
    let magnitude = &magnitude[start..];
    let pad = magnitude.first().is_none_or(|first| first & 0x80 != 0);
    header(out, tag::INTEGER, magnitude.len() + usize::from(pad));
    if pad {
        out.push(0);
    }
    out.extend_from_slice(magnitude);
}

/// The octets that [`push_unsigned`] appends.
pub(crate) fn unsigned_length(magnitude: &[u8]) -> usize {
    let start = magnitude
        .iter()
        .position(|byte| *byte != 0)
        .unwrap_or(magnitude.len());
    let magnitude = &magnitude[start..];
    let content = magnitude.len() + usize::from(magnitude.first().is_none_or(|b| b & 0x80 != 0));
    header_length(content) + content
}

/// `AlgorithmIdentifier` with the given parameters (`None`: absent).
pub(crate) fn algorithm(oid: ObjectIdentifier, parameters: Option<&[u8]>) -> Vec<u8> {
    sequence(&[&self::oid(oid), parameters.unwrap_or_default()])
}

/// Time as RFC 5280 §4.1.2.5 and RFC 5652 §11.3 want it: `UTCTime` from 1950 through 2049,
/// `GeneralizedTime` elsewhere, whole seconds, `Z`.
pub(crate) fn time(at: Timestamp) -> Vec<u8> {
    let (tag, text) = time::format(at);
    tlv(tag, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_take_the_shortest_form() {
        for (length, header_octets) in [(0, 2), (127, 2), (128, 3), (255, 3), (256, 4), (65_536, 5)]
        {
            let written = tlv(tag::OCTET_STRING, &vec![7; length]);
            assert_eq!(written.len(), header_octets + length);
            assert_eq!(header_length(length), header_octets);
        }
    }

    #[test]
    fn integers_keep_their_sign_and_lose_their_zeros() {
        assert_eq!(unsigned(&[]), [2, 1, 0]);
        assert_eq!(unsigned(&[0, 0, 0x7f]), [2, 1, 0x7f]);
        assert_eq!(unsigned(&[0x80]), [2, 2, 0, 0x80]);
        for magnitude in [&[][..], &[0, 1], &[0xff; 200]] {
            assert_eq!(unsigned(magnitude).len(), unsigned_length(magnitude));
        }
    }

    #[test]
    fn sets_are_sorted_by_encoding() {
        let set = set_of(vec![octets(&[2]), octets(&[1, 1]), octets(&[1])]);
        assert_eq!(set, [0x31, 10, 4, 1, 1, 4, 1, 2, 4, 2, 1, 1]);
    }
}
