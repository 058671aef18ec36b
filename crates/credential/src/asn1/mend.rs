//! The DER that was meant, for a strict reader.
//!
//! `x509-cert` takes DER and nothing else, and some of it narrowly. Certificates in people's hands
//! were written by other generators; such an element is written again in a form that the
//! library takes. Signatures, hashes and comparisons use the octets as they came, never these.

use super::{Element, Malformed, oids, tag, text, time, write};
use jiff::Timestamp;

/// The element in strict DER: shortest lengths and integers, booleans of 0 or 255, times with
/// seconds and `Z`, no member of a set twice. A time before 1970, which the library does not know,
/// becomes 1970; strings of types that it does not know become `UTF8String`; object identifiers
/// that no type here holds become [`oids::UNNAMEABLE`].
///
/// Nesting is the caller's to have checked.
pub(crate) fn mend(element: &Element<'_>) -> Result<Vec<u8>, Malformed> {
    let content = element.content;
    Ok(match element.tag {
        tag::BOOLEAN => {
            let value = content.iter().any(|byte| *byte != 0);
            write::tlv(tag::BOOLEAN, &[if value { 0xff } else { 0 }])
        }
        tag::INTEGER => write::tlv(tag::INTEGER, shortest(content)),
        tag::OID if element.oid().is_err() => write::oid(oids::UNNAMEABLE),
        tag::UTC_TIME | tag::GENERALIZED_TIME => match time::read(element) {
            Ok(at) => write::time(at.max(Timestamp::UNIX_EPOCH)),
            // In a name it may be any text.
            Err(_) => write::tlv(element.tag, content),
        },
        // ObjectDescriptor, GraphicString, GeneralString, UniversalString.
        0x07 | 0x19 | 0x1b | tag::UNIVERSAL_STRING => write::tlv(
            tag::UTF8_STRING,
            text::read(element.tag, content).as_bytes(),
        ),
        tag if tag & tag::CONSTRUCTED != 0 => {
            let mut members = Vec::new();
            let mut reader = element.reader();
            while !reader.is_empty() {
                members.push(mend(&reader.any()?)?);
            }
            if tag == tag::SET {
                members.sort();
                members.dedup();
            }
            let members: Vec<&[u8]> = members.iter().map(Vec::as_slice).collect();
            write::constructed(tag, &members)
        }
        tag => write::tlv(tag, content),
    })
}

/// An INTEGER's contents without the octets that only repeat its sign.
fn shortest(mut content: &[u8]) -> &[u8] {
    while let [0, 0..=0x7f, ..] | [0xff, 0x80..=0xff, ..] = content {
        content = &content[1..];
    }
    content
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::Reader;

    fn mended(ber: &[u8]) -> Vec<u8> {
        mend(&Reader::only(ber).unwrap()).unwrap()
    }

    #[test]
    fn der_stays_as_it_is() {
        let der = write::sequence(&[
            &write::tlv(tag::BOOLEAN, &[0xff]),
            &write::tlv(tag::INTEGER, &[0x80]),
            &write::tlv(tag::INTEGER, &[0, 0x80]),
            &write::time("2026-01-15T12:00:00Z".parse().unwrap()),
            &write::oid(oids::COMMON_NAME),
        ]);
        assert_eq!(mended(&der), der);
    }

    #[test]
    fn loose_forms_become_strict_ones() {
        let longer_length = [0x30, 0x82, 0, 3, tag::BOOLEAN, 1, 1];
        assert_eq!(mended(&longer_length), [0x30, 3, tag::BOOLEAN, 1, 0xff]);
        assert_eq!(mended(&[2, 3, 0, 0, 5]), [2, 1, 5]);
        assert_eq!(mended(&[2, 3, 0xff, 0xff, 0x80]), [2, 1, 0x80]);
        assert_eq!(
            mended(&write::tlv(tag::UTC_TIME, b"260115060000-0600")),
            write::tlv(tag::UTC_TIME, b"260115120000Z")
        );
        assert_eq!(
            mended(&write::tlv(tag::UTC_TIME, b"500101000000Z")),
            write::tlv(tag::UTC_TIME, b"700101000000Z")
        );
        assert_eq!(
            mended(&write::tlv(tag::UNIVERSAL_STRING, b"\0\0\0\xd1")),
            write::tlv(tag::UTF8_STRING, "Ñ".as_bytes())
        );
        let twice = write::constructed(tag::SET, &[&[5, 0], &[5, 0]]);
        assert_eq!(mended(&twice), [tag::SET, 2, 5, 0]);
        let endless = write::tlv(tag::OID, &[0x69; 40]);
        assert_eq!(mended(&endless), write::oid(oids::UNNAMEABLE));
    }
}
