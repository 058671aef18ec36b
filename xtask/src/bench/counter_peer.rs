//! Builds a bare Leptos counter as the page is built: the peer of how soon the page can be used.
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::page;
use crate::paths::Paths;
use crate::process::{self, say};
use crate::tools;

/// The page around it: as little as starts a module.
const INDEX: &str = r#"<!DOCTYPE html>
<html lang="es-MX">
  <head>
    <meta charset="utf-8">
    <title>Counter</title>
    <link rel="modulepreload" href="/assets/counter.js">
    <link rel="preload" href="/assets/counter_bg.wasm" as="fetch" type="application/wasm" crossorigin="anonymous">
    <script type="module" src="/assets/boot.js"></script>
  </head>
  <body></body>
</html>
"#;
const BOOT: &str = "import start from \"/assets/counter.js\";
await start({ module_or_path: \"/assets/counter_bg.wasm\" });
";

/// Compiles `frontend/examples/counter.rs` in the page's profile, shrinks and compresses it, and returns
/// the folder to serve.
///
/// # Errors
/// A tool is missing, or the example does not compile.
pub(super) fn build(paths: &Paths) -> Result<PathBuf> {
    let tools = tools::for_page(paths)?;
    say("building a bare Leptos counter to compare the page with");
    let target = paths.web_target();
    let mut cargo = process::cargo();
    cargo
        .args(["build", "--package", "frontend", "--example", "counter"])
        .args(["--profile", "web", "--target", "wasm32-unknown-unknown"])
        .current_dir(&paths.root)
        .env("CARGO_TARGET_DIR", &target);
    tools.lend(&mut cargo);
    process::run(&mut cargo)?;

    let folder = paths.target.join("bench/counter");
    let assets = folder.join("assets");
    fs::create_dir_all(&assets).with_context(|| format!("cannot make {}", assets.display()))?;
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .arg(&assets)
        .arg(target.join("wasm32-unknown-unknown/web/examples/counter.wasm"));
    tools.lend(&mut bindgen);
    process::run(&mut bindgen)?;
    let mut shrink = page::wasm_opt(&assets.join("counter_bg.wasm"));
    tools.lend(&mut shrink);
    process::run(&mut shrink)?;
    process::write(&folder.join("index.html"), INDEX)?;
    process::write(&assets.join("boot.js"), BOOT)?;
    process::run(&mut page::compress(paths, &folder))?;
    Ok(folder)
}
