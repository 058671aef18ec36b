//! Licences, sources and advisories of every dependency, by cargo-deny and deny.toml.
use std::process::Command;

use anyhow::Result;

use super::report::Outcome;
use crate::paths::Paths;
use crate::process;
use crate::tools;

/// Compiles cargo-deny if it is not there (ten minutes, hence only with `--long`) and runs it.
///
/// Advisories apart from the rest: they are fetched from GitHub, and where that is out of reach the
/// licences are checked all the same.
pub(crate) fn check(paths: &Paths) -> Result<Outcome> {
    let deny = tools::deny(paths)?;
    let check = |what: &[&str], objection: &str| {
        let mut cargo = Command::new(&deny);
        cargo.arg("check").args(what).current_dir(&paths.root);
        match process::run(&mut cargo) {
            Ok(()) => Outcome::Done,
            Err(_) => Outcome::Wrong(objection.to_owned()),
        }
    };
    let terms = check(
        &["licenses", "bans", "sources"],
        "cargo-deny objects to licences, bans or sources",
    );
    let advisories = check(
        &["advisories"],
        "cargo-deny found an advisory, or could not fetch them",
    );
    Ok(terms.and(advisories))
}
