//! The settings, parsed and checked against each other.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use lettre::message::Mailbox;
use url::Url;

use super::ConfigError;
use super::network::Network;
use super::reach::{
    is_this_machine, metrics_listen, public_url, refuse_exposure, tls, trusted_proxies,
};
use super::read::{bad, choice, parsed, path, text};
use super::sources::Sources;

/// The configuration of the server, read before it starts.
pub struct ServerConfig {
    /// Folder of the embedded database.
    pub data: PathBuf,
    /// Database, as a URL. May hold a password: never printed.
    pub database_url: String,
    /// The database lives in this process.
    pub embedded: bool,
    /// Where the page and the relay are served.
    pub listen: SocketAddr,
    /// Where `/metrics` is served.
    pub metrics_listen: Option<MetricsListen>,
    /// The address people use: scheme and authority.
    pub public_url: Url,
    /// Certificate and key of the listener.
    pub tls: Option<TlsFiles>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// How mail leaves.
    pub mail: Mail,
    /// Sender of the mail.
    pub mail_from: Mailbox,
    /// The portal.
    pub idse_url: Url,
    /// That portal is the simulator.
    pub idse_simulated: bool,
    /// Folder of CA certificates.
    pub trust_dir: Option<PathBuf>,
    /// The server's own secret.
    pub secret_file: PathBuf,
    /// Who may register a company.
    pub registration: Registration,
    /// The pages before a session say which mail addresses have an account.
    pub disclose_accounts: bool,
    /// Folder of the built page.
    pub site: PathBuf,
    /// Filter of the log.
    pub log: String,
    /// Shape of the log.
    pub log_format: LogFormat,
}

/// The private listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MetricsListen {
    /// Its address.
    pub address: SocketAddr,
    /// Somebody wrote it down, so failing to bind it is an error and not a warning.
    pub asked_for: bool,
}

/// Certificate and key of the listener, PEM files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The chain.
    pub certificate: PathBuf,
    /// The key.
    pub key: PathBuf,
}

/// How mail leaves.
pub enum Mail {
    /// By a mail server; the URL may hold a password and is never printed.
    Smtp(String),
    /// As files.
    Folder(PathBuf),
}

/// Who may register a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registration {
    /// Anybody, while there is no company yet.
    First,
    /// Nobody without an invitation.
    Invite,
    /// Anybody.
    Open,
}

/// Shape of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For eyes.
    Pretty,
    /// One JSON object a line.
    Json,
}

impl ServerConfig {
    /// Reads this process's environment and the file.
    ///
    /// # Errors
    /// The first setting that is unknown or bad, by name.
    pub fn load() -> Result<Self, ConfigError> {
        // A variable that is not Unicode cannot be one of ours with a usable value: its name is
        // kept, so that ours is refused as bad instead of being passed over.
        let variables = std::env::vars_os().map(|(name, value)| {
            (
                name.to_string_lossy().into_owned(),
                value.to_string_lossy().into_owned(),
            )
        });
        Self::parse(&Sources::collect(variables)?)
    }

