//! The configuration of the server: `RUBRICA_*` variables over `rubrica.toml` over defaults.
//!
//! [`catalog`] lists every setting once, [`sources`] collects what was written where, [`ServerConfig`]
//! holds only values that can be served with. Commands call [`ServerConfig::load`]; nothing else in the
//! server reads the environment.

pub mod catalog;
mod error;
pub mod network;
mod reach;
mod read;
mod server_config;
pub mod sources;

pub use error::ConfigError;
pub use server_config::{LogFormat, Mail, MetricsListen, Registration, ServerConfig, TlsFiles};
