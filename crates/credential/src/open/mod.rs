//! From picked files to a checked credential. This is the door most callers need.
//!
//! [`open_pair`] takes .cer and .key, [`open_pfx`] a .pfx; [`check`] says whether IDSE would take
//! the certificate today. What goes wrong is an [`OpenError`] with its own Spanish sentence; what is
//! only worth knowing is a [`Warning`].

mod check;

pub use crate::error::OpenError;
pub use crate::file::{FileKind, sniff};
pub use crate::pfx::PfxOptions;
pub use crate::warning::{PasswordEncoding, Warning};
pub use check::{Expected, check};

use crate::certificate::{Certificate, CertificateFile, Kind};
use crate::encryption::{Password, Work};
use crate::key::{self, PrivateKey};
use crate::pfx;
use crate::rsa::MIN_BITS;

/// A certificate and its private key. The key is wiped on drop.
pub struct Opened {
    /// The signer's certificate.
    pub certificate: Certificate,
    /// Its private key.
    pub key: PrivateKey,
    /// The issuers that came along, nearest first; without the certificate itself.
    pub chain: Vec<Certificate>,
    /// What the person should know.
    pub warnings: Vec<Warning>,
    /// How the file protected the key, in OpenSSL's names; `"none"`: not at all.
    pub encryption: String,
    /// How the file showed that it was not altered; `"none"`: not at all (.key files never do).
    pub mac: String,
}

