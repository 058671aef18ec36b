//! Packages from npm, by lock file.
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::stamp::Stamp;
use crate::process::{self, say};

/// The oldest Node that Playwright and sass run on.
const OLDEST_NODE: u32 = 20;

/// Makes sure that Node is there and new enough.
pub(crate) fn check_node() -> Result<()> {
    let advice = format!("install Node {OLDEST_NODE} or newer, with npm, and start again");
    let said = process::output(Command::new("node").arg("--version"))
        .with_context(|| format!("Node is missing: {advice}"))?;
    match major(&said) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!("Node {said} is too old: {advice}"),
    }
}

fn major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// Installs what `from`'s lock file names below `folder`, a copy apart from the sources.
pub(crate) fn install_copy(from: &Path, folder: &Path, why: &str) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(from.join(file), folder.join(file))
            .with_context(|| format!("cannot copy {file} to {}", folder.display()))?;
    }
    install(folder, why)
}

/// Installs what the folder's lock file names, unless that was done with this very lock.
pub(crate) fn install(folder: &Path, why: &str) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let stamp = Stamp::new(folder.join("node_modules/.installed"), lock);
    if stamp.holds() {
        return Ok(());
    }
    say(format!("installing from npm {why}"));
    process::run(
        Command::new("npm")
            .args([
                "ci",
                "--omit=optional",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ])
            // The browser comes from Debian.
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .current_dir(folder),
    )
    .with_context(|| {
        format!(
            "cannot install the npm packages of {}: is the npm registry in reach?",
            folder.display()
        )
    })?;
    stamp.set()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_version_is_read_by_its_first_number() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("not found"), None);
    }
}
