//! The built page, served by the real server and used in Chromium: Playwright, in `end2end/`.
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::report::{Count, Outcome};
use crate::page;
use crate::paths::Paths;
use crate::process;
use crate::run::{Build, Builder};
use crate::tools;

/// Builds what is missing, checks the tests' own types, and runs them: all, or on the desktop those
/// that match a pattern of Playwright's.
pub(crate) fn tests(paths: &Paths, quality: page::Quality, story: Option<&str>) -> Result<Outcome> {
    let tools = tools::for_browser(paths)?;
    page::build(paths, quality)?;
    Builder::new(paths, Build::Development)?.server()?;

    process::run(in_end2end(paths, "tsc").arg("--noEmit"))
        .context("the types of the browser tests do not agree")?;

    let results = paths.target.join("end2end.json");
    fs::remove_file(&results).ok();
    let mut playwright = in_end2end(paths, "playwright");
    playwright.args(["test", "--reporter=list,json"]);
    if let Some(story) = story {
        playwright.args(["--project=desktop", story]);
    }
    let run = process::run(
        playwright
            .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &results)
            .env("CHROMIUM_PATH", &tools.chromium)
            .env("CARGO_TARGET_DIR", &paths.target)
            .env(
                "RUBRICA_XTASK",
                env::current_exe().context("cannot tell this program's own path")?,
            ),
    );
    let count = count(&results)?;
    if let Err(error) = run
        && count.failed == 0
    {
        return Err(error);
    }
    if count.passed + count.failed == 0 {
        bail!("no browser test ran");
    }
    Ok(Outcome::Tested(count))
}

fn in_end2end(paths: &Paths, program: &str) -> Command {
    let folder = paths.end2end();
    let mut command = Command::new(folder.join("node_modules/.bin").join(program));
    command.current_dir(folder);
    command
}

#[derive(Deserialize)]
struct Results {
    stats: Stats,
}

/// Playwright's own numbers. A flaky test passed at a second try: here that is a failure.
#[derive(Deserialize)]
struct Stats {
    expected: usize,
    unexpected: usize,
    flaky: usize,
}

fn count(results: &Path) -> Result<Count> {
    let said = fs::read_to_string(results).context("Playwright wrote no results")?;
    counted(&said)
}

fn counted(results: &str) -> Result<Count> {
    let Results { stats } =
        serde_json::from_str(results).context("cannot read Playwright's results")?;
    Ok(Count {
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flaky_test_is_a_failed_one() {
        let results = r#"{"stats":{"expected":5,"skipped":0,"unexpected":1,"flaky":2}}"#;
        let expected = Count {
            passed: 5,
            failed: 3,
        };
        assert_eq!(counted(results).unwrap(), expected);
    }
}
