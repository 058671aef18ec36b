//! Verifying a CMS `SignedData` (RFC 5652) with ring, and the CAdES attributes (RFC 5126, RFC 5035).
//!
//! One signer, content attached, SHA-256, RSA PKCS#1 v1.5: nothing else is taken.

use jiff::{Timestamp, civil};
use ring::digest::{SHA256, digest};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

use crate::certificate::Certificate;
use crate::tlv::{
    CONTEXT_0, CONTEXT_1, Elements, GENERALIZED_TIME, INTEGER, Malformed, OCTET_STRING, OID,
    SEQUENCE, SET, Tlv, UTC_TIME,
};

/// Why a signature is not accepted. The text goes into the portal's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CmsError {
    #[error("la firma no es un PKCS#7 válido")]
    Malformed,
    #[error("la firma no contiene el texto firmado")]
    Detached,
    #[error("la firma debe usar SHA-256 con RSA")]
    Algorithm,
    #[error("la firma debe tener exactamente un firmante con su certificado")]
    Signer,
    #[error("la firma no debe llevar atributos firmados")]
    UnexpectedAttributes,
    #[error("a la firma le faltan los atributos CAdES o no son correctos: {0}")]
    Attribute(&'static str),
    #[error("la firma no corresponde al contenido")]
    Signature,
}

impl From<Malformed> for CmsError {
    fn from(_: Malformed) -> Self {
        CmsError::Malformed
    }
}

/// A message as it came: nothing in it is verified yet.
pub(crate) struct SignedMessage<'a> {
    content: &'a [u8],
    certificates: Vec<&'a [u8]>,
    signer: SignerInfo<'a>,
}

/// A message whose signature was checked against its own certificate; the certificate itself is
/// still to be judged.
pub(crate) struct Verified<'a> {
    pub(crate) content: &'a [u8],
    pub(crate) signer: Certificate<'a>,
    /// The other certificates inside, in DER.
    pub(crate) others: Vec<&'a [u8]>,
    /// The signing-time attribute, where attributes were asked for.
    pub(crate) signing_time: Option<Timestamp>,
}

struct SignerInfo<'a> {
    issuer: &'a [u8],
    serial: &'a [u8],
    digest_algorithm: &'a [u8],
    /// The whole `[0]` element.
    signed_attributes: Option<Tlv<'a>>,
    signature_algorithm: &'a [u8],
    signature: &'a [u8],
}

const ID_SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const ID_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
const ID_SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const SHA256_WITH_RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b];
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const SIGNING_TIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05];
const SIGNING_CERTIFICATE_V2: &[u8] = &[
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f,
];

impl<'a> SignedMessage<'a> {
    /// `ContentInfo { signedData, [0] SignedData }`, and not a byte after it.
    pub(crate) fn parse(der: &'a [u8]) -> Result<Self, CmsError> {
        let mut outer = Elements::of(der);
        let content_info = outer.expect(SEQUENCE)?;
        outer.end()?;
        let mut content_info = Elements::of(content_info.value);
        if content_info.expect(OID)?.value != ID_SIGNED_DATA {
            return Err(CmsError::Malformed);
        }
        let mut explicit = Elements::of(content_info.expect(CONTEXT_0)?.value);
        content_info.end()?;
        let signed_data = explicit.expect(SEQUENCE)?;
        explicit.end()?;

        let mut fields = Elements::of(signed_data.value);
        fields.expect(INTEGER)?;
        fields.expect(SET)?;
        let content = attached_content(fields.expect(SEQUENCE)?.value)?;
        let certificates = match fields.optional(CONTEXT_0)? {
            Some(set) => sequences(set.value)?,
            None => Vec::new(),
        };
        fields.optional(CONTEXT_1)?;
        let mut signers = Elements::of(fields.expect(SET)?.value);
        fields.end()?;
        if signers.is_empty() {
            return Err(CmsError::Signer);
        }
        let signer = SignerInfo::parse(signers.expect(SEQUENCE)?.value)?;
        if !signers.is_empty() {
            return Err(CmsError::Signer);
        }
        Ok(Self {
            content,
            certificates,
            signer,
        })
    }

