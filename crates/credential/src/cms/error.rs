//! What can be wrong with a signature.

use super::MAX_CMS;
use crate::trust::ChainFailure;
use jiff::Timestamp;

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
    /// Returns stable identifier.
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

    /// Returns one sentence for people.
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
