//! SignedData, verified.

use super::attributes::{Attribute, Attributes, check_attributes};
use super::parse::{NotSigned, SignedData, SignerId, SignerInfo, parse};
use super::{MAX_CMS, VerifyError};
use crate::asn1::{ber, oids, pem, tag, write};
use crate::certificate::Certificate;
use crate::rsa::{self, MIN_BITS, SignatureHash};
use crate::trust::{ChainStatus, TrustStore};
use jiff::Timestamp;

/// How to verify.
#[derive(Clone, Copy, Debug, Default)]
pub struct VerifyOptions<'a> {
    /// When certificate and chain must have been valid. `None`: at the signing time that the
    /// signature itself claims; where it claims none, dates are not checked.
    pub at: Option<Timestamp>,
    /// Authorities to chain to. `None` or empty: the chain is reported as not verified.
    pub trust: Option<&'a TrustStore>,
    /// Refuse what is not CAdES BASELINE-B.
    pub require_cades: bool,
}

/// A signature that holds.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The signer's certificate.
    pub certificate: Certificate,
    /// What was signed.
    pub content: Vec<u8>,
    /// Whether the content came beside the signature.
    pub detached: bool,
    /// The time that the signer claims.
    pub signing_time: Option<Timestamp>,
    /// The signed attributes in their order; empty: there are none.
    pub attributes: Vec<Attribute>,
    /// Whether the four attributes of CAdES BASELINE-B are all there, and right.
    pub cades_baseline_b: bool,
    /// What is known of the issuer.
    pub chain: ChainStatus,
    /// Whether the certificate's dates were checked, and against when.
    pub dates_checked_at: Option<Timestamp>,
}

/// Verifies a CMS SignedData with one signer: DER, BER, or PEM. `detached` is the content where it
/// is not inside; where it is, both must be the same.
///
/// # Errors
/// The first thing found wrong, in the order: form, algorithms, key, attributes, digest, signature,
/// dates, chain.
pub fn verify(
    cms: &[u8],
    detached: Option<&[u8]>,
    options: &VerifyOptions<'_>,
) -> Result<Verified, VerifyError> {
    if cms.len() > MAX_CMS {
        return Err(VerifyError::TooLarge);
    }
    let decoded = decode_pem(cms)?;
    let bytes = decoded.as_ref().map_or(cms, |bytes| bytes.as_slice());
    let der = ber::to_der(bytes).map_err(|_| VerifyError::Malformed)?;
    let signed = parse(&der).map_err(|error| match error {
        NotSigned::Malformed => VerifyError::Malformed,
        NotSigned::OtherType(kind) => VerifyError::NotSignedData(oids::name(kind)),
    })?;
    let signer = match signed.signers.as_slice() {
        [] => return Err(VerifyError::NoSigner),
        [one] => one,
        several => return Err(VerifyError::SeveralSigners(several.len())),
    };
    let content = match (signed.content, detached) {
        (Some(inside), Some(beside)) if inside != beside => {
            return Err(VerifyError::ContentDiffers);
        }
        (Some(content), _) | (None, Some(content)) => content,
        (None, None) => return Err(VerifyError::ContentMissing),
    };
    let hash = signature_hash(signer)?;
    let (certificate, others) = certificates(&signed, signer)?;
    let key = certificate
        .rsa()
        .ok_or_else(|| VerifyError::Unsupported(oids::name(certificate.fields().key_algorithm)))?;
    if key.bits() < MIN_BITS {
        return Err(VerifyError::WeakKey(key.bits()));
    }
    let attributes = match &signer.signed_attributes {
        Some(set) => check_attributes(set, &signed, &hash.digest(content), &certificate)?,
        None if signed.content_type != oids::DATA => {
            return Err(VerifyError::AttributeMissing("content-type"));
        }
        None => Attributes::default(),
    };
    if options.require_cades && !attributes.is_cades_baseline_b() {
        return Err(VerifyError::AttributeMissing(attributes.first_missing()));
    }
    let set;
    let message = match &signer.signed_attributes {
        Some(attributes) => {
            set = write::tlv(tag::SET, attributes.content);
            &set
        }
        None => content,
    };
    if !rsa::verify(key, hash, message, signer.signature) {
        return Err(VerifyError::BadSignature);
    }
    let at = options.at.or(attributes.signing_time);
    let chain = check_dates_and_chain(&certificate, &others, at, options)?;
    Ok(Verified {
        content: content.to_vec(),
        detached: signed.content.is_none(),
        signing_time: attributes.signing_time,
        cades_baseline_b: attributes.is_cades_baseline_b(),
        attributes: attributes.all,
        chain,
        dates_checked_at: at,
        certificate,
    })
}

