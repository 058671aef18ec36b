//! `rubrica init`

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use service::seed::{self, Loaded, Seed, SeedError};

use super::assemble;
use crate::config::ServerConfig;
use crate::secret;
use crate::system::SystemRandom;

/// After how many copies of movements a line is printed.
const REPORTED_EVERY: u64 = 50_000;

/// Prepares the secret and the database, and fills an empty one; with `movements`, copies what was loaded
/// until there are so many. Running it again changes nothing.
///
/// # Errors
/// The secret or the database cannot be made or used; the seed is not one, or names something
/// wrong; nothing of it is loaded then into a database that already holds a company.
pub(super) async fn run(
    settings: &ServerConfig,
    seed: Option<&Path>,
    movements: Option<u64>,
) -> anyhow::Result<ExitCode> {
    // Before anything is made, so that a slip in a name leaves nothing behind.
    let seed = seed.map(read).transpose()?;
    let secret = secret::read_or_create(&settings.secret_file, &SystemRandom)?;
    let store = assemble::store(settings).await?;
    if let Some(seed) = seed {
        let service = assemble::service(settings, store, &secret)?.service;
        match seed::load(&service, seed).await {
            Ok(Loaded {
                users,
                registros,
                certificados,
                lotes,
                movements,
                ..
            }) => println!(
                "loaded: {users} users, {registros} registros patronales, {certificados} certificates, \
                 {lotes} lotes, {movements} movements"
            ),
            Err(SeedError::NotEmpty) => println!("not loaded: there is a company already"),
            Err(error) => return Err(error).context("--seed"),
        }
        if let Some(movements) = movements {
            let progress = |made: u64| {
                if made % REPORTED_EVERY < 1_000 {
                    println!("copied: {made} of {movements} movements");
                }
            };
            let added = seed::blow_up(&service, movements, progress).await;
            let added = added.context("--movements")?;
            println!("loaded: {added} copies of movements");
        }
    }
    println!("ready: {}", settings.data.display());
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> anyhow::Result<Seed> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("--seed {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("--seed {}", path.display()))
}
