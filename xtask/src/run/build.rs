//! How cargo is called for the host, so that `run` and `test` compile everything once between them.
//!
//! Two things would make cargo compile twice what it has: a check beside a build, and another set of
//! packages or features. So the lints run *as* the compiler (clippy-driver in rustc's place for our own
//! crates, which lints and then compiles), and both chores select the same packages with the features
//! that tests want. Lints are warnings here, kept by cargo and shown again: `test` counts them.
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::paths::Paths;
use crate::process;

/// The server's kind of build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// Compiled quickly and linted; shared with the tests.
    Development,
    /// Optimised, as it is delivered.
    Release,
}

/// Calls cargo for the host.
pub(crate) struct Builder<'a> {
    paths: &'a Paths,
    build: Build,
    linter: PathBuf,
}

impl<'a> Builder<'a> {
    /// Prepares the calls. Errors if there is no clippy.
    pub(crate) fn new(paths: &'a Paths, build: Build) -> Result<Self> {
        let sysroot = process::output(
            Command::new("rustc")
                .args(["--print", "sysroot"])
                .current_dir(&paths.root),
        )?;
        let linter = PathBuf::from(sysroot).join("bin/clippy-driver");
        if !linter.is_file() {
            bail!("clippy is missing: rustup component add clippy");
        }
        Ok(Self {
            paths,
            build,
            linter,
        })
    }

    /// Builds the server, and what judges its traffic in tests, and gives the server's path.
    pub(crate) fn server(&self) -> Result<PathBuf> {
        let mut cargo = self.cargo("build");
        match self.build {
            // An example among what is asked for makes cargo choose the features that tests have.
            Build::Development => cargo.args(["--bin", "rubrica", "--example", "declared"]),
            Build::Release => cargo.args(["--release", "--package", "server"]),
        };
        process::run(&mut cargo)?;
        Ok(self.program())
    }

    /// Where the server's program is after a build.
    pub(crate) fn program(&self) -> PathBuf {
        let folder = match self.build {
            Build::Development => "debug/rubrica",
            Build::Release => "release/rubrica",
        };
        self.paths.target.join(folder)
    }

    /// A cargo call that compiles as every other does.
    pub(crate) fn cargo(&self, command: &str) -> Command {
        let mut cargo = process::cargo();
        cargo
            .arg(command)
            .current_dir(&self.paths.root)
            .env("CARGO_TARGET_DIR", &self.paths.target);
        if self.build == Build::Development {
            cargo.env("RUSTC_WORKSPACE_WRAPPER", &self.linter);
        }
        cargo
    }

    /// Runs a cargo call that compiles, and shows its messages. Returns the warnings.
    pub(crate) fn compile(&self, cargo: &mut Command) -> Result<Warnings> {
        let mut child = cargo
            .arg("--message-format=json-diagnostic-rendered-ansi")
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start cargo")?;
        let output = child.stdout.take().context("cargo's output was piped")?;
        let mut warnings = Warnings::default();
        for line in BufReader::new(output).lines() {
            if let Some(message) = warnings.take_in(&line?) {
                eprint!("{message}");
            }
        }
        if !child.wait()?.success() {
            bail!("does not compile");
        }
        Ok(warnings)
    }
}

/// The compiler's warnings. One that is reported for a library and for its tests counts once.
#[derive(Default)]
pub(crate) struct Warnings {
    seen: std::collections::BTreeSet<String>,
}

#[derive(Deserialize)]
struct Line {
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    rendered: Option<String>,
    spans: Vec<serde_json::Value>,
}

impl Warnings {
    /// The number of distinct warnings.
    pub(crate) fn count(&self) -> usize {
        self.seen.len()
    }

    /// Reads a line of cargo's output. Returns the warning in it, unless it was seen before.
    fn take_in(&mut self, line: &str) -> Option<String> {
        let line: Line = serde_json::from_str(line).ok()?;
        let message = line.message?;
        let rendered = message.rendered?;
        // "3 warnings emitted" and its like point at no place.
        let points_somewhere = !message.spans.is_empty();
        (points_somewhere && self.seen.insert(rendered.clone())).then_some(rendered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_and_counts_a_repeated_warning_once() {
        let mut warnings = Warnings::default();
        let warning = r#"{"reason":"compiler-message","message":{"rendered":"warning: unused\n","level":"warning","spans":[{}]}}"#;
        assert_eq!(
            warnings.take_in(warning).as_deref(),
            Some("warning: unused\n")
        );
        assert_eq!(warnings.take_in(warning), None);
        assert_eq!(warnings.count(), 1);
    }

    #[test]
    fn what_is_no_warning_is_not_counted() {
        let mut warnings = Warnings::default();
        for line in [
            r#"{"reason":"compiler-artifact","fresh":true}"#,
            r#"{"reason":"compiler-message","message":{"rendered":"warning: 1 warning emitted\n","level":"warning","spans":[]}}"#,
            "not json",
        ] {
            assert_eq!(warnings.take_in(line), None);
        }
        assert_eq!(warnings.count(), 0);
    }
}
