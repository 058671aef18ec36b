//! What can be wrong with the settings. Every message names the setting and where it was written.

use std::path::PathBuf;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A name that is no setting.
    #[error("{origin} is not a setting; `rubrica --help` lists them all")]
    Unknown {
        /// The name as it was written, with where.
        origin: String,
    },
    /// A value that the setting cannot have.
    #[error("{origin}: {reason}")]
    Bad {
        /// The setting as it was written, with where.
        origin: String,
        /// What is wrong, without the value where that is secret.
        reason: String,
    },
    /// Settings that do not go together.
    #[error("{0}")]
    Together(String),
    /// The file cannot be read.
    #[error("{path}: {source}", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("{path}: {reason}", path = path.display())]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Where and why, without the line itself.
        reason: String,
    },
}
