//! Licences, sources and advisories of everything we stand on, by cargo-deny and deny.toml.
use anyhow::Result;

use super::report::Outcome;
use crate::paths::Paths;
use crate::process;
use crate::tools;

/// Compiles cargo-deny if it is not there (ten minutes, hence only with `--long`) and runs it.
pub(crate) fn check(paths: &Paths) -> Result<Outcome> {
    let deny = tools::deny(paths)?;
    let mut cargo = std::process::Command::new(deny);
    cargo.arg("check").current_dir(&paths.root);
    Ok(match process::run(&mut cargo) {
        Ok(()) => Outcome::Done,
        Err(_) => Outcome::Wrong("cargo-deny objects".to_owned()),
    })
}
