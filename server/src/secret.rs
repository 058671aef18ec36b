//! The server's own secret: 32 random bytes in a file of the owner's, outside the data folder.
//! Sessions at the portal are sealed under it, so a copy of the data alone opens none.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use service::ports::Random;
use zeroize::Zeroizing;

/// 32 bytes. Neither printed nor copied, wiped on drop.
pub struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// Returns the bytes, for the seal.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Why there is no secret to work with.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// There is no file.
    #[error("RUBRICA_SECRET_FILE={path} does not exist; `rubrica init` makes it", path = .0.display())]
    Missing(PathBuf),
    /// Others can read it.
    #[error("RUBRICA_SECRET_FILE={path} can be read by others (mode {mode:o}); chmod 600 it", path = .path.display())]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It holds something else.
    #[error("RUBRICA_SECRET_FILE={path} does not hold 64 hexadecimal digits", path = .0.display())]
    Malformed(PathBuf),
    /// It cannot be read or written.
    #[error("RUBRICA_SECRET_FILE={path}: {source}", path = .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Reads the secret.
///
/// # Errors
/// No file, one that others can read, or one that holds something else.
pub fn read(path: &Path) -> Result<Secret, SecretError> {
    let io = |source: std::io::Error| SecretError::Io {
        path: path.to_owned(),
        source,
    };
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == ErrorKind::NotFound => {
            return Err(SecretError::Missing(path.to_owned()));
        }
        Err(e) => return Err(io(e)),
    };
    let mode = file.metadata().map_err(io)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(SecretError::Exposed {
            path: path.to_owned(),
            mode,
        });
    }
    let mut text = Zeroizing::new(String::with_capacity(128));
    file.take(128).read_to_string(&mut text).map_err(io)?;
    let mut bytes = Zeroizing::new([0; 32]);
    hex::decode_to_slice(text.trim(), bytes.as_mut())
        .map_err(|_| SecretError::Malformed(path.to_owned()))?;
    Ok(Secret(bytes))
}

/// Reads the secret, making it first where there is none.
///
/// # Errors
/// As [`read`].
pub fn read_or_create(path: &Path, random: &dyn Random) -> Result<Secret, SecretError> {
    match read(path) {
        Err(SecretError::Missing(_)) => {
            create(path, random)?;
            read(path)
        }
        other => other,
    }
}

fn create(path: &Path, random: &dyn Random) -> Result<(), SecretError> {
    let io = |source| SecretError::Io {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder).map_err(io)?;
    }
    let mut bytes = Zeroizing::new([0_u8; 32]);
    random.fill(bytes.as_mut());
    let text = Zeroizing::new(hex::encode(bytes.as_ref()));
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match made {
        Ok(mut file) => file
            .write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(io),
        // Another server of the same folder was first; its secret holds.
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(io(e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;
    impl Random for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn it_is_made_once_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/rubrica.secret");
        assert!(matches!(read(&path), Err(SecretError::Missing(_))));
        let secret = read_or_create(&path, &Sevens).unwrap();
        assert_eq!(secret.bytes(), &[7; 32]);
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(read(&path).unwrap().bytes(), &[7; 32]);
    }

    #[test]
    fn one_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s");
        read_or_create(&path, &Sevens).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(
            read(&path),
            Err(SecretError::Exposed { mode: 0o640, .. })
        ));
    }

    #[test]
    fn one_that_is_no_secret_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s");
        read_or_create(&path, &Sevens).unwrap();
        fs::write(&path, "hola").unwrap();
        assert!(matches!(read(&path), Err(SecretError::Malformed(_))));
    }
}
