//! The settings that a development server is started with: all of them, here and nowhere else.
use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use rand_core::RngCore as _;

use crate::paths::Paths;

/// One development server and its simulator.
pub(crate) struct Settings {
    data: PathBuf,
    secret: PathBuf,
    site: PathBuf,
    server: SocketAddr,
    simulator: SocketAddr,
}

impl Settings {
    /// The settings for a data folder, which is made if it is not there, as is the secret beside it.
    pub(crate) fn new(
        paths: &Paths,
        data: &Path,
        server: SocketAddr,
        simulator: SocketAddr,
    ) -> Result<Self> {
        fs::create_dir_all(data.join("mail"))
            .with_context(|| format!("cannot make {}", data.display()))?;
        let data = data
            .canonicalize()
            .with_context(|| format!("cannot find {}", data.display()))?;
        let secret = secret_beside(&data);
        make_secret(&secret)?;
        Ok(Self {
            data,
            secret,
            site: paths.dist(),
            server,
            simulator,
        })
    }

    /// Where the page is served.
    pub(crate) fn address(&self) -> SocketAddr {
        self.server
    }

    /// The command that serves.
    pub(crate) fn server(&self, rubrica: &Path) -> Command {
        self.command(rubrica, "serve")
    }

    /// The command that simulates IDSE.
    pub(crate) fn simulator(&self, rubrica: &Path) -> Command {
        let mut command = self.command(rubrica, "idse-simulator");
        command
            .arg("--listen")
            .arg(self.simulator.to_string())
            .arg("--data")
            .arg(self.data.join("simulator"));
        command
    }

    fn command(&self, rubrica: &Path, command: &str) -> Command {
        let mut rubrica = Command::new(rubrica);
        rubrica
            .arg(command)
            .env("RUBRICA_LISTEN", self.server.to_string())
            .env("RUBRICA_DATA", &self.data)
            .env(
                "RUBRICA_IDSE_URL",
                format!("http://{}/imss/", self.simulator),
            )
            // Every page says that nothing reaches IMSS.
            .env("RUBRICA_IDSE_SIMULATED", "1")
            .env("RUBRICA_MAIL_DIR", self.data.join("mail"))
            .env("RUBRICA_SITE", &self.site)
            .env("RUBRICA_TRUST_DIR", self.data.join("demo/trust"))
            .env("RUBRICA_SECRET_FILE", &self.secret);
        rubrica
    }
}

/// The secret lies beside the data folder, never in it: who takes the one has not taken the other.
fn secret_beside(data: &Path) -> PathBuf {
    let mut name = data.as_os_str().to_owned();
    name.push(".secret");
    name.into()
}

fn make_secret(file: &Path) -> Result<()> {
    if file.exists() {
        return Ok(());
    }
    let mut secret = [0; 32];
    rand_core::OsRng.fill_bytes(&mut secret);
    let mut made = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .with_context(|| format!("cannot make {}", file.display()))?;
    std::io::Write::write_all(&mut made, hex::encode(secret).as_bytes())
        .with_context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn the_secret_lies_outside_the_data_for_its_owner_alone_and_stays() {
        let folder = std::env::temp_dir().join(format!("rubrica-settings-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let data = folder.join("data");
        let secret = secret_beside(&data);
        assert!(!secret.starts_with(&data));
        make_secret(&secret).unwrap();
        let mode = fs::metadata(&secret).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let first = fs::read(&secret).unwrap();
        assert_eq!(first.len(), 64);
        make_secret(&secret).unwrap();
        assert_eq!(fs::read(&secret).unwrap(), first);
        fs::remove_dir_all(folder).unwrap();
    }
}
