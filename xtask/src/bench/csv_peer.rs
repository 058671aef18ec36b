//! Builds the csv crate for a web worker: the peer of DISPMAG's reader in the page.
use std::process::Command;

use anyhow::Result;

use super::native::Native;
use crate::paths::Paths;
use crate::process::{self, say};
use crate::tools;

/// Compiles `crates/benchmarks/csv-peer` to wasm and writes it, with wasm-bindgen's glue, beside the material.
///
/// # Errors
/// A tool is missing, or the crate does not compile.
pub(super) fn build(paths: &Paths, native: &Native) -> Result<()> {
    let page = tools::for_page(paths)?;
    let folder = paths.target.join("bench/csv-peer");
    say("compiling the csv crate as wasm");
    let mut cargo = process::cargo();
    cargo
        .args(["build", "--profile", "peer", "--package", "csv-peer"])
        .args(["--lib", "--quiet", "--locked"])
        .args(["--target", "wasm32-unknown-unknown"])
        .current_dir(paths.root.join("crates/benchmarks"))
        .env("CARGO_TARGET_DIR", &folder);
    page.lend(&mut cargo);
    process::run(&mut cargo)?;
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen
        .args(["--target", "no-modules", "--no-typescript", "--out-dir"])
        .arg(&native.material)
        .arg(folder.join("wasm32-unknown-unknown/peer/csv_peer.wasm"));
    page.lend(&mut bindgen);
    process::run(&mut bindgen)
}
