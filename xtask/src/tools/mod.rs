//! What run and test need beyond Rust, Node and Debian's packages: found, or obtained below
//! `target/tools/`, pinned, each with a line that says what is done and why.
//!
//! Every step is idempotent: it looks first, and nothing is downloaded twice. What cannot be had is
//! named, with the way to get it.
mod crates;
mod debian;
mod npm;
mod stamp;
mod wasm_rust;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::paths::Paths;
use crate::process;
pub(crate) use stamp::Stamp;
pub(crate) use wasm_rust::WasmRust;

/// Trunk's version: the newest that the workspace's Rust builds.
const TRUNK: &str = "0.21.14";

/// The splitter's version: it reads what `wasm_split_helpers`, which Leptos brings, leaves in the wasm.
const WASM_SPLIT: &str = "0.2.4";

/// cargo-deny's version.
const DENY: &str = "0.20.2";

/// What builds the page.
pub(crate) struct PageTools {
    /// The compiler that knows wasm32.
    pub(crate) rust: WasmRust,
    /// PATH with trunk, wasm-bindgen, wasm-opt and sass before all else.
    path: OsString,
}

impl PageTools {
    /// Lets a command find these tools.
    pub(crate) fn lend(&self, command: &mut Command) {
        command.env("PATH", &self.path);
        self.rust.lend(command);
    }

    /// The folders of PATH, in order, these tools' first.
    pub(crate) fn folders(&self) -> impl Iterator<Item = PathBuf> {
        env::split_paths(&self.path)
    }
}

/// What the browser tests need.
pub(crate) struct BrowserTools {
    /// Chromium, from `CHROMIUM_PATH` or Debian.
    pub(crate) chromium: PathBuf,
    /// Its driver, for the wasm tests.
    pub(crate) chromedriver: PathBuf,
}

/// Obtains what builds the page.
pub(crate) fn for_page(paths: &Paths) -> Result<PageTools> {
    let tools = paths.tools();
    fs::create_dir_all(&tools).with_context(|| format!("cannot make {}", tools.display()))?;

    npm::check_node()?;
    let rust = wasm_rust::obtain(paths)?;
    let bindgen = crates::locked_version(&paths.root.join("Cargo.lock"), "wasm-bindgen")?;
    crates::obtain(&tools, &crates::trunk(TRUNK))?;
    crates::obtain(&tools, &crates::wasm_bindgen(&bindgen))?;
    crates::obtain(&tools, &crates::wasm_split(WASM_SPLIT))?;
    let node = tools.join("node");
    npm::install_copy(
        &paths.root.join("xtask/node"),
        &node,
        "wasm-opt and sass, which shrink the wasm and write the styles",
    )?;

    let folders = [tools.join("bin"), node.join("node_modules/.bin")];
    let inherited = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(folders.into_iter().chain(env::split_paths(&inherited)))
        .context("a folder on PATH holds a colon")?;
    Ok(PageTools { rust, path })
}

/// Obtains what the browser tests need: Chromium, the programs that open what the page writes,
/// Playwright.
pub(crate) fn for_browser(paths: &Paths) -> Result<BrowserTools> {
    npm::check_node()?;
    let chromium = debian::program(&debian::CHROMIUM)?;
    let chromedriver = debian::program(&debian::CHROMEDRIVER)?;
    for_units()?;
    npm::install(
        &paths.end2end(),
        "Playwright and axe, which drive and check the page",
    )?;
    Ok(BrowserTools {
        chromium,
        chromedriver,
    })
}

/// Obtains the programs of other people that the tests, the browser's too, open our files with.
pub(crate) fn for_units() -> Result<()> {
    for program in [
        &debian::OPENSSL,
        &debian::KEYTOOL,
        &debian::CERTUTIL,
        &debian::PK12UTIL,
    ] {
        debian::program(program)?;
    }
    Ok(())
}

/// Obtains what the fuzz targets are compiled with, and what makes their first inputs.
pub(crate) fn for_fuzzing() -> Result<()> {
    debian::program(&debian::COMPILER_OF_CPP)?;
    debian::program(&debian::OPENSSL)?;
    Ok(())
}

/// Obtains what we are measured against natively.
pub(crate) fn for_native_bench() -> Result<()> {
    let why = "OpenSSL's library is measured beside our own code";
    debian::library("openssl", "libssl-dev", why)
}

/// Obtains what we are measured against in the page.
pub(crate) fn for_page_bench(paths: &Paths) -> Result<BrowserTools> {
    let browser = for_browser(paths)?;
    npm::install(
        &paths.bench(),
        "what is measured beside our own code in the page",
    )?;
    Ok(browser)
}

/// Obtains cargo-deny.
pub(crate) fn deny(paths: &Paths) -> Result<PathBuf> {
    let tools = paths.tools();
    crates::obtain(&tools, &crates::deny(DENY))
}

/// Returns the version that a program prints.
fn version_of(program: &std::path::Path) -> Option<String> {
    process::output(Command::new(program).arg("--version")).ok()
}
