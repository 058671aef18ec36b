//! SignedData, written.

use crate::asn1::{oids, pem, tag, write};
use crate::certificate::Certificate;
use crate::key::SignError;
use crate::rsa::{MIN_BITS, RsaPublic};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Whether the payload travels inside the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Inside.
    Attached,
    /// Beside it.
    Detached,
}

/// The portal's challenge, to be signed without signed attributes, attached (domain facts [B]).
pub struct ChallengeToSign {
    certificate: Certificate,
    text: Vec<u8>,
}

impl ChallengeToSign {
    /// Prepares the signature of `text`. Whether that text is a challenge at all is the vault's to
    /// say, not this crate's.
    ///
    /// # Errors
    /// [`SignError::WeakKey`] under 2048 bits.
    pub fn new(certificate: &Certificate, text: &str) -> Result<Self, SignError> {
        strong_key(certificate)?;
        Ok(Self {
            certificate: certificate.clone(),
            text: text.as_bytes().to_vec(),
        })
    }

    /// Returns the octets that RSASSA-PKCS1-v1_5 with SHA-256 signs: the challenge itself.
    #[must_use]
    pub fn to_be_signed(&self) -> &[u8] {
        &self.text
    }

    /// Returns the CMS, DER.
    ///
    /// # Errors
    /// [`SignError::SignatureLength`].
    pub fn finish(self, signature: &[u8]) -> Result<Vec<u8>, SignError> {
        let wrapping = signed_data(
            &self.certificate,
            self.text.len(),
            Placement::Attached,
            &[],
            signature,
        )?;
        Ok(wrapping.around(&self.text, Placement::Attached))
    }
}

/// A payload to be signed without signed attributes.
pub struct PlainToSign<'p> {
    certificate: Certificate,
    payload: &'p [u8],
    placement: Placement,
}

impl<'p> PlainToSign<'p> {
    /// Prepares the signature of `payload`.
    ///
    /// # Errors
    /// [`SignError::WeakKey`] under 2048 bits.
    pub fn new(
        certificate: &Certificate,
        payload: &'p [u8],
        placement: Placement,
    ) -> Result<Self, SignError> {
        strong_key(certificate)?;
        Ok(Self {
            certificate: certificate.clone(),
            payload,
            placement,
        })
    }

    /// Returns the octets that RSASSA-PKCS1-v1_5 with SHA-256 signs: the payload itself.
    #[must_use]
    pub fn to_be_signed(&self) -> &[u8] {
        self.payload
    }

    /// Returns the CMS, DER.
    ///
    /// # Errors
    /// [`SignError::SignatureLength`].
    pub fn finish(self, signature: &[u8]) -> Result<Vec<u8>, SignError> {
        let wrapping = signed_data(
            &self.certificate,
            self.payload.len(),
            self.placement,
            &[],
            signature,
        )?;
        Ok(wrapping.around(self.payload, self.placement))
    }
}

/// A payload to be signed as CAdES BASELINE-B (ETSI EN 319 122-1): content-type, message-digest,
/// one signing-time, signing-certificate-v2.
pub struct CadesToSign<'p> {
    certificate: Certificate,
    payload: &'p [u8],
    placement: Placement,
    /// SET OF Attribute, DER: what is signed.
    attributes: Vec<u8>,
}

impl<'p> CadesToSign<'p> {
    /// Prepares the signature of `payload`, claimed to be made at `signing_time` (whole seconds).
    ///
    /// # Errors
    /// [`SignError::WeakKey`] under 2048 bits.
    pub fn new(
        certificate: &Certificate,
        payload: &'p [u8],
        signing_time: Timestamp,
        placement: Placement,
    ) -> Result<Self, SignError> {
        let digest = Sha256::digest(payload).into();
        Self::with_digest(certificate, payload, digest, signing_time, placement)
    }

    /// Does as [`new`](Self::new), with the payload's SHA-256 computed elsewhere (WebCrypto does it
    /// faster than wasm).
    ///
    /// # Errors
    /// [`SignError::WeakKey`] under 2048 bits.
    pub fn with_digest(
        certificate: &Certificate,
        payload: &'p [u8],
        digest: [u8; 32],
        signing_time: Timestamp,
        placement: Placement,
    ) -> Result<Self, SignError> {
        strong_key(certificate)?;
        let attributes = write::set_of(vec![
            attribute(oids::CONTENT_TYPE, &write::oid(oids::DATA)),
            attribute(oids::MESSAGE_DIGEST, &write::octets(&digest)),
            attribute(oids::SIGNING_TIME, &write::time(signing_time)),
            attribute(
                oids::SIGNING_CERTIFICATE_V2,
                &signing_certificate_v2(certificate),
            ),
        ]);
        Ok(Self {
            certificate: certificate.clone(),
            payload,
            placement,
            attributes,
        })
    }

    /// Returns the octets that RSASSA-PKCS1-v1_5 with SHA-256 signs: the attributes as a SET OF, DER
    /// (RFC 5652 §5.4).
    #[must_use]
    pub fn to_be_signed(&self) -> &[u8] {
        &self.attributes
    }

    /// Returns the CMS, DER.
    ///
    /// # Errors
    /// [`SignError::SignatureLength`].
    pub fn finish(self, signature: &[u8]) -> Result<Vec<u8>, SignError> {
        let (payload, placement) = (self.payload, self.placement);
        Ok(self.wrap(signature)?.around(payload, placement))
    }

