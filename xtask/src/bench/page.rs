//! Calls `end2end/bench`: what is measured in the built page's own parts, in Chromium.
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use super::measured::Measured;
use super::native::Native;
use crate::page;
use crate::paths::Paths;
use crate::process::{self, say};
use crate::tools;

/// What the page is measured beside.
pub(super) enum Peer<'a> {
    /// Libraries in the page, and this program outside the browser.
    Native(&'a Native),
    /// Another site, in this folder.
    Site(&'a Path),
    /// A library, installed beside the bench.
    Library,
}

/// Builds the page, and measures what `NAME.spec.ts` there measures.
pub(super) fn measure(paths: &Paths, name: &str, peer: &Peer<'_>) -> Result<Measured> {
    let tools = tools::for_page_bench(paths)?;
    page::build(paths, page::Quality::Delivered)?;
    let results = paths.target.join("bench").join(format!("{name}.json"));
    fs::remove_file(&results).ok();
    say(format!("measuring in Chromium: {name}"));
    let mut playwright = Command::new(paths.end2end().join("node_modules/.bin/playwright"));
    playwright
        .args(["test", "--config", "bench/playwright.config.ts"])
        .arg(format!("{name}.spec.ts"))
        .current_dir(paths.end2end())
        .env("CHROMIUM_PATH", &tools.chromium)
        .env("RUBRICA_SITE", paths.dist())
        .env("CARGO_TARGET_DIR", &paths.target)
        .env(
            "RUBRICA_XTASK",
            env::current_exe().context("cannot tell this program's own path")?,
        )
        .env("RUBRICA_BENCH_RESULTS", &results);
    match peer {
        Peer::Native(native) => {
            playwright
                .env("RUBRICA_BENCH_NATIVE", &native.program)
                .env("RUBRICA_BENCH_MATERIAL", &native.material);
        }
        Peer::Site(folder) => {
            playwright.env("RUBRICA_BENCH_PEER", folder);
        }
        Peer::Library => {}
    }
    process::run(&mut playwright)?;
    let measured = fs::read_to_string(&results).context("the page's bench wrote no results")?;
    Measured::read(&measured)
}
