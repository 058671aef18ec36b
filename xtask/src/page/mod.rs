//! The page: `dist/` out of `frontend/`, `app/`, `style/` and the crates beneath them.
//!
//! `build` calls Trunk when an input changed; Trunk calls `bundle` (as `cargo xtask bundle`) before it
//! publishes. docs/page-bundle.md says what comes out.
mod bundle;
mod inputs;

use std::env;

use anyhow::{Context, Result};

pub(crate) use bundle::bundle;

use crate::paths::Paths;
use crate::process::{self, say};
use crate::tools::{self, Stamp};

/// Builds the page, unless it was built from these very inputs.
pub(crate) fn build(paths: &Paths) -> Result<()> {
    let stamp = Stamp::new(paths.target.join("page.stamp"), inputs::fingerprint(paths)?);
    if stamp.holds() && paths.dist().join("index.html").is_file() {
        say("the page is up to date");
        return Ok(());
    }

    let tools = tools::for_page(paths)?;
    say("building the page: three wasm binaries, styles, two worker files");
    stamp.clear();
    // Trunk is told to stay offline, so cargo may need its crates beforehand.
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
    process::run(&mut trunk)?;
    stamp.set()
}
