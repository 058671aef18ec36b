//! The settings that a development server is started with: all of them, here and nowhere else.
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::paths::Paths;
use crate::process;

/// What the simulator knows without demo material: nobody.
const EMPTY_SEED: &str = "{}\n";

/// One development server and its simulator.
pub(crate) struct DevelopmentServer {
    data: PathBuf,
    site: PathBuf,
    listeners: Listeners,
}

/// The listeners of one development server.
pub(crate) struct Listeners {
    /// The page and the relay.
    pub(crate) server: SocketAddr,
    /// The server's private listener.
    pub(crate) metrics: SocketAddr,
    /// The simulated IDSE.
    pub(crate) simulator: SocketAddr,
}

impl DevelopmentServer {
    /// The settings for a data folder, which is made if it is not there.
    pub(crate) fn new(paths: &Paths, data: &Path, listeners: Listeners) -> Result<Self> {
        fs::create_dir_all(data).with_context(|| format!("cannot make {}", data.display()))?;
        let data = data
            .canonicalize()
            .with_context(|| format!("cannot find {}", data.display()))?;
        Ok(Self {
            data,
            site: paths.dist(),
            listeners,
        })
    }

    /// The data folder, as an absolute path.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// Where the page is served.
    pub(crate) fn address(&self) -> SocketAddr {
        self.listeners.server
    }

    /// The command that prepares secret and database, fills an empty one from `seed`, and copies what was
    /// loaded until there are so many movements.
    pub(crate) fn init(
        &self,
        rubrica: &Path,
        seed: Option<&Path>,
        movements: Option<u64>,
    ) -> Command {
        let mut command = self.command(rubrica, "init");
        if let Some(seed) = seed {
            command.arg("--seed").arg(seed);
        }
        if let Some(movements) = movements {
            command.arg("--movements").arg(movements.to_string());
        }
        command
    }

    /// The command that serves.
    pub(crate) fn server(&self, rubrica: &Path) -> Command {
        self.command(rubrica, "serve")
    }

    /// The command that simulates IDSE, which takes so many seconds from reception to results.
    pub(crate) fn simulator(&self, rubrica: &Path, processing: u32) -> Result<Command> {
        let demo = self.demo().join("simulator.json");
        let seed = if demo.is_file() {
            demo
        } else {
            let empty = self.data.join("simulator-empty.json");
            process::write(&empty, EMPTY_SEED)?;
            empty
        };
        let mut command = self.command(rubrica, "idse-simulator");
        command
            .arg("--listen")
            .arg(self.listeners.simulator.to_string())
            .arg("--seed")
            .arg(seed)
            .arg("--state")
            .arg(self.data.join("simulator-state.json"))
            .arg("--processing")
            .arg(processing.to_string());
        Ok(command)
    }

    /// Where demo material lies, if some was made.
    fn demo(&self) -> PathBuf {
        self.data.join("demo")
    }

    fn command(&self, rubrica: &Path, command: &str) -> Command {
        let Listeners {
            server,
            metrics,
            simulator,
        } = &self.listeners;
        let mut rubrica = Command::new(rubrica);
        rubrica
            .arg(command)
            // Settings of xtask's own, which the server would refuse as unknown.
            .env_remove("RUBRICA_TOOLS")
            .env_remove("RUBRICA_XTASK")
            .env("RUBRICA_LISTEN", server.to_string())
            .env("RUBRICA_METRICS_LISTEN", metrics.to_string())
            .env("RUBRICA_DATA", &self.data)
            .env("RUBRICA_IDSE_URL", format!("http://{simulator}/imss/"))
            // Every page says that nothing reaches IMSS.
            .env("RUBRICA_IDSE_SIMULATED", "true")
            .env("RUBRICA_MAIL_DIR", self.data.join("mail"))
            .env("RUBRICA_SITE", &self.site)
            .env("RUBRICA_SECRET_FILE", secret_beside(&self.data));
        let trust = self.demo().join("trust");
        if trust.is_dir() {
            rubrica.env("RUBRICA_TRUST_DIR", trust);
        }
        rubrica
    }
}

/// The secret lies beside the data folder, never in it: who takes the one has not taken the other.
fn secret_beside(data: &Path) -> PathBuf {
    let mut name = data.as_os_str().to_owned();
    name.push(".secret");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_lies_outside_the_data() {
        let secret = secret_beside(Path::new("/srv/data"));
        assert_eq!(secret, Path::new("/srv/data.secret"));
        assert!(!secret.starts_with("/srv/data"));
    }

    #[test]
    fn the_simulator_knows_nobody_until_demo_material_is_made() {
        let folder = std::env::temp_dir().join(format!("rubrica-settings-{}", std::process::id()));
        let any = "127.0.0.1:0".parse().unwrap();
        let listeners = Listeners {
            server: any,
            metrics: any,
            simulator: any,
        };
        let settings = DevelopmentServer::new(&Paths::find().unwrap(), &folder, listeners).unwrap();
        let seed = |settings: &DevelopmentServer| {
            let command = settings.simulator(Path::new("rubrica"), 20).unwrap();
            let mut words = command.get_args().skip_while(|word| *word != "--seed");
            PathBuf::from(words.nth(1).unwrap())
        };
        assert_eq!(fs::read_to_string(seed(&settings)).unwrap(), EMPTY_SEED);
        let made = settings.demo().join("simulator.json");
        process::write(&made, "{\"workers\":[]}").unwrap();
        assert_eq!(seed(&settings), made);
        fs::remove_dir_all(folder).unwrap();
    }
}
