//! Verifying a CMS `SignedData` (RFC 5652) with ring, and the CAdES attributes (RFC 5126, RFC 5035).
//!
//! One signer, content attached, SHA-256, RSA PKCS#1 v1.5: nothing else is taken.

mod attributes;

use jiff::Timestamp;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

use self::attributes::Attributes;
use crate::certificate::Certificate;
use crate::tlv::{
    CONTEXT_0, CONTEXT_1, Elements, INTEGER, Malformed, NULL, OCTET_STRING, OID, SEQUENCE, SET, Tlv,
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
        version_1(&mut fields)?;
        let mut digests = Elements::of(fields.expect(SET)?.value);
        if algorithm(digests.expect(SEQUENCE)?.value)? != ID_SHA256 {
            return Err(CmsError::Algorithm);
        }
        digests.end()?;
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
        // RFC 5652 §5.4: what is signed is the SET OF, not the [0] of the message.
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
        version_1(&mut fields)?;
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
    let mut fields = Elements::of(value);
    let oid = fields.expect(OID)?.value;
    if let Some(null) = fields.optional(NULL)? {
        Elements::of(null.value).end()?;
    }
    fields.end()?;
    Ok(oid)
}

/// RFC 5652 §5.1 and §5.3: version 1 for data signed by issuer and serial number, both times.
fn version_1(fields: &mut Elements<'_>) -> Result<(), Malformed> {
    match fields.expect(INTEGER)?.value {
        [1] => Ok(()),
        _ => Err(Malformed),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = SignedMessage::parse(&bytes).and_then(SignedMessage::verify_cades);
        }

    }

    #[test]
    fn reports_other_bytes_as_malformed() {
        for bytes in [&b""[..], b"hola", &[0x30, 0], &[0x30, 3, 6, 1, 1]] {
            assert_eq!(
                SignedMessage::parse(bytes).err(),
                Some(CmsError::Malformed),
                "{bytes:02x?}"
            );
        }
    }
}
