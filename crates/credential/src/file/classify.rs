//! Recognises what ASN.1 files hold.

use super::FileKind;
use crate::asn1::{Element, Malformed, Reader, tag};

/// By the first few elements of DER.
pub(crate) fn classify(der: &[u8]) -> Result<FileKind, Malformed> {
    let mut reader = Reader::new(der).sequence()?;
    let first = reader.any()?;
    let second = if reader.is_empty() {
        None
    } else {
        Some(reader.any()?)
    };
    let third = if reader.is_empty() {
        None
    } else {
        Some(reader.any()?)
    };
    let tags = (first.tag, second.map(|e| e.tag), third.map(|e| e.tag));
    Ok(match tags {
        (tag::INTEGER, Some(tag::SEQUENCE), Some(tag::OCTET_STRING)) => FileKind::Key,
        (tag::INTEGER, Some(tag::SEQUENCE), None | Some(tag::SEQUENCE))
            if first.small() == Ok(3) && starts_with_oid(second) =>
        {
            FileKind::Pfx
        }
        (tag::INTEGER, Some(tag::INTEGER), Some(tag::INTEGER)) => FileKind::Key,
        (tag::INTEGER, Some(tag::INTEGER), None) => FileKind::PublicKey,
        (tag::INTEGER, Some(tag::OCTET_STRING), _) => FileKind::Key,
        (tag::SEQUENCE, Some(tag::OCTET_STRING), None) => FileKind::Key,
        (tag::SEQUENCE, Some(tag::BIT_STRING), None) => FileKind::PublicKey,
        (tag::SEQUENCE, Some(tag::SEQUENCE), Some(tag::BIT_STRING)) => of_signed(&first)?,
        (tag::OID, Some(0xa0), None) => FileKind::Cms,
        _ => FileKind::DamagedAsn1,
    })
}

fn starts_with_oid(element: Option<Element<'_>>) -> bool {
    element.is_some_and(|element| element.content.first() == Some(&tag::OID))
}

/// Certificate, request or revocation list, by what is signed.
fn of_signed(signed: &Element<'_>) -> Result<FileKind, Malformed> {
    let mut reader = signed.reader();
    let first = reader.any()?;
    let second = reader.any()?;
    let third = reader.any()?;
    Ok(match (first.tag, second.tag, third.tag) {
        (0xa0, tag::INTEGER, tag::SEQUENCE) => FileKind::Certificate,
        (tag::INTEGER, tag::SEQUENCE, tag::SEQUENCE) => {
            // A version 1 certificate has serial, algorithm, issuer; a request has version, name,
            // key; a list has version, algorithm, issuer, time.
            let fourth = reader.any()?;
            match fourth.tag {
                tag::SEQUENCE => FileKind::Certificate,
                tag::UTC_TIME | tag::GENERALIZED_TIME => FileKind::RevocationList,
                _ => FileKind::CertificateRequest,
            }
        }
        (tag::SEQUENCE, tag::SEQUENCE, tag::UTC_TIME | tag::GENERALIZED_TIME) => {
            FileKind::RevocationList
        }
        _ => FileKind::DamagedAsn1,
    })
}
