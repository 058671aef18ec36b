//! The CA certificates that signatures are checked against: every file of one folder, PEM or DER.

use std::path::{Path, PathBuf};

use credential::certificate::Certificate;

/// A file of the folder cannot be used. Half a trust store would refuse good certificates in
/// silence, so one bad file is an error.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// The folder or a file cannot be read.
    #[error("RUBRICA_TRUST_DIR: {path}: {source}", path = .path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file holds no certificate.
    #[error("RUBRICA_TRUST_DIR: {path} is neither a PEM nor a DER certificate", path = .0.display())]
    NotACertificate(PathBuf),
    /// A private key has no place here.
    #[error("RUBRICA_TRUST_DIR: {path} holds a private key; take it away", path = .0.display())]
    PrivateKey(PathBuf),
}

/// Reads the folder's certificates, DER, in the order of the files' names. Hidden files are passed
/// over.
///
/// # Errors
/// The first file that cannot be used.
pub fn read(folder: &Path) -> Result<Vec<Vec<u8>>, TrustError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| TrustError::Unreadable { path, source }
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_file() && !hidden {
            paths.push(path);
        }
    }
    paths.sort();
    let mut certificates = Vec::new();
    for path in paths {
        let bytes = std::fs::read(&path).map_err(unreadable(&path))?;
        if credential::contains_private_key(&bytes) {
            return Err(TrustError::PrivateKey(path));
        }
        let found = Certificate::bundle(&bytes).map_err(|_| TrustError::NotACertificate(path))?;
        certificates.extend(found.iter().map(|certificate| certificate.der().to_vec()));
    }
    Ok(certificates)
}
