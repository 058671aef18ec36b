//! The page: `dist/` out of `frontend/`, `app/`, `style/` and the crates beneath them.
//!
//! `build` calls Trunk when an input changed; Trunk calls `bundle` (as `cargo xtask bundle`) before it
//! publishes. docs/page-bundle.md says what comes out.
mod bundle;
mod draft;
mod inputs;
mod parts;
mod short_hash;

use std::env;

use anyhow::{Context, Result};

pub(crate) use bundle::{bundle, compress};
pub(crate) use parts::wasm_opt;

use crate::paths::Paths;
use crate::process::{self, say};
use crate::tools::{self, Stamp};

/// How much work goes into the page's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quality {
    /// As it is delivered: optimised and compressed, which takes minutes.
    Delivered,
    /// For the daily loop: barely optimised, incremental and uncompressed. Never measured.
    Draft,
}

impl Quality {
    /// Returns the quality that a command's `--draft` asks for.
    pub(crate) fn of(draft: bool) -> Self {
        if draft { Self::Draft } else { Self::Delivered }
    }
}

/// Builds the page, unless it was built from these very inputs.
pub(crate) fn build(paths: &Paths, quality: Quality) -> Result<()> {
    let inputs = format!("{} {quality:?}", inputs::fingerprint(paths)?);
    let stamp = Stamp::new(paths.target.join("page.stamp"), inputs);
    if stamp.holds() && paths.dist().join("index.html").is_file() {
        say("the page is up to date");
        return Ok(());
    }

    let tools = tools::for_page(paths)?;
    say("building the page: its parts, three worker files, styles");
    stamp.clear();
    // Trunk stays offline, so cargo may need its crates beforehand.
    process::run(
        process::cargo()
            .args(["fetch", "--quiet"])
            .current_dir(&paths.root),
    )?;
    let mut trunk = process::afresh("trunk");
    trunk
        .arg("build")
        .args(["--color", "auto"])
        .current_dir(&paths.root)
        .env("CARGO_TARGET_DIR", paths.web_target())
        .env(
            "RUBRICA_XTASK",
            env::current_exe().context("cannot tell this program's own path")?,
        );
    tools.lend(&mut trunk);
    if quality == Quality::Draft {
        draft::apply(paths, &tools, &mut trunk)?;
    }
    process::run(&mut trunk)?;
    stamp.set()
}