    /// Returns the CMS without its payload, for callers that put the three together without another
    /// copy.
    ///
    /// # Errors
    /// [`SignError::SignatureLength`].
    pub fn wrap(self, signature: &[u8]) -> Result<Wrapping, SignError> {
        // Inside SignerInfo the set is [0] IMPLICIT: the same octets under another tag.
        let mut attributes = self.attributes;
        attributes[0] = tag::context(0);
        signed_data(
            &self.certificate,
            self.payload.len(),
            self.placement,
            &attributes,
            signature,
        )
    }
}

/// A CMS, DER, in two parts: what stands before an attached payload, and what after it.
pub struct Wrapping {
    /// Up to the payload's first octet.
    pub before: Vec<u8>,
    /// From behind its last.
    pub after: Vec<u8>,
}

impl Wrapping {
    fn around(mut self, payload: &[u8], placement: Placement) -> Vec<u8> {
        let inside = match placement {
            Placement::Attached => payload,
            Placement::Detached => &[],
        };
        self.before.reserve_exact(inside.len() + self.after.len());
        self.before.extend_from_slice(inside);
        self.before.extend_from_slice(&self.after);
        self.before
    }
}

/// Returns Base64 of `der` in one line, ending with the END line but without the BEGIN line: the form in
/// which the portal takes the signed challenge (domain facts [B], one author).
#[must_use]
pub fn pem_one_line(der: &[u8]) -> String {
    format!("{}-----END PKCS7-----", pem::encode_base64(der))
}

fn strong_key(certificate: &Certificate) -> Result<&RsaPublic, SignError> {
    match certificate.rsa() {
        Some(key) if key.bits() >= MIN_BITS => Ok(key),
        key => Err(SignError::WeakKey {
            bits: key.map_or(0, RsaPublic::bits),
        }),
    }
}

fn attribute(kind: const_oid::ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    write::sequence(&[&write::oid(kind), &write::constructed(tag::SET, &[value])])
}

/// `SigningCertificateV2` (RFC 5035 §4): one `ESSCertIDv2`; SHA-256 is the default hash, which DER
/// leaves out.
fn signing_certificate_v2(certificate: &Certificate) -> Vec<u8> {
    let fields = certificate.fields();
    // GeneralNames with one directoryName, [4] EXPLICIT because Name is a CHOICE.
    let issuer = write::sequence(&[&write::context(4, &[&fields.issuer])]);
    let issuer_serial = write::sequence(&[&issuer, &write::tlv(tag::INTEGER, &fields.serial)]);
    let id = write::sequence(&[&write::octets(&certificate.sha256()), &issuer_serial]);
    write::sequence(&[&write::sequence(&[&id])])
}

/// `payload`: its octets.
fn signed_data(
    certificate: &Certificate,
    payload: usize,
    placement: Placement,
    attributes: &[u8],
    signature: &[u8],
) -> Result<Wrapping, SignError> {
    let expected = strong_key(certificate)?.octets();
    if signature.len() != expected {
        return Err(SignError::SignatureLength {
            found: signature.len(),
            expected,
        });
    }
    // RFC 5754 §2: SHA-256 is written without parameters.
    let digest_algorithm = write::algorithm(oids::SHA256, None);
    let fields = certificate.fields();
    let signer = write::sequence(&[
        &write::small(1),
        &write::sequence(&[&fields.issuer, &write::tlv(tag::INTEGER, &fields.serial)]),
        &digest_algorithm,
        attributes,
        &write::algorithm(oids::RSA_ENCRYPTION, Some(&write::null())),
        &write::octets(signature),
    ]);
    let digest_algorithms = write::constructed(tag::SET, &[&digest_algorithm]);
    let certificates = write::context(0, &[certificate.der()]);
    let signers = write::constructed(tag::SET, &[&signer]);
    let version = write::small(1);
    let kind = write::oid(oids::SIGNED_DATA);
    let data = write::oid(oids::DATA);

    let mut content_headers = Vec::new();
    let inside = match placement {
        Placement::Attached => {
            let octets = write::header_length(payload) + payload;
            write::header(&mut content_headers, tag::context(0), octets);
            write::header(&mut content_headers, tag::OCTET_STRING, payload);
            payload
        }
        Placement::Detached => 0,
    };
    let encapsulated = data.len() + content_headers.len() + inside;
    let inner = version.len()
        + digest_algorithms.len()
        + write::header_length(encapsulated)
        + encapsulated
        + certificates.len()
        + signers.len();
    let explicit = write::header_length(inner) + inner;
    let whole = kind.len() + write::header_length(explicit) + explicit;

    let mut before = Vec::new();
    write::header(&mut before, tag::SEQUENCE, whole);
    before.extend_from_slice(&kind);
    write::header(&mut before, tag::context(0), explicit);
    write::header(&mut before, tag::SEQUENCE, inner);
    before.extend_from_slice(&version);
    before.extend_from_slice(&digest_algorithms);
    write::header(&mut before, tag::SEQUENCE, encapsulated);
    before.extend_from_slice(&data);
    before.extend_from_slice(&content_headers);
    let mut after = certificates;
    after.extend_from_slice(&signers);
    Ok(Wrapping { before, after })
}