/// Opens a certificate file and a private-key file.
///
/// `progress` is called now and then with rounds done and rounds due of the key derivation.
///
/// # Errors
/// Whatever is wrong with either file; [`OpenError::KeyOfAnotherCertificate`] where they do not
/// belong together.
pub fn open_pair(
    cer: &[u8],
    key: &[u8],
    password: &[u8],
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Opened, OpenError> {
    open_with_certificates(CertificateFile::read(cer)?, key, password, progress)
}

/// Returns as [`open_pair`], with a certificate file that was read already.
///
/// # Errors
/// Whatever is wrong with the second; [`OpenError::KeyOfAnotherCertificate`] where it belongs to none.
pub fn open_with_certificates(
    file: CertificateFile,
    key: &[u8],
    password: &[u8],
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Opened, OpenError> {
    let read = key::read(key, &Password::new(password), &mut Work::new(progress))?;
    let CertificateFile {
        mut certificates,
        mut warnings,
    } = file;
    let Some(at) = certificates
        .iter()
        .position(|certificate| is_pair(certificate, &read.key))
    else {
        return Err(OpenError::KeyOfAnotherCertificate);
    };
    let certificate = certificates.swap_remove(at);
    for warning in read.warnings() {
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    Ok(Opened {
        chain: order_chain(&certificate, certificates),
        certificate,
        key: read.key,
        warnings,
        encryption: read.encryption.unwrap_or_else(|| "none".to_owned()),
        mac: "none".to_owned(),
    })
}

/// A private key that came without its certificate. The key is wiped on drop.
pub struct OpenedKey {
    /// The key.
    pub key: PrivateKey,
    /// How the file protected it, in OpenSSL's names; `None`: not at all.
    pub encryption: Option<String>,
    /// What the person should know.
    pub warnings: Vec<Warning>,
}

/// Opens a private-key file alone.
///
/// # Errors
/// Whatever is wrong with the file.
pub fn open_key(
    key: &[u8],
    password: &[u8],
    progress: &mut dyn FnMut(u64, u64),
) -> Result<OpenedKey, OpenError> {
    let read = key::read(key, &Password::new(password), &mut Work::new(progress))?;
    Ok(OpenedKey {
        warnings: read.warnings(),
        key: read.key,
        encryption: read.encryption,
    })
}

/// Reads how a private-key file is encrypted, without its password, in OpenSSL's names; `None`: not at
/// all.
///
/// # Errors
/// Whatever is wrong with the file; [`OpenError::Unsupported`] for schemes that are not opened here.
pub fn key_encryption(key: &[u8]) -> Result<Option<String>, OpenError> {
    key::encryption(key)
}

/// Opens a .pfx or .p12. Of several keys with certificates, an IMSS certificate or e.firma comes
/// before others, and of those the one that lasts longest.
///
/// # Errors
/// Whatever is wrong with the file; [`OpenError::WithoutMac`] until that is accepted;
/// [`OpenError::MissingKey`] or [`OpenError::MissingCertificate`] where it holds only half.
pub fn open_pfx(
    file: &[u8],
    password: &[u8],
    options: PfxOptions,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Opened, OpenError> {
    let contents = pfx::read(file, password, options, progress)?;
    from_pfx(contents)
}

/// Chooses the credential among what a .pfx holds.
///
/// # Errors
/// [`OpenError::MissingKey`], [`OpenError::MissingCertificate`],
/// [`OpenError::KeyOfAnotherCertificate`], or [`OpenError::NotRsa`] where the only key is of another
/// algorithm than RSA.
pub fn from_pfx(contents: pfx::PfxContents) -> Result<Opened, OpenError> {
    let pfx::PfxContents {
        mut keys,
        mut certificates,
        unusable_keys,
        mut warnings,
        encryption,
        mac,
    } = contents;
    if keys.is_empty() {
        let why = unusable_keys.into_iter().next();
        return Err(why.unwrap_or(OpenError::MissingKey));
    }
    if certificates.is_empty() {
        return Err(OpenError::MissingCertificate);
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (key_at, key) in keys.iter().enumerate() {
        let matching = certificates
            .iter()
            .enumerate()
            .filter(|(_, certificate)| is_pair(certificate, key));
        pairs.extend(matching.map(|(certificate_at, _)| (key_at, certificate_at)));
    }
    let best = pairs.iter().copied().max_by_key(|(_, at)| {
        let certificate = &certificates[*at];
        let taken = matches!(certificate.summary().kind, Kind::Efirma | Kind::Imss);
        (taken, certificate.not_after())
    });
    let Some((key_at, certificate_at)) = best else {
        return Err(OpenError::KeyOfAnotherCertificate);
    };
    if keys.len() > 1 {
        warnings.push(Warning::SeveralKeys { count: keys.len() });
    }
    for unusable in unusable_keys {
        let what = match unusable {
            OpenError::NotRsa { algorithm } => format!("una llave {algorithm}"),
            _ => "una llave que no se puede usar".to_owned(),
        };
        warnings.push(Warning::IgnoredContent { what });
    }
    let key = keys.swap_remove(key_at);
    let certificate = certificates.swap_remove(certificate_at);
    warn_of_weak_key(&key, &mut warnings);
    Ok(Opened {
        chain: order_chain(&certificate, certificates),
        certificate,
        key,
        warnings,
        encryption,
        mac,
    })
}

/// Whether certificate and key are two halves of one pair.
#[must_use]
pub fn is_pair(certificate: &Certificate, key: &PrivateKey) -> bool {
    certificate.rsa() == Some(key.public())
}

/// Whether a private key lies in a file that does not encrypt it, so that its bytes are as secret as
/// the key itself. Where that cannot be seen without a password, it is taken to be so.
#[must_use]
pub fn holds_bare_key(file: &[u8]) -> bool {
    match sniff(file) {
        FileKind::Key => key::is_bare(file),
        FileKind::Pfx => pfx::holds_bare_key(file),
        FileKind::Certificate => false,
        _ => true,
    }
}

fn warn_of_weak_key(key: &PrivateKey, warnings: &mut Vec<Warning>) {
    let bits = key.public().bits();
    if bits < MIN_BITS {
        warnings.push(Warning::WeakKey { bits });
    }
}

/// The issuers of `leaf` among `others`, nearest first.
fn order_chain(leaf: &Certificate, mut others: Vec<Certificate>) -> Vec<Certificate> {
    let mut chain: Vec<Certificate> = Vec::new();
    loop {
        let last = chain.last().unwrap_or(leaf);
        if last.is_self_issued() {
            return chain;
        }
        let Some(next) = others.iter().position(|other| other.may_have_issued(last)) else {
            return chain;
        };
        let next = others.swap_remove(next);
        chain.push(next);
    }
}
