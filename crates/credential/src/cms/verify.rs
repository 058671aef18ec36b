//! SignedData, verified.

use super::parse::{NotSigned, SignedData, SignerId, SignerInfo, parse};
use crate::asn1::{Element, Reader, ber, oids, pem, tag, time, write};
use crate::certificate::Certificate;
use crate::key::MIN_BITS;
use crate::trust::{ChainFailure, ChainStatus, TrustStore};
use crate::verify_rsa::{self, SignatureHash};
use const_oid::ObjectIdentifier;
use jiff::Timestamp;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// Largest CMS looked at, in bytes: some 300,000 movements.
pub const MAX_CMS: usize = 64 * 1024 * 1024;

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

/// A signed attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its identifier, dotted.
    pub oid: String,
    /// Its name, where it has one here.
    pub name: &'static str,
}

/// Why a signature does not hold. Each is one thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// Not CMS, or cut short.
    #[error("not a CMS SignedData")]
    Malformed,
    /// CMS of another type.
    #[error("CMS of another type: {0}")]
    NotSignedData(String),
    /// Larger than [`MAX_CMS`].
    #[error("larger than {MAX_CMS} bytes")]
    TooLarge,
    /// Certificates alone, no signer.
    #[error("nobody signed")]
    NoSigner,
    /// More than one signer.
    #[error("{0} signers where one was expected")]
    SeveralSigners(usize),
    /// The signer's certificate is not inside.
    #[error("the signer's certificate is missing")]
    CertificateMissing,
    /// The signer's certificate cannot be read.
    #[error("the signer's certificate is malformed")]
    CertificateMalformed,
    /// Detached, and no content was handed in.
    #[error("the content is missing")]
    ContentMissing,
    /// Attached, and another content was handed in.
    #[error("the content inside is another one")]
    ContentDiffers,
    /// SHA-1 or MD5.
    #[error("weak digest: {0}")]
    WeakDigest(String),
    /// Under 2048 bits.
    #[error("a key of {0} bits")]
    WeakKey(usize),
    /// An algorithm not verified here.
    #[error("unsupported algorithm: {0}")]
    Unsupported(String),
    /// A signed attribute that must be there is not.
    #[error("the attribute {0} is missing")]
    AttributeMissing(&'static str),
    /// A signed attribute twice, or with several values.
    #[error("the attribute {0} is repeated")]
    AttributeRepeated(&'static str),
    /// A signed attribute that cannot be read.
    #[error("the attribute {0} is malformed")]
    AttributeMalformed(&'static str),
    /// content-type names another type than the content's.
    #[error("the content type differs")]
    ContentTypeDiffers,
    /// The content is not the one that was signed.
    #[error("the digest differs: the content was altered")]
    DigestDiffers,
    /// signing-certificate names another certificate.
    #[error("the signature names another certificate")]
    SigningCertificateDiffers,
    /// The signature is not the certificate's.
    #[error("the signature does not verify")]
    BadSignature,
    /// The certificate had expired.
    #[error("the certificate had expired at {not_after}")]
    Expired {
        /// Last instant of validity.
        not_after: Timestamp,
    },
    /// The certificate had not begun.
    #[error("the certificate was not valid before {not_before}")]
    NotYetValid {
        /// First instant of validity.
        not_before: Timestamp,
    },
    /// The chain does not reach a configured authority.
    #[error("the chain does not hold: {0}")]
    Chain(ChainFailure),
}

impl VerifyError {
    /// Stable identifier.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::NotSignedData(_) => "not_signed_data",
            Self::TooLarge => "too_large",
            Self::NoSigner => "no_signer",
            Self::SeveralSigners(_) => "several_signers",
            Self::CertificateMissing => "certificate_missing",
            Self::CertificateMalformed => "certificate_malformed",
            Self::ContentMissing => "content_missing",
            Self::ContentDiffers => "content_differs",
            Self::WeakDigest(_) => "weak_digest",
            Self::WeakKey(_) => "weak_key",
            Self::Unsupported(_) => "unsupported",
            Self::AttributeMissing(_) => "attribute_missing",
            Self::AttributeRepeated(_) => "attribute_repeated",
            Self::AttributeMalformed(_) => "attribute_malformed",
            Self::ContentTypeDiffers => "content_type_differs",
            Self::DigestDiffers => "digest_differs",
            Self::SigningCertificateDiffers => "signing_certificate_differs",
            Self::BadSignature => "bad_signature",
            Self::Expired { .. } => "expired",
            Self::NotYetValid { .. } => "not_yet_valid",
            Self::Chain(failure) => failure.code(),
        }
    }

    /// One sentence for people.
    #[must_use]
    pub fn message_es(&self) -> String {
        match self {
            Self::Malformed => "Lo recibido no es una firma, o está incompleto.".to_owned(),
            Self::NotSignedData(kind) => format!("Lo recibido no es una firma ({kind})."),
            Self::TooLarge => "La firma es demasiado grande.".to_owned(),
            Self::NoSigner => "El archivo no trae ninguna firma.".to_owned(),
            Self::SeveralSigners(count) => {
                format!("El archivo trae {count} firmas; se esperaba una.")
            }
            Self::CertificateMissing => {
                "La firma no trae el certificado de quien firmó.".to_owned()
            }
            Self::CertificateMalformed => "El certificado de quien firmó está dañado.".to_owned(),
            Self::ContentMissing => "Falta el archivo que se firmó.".to_owned(),
            Self::ContentDiffers => "El archivo firmado es otro.".to_owned(),
            Self::WeakDigest(name) => format!("La firma usa {name}, que ya no es seguro."),
            Self::WeakKey(bits) => {
                format!("La llave de quien firmó mide {bits} bits; se piden 2048 o más.")
            }
            Self::Unsupported(name) => format!("La firma usa «{name}», que aquí no se verifica."),
            Self::AttributeMissing(name) => format!("A la firma le falta el atributo {name}."),
            Self::AttributeRepeated(name) => format!("La firma repite el atributo {name}."),
            Self::AttributeMalformed(name) => {
                format!("El atributo {name} de la firma está dañado.")
            }
            Self::ContentTypeDiffers => "La firma declara otro tipo de contenido.".to_owned(),
            Self::DigestDiffers => "El contenido cambió después de firmarse.".to_owned(),
            Self::SigningCertificateDiffers => {
                "La firma nombra un certificado distinto del que trae.".to_owned()
            }
            Self::BadSignature => "La firma no corresponde al certificado.".to_owned(),
            Self::Expired { .. } => "El certificado estaba vencido al firmar.".to_owned(),
            Self::NotYetValid { .. } => "El certificado aún no era válido al firmar.".to_owned(),
            Self::Chain(failure) => format!("La cadena no es válida: {}.", failure.message_es()),
        }
    }
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
    if !verify_rsa::verify(key, hash, message, signer.signature) {
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

#[derive(Default)]
struct Attributes {
    all: Vec<Attribute>,
    signing_time: Option<Timestamp>,
    content_type: bool,
    message_digest: bool,
    signing_certificate_v2: bool,
}

impl Attributes {
    fn is_cades_baseline_b(&self) -> bool {
        self.content_type
            && self.message_digest
            && self.signing_time.is_some()
            && self.signing_certificate_v2
    }

    fn first_missing(&self) -> &'static str {
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
fn check_attributes(
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

fn attribute<'a>(
    reader: &mut Reader<'a>,
) -> Result<(ObjectIdentifier, Reader<'a>), crate::asn1::Malformed> {
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
