//! The steps that cargo carries out on the host.
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::report::{Count, Outcome};
use crate::paths::Paths;
use crate::process;
use crate::run::{Build, Builder};
use crate::tools;

/// Options that select the host's crates: the workspace's default members.
pub(crate) const HOST: &[&str] = &[];

/// Options that select the page's crates. Apart from the host's: together with the server they would
/// switch on Leptos's `csr` and `ssr` at once.
pub(crate) const PAGE: &[&str] = &[
    "--package",
    "app",
    "--package",
    "frontend",
    "--package",
    "signer-worker",
    "--package",
    "import-worker",
    "--package",
    "export-worker",
];

/// How many cases a property is tried with when time is no matter.
const MANY_CASES: &str = "100000";
/// How many movements each of two registros patronales has where the cost of lists is tested.
const MANY_MOVEMENTS: &str = "50000";

/// The crates that are workspaces of their own.
const APART: [&str; 2] = ["crates/benchmarks", "crates/fuzz-targets"];

/// Whether everything is formatted.
pub(crate) fn format(paths: &Paths) -> Result<Outcome> {
    for workspace in [""].iter().chain(&APART) {
        let folder = paths.root.join(workspace);
        let mut cargo = process::cargo();
        // Without --all, which would format the crates that a workspace reaches over to as well.
        cargo.args(["fmt", "--check"]).current_dir(&folder);
        if workspace.is_empty() {
            cargo.arg("--all");
        }
        if process::run(&mut cargo).is_err() {
            return Ok(Outcome::Wrong(format!(
                "run cargo fmt in {}",
                folder.display()
            )));
        }
    }
    Ok(Outcome::Done)
}

/// Compiles with clippy as the compiler, tests and all, and counts what it warns of.
pub(crate) fn lints(paths: &Paths, packages: &[&str]) -> Result<Outcome> {
    let builder = Builder::new(paths, Build::Development)?;
    let mut cargo = builder.cargo("test");
    cargo.arg("--no-run").args(packages);
    Ok(match builder.compile(&mut cargo)?.count() {
        0 => Outcome::Done,
        1 => Outcome::Wrong("1 warning".to_owned()),
        warnings => Outcome::Wrong(format!("{warnings} warnings")),
    })
}

/// Runs unit and integration tests, and the examples in the documentation.
///
/// A process for each file of tests and not for each test, as other runners have it: what a file's
/// tests share (RSA keys, made for each process) is then made once.
pub(crate) fn tests(paths: &Paths, packages: &[&str], long: bool) -> Result<Outcome> {
    tools::for_units()?;
    let builder = Builder::new(paths, Build::Development)?;
    let mut cargo = builder.cargo("test");
    // Without naming kinds of targets: cargo would choose other features for them, and compile the
    // database a second time.
    cargo.args(["--quiet", "--no-fail-fast"]).args(packages);
    if long {
        cargo.env("PROPTEST_CASES", MANY_CASES);
        cargo.env("HISTORY_MOVEMENTS", MANY_MOVEMENTS);
    }
    counted(&mut cargo)
}

/// Runs a test runner, shows its output, and counts the tests it reports.
///
/// Errors if it failed without reporting a failed test: it did not compile, for example.
pub(super) fn counted(runner: &mut Command) -> Result<Outcome> {
    let mut child = runner
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start cargo")?;
    let output = child.stdout.take().context("its output was not piped")?;
    let mut total = Count::default();
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        println!("{line}");
        if let Some(count) = result_line(&line) {
            total.passed += count.passed;
            total.failed += count.failed;
        }
    }
    if !child.wait()?.success() && total.failed == 0 {
        bail!("the tests could not be run");
    }
    Ok(Outcome::Tested(total))
}

/// Reads `test result: ok. 3 passed; 0 failed; …`.
fn result_line(line: &str) -> Option<Count> {
    let (_, results) = line.split_once("test result: ")?;
    let mut count = Count::default();
    for part in results.split_once(". ")?.1.split(';') {
        let Some((number, what)) = part.trim().split_once(' ') else {
            continue;
        };
        match (number.parse::<usize>(), what) {
            (Ok(number), "passed") => count.passed += number,
            (Ok(number), "failed") => count.failed += number,
            _ => {}
        }
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_tests_own_line_is_read() {
        let line = "test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(
            result_line(line),
            Some(Count {
                passed: 3,
                failed: 1
            })
        );
    }

    #[test]
    fn a_tests_own_words_are_not_a_result() {
        assert_eq!(result_line("note: 12 passed, 3 failed in the sample"), None);
    }
}
