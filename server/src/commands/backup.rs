//! `rubrica backup FILE` and `rubrica restore FILE`.

use std::fs::OpenOptions;
use std::io::BufWriter;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;

use super::assemble;
use crate::config::ServerConfig;

/// Writes the database to a file, for its owner alone. The file is there whole, or not at all.
///
/// # Errors
/// The file exists; the database is in use by a server; it cannot be read or written.
pub(super) async fn write(settings: &ServerConfig, file: &Path) -> anyhow::Result<ExitCode> {
    let named = || file.display().to_string();
    anyhow::ensure!(!file.exists(), "{} exists already", named());
    let database = assemble::database(settings).await?;
    let unfinished = file.with_added_extension("tmp");
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let mut out = BufWriter::new(options.open(&unfinished).with_context(named)?);
    let written = database.backup(&mut out).await;
    let written = written.map_err(anyhow::Error::from).and_then(|()| {
        out.get_ref().sync_all()?;
        std::fs::rename(&unfinished, file).map_err(anyhow::Error::from)
    });
    if let Err(error) = written {
        // What is left of it would only be mistaken for one.
        drop(std::fs::remove_file(&unfinished));
        return Err(error).with_context(named);
    }
    println!("written: {}", named());
    println!(
        "It holds people's NSS, CURP and salaries. Keep the secret file beside it, not in it."
    );
    Ok(ExitCode::SUCCESS)
}

/// Fills an empty database from a file.
///
/// # Errors
/// The file is not a whole backup; the database holds a company, or is in use by a server.
pub(super) async fn restore(settings: &ServerConfig, file: &Path) -> anyhow::Result<ExitCode> {
    if settings.embedded {
        assemble::make_data_folder(settings)?;
    }
    storage::Database::restore(&settings.database_url, file)
        .await
        .with_context(|| file.display().to_string())?;
    println!("restored: {}", file.display());
    Ok(ExitCode::SUCCESS)
}