    /// Parses what was written.
    ///
    /// # Errors
    /// The first setting that is bad, by name.
    pub fn parse(sources: &Sources) -> Result<Self, ConfigError> {
        let data = path(sources, "DATA").unwrap_or_else(|| PathBuf::from("data"));
        let database_url = text(sources, "DATABASE_URL")
            .unwrap_or_else(|| format!("surrealkv://{}", data.join("db").display()));
        let embedded = is_embedded(sources, &database_url)?;
        let listen = parsed(sources, "LISTEN", "not an address such as 127.0.0.1:3000")?
            .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000)));
        let tls = tls(sources)?;
        let trusted_proxies = trusted_proxies(sources)?;
        let public_url = public_url(sources, listen, tls.is_some())?;
        refuse_exposure(
            listen,
            &public_url,
            tls.is_some(),
            !trusted_proxies.is_empty(),
        )?;
        let secret_file = secret_file(sources, &data)?;
        Ok(Self {
            mail: match text(sources, "SMTP_URL") {
                Some(url) => smtp(sources, url)?,
                None => {
                    Mail::Folder(path(sources, "MAIL_DIR").unwrap_or_else(|| data.join("mail")))
                }
            },
            mail_from: mail_from(sources)?,
            metrics_listen: metrics_listen(sources)?,
            idse_url: idse_url(sources)?,
            idse_simulated: choice(
                sources,
                "IDSE_SIMULATED",
                &[("false", false), ("true", true)],
            )?
            .unwrap_or(false),
            trust_dir: path(sources, "TRUST_DIR"),
            registration: choice(
                sources,
                "REGISTRATION",
                &[
                    ("first", Registration::First),
                    ("invite", Registration::Invite),
                    ("open", Registration::Open),
                ],
            )?
            .unwrap_or(Registration::First),
            disclose_accounts: choice(
                sources,
                "DISCLOSE_ACCOUNTS",
                &[("false", false), ("true", true)],
            )?
            .unwrap_or(false),
            site: path(sources, "SITE").unwrap_or_else(|| PathBuf::from("dist")),
            log: log(sources)?,
            log_format: choice(
                sources,
                "LOG_FORMAT",
                &[("pretty", LogFormat::Pretty), ("json", LogFormat::Json)],
            )?
            .unwrap_or(if std::io::stderr().is_terminal() {
                LogFormat::Pretty
            } else {
                LogFormat::Json
            }),
            data,
            database_url,
            embedded,
            listen,
            public_url,
            tls,
            trusted_proxies,
            secret_file,
        })
    }

    /// Returns the address people use, without a slash at the end.
    pub fn public_origin(&self) -> &str {
        self.public_url.as_str().trim_end_matches('/')
    }

    /// People reach the server by https, so cookies can be `Secure`.
    pub fn https(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

fn is_embedded(sources: &Sources, url: &str) -> Result<bool, ConfigError> {
    match url.split_once("://").map(|(scheme, _)| scheme) {
        Some("surrealkv" | "mem") => Ok(true),
        Some("ws" | "wss") => Ok(false),
        _ => Err(bad(
            sources,
            "DATABASE_URL",
            "not the URL of a database: surrealkv://FOLDER, ws://… or wss://…",
        )),
    }
}

fn idse_url(sources: &Sources) -> Result<Url, ConfigError> {
    let address =
        text(sources, "IDSE_URL").unwrap_or_else(|| "https://idse.imss.gob.mx/imss/".to_owned());
    let reason = "not the portal's address: https://…/, or http:// on this machine";
    let url = Url::parse(&address)
        .ok()
        .filter(|url| url.scheme() == "https" || (url.scheme() == "http" && is_this_machine(url)))
        .ok_or_else(|| bad(sources, "IDSE_URL", reason))?;
    Ok(url)
}

fn smtp(sources: &Sources, url: String) -> Result<Mail, ConfigError> {
    let (scheme, rest) = url.split_once("://").unzip();
    if rest.is_some_and(holds_bare_signs) {
        return Err(bad(
            sources,
            "SMTP_URL",
            "the user or the password holds /, ? or #: write them percent-encoded, %2F, %3F, %23",
        ));
    }
    if matches!(scheme, Some("smtp" | "smtps")) && Url::parse(&url).is_ok_and(|url| url.has_host())
    {
        Ok(Mail::Smtp(url))
    } else {
        Err(bad(sources, "SMTP_URL", "not smtp://… or smtps://…"))
    }
}

/// Whether a sign that ends the host of a URL stands before the `@` that ends user and password.
fn holds_bare_signs(rest: &str) -> bool {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, behind) = rest.split_at(end);
    !authority.contains('@') && behind.contains('@')
}

fn mail_from(sources: &Sources) -> Result<Mailbox, ConfigError> {
    let written = parsed(
        sources,
        "MAIL_FROM",
        "not a sender such as Rúbrica <rubrica@empresa.example>",
    )?;
    written.map_or_else(
        || {
            let address = lettre::Address::new("rubrica", "localhost")
                .map_err(|_| bad(sources, "MAIL_FROM", "not usable by default"))?;
            Ok(Mailbox::new(Some("Rúbrica".to_owned()), address))
        },
        Ok,
    )
}

fn secret_file(sources: &Sources, data: &Path) -> Result<PathBuf, ConfigError> {
    let file = path(sources, "SECRET_FILE").unwrap_or_else(|| {
        let mut beside = data.as_os_str().to_owned();
        beside.push(".secret");
        PathBuf::from(beside)
    });
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if absolute(&file).starts_with(absolute(data)) {
        return Err(bad(
            sources,
            "SECRET_FILE",
            "inside RUBRICA_DATA: a copy of the data would hold the secret that seals it",
        ));
    }
    Ok(file)
}

