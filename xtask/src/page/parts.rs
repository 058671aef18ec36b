//! The page's own wasm, which comes in parts (docs/adr/0011-page-in-parts.md).
//!
//! Cargo links `frontend`'s binary `app` with its relocations; the splitter cuts it at the functions
//! that `app/src/pages` marks; wasm-bindgen writes the JavaScript of the first part; wasm-opt shrinks
//! each. Trunk knows none of these steps, so they are made here, in Trunk's last hook.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::draft;
use super::short_hash::short_hash;
use crate::paths::Paths;
use crate::process;

const TARGET: &str = "wasm32-unknown-unknown";

/// What rustc's output uses, which wasm-opt does not guess.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The addresses of the first part's two files.
pub(super) struct Start {
    /// The JavaScript module.
    pub(super) module: String,
    /// The wasm that it starts.
    pub(super) wasm: String,
}

/// Builds the parts into a folder of their own below `folder`, named after their content.
pub(super) fn build(paths: &Paths, folder: &Path) -> Result<Start> {
    let linked = link(paths)?;
    let work = linked.with_file_name("app-parts");
    if work.exists() {
        fs::remove_dir_all(&work).with_context(|| format!("cannot empty {}", work.display()))?;
    }
    fs::create_dir_all(&work).with_context(|| format!("cannot make {}", work.display()))?;
    split(&linked, &work)?;
    for part in wasm_files(&work)? {
        shrink(&part)?;
    }
    let parts = format!("assets/app-{}", hash_of(&work)?);
    let published = folder.join(&parts);
    fs::create_dir_all(published.parent().unwrap_or(folder))?;
    fs::rename(&work, &published)
        .with_context(|| format!("cannot move the parts to {}", published.display()))?;
    Ok(Start {
        module: format!("{parts}/main.js"),
        wasm: format!("{parts}/main_bg.wasm"),
    })
}

/// Compiles and links the whole, with the relocations that the splitter follows. Trunk's environment
/// holds the compiler and the target folder.
fn link(paths: &Paths) -> Result<PathBuf> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| paths.web_target(), PathBuf::from);
    process::run(
        Command::new("cargo")
            .args(["rustc", "--offline", "-p", "frontend", "--bin", "app"])
            .args(["--profile", "web", "--target", TARGET])
            // Names and relocations tell the splitter what calls what; wasm-opt drops both.
            .args(["--", "-C", "link-arg=--emit-relocs", "-C", "strip=none"])
            .env("CARGO_TARGET_DIR", &target)
            .current_dir(&paths.root),
    )?;
    let linked = target.join(TARGET).join("web/app.wasm");
    ensure!(linked.is_file(), "cargo made no {}", linked.display());
    Ok(linked)
}

/// Cuts the linked wasm into parts, and gives the first its JavaScript.
fn split(linked: &Path, work: &Path) -> Result<()> {
    process::run(Command::new("wasm-split-cli").arg(linked).arg(work))?;
    let first = work.join("main.wasm");
    process::run(
        Command::new("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-name", "main"])
            // The other parts import by these names.
            .args(["--keep-lld-exports", "--no-demangle"])
            .arg("--out-dir")
            .arg(work)
            .arg(&first),
    )?;
    fs::remove_file(&first).with_context(|| format!("cannot remove {}", first.display()))
}

fn shrink(part: &Path) -> Result<()> {
    if draft::is_running() {
        return Ok(());
    }
    process::run(&mut wasm_opt(part))
}

/// Returns the command that shrinks a wasm file in place.
pub(crate) fn wasm_opt(part: &Path) -> Command {
    let mut command = Command::new("wasm-opt");
    command
        .args(FEATURES)
        .arg("-Oz")
        .arg(part)
        .arg("-o")
        .arg(part);
    command
}

fn wasm_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_wasm = |file: &PathBuf| file.extension().is_some_and(|it| it == "wasm");
    Ok(files(folder)?.into_iter().filter(is_wasm).collect())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<std::io::Result<Vec<_>>>()
        })
        .with_context(|| format!("cannot read {}", folder.display()))?;
    files.sort();
    Ok(files)
}

/// One name for all parts: they fit each other and nothing else.
fn hash_of(folder: &Path) -> Result<String> {
    let mut content = Vec::new();
    for file in files(folder)? {
        content.extend(fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
    }
    Ok(short_hash(&content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_follows_the_content_of_every_part() {
        let folder = std::env::temp_dir().join(format!("rubrica-parts-{}", std::process::id()));
        process::write(&folder.join("main.js"), "a").unwrap();
        process::write(&folder.join("split_x.wasm"), "b").unwrap();
        let first = hash_of(&folder).unwrap();
        assert_eq!(hash_of(&folder).unwrap(), first);
        process::write(&folder.join("split_x.wasm"), "c").unwrap();
        assert_ne!(hash_of(&folder).unwrap(), first);
        assert_eq!(wasm_files(&folder).unwrap().len(), 1);
        fs::remove_dir_all(folder).unwrap();
    }
}
