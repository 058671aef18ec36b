//! SignedData, read. Attributes keep their octets: the signature is over those.

use crate::asn1::{Element, Malformed, Reader, oids, tag};
use const_oid::ObjectIdentifier;

/// `SignedData` (RFC 5652 §5.1), borrowed.
pub(super) struct SignedData<'a> {
    pub(super) content_type: ObjectIdentifier,
    /// The payload, where it is attached.
    pub(super) content: Option<&'a [u8]>,
    /// DER of each X.509 certificate inside.
    pub(super) certificates: Vec<&'a [u8]>,
    pub(super) signers: Vec<SignerInfo<'a>>,
}

/// `SignerInfo` (RFC 5652 §5.3), borrowed.
pub(super) struct SignerInfo<'a> {
    pub(super) id: SignerId<'a>,
    pub(super) digest_algorithm: ObjectIdentifier,
    /// `[0]` with all attributes, as it came.
    pub(super) signed_attributes: Option<Element<'a>>,
    pub(super) signature_algorithm: ObjectIdentifier,
    pub(super) signature: &'a [u8],
}

pub(super) enum SignerId<'a> {
    IssuerAndSerial { issuer: &'a [u8], serial: &'a [u8] },
    SubjectKeyId(&'a [u8]),
}

/// Why bytes are not a SignedData that can be looked at.
pub(super) enum NotSigned {
    Malformed,
    /// CMS of another type: enveloped, bare data.
    OtherType(ObjectIdentifier),
}

impl From<Malformed> for NotSigned {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

/// Most signers and certificates looked at.
const MAX_PARTS: usize = 64;

/// Reads a `ContentInfo` in definite lengths.
pub(super) fn parse(der: &[u8]) -> Result<SignedData<'_>, NotSigned> {
    let mut outer = Reader::new(der);
    let mut info = outer.sequence()?;
    outer.finish()?;
    let kind = info.oid()?;
    let mut explicit = info.expect(tag::context(0))?.reader();
    info.finish()?;
    if kind != oids::SIGNED_DATA {
        return Err(NotSigned::OtherType(kind));
    }
    let mut data = explicit.sequence()?;
    explicit.finish()?;
    data.small()?;
    data.expect(tag::SET)?;
    let mut encapsulated = data.sequence()?;
    let content_type = encapsulated.oid()?;
    let content = match encapsulated.optional(tag::context(0))? {
        None => None,
        Some(explicit) => {
            let mut explicit = explicit.reader();
            let content = explicit.any()?;
            explicit.finish()?;
            // PKCS#7 put any type here, whose contents octets are what is signed.
            Some(content.content)
        }
    };
    encapsulated.finish()?;
    let mut certificates = Vec::new();
    if let Some(set) = data.optional(tag::context(0))? {
        let mut list = set.reader();
        while !list.is_empty() {
            let certificate = list.any()?;
            // Attribute certificates and the like carry context tags; they say nothing here.
            if certificate.tag == tag::SEQUENCE {
                certificates.push(certificate.raw);
            }
            if certificates.len() > MAX_PARTS {
                return Err(NotSigned::Malformed);
            }
        }
    }
    data.optional(tag::context(1))?;
    let mut list = data.expect(tag::SET)?.reader();
    data.finish()?;
    let mut signers = Vec::new();
    while !list.is_empty() {
        signers.push(signer_info(&mut list)?);
        if signers.len() > MAX_PARTS {
            return Err(NotSigned::Malformed);
        }
    }
    Ok(SignedData {
        content_type,
        content,
        certificates,
        signers,
    })
}

fn signer_info<'a>(list: &mut Reader<'a>) -> Result<SignerInfo<'a>, Malformed> {
    let mut signer = list.sequence()?;
    signer.small()?;
    let id = if let Some(id) = signer.optional(tag::context_primitive(0))? {
        SignerId::SubjectKeyId(id.content)
    } else {
        let mut id = signer.sequence()?;
        let issuer = id.expect(tag::SEQUENCE)?.raw;
        let serial = id.expect(tag::INTEGER)?.content;
        id.finish()?;
        SignerId::IssuerAndSerial { issuer, serial }
    };
    let digest_algorithm = signer.sequence()?.oid()?;
    let signed_attributes = signer.optional(tag::context(0))?;
    let signature_algorithm = signer.sequence()?.oid()?;
    let signature = signer.octets()?;
    signer.optional(tag::context(1))?;
    signer.finish()?;
    Ok(SignerInfo {
        id,
        digest_algorithm,
        signed_attributes,
        signature_algorithm,
        signature,
    })
}
