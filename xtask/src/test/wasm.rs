//! Tests that run as wasm, in Chromium, through wasm-bindgen's runner.
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::report::{Count, Outcome};
use super::rust;
use crate::paths::Paths;
use crate::process::{self, say};
use crate::tools;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
}

/// Runs the wasm tests of every crate that has some.
pub(crate) fn tests(paths: &Paths) -> Result<Outcome> {
    let said = process::output(
        process::cargo()
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(&paths.root),
    )?;
    let packages = with_wasm_tests(&said)?;
    if packages.is_empty() {
        say("no crate has tests that run as wasm");
        return Ok(Outcome::Tested(Count::default()));
    }

    let page = tools::for_page(paths)?;
    let browser = tools::for_browser(paths)?;
    let mut cargo = process::cargo();
    // The page's own profile and folder, where most of its dependencies are compiled already.
    cargo
        .args(["test", "--quiet", "--no-fail-fast", "--profile", "web"])
        .args(["--target", "wasm32-unknown-unknown", "--tests"])
        .current_dir(&paths.root)
        .env("CARGO_TARGET_DIR", paths.web_target())
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            PathBuf::from("wasm-bindgen-test-runner"),
        )
        .env("CHROMEDRIVER", &browser.chromedriver)
        // Seconds for all tests of a crate: they make keys, and the machine may be busy.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    for package in &packages {
        cargo.args(["--package", package]);
    }
    page.lend(&mut cargo);
    rust::counted(&mut cargo)
}

/// The crates that test with wasm-bindgen.
fn with_wasm_tests(metadata: &str) -> Result<Vec<String>> {
    let metadata: Metadata =
        serde_json::from_str(metadata).context("cannot read what cargo metadata said")?;
    let has_some = |package: &Package| {
        package
            .dependencies
            .iter()
            .any(|one| one.name == "wasm-bindgen-test" && one.kind.as_deref() == Some("dev"))
    };
    Ok(metadata
        .packages
        .into_iter()
        .filter(has_some)
        .map(|package| package.name)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_with_wasm_tests_are_known_by_their_dev_dependency() {
        let metadata = r#"{"packages":[
            {"name":"vault","dependencies":[{"name":"wasm-bindgen-test","kind":"dev"}]},
            {"name":"imss","dependencies":[{"name":"serde","kind":null}]}
        ]}"#;
        assert_eq!(with_wasm_tests(metadata).unwrap(), ["vault"]);
    }
}
