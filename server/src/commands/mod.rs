//! The commands: one file each, called by `main` alone.

mod assemble;
mod backup;
mod check;
mod init;
mod serve;
mod simulator;
mod user;

use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::config::ServerConfig;
use crate::logs;

/// Carries out a command.
///
/// # Errors
/// Whatever kept it from being carried out, in words for the operator.
pub async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    // Two TLS back ends are linked (ours and the database's): without a choice neither is used. An
    // error means that the choice was made already.
    drop(rustls::crypto::ring::default_provider().install_default());
    let settings = ServerConfig::load()?;
    logs::start(&settings);
    match cli.command {
        Command::Init { seed, movements } => init::run(&settings, seed.as_deref(), movements).await,
        Command::Serve => serve::run(settings).await,
        Command::IdseSimulator {
            listen,
            seed,
            state,
            processing,
        } => simulator::run(listen, &seed, state, processing).await,
        Command::Check => check::run(&settings).await,
        Command::Backup { file } => backup::write(&settings, &file).await,
        Command::Restore { file } => backup::restore(&settings, &file).await,
        Command::Company { command } => user::run_company(&settings, command).await,
        Command::User { command } => user::run(&settings, command).await,
    }
}