fn log(sources: &Sources) -> Result<String, ConfigError> {
    let filter = text(sources, "LOG").unwrap_or_else(|| "info".to_owned());
    tracing_subscriber::EnvFilter::try_new(&filter).map_err(|_| {
        bad(
            sources,
            "LOG",
            "not a level (error, warn, info, debug, trace) or a filter",
        )
    })?;
    Ok(filter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(list: &[(&str, &str)]) -> Result<ServerConfig, ConfigError> {
        let variables = list
            .iter()
            .map(|(name, value)| (format!("RUBRICA_{name}"), (*value).to_owned()));
        ServerConfig::parse(&Sources::collect(variables)?)
    }

    fn refusal(list: &[(&str, &str)]) -> String {
        parse(list).err().expect("must be refused").to_string()
    }

    #[test]
    fn nothing_written_serves_this_machine_alone() {
        let settings = parse(&[]).unwrap();
        assert!(settings.listen.ip().is_loopback());
        assert_eq!(settings.public_url.as_str(), "http://127.0.0.1:3000/");
        assert!(!settings.https());
        assert_eq!(settings.database_url, "surrealkv://data/db");
        assert_eq!(settings.secret_file, Path::new("data.secret"));
        assert!(
            settings
                .metrics_listen
                .is_some_and(|listen| !listen.asked_for)
        );
        assert_eq!(settings.registration, Registration::First);
    }

    #[test]
    fn a_bad_value_is_refused_by_name() {
        for (name, value) in [
            ("LISTEN", "everywhere"),
            ("METRICS_LISTEN", "0.0.0.0:9464"),
            ("PUBLIC_URL", "rubrica.example"),
            ("TLS_CERT", "cert.pem"),
            ("TRUSTED_PROXY", "proxy"),
            ("SMTP_URL", "mail.example"),
            ("MAIL_FROM", "nobody"),
            ("IDSE_URL", "http://idse.imss.gob.mx/"),
            ("IDSE_SIMULATED", "yes"),
            ("REGISTRATION", "everybody"),
            ("DISCLOSE_ACCOUNTS", "yes"),
            ("DATABASE_URL", "postgres://x"),
            ("SECRET_FILE", "data/secret"),
            ("LOG", "server=loud"),
            ("LOG_FORMAT", "xml"),
        ] {
            let named = if name == "TLS_CERT" { "TLS_KEY" } else { name };
            let message = refusal(&[(name, value)]);
            assert!(
                message.contains(&format!("RUBRICA_{named}")),
                "{name}: {message}"
            );
        }
    }

    #[test]
    fn a_password_in_a_bad_url_is_not_repeated() {
        assert!(!refusal(&[("SMTP_URL", "mailto:hunter2@x")]).contains("hunter2"));
        assert!(!refusal(&[("DATABASE_URL", "pg://u:hunter2@x")]).contains("hunter2"));
    }

    #[test]
    fn a_password_with_signs_of_a_url_is_to_be_encoded() {
        for password in ["hunter#2", "hunter/2", "25#hunter", "hunter?2"] {
            let message = refusal(&[("SMTP_URL", &format!("smtps://ana:{password}@mail.example"))]);
            assert!(message.contains("percent-encoded"), "{message}");
            assert!(!message.contains("hunter"), "{message}");
        }
        let encoded = "smtps://ana:hunter%232@mail.example/?tls=required";
        assert!(parse(&[("SMTP_URL", encoded)]).is_ok());
    }

    #[test]
    fn other_machines_are_served_only_by_https() {
        assert!(refusal(&[("LISTEN", "0.0.0.0:3000")]).contains("RUBRICA_TLS_CERT"));
        assert!(
            refusal(&[("LISTEN", "0.0.0.0:3000"), ("TRUSTED_PROXY", "10.0.0.1")]).contains("https")
        );
        assert!(refusal(&[("PUBLIC_URL", "http://rubrica.example")]).contains("https"));
        let proxied = parse(&[
            ("LISTEN", "0.0.0.0:3000"),
            ("TRUSTED_PROXY", "10.0.0.1, 192.168.0.0/16"),
            ("PUBLIC_URL", "https://rubrica.example"),
        ])
        .unwrap();
        assert!(proxied.https());
        assert_eq!(proxied.trusted_proxies.len(), 2);
        let tls = parse(&[
            ("LISTEN", "0.0.0.0:443"),
            ("TLS_CERT", "c"),
            ("TLS_KEY", "k"),
        ])
        .unwrap();
        assert!(tls.https());
    }
}