    /// For a login: the content itself is signed, without attributes.
    pub(crate) fn verify_bare(self) -> Result<Verified<'a>, CmsError> {
        if self.signer.signed_attributes.is_some() {
            return Err(CmsError::UnexpectedAttributes);
        }
        let (signer, others) = self.signer_certificate()?;
        self.signer.verify(&signer, self.content)?;
        Ok(Verified {
            content: self.content,
            signer,
            others,
            signing_time: None,
        })
    }

    /// For a lote: the CAdES-BES attributes are signed, and speak for content and certificate.
    pub(crate) fn verify_cades(self) -> Result<Verified<'a>, CmsError> {
        let attributes = self
            .signer
            .signed_attributes
            .ok_or(CmsError::Attribute("no hay atributos"))?;
        let (signer, others) = self.signer_certificate()?;
        // RFC 5652 §5.4: what is signed is the SET OF, not the [0] that stands in the message.
        let mut signed = attributes.raw.to_vec();
        if let Some(tag) = signed.first_mut() {
            *tag = SET;
        }
        self.signer.verify(&signer, &signed)?;
        let attributes = Attributes::parse(attributes.value)?;
        attributes.check(self.content, &signer)?;
        Ok(Verified {
            content: self.content,
            signer,
            others,
            signing_time: Some(attributes.signing_time()?),
        })
    }

    fn signer_certificate(&self) -> Result<(Certificate<'a>, Vec<&'a [u8]>), CmsError> {
        let mut found = None;
        let mut others = Vec::new();
        for der in &self.certificates {
            let certificate = Certificate::parse(der).ok_or(CmsError::Malformed)?;
            let is_signer = certificate.issuer() == self.signer.issuer
                && certificate.serial() == self.signer.serial;
            if is_signer && found.is_none() {
                found = Some(certificate);
            } else {
                others.push(*der);
            }
        }
        found.map(|signer| (signer, others)).ok_or(CmsError::Signer)
    }
}

impl<'a> SignerInfo<'a> {
    fn parse(value: &'a [u8]) -> Result<Self, CmsError> {
        let mut fields = Elements::of(value);
        fields.expect(INTEGER)?;
        // IssuerAndSerialNumber; the [0] SubjectKeyIdentifier is not what these portals see.
        let mut id = Elements::of(fields.expect(SEQUENCE)?.value);
        let issuer = id.expect(SEQUENCE)?.raw;
        let serial = id.expect(INTEGER)?.value;
        id.end()?;
        let digest_algorithm = algorithm(fields.expect(SEQUENCE)?.value)?;
        let signed_attributes = fields.optional(CONTEXT_0)?;
        let signature_algorithm = algorithm(fields.expect(SEQUENCE)?.value)?;
        let signature = fields.expect(OCTET_STRING)?.value;
        fields.optional(CONTEXT_1)?;
        fields.end()?;
        Ok(Self {
            issuer,
            serial,
            digest_algorithm,
            signed_attributes,
            signature_algorithm,
            signature,
        })
    }

    fn verify(&self, signer: &Certificate<'_>, signed: &[u8]) -> Result<(), CmsError> {
        let known = [RSA_ENCRYPTION, SHA256_WITH_RSA].contains(&self.signature_algorithm);
        if self.digest_algorithm != ID_SHA256 || !known {
            return Err(CmsError::Algorithm);
        }
        let key = signer.rsa_public_key().ok_or(CmsError::Algorithm)?;
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key)
            .verify(signed, self.signature)
            .map_err(|_| CmsError::Signature)
    }
}

/// The signed attributes: each type once, in the order DER asks of a SET OF.
struct Attributes<'a>(Vec<(&'a [u8], Tlv<'a>)>);

impl<'a> Attributes<'a> {
    fn parse(value: &'a [u8]) -> Result<Self, CmsError> {
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

    fn check(&self, content: &[u8], signer: &Certificate<'_>) -> Result<(), CmsError> {
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

    fn signing_time(&self) -> Result<Timestamp, CmsError> {
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

/// `EncapsulatedContentInfo { data, [0] OCTET STRING }`.
fn attached_content(value: &[u8]) -> Result<&[u8], CmsError> {
    let mut fields = Elements::of(value);
    if fields.expect(OID)?.value != ID_DATA {
        return Err(CmsError::Malformed);
    }
    let explicit = fields.optional(CONTEXT_0)?.ok_or(CmsError::Detached)?;
    fields.end()?;
    let mut explicit = Elements::of(explicit.value);
    let content = explicit.expect(OCTET_STRING)?.value;
    explicit.end()?;
    Ok(content)
}

fn sequences(value: &[u8]) -> Result<Vec<&[u8]>, Malformed> {
    let mut elements = Elements::of(value);
    let mut found = Vec::new();
    while !elements.is_empty() {
        found.push(elements.expect(SEQUENCE)?.raw);
    }
    Ok(found)
}

/// `AlgorithmIdentifier`: the OID; parameters are absent or NULL in the algorithms taken here.
fn algorithm(value: &[u8]) -> Result<&[u8], Malformed> {
    Ok(Elements::of(value).expect(OID)?.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_cms_is_said_to_be_malformed() {
        for bytes in [&b""[..], b"hola", &[0x30, 0], &[0x30, 3, 6, 1, 1]] {
            assert_eq!(
                SignedMessage::parse(bytes).err(),
                Some(CmsError::Malformed),
                "{bytes:02x?}"
            );
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
