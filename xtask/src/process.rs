//! How other programs are called: loudly when they fail, naming the whole command.
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use anyhow::{Context, Result, bail};

/// Prints what is being done, and why.
pub(crate) fn say(what: impl AsRef<str>) {
    println!("▸ {}", what.as_ref());
}

/// Runs a command with its output on the terminal. Errors if it cannot start or does not succeed.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("{} failed: {status}", shown(command));
    }
    Ok(())
}

/// Runs a command and gives what it wrote to standard output, trimmed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::piped())
        .output()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    if !output.status.success() {
        bail!(
            "{} failed: {}\n{}",
            shown(command),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A cargo call of its own.
pub(crate) fn cargo() -> Command {
    afresh("cargo")
}

/// A call of cargo, or of what calls cargo, without what a caller's cargo or a caller's wrapper left in
/// the environment.
///
/// Build scripts look at it: ring's runs again whenever `CARGO_PKG_NAME` changes, and everything that
/// depends on ring, the database too, would be compiled again after every cargo call by hand.
pub(crate) fn afresh(program: &str) -> Command {
    let mut command = Command::new(program);
    for inherited in ["RUSTC", "RUSTC_WORKSPACE_WRAPPER", "RUSTFLAGS"] {
        command.env_remove(inherited);
    }
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_of_one_crate) {
            command.env_remove(name);
        }
    }
    command
}

/// Whether cargo sets a variable for the one crate that it compiles or runs.
fn is_of_one_crate(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_"]
        .iter()
        .any(|start| variable.starts_with(start))
}

/// The first file of this name on PATH.
pub(crate) fn on_path(name: impl AsRef<Path>) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|file| file.is_file())
}

/// Writes a file, making its folders. An error names the file.
pub(crate) fn write(file: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(file, content).with_context(|| format!("cannot write {}", file.display()))
}

fn shown(command: &Command) -> String {
    let words = [command.get_program()]
        .into_iter()
        .chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_does_not_know_the_crate_that_makes_it() {
        // Cargo has set it for this test.
        assert!(env::var_os("CARGO_PKG_NAME").is_some());
        let cargo = cargo();
        let removed: Vec<_> = cargo
            .get_envs()
            .filter_map(|(name, value)| value.is_none().then_some(name))
            .collect();
        for name in ["CARGO_PKG_NAME", "CARGO_PKG_VERSION", "CARGO_MANIFEST_DIR"] {
            assert!(removed.contains(&OsStr::new(name)), "{name}");
        }
        assert!(!removed.contains(&OsStr::new("CARGO_HOME")));
    }
}
