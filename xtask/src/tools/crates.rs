//! Programs compiled from crates.io.
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::version_of;
use crate::process::{self, say};

/// A program that is a crate.
pub(crate) struct Program<'a> {
    name: &'static str,
    package: &'static str,
    version: &'a str,
    why: &'static str,
    options: &'static [&'static str],
}

/// Trunk, which builds the page out of its parts.
pub(crate) fn trunk(version: &str) -> Program<'_> {
    Program {
        name: "trunk",
        package: "trunk",
        version,
        why: "builds the page out of its parts; some minutes, once",
        // Without its look for newer versions.
        options: &["--no-default-features", "--features", "rustls"],
    }
}

/// The splitter, which cuts the page's wasm into parts.
pub(crate) fn wasm_split(version: &str) -> Program<'_> {
    Program {
        name: "wasm-split-cli",
        package: "wasm_split_cli_support",
        version,
        why: "cuts the page's wasm into parts; a minute, once",
        options: &["--features", "build-binary"],
    }
}

/// wasm-bindgen's command, which must equal the library's version to the last digit.
pub(crate) fn wasm_bindgen(version: &str) -> Program<'_> {
    Program {
        name: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version,
        why: "writes the JavaScript side of the wasm; some minutes, once",
        options: &[],
    }
}

/// cargo-deny, which knows licences and advisories.
pub(crate) fn deny(version: &str) -> Program<'_> {
    Program {
        name: "cargo-deny",
        package: "cargo-deny",
        version,
        why: "checks licences and advisories; ten minutes, once",
        options: &[],
    }
}

/// Installs a program below `tools/bin`, unless that very version is there or on PATH.
pub(crate) fn obtain(tools: &Path, program: &Program) -> Result<PathBuf> {
    let installed = tools.join("bin").join(program.name);
    if says_version(&installed, program.version) || is_noted(tools, program) {
        return Ok(installed);
    }
    if let Some(found) = process::on_path(program.name)
        && says_version(&found, program.version)
    {
        return Ok(found);
    }

    let Program {
        name, version, why, ..
    } = program;
    say(format!("compiling {name} {version}, which {why}"));
    let build = tools.join("build");
    process::run(
        process::cargo()
            .args(["install", "--quiet", "--locked", program.package])
            .arg("--version")
            .arg(format!("={version}"))
            .args(program.options)
            .arg("--root")
            .arg(tools)
            .arg("--target-dir")
            .arg(&build)
            // They are waited for once and run for seconds: a quick build serves better than quick code.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    )
    .with_context(|| {
        format!(
            "cannot obtain {name} {version}; if crates.io is out of reach, put it on PATH yourself"
        )
    })?;
    // The intermediate files are of no further use, and large.
    fs::remove_dir_all(&build).ok();
    Ok(installed)
}

/// Whether cargo noted that it installed this very version: not every program says its own.
fn is_noted(tools: &Path, program: &Program) -> bool {
    let noted = fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
    tools.join("bin").join(program.name).is_file() && names_version(&noted, program)
}

fn names_version(noted: &str, program: &Program) -> bool {
    let start = format!("\"{} {} ", program.package, program.version);
    noted.lines().any(|line| line.starts_with(&start))
}

fn says_version(program: &Path, version: &str) -> bool {
    program.is_file()
        && version_of(program).is_some_and(|said| said.split_whitespace().any(|w| w == version))
}

/// The version of a package in Cargo.lock.
pub(crate) fn locked_version(lock: &Path, package: &str) -> Result<String> {
    let text =
        fs::read_to_string(lock).with_context(|| format!("cannot read {}", lock.display()))?;
    version_in_lock(&text, package).with_context(|| format!("Cargo.lock names no {package}"))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let lock: toml::Table = lock.parse().ok()?;
    lock.get("package")?
        .as_array()?
        .iter()
        .find(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))?
        .get("version")?
        .as_str()
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_an_installed_version_in_what_cargo_noted() {
        let noted =
            "[v1]\n\"wasm_split_cli_support 0.2.4 (registry+https://x)\" = [\"wasm-split-cli\"]\n";
        assert!(names_version(noted, &wasm_split("0.2.4")));
        assert!(!names_version(noted, &wasm_split("0.2")));
        assert!(!names_version("", &wasm_split("0.2.4")));
    }

    #[test]
    fn reads_the_locked_version_by_the_whole_name() {
        let lock = r#"
            version = 4
            [[package]]
            name = "wasm-bindgen-macro"
            version = "0.1.0"
            [[package]]
            name = "wasm-bindgen"
            version = "0.2.128"
        "#;
        assert_eq!(
            version_in_lock(lock, "wasm-bindgen").as_deref(),
            Some("0.2.128")
        );
        assert_eq!(version_in_lock(lock, "trunk"), None);
    }
}
