//! Certificates: what a .cer says. Public facts only; anyone may use this module.
//!
//! A certificate is kept as the bytes it came in. Signatures and hashes are taken over those, so
//! nothing here ever writes a certificate again.

mod name;
mod parse;
mod rsa_public;
mod summary;

pub use rsa_public::RsaPublic;
pub use summary::{CertificateSummary, KeyUsage, Kind, hex};

pub(crate) use name::Name;
pub(crate) use parse::Fields;

use crate::asn1::pem;
use crate::key::PrivateKey;
use crate::open::{FileKind, OpenError, sniff};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Largest certificate file read. SAT's have about 1.5 KB; a PEM bundle of a whole chain fits.
pub const MAX_CERTIFICATE_FILE: usize = 256 * 1024;

/// An X.509 certificate (RFC 5280), parsed whole.
#[derive(Clone)]
pub struct Certificate {
    der: Vec<u8>,
    fields: Fields,
}

impl Certificate {
    /// Reads a certificate file: DER, PEM, or bare base64. Of a PEM with several certificates the
    /// first is taken; see [`bundle`](Self::bundle) for all.
    ///
    /// # Errors
    /// [`OpenError::Empty`], [`OpenError::TooLarge`], [`OpenError::Damaged`], or
    /// [`OpenError::NotThisKind`] naming what the file is instead.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OpenError> {
        let mut all = Self::bundle(bytes)?;
        Ok(all.swap_remove(0))
    }

    /// Every certificate of a file, at least one.
    ///
    /// # Errors
    /// As [`from_bytes`](Self::from_bytes).
    pub fn bundle(bytes: &[u8]) -> Result<Vec<Self>, OpenError> {
        if bytes.is_empty() {
            return Err(OpenError::Empty);
        }
        let found = sniff(bytes);
        match found {
            FileKind::Certificate => {}
            // OpenSSL users keep both halves in one PEM.
            FileKind::Key if holds_pem_certificate(bytes) => {}
            // Cut short or overwritten inside: it began like a certificate, or like nothing known.
            FileKind::DamagedAsn1 | FileKind::DamagedPem => return Err(OpenError::Damaged),
            found => {
                return Err(OpenError::NotThisKind {
                    found,
                    wanted: FileKind::Certificate,
                });
            }
        }
        if bytes.len() > MAX_CERTIFICATE_FILE {
            return Err(OpenError::TooLarge {
                limit: MAX_CERTIFICATE_FILE,
            });
        }
        if pem::looks_like(bytes) {
            let blocks = pem::read(bytes).ok_or(OpenError::Damaged)?;
            let certificates = blocks
                .iter()
                .filter(|block| is_certificate_label(&block.label))
                .map(|block| Self::from_der(&block.content))
                .collect::<Result<Vec<_>, _>>()?;
            if certificates.is_empty() {
                return Err(OpenError::Damaged);
            }
            return Ok(certificates);
        }
        match pem::bare_base64(bytes) {
            Some(der) => Ok(vec![Self::from_der(&der)?]),
            None => Ok(vec![Self::from_der(bytes)?]),
        }
    }

    /// Reads exactly one DER certificate; zeros and line ends after it are left out.
    ///
    /// # Errors
    /// [`OpenError::Damaged`].
    pub fn from_der(der: &[u8]) -> Result<Self, OpenError> {
        let (length, fields) = parse::parse(der).map_err(|_| OpenError::Damaged)?;
        Ok(Self {
            der: der[..length].to_vec(),
            fields,
        })
    }

    /// The certificate as it was signed.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// PEM, lines of 64.
    #[must_use]
    pub fn to_pem(&self) -> String {
        pem::write("CERTIFICATE", &self.der)
    }

    /// All public facts, in a form that can be stored and shown.
    #[must_use]
    pub fn summary(&self) -> CertificateSummary {
        CertificateSummary::new(self)
    }

    /// Whether `key` is the private half of this certificate's key.
    #[must_use]
    pub fn public_key_matches(&self, key: &PrivateKey) -> bool {
        self.rsa().is_some_and(|public| public == key.public())
    }

    /// The RSA key; `None` for any other algorithm.
    #[must_use]
    pub fn rsa(&self) -> Option<&RsaPublic> {
        self.fields.rsa.as_ref()
    }

    /// First instant of validity.
    #[must_use]
    pub fn not_before(&self) -> Timestamp {
        self.fields.not_before
    }

    /// Last instant of validity.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        self.fields.not_after
    }

    /// SHA-256 of the DER.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.der).into()
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn is_self_issued(&self) -> bool {
        self.fields.issuer == self.fields.subject
    }

    /// The signed part, as it came.
    pub(crate) fn tbs(&self) -> &[u8] {
        &self.der[self.fields.tbs.clone()]
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

impl Eq for Certificate {}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Certificate").field(&self.summary()).finish()
    }
}

fn holds_pem_certificate(bytes: &[u8]) -> bool {
    pem::looks_like(bytes)
        && pem::read(bytes).is_some_and(|blocks| {
            blocks
                .iter()
                .any(|block| is_certificate_label(&block.label))
        })
}

pub(crate) fn is_certificate_label(label: &str) -> bool {
    matches!(
        label,
        "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE"
    )
}
