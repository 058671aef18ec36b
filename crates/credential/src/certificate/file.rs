//! Certificate files: DER, BER, PEM or bare base64.

use super::Certificate;
use crate::asn1::ber;
use crate::asn1::pem::Block;
use crate::error::OpenError;
use crate::file::{Contents, FileKind, Form, TRUSTED_CERTIFICATE, is_certificate_label};
use crate::warning::Warning;

/// Largest certificate file read, in bytes. SAT's have about 1.5 KB; a PEM bundle of a whole chain fits.
pub const MAX_CERTIFICATE_FILE: usize = 256 * 1024;

/// The certificates of a file.
#[derive(Clone, Debug)]
pub struct CertificateFile {
    /// At least one, in the file's order.
    pub certificates: Vec<Certificate>,
    /// What is odd about the file.
    pub warnings: Vec<Warning>,
}

impl CertificateFile {
    /// Reads every certificate of a file.
    ///
    /// # Errors
    /// [`OpenError::Empty`], [`OpenError::TooLarge`], [`OpenError::Damaged`], or
    /// [`OpenError::NotThisKind`] naming what the file is instead.
    pub fn read(bytes: &[u8]) -> Result<Self, OpenError> {
        let contents = Contents::of(bytes);
        match contents.kind {
            FileKind::Empty => return Err(OpenError::Empty),
            FileKind::Certificate => {}
            // OpenSSL users keep both halves in one PEM.
            FileKind::Key if holds_certificate(&contents.form) => {}
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
        let mut file = Self {
            certificates: Vec::new(),
            warnings: Vec::new(),
        };
        if contents.stray_bytes {
            file.warnings.push(Warning::StrayBytes);
        }
        match &contents.form {
            Form::Pem(blocks) => {
                for block in blocks {
                    if is_certificate_label(&block.label) {
                        file.add_block(block)?;
                    }
                }
            }
            Form::Asn1(octets) => file.certificates.push(from_ber(octets)?),
            Form::Nothing => {}
        }
        if file.certificates.is_empty() {
            return Err(OpenError::Damaged);
        }
        Ok(file)
    }

    fn add_block(&mut self, block: &Block) -> Result<(), OpenError> {
        let mut octets = block.content.as_slice();
        if block.label == TRUSTED_CERTIFICATE {
            let (certificate, trust) = octets.split_at(ber::element_length(octets)?);
            octets = certificate;
            if !trust.is_empty() {
                self.warnings.push(Warning::IgnoredContent {
                    what: "para qué confía OpenSSL en el certificado".to_owned(),
                });
            }
        }
        self.certificates.push(from_ber(octets)?);
        Ok(())
    }
}

/// Signatures are taken over the octets as they came, so only what is not read so is made DER first.
fn from_ber(octets: &[u8]) -> Result<Certificate, OpenError> {
    Certificate::from_der(octets).or_else(|error| {
        let der = ber::to_der(octets)?;
        if *der == *octets {
            return Err(error);
        }
        Certificate::from_der(&der)
    })
}

fn holds_certificate(form: &Form<'_>) -> bool {
    match form {
        Form::Pem(blocks) => blocks
            .iter()
            .any(|block| is_certificate_label(&block.label)),
        Form::Asn1(_) | Form::Nothing => false,
    }
}
