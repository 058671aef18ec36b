//! The steps that cargo carries out on the host.
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Command, Stdio};
use std::thread;

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
];

/// How many cases a property is tried with when time is no matter.
const MANY_CASES: &str = "100000";

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

/// Runs unit and integration tests, with nextest if it is there.
pub(crate) fn tests(paths: &Paths, packages: &[&str], long: bool) -> Result<Outcome> {
    tools::for_units()?;
    let builder = Builder::new(paths, Build::Development)?;
    let nextest = process::on_path("cargo-nextest").is_some();
    let mut cargo = builder.cargo(if nextest { "nextest" } else { "test" });
    if nextest {
        cargo.args(["run", "--cargo-quiet", "--no-fail-fast", "--no-tests=pass"]);
        cargo.args(["--status-level=slow", "--final-status-level=fail"]);
    } else {
        cargo.args([
            "--quiet",
            "--no-fail-fast",
            "--lib",
            "--bins",
            "--tests",
            "--examples",
        ]);
    }
    cargo.args(packages);
    if long {
        cargo.env("PROPTEST_CASES", MANY_CASES);
    }
    counted(&mut cargo)
}

/// Runs the examples in the documentation of the host's libraries, which nextest leaves out.
pub(crate) fn documentation(paths: &Paths) -> Result<Outcome> {
    let builder = Builder::new(paths, Build::Development)?;
    counted(
        builder
            .cargo("test")
            .args(["--quiet", "--doc", "--no-fail-fast"]),
    )
}

/// Runs a test runner, shows what it says, and counts the tests it tells of.
///
/// Errors if it failed without telling of a failed test: it did not compile, say.
pub(super) fn counted(runner: &mut Command) -> Result<Outcome> {
    let mut child = runner
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot start cargo")?;
    let (Some(output), Some(errors)) = (child.stdout.take(), child.stderr.take()) else {
        bail!("cargo's output was not piped");
    };
    // cargo test tells its results on one stream, and nextest on the other.
    let on_output = thread::spawn(move || count(output, |line| println!("{line}")));
    let on_errors = count(errors, |line| eprintln!("{line}"));
    let on_output = on_output.join().unwrap_or_default();
    let count = Count {
        passed: on_output.passed + on_errors.passed,
        failed: on_output.failed + on_errors.failed,
    };
    if !child.wait()?.success() && count.failed == 0 {
        bail!("the tests could not be run");
    }
    Ok(Outcome::Tested(count))
}

fn count(stream: impl Read, show: impl Fn(&str)) -> Count {
    let mut total = Count::default();
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        show(&line);
        if let Some(told) = result_line(&line) {
            total.passed += told.passed;
            total.failed += told.failed;
        }
    }
    total
}

/// Reads `test result: ok. 3 passed; 0 failed; …` (cargo test) and
/// `Summary [ 0.1s] 4 tests run: 3 passed (1 slow), 1 timed out, 2 skipped` (nextest).
fn result_line(line: &str) -> Option<Count> {
    let results = if let Some((_, results)) = line.split_once("test result: ") {
        results.split_once(". ")?.1
    } else if line.trim_start().starts_with("Summary [") {
        line.split_once("run: ")?.1
    } else {
        return None;
    };
    let mut count = Count::default();
    for part in results.split([',', ';']) {
        let Some((number, what)) = part.trim().split_once(' ') else {
            continue;
        };
        let Ok(number) = number.parse::<usize>() else {
            continue;
        };
        if what.starts_with("passed") {
            count.passed += number;
        } else if ["failed", "timed out", "exec failed"]
            .iter()
            .any(|failure| what.starts_with(failure))
        {
            count.failed += number;
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
    fn nextests_line_is_read_with_every_way_to_fail() {
        let line = "     Summary [   0.006s] 9 tests run: 4 passed (1 slow), 2 failed, 3 timed out, 5 skipped";
        assert_eq!(
            result_line(line),
            Some(Count {
                passed: 4,
                failed: 5
            })
        );
        let one = "     Summary [   0.006s] 1 test run: 1 passed, 0 skipped";
        assert_eq!(
            result_line(one),
            Some(Count {
                passed: 1,
                failed: 0
            })
        );
    }

    #[test]
    fn a_tests_own_words_are_not_a_result() {
        assert_eq!(result_line("note: 12 passed, 3 failed in the sample"), None);
    }
}
