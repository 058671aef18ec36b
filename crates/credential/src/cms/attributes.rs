//! Signed attributes, checked one by one against content and certificate.

use super::VerifyError;
use super::parse::SignedData;
use crate::asn1::{Element, Malformed, Reader, oids, tag, time};
use crate::certificate::Certificate;
use crate::rsa::SignatureHash;
use const_oid::ObjectIdentifier;
use jiff::Timestamp;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// A signed attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its identifier, dotted.
    pub oid: String,
    /// Its name, where it has one here.
    pub name: &'static str,
}

/// What the signed attributes say, all of it checked.
#[derive(Default)]
pub(super) struct Attributes {
    pub(super) all: Vec<Attribute>,
    pub(super) signing_time: Option<Timestamp>,
    pub(super) content_type: bool,
    pub(super) message_digest: bool,
    pub(super) signing_certificate_v2: bool,
}

impl Attributes {
    pub(super) fn is_cades_baseline_b(&self) -> bool {
        self.content_type
            && self.message_digest
            && self.signing_time.is_some()
            && self.signing_certificate_v2
    }

    pub(super) fn first_missing(&self) -> &'static str {
        match (self.content_type, self.message_digest, self.signing_time) {
            (false, _, _) => "content-type",
            (_, false, _) => "message-digest",
            (_, _, None) => "signing-time",
            _ => "signing-certificate-v2",
        }
    }
}

/// RFC 5652 §5.3: content-type and message-digest must be there; RFC 5035: a certificate that is
/// named must be the one used.
pub(super) fn check_attributes(
    set: &Element<'_>,
    signed: &SignedData<'_>,
    digest: &[u8],
    certificate: &Certificate,
) -> Result<Attributes, VerifyError> {
    let mut found = Attributes::default();
    let mut reader = set.reader();
    while !reader.is_empty() {
        let (oid, mut values) = attribute(&mut reader).map_err(|_| VerifyError::Malformed)?;
        let name = attribute_name(oid);
        let dotted = oid.to_string();
        if !name.is_empty() && found.all.iter().any(|known| known.oid == dotted) {
            return Err(VerifyError::AttributeRepeated(name));
        }
        found.all.push(Attribute { oid: dotted, name });
        if name.is_empty() {
            continue;
        }
        let malformed = |_| VerifyError::AttributeMalformed(name);
        let value = values.any().map_err(malformed)?;
        if !values.is_empty() {
            return Err(VerifyError::AttributeRepeated(name));
        }
        match oid {
            oids::CONTENT_TYPE => {
                if value.oid().map_err(malformed)? != signed.content_type {
                    return Err(VerifyError::ContentTypeDiffers);
                }
                found.content_type = true;
            }
            oids::MESSAGE_DIGEST => {
                let named = value.is(tag::OCTET_STRING).map_err(malformed)?.content;
                if named != digest {
                    return Err(VerifyError::DigestDiffers);
                }
                found.message_digest = true;
            }
            oids::SIGNING_TIME => {
                found.signing_time = Some(time::read(&value).map_err(malformed)?);
            }
            oids::SIGNING_CERTIFICATE_V2 => {
                check_signing_certificate(&value, true, certificate, name)?;
                found.signing_certificate_v2 = true;
            }
            oids::SIGNING_CERTIFICATE => {
                check_signing_certificate(&value, false, certificate, name)?;
            }
            _ => {}
        }
    }
    if !found.content_type {
        return Err(VerifyError::AttributeMissing("content-type"));
    }
    if !found.message_digest {
        return Err(VerifyError::AttributeMissing("message-digest"));
    }
    Ok(found)
}

fn attribute<'a>(reader: &mut Reader<'a>) -> Result<(ObjectIdentifier, Reader<'a>), Malformed> {
    let mut attribute = reader.sequence()?;
    let oid = attribute.oid()?;
    let values = attribute.expect(tag::SET)?.reader();
    attribute.finish()?;
    Ok((oid, values))
}

fn attribute_name(oid: ObjectIdentifier) -> &'static str {
    match oid {
        oids::CONTENT_TYPE => "content-type",
        oids::MESSAGE_DIGEST => "message-digest",
        oids::SIGNING_TIME => "signing-time",
        oids::SIGNING_CERTIFICATE => "signing-certificate",
        oids::SIGNING_CERTIFICATE_V2 => "signing-certificate-v2",
        _ => "",
    }
}

/// `SigningCertificate` and `SigningCertificateV2` (RFC 2634 §5.4, RFC 5035 §3): the first entry is
/// the signer's; its hash, and issuer and serial where given, must be the certificate's.
fn check_signing_certificate(
    value: &Element<'_>,
    v2: bool,
    certificate: &Certificate,
    name: &'static str,
) -> Result<(), VerifyError> {
    let malformed = |_| VerifyError::AttributeMalformed(name);
    let mut outer = value.is(tag::SEQUENCE).map_err(malformed)?.reader();
    let mut ids = outer.sequence().map_err(malformed)?;
    let mut id = ids.sequence().map_err(malformed)?;
    let expected = if !v2 {
        Sha1::digest(certificate.der()).to_vec()
    } else if id.peek() == Some(tag::SEQUENCE) {
        let algorithm = id
            .sequence()
            .and_then(|mut algorithm| algorithm.oid())
            .map_err(malformed)?;
        SignatureHash::of_digest(algorithm)
            .ok_or_else(|| VerifyError::Unsupported(oids::name(algorithm)))?
            .digest(certificate.der())
    } else {
        Sha256::digest(certificate.der()).to_vec()
    };
    if id.octets().map_err(malformed)? != expected {
        return Err(VerifyError::SigningCertificateDiffers);
    }
    if id.is_empty() {
        return Ok(());
    }
    let mut issuer_serial = id.sequence().map_err(malformed)?;
    let mut names = issuer_serial.sequence().map_err(malformed)?;
    let issuer = names.any().map_err(malformed)?;
    let serial = issuer_serial
        .expect(tag::INTEGER)
        .map_err(malformed)?
        .content;
    let fields = certificate.fields();
    if serial != fields.serial || issuer.tag == tag::context(4) && issuer.content != fields.issuer {
        return Err(VerifyError::SigningCertificateDiffers);
    }
    Ok(())
}
