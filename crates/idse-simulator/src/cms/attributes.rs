//! The signed attributes that CAdES-BES asks for, and what they must say.

use jiff::{Timestamp, civil};
use ring::digest::{SHA256, digest};

use super::{CmsError, ID_DATA};
use crate::certificate::Certificate;
use crate::tlv::{
    Elements, GENERALIZED_TIME, Malformed, OCTET_STRING, OID, SEQUENCE, SET, Tlv, UTC_TIME,
};

const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const SIGNING_TIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05];
const SIGNING_CERTIFICATE_V2: &[u8] = &[
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f,
];

/// The signed attributes: each type once, in the order DER asks of a SET OF.
pub(super) struct Attributes<'a>(Vec<(&'a [u8], Tlv<'a>)>);

impl<'a> Attributes<'a> {
    pub(super) fn parse(value: &'a [u8]) -> Result<Self, CmsError> {
        let mut elements = Elements::of(value);
        let mut attributes: Vec<(&[u8], Tlv<'_>)> = Vec::new();
        let mut before: &[u8] = &[];
        while !elements.is_empty() {
            let attribute = elements.expect(SEQUENCE)?;
            if attribute.raw <= before {
                return Err(CmsError::Attribute("no están en orden DER"));
            }
            before = attribute.raw;
            let mut fields = Elements::of(attribute.value);
            let kind = fields.expect(OID)?.value;
            let mut values = Elements::of(fields.expect(SET)?.value);
            fields.end()?;
            let only = values.any()?;
            values.end()?;
            if attributes.iter().any(|(known, _)| *known == kind) {
                return Err(CmsError::Attribute("uno está repetido"));
            }
            attributes.push((kind, only));
        }
        Ok(Self(attributes))
    }

    fn get(&self, kind: &[u8], missing: &'static str) -> Result<Tlv<'a>, CmsError> {
        let found = self.0.iter().find(|(known, _)| *known == kind);
        found
            .map(|(_, value)| *value)
            .ok_or(CmsError::Attribute(missing))
    }

    pub(super) fn check(&self, content: &[u8], signer: &Certificate<'_>) -> Result<(), CmsError> {
        let content_type = self.get(CONTENT_TYPE, "falta content-type")?;
        if content_type.tag != OID || content_type.value != ID_DATA {
            return Err(CmsError::Attribute("content-type no es data"));
        }
        let message_digest = self.get(MESSAGE_DIGEST, "falta message-digest")?;
        let expected = digest(&SHA256, content);
        if message_digest.tag != OCTET_STRING || message_digest.value != expected.as_ref() {
            return Err(CmsError::Signature);
        }
        let reference = self.get(SIGNING_CERTIFICATE_V2, "falta signing-certificate-v2")?;
        let hash = first_certificate_hash(&reference)
            .map_err(|Malformed| CmsError::Attribute("signing-certificate-v2 ilegible"))?;
        if hash != digest(&SHA256, signer.der()).as_ref() {
            return Err(CmsError::Attribute(
                "signing-certificate-v2 es de otro certificado",
            ));
        }
        Ok(())
    }

    pub(super) fn signing_time(&self) -> Result<Timestamp, CmsError> {
        let time = self.get(SIGNING_TIME, "falta signing-time")?;
        read_time(&time).ok_or(CmsError::Attribute("signing-time ilegible"))
    }
}

/// `SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2, policies … OPTIONAL }`,
/// `ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT sha256, certHash, issuerSerial OPTIONAL }`.
fn first_certificate_hash<'a>(attribute: &Tlv<'a>) -> Result<&'a [u8], Malformed> {
    if attribute.tag != SEQUENCE {
        return Err(Malformed);
    }
    let mut certificates = Elements::of(Elements::of(attribute.value).expect(SEQUENCE)?.value);
    let mut fields = Elements::of(certificates.expect(SEQUENCE)?.value);
    // DER leaves the default out: a hashAlgorithm here is another one, or not DER.
    Ok(fields.expect(OCTET_STRING)?.value)
}

/// UTCTime through 2049, GeneralizedTime after (RFC 5652 §11.3); both in Z with seconds.
fn read_time(time: &Tlv<'_>) -> Option<Timestamp> {
    let text = std::str::from_utf8(time.value).ok()?.strip_suffix('Z')?;
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match (time.tag, text.len()) {
        (UTC_TIME, 12) => {
            let short: i16 = text[..2].parse().ok()?;
            (
                if short < 50 {
                    2000 + short
                } else {
                    1900 + short
                },
                &text[2..],
            )
        }
        (GENERALIZED_TIME, 14) => (text[..4].parse().ok()?, &text[4..]),
        _ => return None,
    };
    let two = |at: usize| rest[at..at + 2].parse::<i8>().ok();
    let local = civil::DateTime::new(year, two(0)?, two(2)?, two(4)?, two(6)?, two(8)?, 0).ok()?;
    let utc = local.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(utc.timestamp())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Attributes::parse(&bytes);
            for tag in [UTC_TIME, GENERALIZED_TIME] {
                let _ = read_time(&Tlv { tag, value: &bytes, raw: &bytes });
            }
        }

        #[test]
        fn no_digits_make_a_time_panic(text in "[0-9]{12}|[0-9]{14}") {
            let value = format!("{text}Z").into_bytes();
            for tag in [UTC_TIME, GENERALIZED_TIME] {
                let _ = read_time(&Tlv { tag, value: &value, raw: &value });
            }
        }
    }

    #[test]
    fn both_forms_of_time_are_read() {
        let read = |tag, value: &'static [u8]| {
            read_time(&Tlv {
                tag,
                value,
                raw: value,
            })
            .map(|t| t.to_string())
        };
        assert_eq!(
            read(UTC_TIME, b"260115163000Z").as_deref(),
            Some("2026-01-15T16:30:00Z")
        );
        assert_eq!(
            read(GENERALIZED_TIME, b"20510115163000Z").as_deref(),
            Some("2051-01-15T16:30:00Z")
        );
        assert_eq!(read(UTC_TIME, b"261315163000Z"), None);
        assert_eq!(read(UTC_TIME, b"2601151630Z"), None);
    }
}