/// PEM, with or without its BEGIN line, or base64 alone.
fn decode_pem(cms: &[u8]) -> Result<Option<Vec<u8>>, VerifyError> {
    if cms.first() == Some(&tag::SEQUENCE) {
        return Ok(None);
    }
    if pem::looks_like(&cms[..cms.len().min(4096)]) {
        let mut blocks = pem::read(cms).ok_or(VerifyError::Malformed)?;
        if blocks.is_empty() {
            return Err(VerifyError::Malformed);
        }
        return Ok(Some(blocks.swap_remove(0).content.to_vec()));
    }
    let text = match pem::find(cms, b"-----END ") {
        Some(end) => &cms[..end],
        None => cms,
    };
    match pem::bare_base64(text) {
        Some(der) => Ok(Some(der.to_vec())),
        None => Err(VerifyError::Malformed),
    }
}

/// The hash of the signature, where digest and signature algorithm agree and are strong.
fn signature_hash(signer: &SignerInfo<'_>) -> Result<SignatureHash, VerifyError> {
    let digest = signer.digest_algorithm;
    if matches!(digest, oids::SHA1 | oids::MD5) {
        return Err(VerifyError::WeakDigest(oids::name(digest)));
    }
    if matches!(
        signer.signature_algorithm,
        oids::SHA1_WITH_RSA | oids::MD5_WITH_RSA
    ) {
        return Err(VerifyError::WeakDigest(oids::name(
            signer.signature_algorithm,
        )));
    }
    let hash = SignatureHash::of_digest(digest)
        .ok_or_else(|| VerifyError::Unsupported(oids::name(digest)))?;
    if signer.signature_algorithm == oids::RSA_ENCRYPTION
        || SignatureHash::of_signature(signer.signature_algorithm) == Some(hash)
    {
        return Ok(hash);
    }
    Err(VerifyError::Unsupported(oids::name(
        signer.signature_algorithm,
    )))
}

/// The signer's certificate, and the others.
fn certificates(
    signed: &SignedData<'_>,
    signer: &SignerInfo<'_>,
) -> Result<(Certificate, Vec<Certificate>), VerifyError> {
    let mut signers_own = None;
    let mut unreadable = false;
    let mut others = Vec::new();
    for der in &signed.certificates {
        let Ok(certificate) = Certificate::from_der(der) else {
            unreadable = true;
            continue;
        };
        let fields = certificate.fields();
        let is_signer = match &signer.id {
            SignerId::IssuerAndSerial { issuer, serial } => {
                fields.issuer == *issuer && fields.serial == *serial
            }
            SignerId::SubjectKeyId(id) => fields.extensions.subject_key_id.as_deref() == Some(*id),
        };
        if is_signer && signers_own.is_none() {
            signers_own = Some(certificate);
        } else {
            others.push(certificate);
        }
    }
    match signers_own {
        Some(certificate) => Ok((certificate, others)),
        None if unreadable => Err(VerifyError::CertificateMalformed),
        None => Err(VerifyError::CertificateMissing),
    }
}

fn check_dates_and_chain(
    certificate: &Certificate,
    others: &[Certificate],
    at: Option<Timestamp>,
    options: &VerifyOptions<'_>,
) -> Result<ChainStatus, VerifyError> {
    if let Some(at) = at {
        if at > certificate.not_after() {
            return Err(VerifyError::Expired {
                not_after: certificate.not_after(),
            });
        }
        if at < certificate.not_before() {
            return Err(VerifyError::NotYetValid {
                not_before: certificate.not_before(),
            });
        }
    }
    let Some(trust) = options.trust else {
        return Ok(ChainStatus::NotVerified);
    };
    // Without any time the chain is looked at when the certificate began: every issuer was then
    // valid if it ever was.
    let at = at.unwrap_or(certificate.not_before());
    match trust.chain(certificate, others, at) {
        ChainStatus::Failed(failure) => Err(VerifyError::Chain(failure)),
        status => Ok(status),
    }
}
