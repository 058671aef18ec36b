//! Certificates: what a .cer says. Public facts only; anyone may use this module.
//!
//! A certificate is kept as the bytes it came in. Signatures and hashes are taken over those, so
//! nothing here ever writes a certificate again.

mod file;
mod name;
mod parse;
mod summary;

pub use file::{CertificateFile, MAX_CERTIFICATE_FILE};
pub use summary::{CertificateSummary, KeyUsage, Kind, hex};

pub(crate) use name::Name;
pub(crate) use parse::Fields;

use crate::asn1::pem;
use crate::error::OpenError;
use crate::rsa::RsaPublic;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

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

    /// Returns every certificate of a file, at least one.
    ///
    /// # Errors
    /// As [`from_bytes`](Self::from_bytes).
    pub fn bundle(bytes: &[u8]) -> Result<Vec<Self>, OpenError> {
        CertificateFile::read(bytes).map(|file| file.certificates)
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

    /// Returns the certificate as it was signed.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Returns PEM, lines of 64.
    #[must_use]
    pub fn to_pem(&self) -> String {
        pem::write("CERTIFICATE", &self.der)
    }

    /// Returns all public facts, in a form that can be stored and shown.
    #[must_use]
    pub fn summary(&self) -> CertificateSummary {
        CertificateSummary::new(self)
    }

    /// Returns the RSA key; `None` for any other algorithm.
    #[must_use]
    pub fn rsa(&self) -> Option<&RsaPublic> {
        self.fields.rsa.as_ref()
    }

    /// Returns first instant of validity.
    #[must_use]
    pub fn not_before(&self) -> Timestamp {
        self.fields.not_before
    }

    /// Returns last instant of validity.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        self.fields.not_after
    }

    /// Returns SHA-256 of the DER.
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
