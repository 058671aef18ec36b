//! What the examples share: reading files and the password, and the exit statuses.

use credential::certificate::{Certificate, CertificateFile};
use credential::key::PrivateKey;
use credential::open::{self, FileKind, OpenError, PfxOptions, Warning};
use credential::pfx;
use std::io::Read as _;
use std::path::Path;

/// Most bytes read of one file: more than any reader takes, so that the reader says so itself.
const MAX_READ: u64 = 65 * 1024 * 1024;

/// Everything found in the files that were named.
#[derive(Default)]
pub struct Found {
    pub certificates: Vec<Certificate>,
    pub keys: Vec<PrivateKey>,
    pub encryption: Option<String>,
    pub mac: Option<String>,
    pub warnings: Vec<Warning>,
    pub is_pfx: bool,
    /// Why other keys cannot be used.
    pub unusable_keys: Vec<OpenError>,
}

/// Reads a file.
pub fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(MAX_READ)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Standard input without its last line end.
pub fn read_password() -> std::io::Result<Vec<u8>> {
    let mut password = Vec::new();
    std::io::stdin()
        .take(64 * 1024)
        .read_to_end(&mut password)?;
    if password.ends_with(b"\n") {
        password.pop();
        if password.ends_with(b"\r") {
            password.pop();
        }
    }
    Ok(password)
}

impl Found {
    /// Opens one file, whatever it is. What it says without its password is kept even if it does
    /// not open.
    pub fn add(&mut self, bytes: &[u8], password: &[u8]) -> Result<(), OpenError> {
        match open::sniff(bytes) {
            FileKind::Key => self.add_key(bytes, password),
            FileKind::Pfx => self.add_pfx(bytes, password),
            _ => {
                let file = CertificateFile::read(bytes)?;
                self.certificates.extend(file.certificates);
                self.warn(file.warnings);
                Ok(())
            }
        }
    }

    fn add_key(&mut self, bytes: &[u8], password: &[u8]) -> Result<(), OpenError> {
        // A PEM may hold certificate and key together.
        if let Ok(certificates) = Certificate::bundle(bytes) {
            self.certificates.extend(certificates);
        }
        let encryption = open::key_encryption(bytes)?;
        self.encryption = Some(encryption.unwrap_or_else(|| "none".to_owned()));
        self.mac = Some("none".to_owned());
        let opened = open::open_key(bytes, password, &mut |_, _| {})?;
        // The report has the key's length already.
        let new = |warning: &Warning| !matches!(warning, Warning::WeakKey { .. });
        self.warn(opened.warnings.into_iter().filter(new));
        self.keys.push(opened.key);
        Ok(())
    }

    fn add_pfx(&mut self, bytes: &[u8], password: &[u8]) -> Result<(), OpenError> {
        self.is_pfx = true;
        let protection = pfx::protection(bytes)?;
        self.encryption = Some(protection.encryption);
        self.mac = Some(protection.mac);
        // A file without MAC opens here with a warning: this tells about files, it does not file.
        let options = PfxOptions {
            accept_without_mac: true,
        };
        let contents = pfx::read(bytes, password, options, &mut |_, _| {})?;
        self.certificates.extend(contents.certificates);
        self.keys.extend(contents.keys);
        self.warn(contents.warnings);
        self.unusable_keys.extend(contents.unusable_keys);
        self.encryption = Some(contents.encryption);
        Ok(())
    }

    /// Each once: both files of a pair may have the same.
    fn warn(&mut self, warnings: impl IntoIterator<Item = Warning>) {
        for warning in warnings {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }

    /// Key and certificate that belong together: by index.
    pub fn pair(&self) -> Option<(usize, usize)> {
        self.keys.iter().enumerate().find_map(|(key_at, key)| {
            let certificate_at = self
                .certificates
                .iter()
                .position(|certificate| open::is_pair(certificate, key))?;
            Some((key_at, certificate_at))
        })
    }
}

/// Returns the exit status of an error; what opened exits with 0.
pub fn status(error: &OpenError) -> u8 {
    match error {
        OpenError::WrongPassword => 2,
        OpenError::Unsupported { .. }
        | OpenError::NotRsa { .. }
        | OpenError::MultiPrimeKey
        | OpenError::TooCostly { .. }
        | OpenError::WeakKey { .. } => 3,
        OpenError::NotThisKind { found, .. } if is_another_sound_file(*found) => 3,
        OpenError::KeyOfAnotherCertificate => 5,
        _ => 4,
    }
}

/// Whether a file is sound, only not what is opened here.
fn is_another_sound_file(kind: FileKind) -> bool {
    matches!(
        kind,
        FileKind::Certificate
            | FileKind::Key
            | FileKind::Pfx
            | FileKind::Cms
            | FileKind::CertificateRequest
            | FileKind::RevocationList
            | FileKind::PublicKey
            | FileKind::JavaKeyStore
            | FileKind::SshKey
            | FileKind::Pgp
    )
}
