//! Every setting: its name, its default, what it means. `rubrica --help` prints this list, and a
//! name that is not in it is refused.

use std::fmt::Write as _;

/// One setting. Written `RUBRICA_` + `name` as a variable, in lower case in `rubrica.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The name without `RUBRICA_`, in capitals.
    pub name: &'static str,
    /// What holds when nothing is written, for the reader.
    pub default: &'static str,
    /// What it means, in one or two lines.
    pub help: &'static str,
    /// The value is never printed, not even in an error.
    pub secret: bool,
}

const fn setting(name: &'static str, default: &'static str, help: &'static str) -> Setting {
    Setting {
        name,
        default,
        help,
        secret: false,
    }
}

const fn secret(name: &'static str, default: &'static str, help: &'static str) -> Setting {
    Setting {
        secret: true,
        ..setting(name, default, help)
    }
}

/// Every setting, in the order of `--help`.
pub const SETTINGS: &[Setting] = &[
    setting(
        "CONFIG",
        "rubrica.toml, where it exists",
        "File the settings are read from (variable only)",
    ),
    setting("DATA", "data", "Folder of the embedded database"),
    secret(
        "DATABASE_URL",
        "surrealkv://DATA/db",
        "Database: embedded (surrealkv://FOLDER), or ws://… of a SurrealDB server or cluster",
    ),
    setting(
        "LISTEN",
        "127.0.0.1:3000",
        "Address the page and the relay are served on",
    ),
    setting(
        "METRICS_LISTEN",
        "127.0.0.1:9464",
        "Private address /metrics is served on, or \"off\"",
    ),
    setting(
        "PUBLIC_URL",
        "http(s)://LISTEN",
        "Address people use, scheme and host only; https wherever it is not this machine",
    ),
    setting(
        "TLS_CERT",
        "none",
        "Certificate chain, PEM; together with TLS_KEY",
    ),
    setting("TLS_KEY", "none", "Its private key, PEM"),
    setting(
        "TRUSTED_PROXY",
        "none",
        "Addresses or networks of the HTTPS proxy in front (comma-separated); its X-Forwarded-For is believed",
    ),
    secret(
        "SMTP_URL",
        "none",
        "Mail server: smtps://user:password@host, or smtp://host:port?tls=required; /, ? and # in the password percent-encoded",
    ),
    setting(
        "MAIL_DIR",
        "DATA/mail",
        "Folder mail is written to while there is no SMTP_URL",
    ),
    setting(
        "MAIL_FROM",
        "Rúbrica <rubrica@localhost>",
        "Sender of the mail",
    ),
    setting(
        "IDSE_URL",
        "https://idse.imss.gob.mx/imss/",
        "Portal the relay speaks to",
    ),
    setting(
        "IDSE_SIMULATED",
        "false",
        "true: that portal is the simulator, and every page says so",
    ),
    setting(
        "TRUST_DIR",
        "none",
        "Folder of CA certificates (PEM or DER) that signatures are checked against",
    ),
    setting(
        "SECRET_FILE",
        "DATA.secret, beside the folder",
        "The server's own secret, outside DATA, readable by its owner alone",
    ),
    setting(
        "REGISTRATION",
        "first",
        "Who may register a company: first (only while there is none), invite (by `rubrica company create`), \
         open",
    ),
    setting(
        "DISCLOSE_ACCOUNTS",
        "false",
        "true: the page for a forgotten password fills in the only user's mail address, and says when an address \
         has no account; for an installation of one company",
    ),
    setting("SITE", "dist", "Folder of the built page"),
    setting(
        "LOG",
        "info",
        "What is logged: a level, or a filter such as server=debug,info",
    ),
    setting(
        "LOG_FORMAT",
        "pretty on a terminal, else json",
        "pretty or json",
    ),
];

/// Returns the setting with this name (capitals, without `RUBRICA_`).
pub fn find(name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.name == name)
}

/// Returns the list as `--help` shows it.
pub fn help() -> String {
    let mut text = String::from(
        "Settings (a variable RUBRICA_NAME, or name in lower case in rubrica.toml; the variable wins):\n",
    );
    for setting in SETTINGS {
        let Setting {
            name,
            default,
            help,
            ..
        } = setting;
        write!(
            text,
            "\n  RUBRICA_{name}\n      {help}\n      [default: {default}]"
        )
        .expect("writing to a String cannot fail");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_names_every_setting_with_its_default() {
        let text = help();
        for setting in SETTINGS {
            assert!(
                text.contains(&format!("RUBRICA_{}\n", setting.name)),
                "{}",
                setting.name
            );
            assert!(text.contains(setting.default), "{}", setting.name);
        }
    }
}
