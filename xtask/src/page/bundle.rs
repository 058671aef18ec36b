//! The last step of the page's build, on the folder that Trunk is about to publish.
//!
//! It joins each worker into one file that needs nothing else (its policy lets it fetch nothing), gives
//! it and its wasm hashed names, tells the page those names, and compresses everything.
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::parts::Start;
use super::short_hash::short_hash;
use super::{draft, parts};
use crate::paths::Paths;
use crate::process;

/// The workers, as cargo names their binaries and `index.html` their places.
const WORKERS: [&str; 3] = ["signer", "import", "export"];

/// Finishes the page in `folder`.
pub(crate) fn bundle(paths: &Paths, folder: &Path) -> Result<()> {
    start(folder, &parts::build(paths, folder)?)?;
    for name in WORKERS {
        let joined = join(paths, folder, name)?;
        tell(folder, name, &joined)?;
    }
    if draft::is_running() {
        return Ok(());
    }
    process::run(&mut compress(paths, folder))
}

/// Returns the command that writes a compressed sibling of every file worth it.
pub(crate) fn compress(paths: &Paths, folder: &Path) -> Command {
    let mut command = Command::new("node");
    command
        .arg(paths.root.join("xtask/node/compress.mjs"))
        .arg(folder);
    command
}

/// Names the first part to the page.
fn start(folder: &Path, start: &Start) -> Result<()> {
    let index = folder.join("index.html");
    let page = read(&index)?;
    // Trunk leaves the element that it was asked to skip.
    let page: String = page
        .lines()
        .filter(|line| !line.contains("data-trunk-skip"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut page = page;
    for (placeholder, address) in [
        ("__APP_MODULE__", &start.module),
        ("__APP_WASM__", &start.wasm),
    ] {
        ensure!(
            page.contains(placeholder),
            "index.html must hold {placeholder}"
        );
        page = page.replace(placeholder, &format!("/{address}"));
    }
    process::write(&index, page)
}

/// The addresses of a worker's two files.
struct Joined {
    worker: String,
    wasm: String,
}

fn join(paths: &Paths, folder: &Path, name: &str) -> Result<Joined> {
    let worker = folder.join("worker");
    let glue_file = worker.join(format!("{name}.js"));
    let glue = read(&glue_file)?;
    let bootstrap = read(&paths.root.join("frontend/worker/bootstrap.js"))?;
    let script = one_file(&glue, &bootstrap)?;
    let wasm_file = worker.join(format!("{name}_bg.wasm"));
    let wasm =
        fs::read(&wasm_file).with_context(|| format!("cannot read {}", wasm_file.display()))?;

    let joined = Joined {
        worker: format!("worker/{name}-{}.js", short_hash(script.as_bytes())),
        wasm: format!("worker/{name}-{}.wasm", short_hash(&wasm)),
    };
    process::write(&folder.join(&joined.worker), script)?;
    fs::remove_file(&glue_file)?;
    fs::rename(&wasm_file, folder.join(&joined.wasm))?;
    Ok(joined)
}

/// The worker's one file. Errors if the glue needs a file beside it, which the worker could not fetch.
fn one_file(glue: &str, bootstrap: &str) -> Result<String> {
    for reach in [
        "importScripts(",
        "require(",
        "import {",
        "import{",
        "from\"./",
        "from './",
    ] {
        ensure!(
            !glue.contains(reach),
            "the worker's glue holds `{reach}`, and the worker's policy lets it fetch nothing"
        );
    }
    ensure!(
        glue.contains("wasm_bindgen"),
        "the worker's glue does not define wasm_bindgen: is its bindgen target no-modules?"
    );
    Ok(format!("\"use strict\";\n{}\n{bootstrap}", glue.trim_end()))
}

fn tell(folder: &Path, name: &str, joined: &Joined) -> Result<()> {
    let index = folder.join("index.html");
    let mut page = read(&index)?;
    let name = name.to_uppercase();
    for (placeholder, address) in [
        (format!("__{name}_WORKER__"), &joined.worker),
        (format!("__{name}_WASM__"), &joined.wasm),
    ] {
        ensure!(
            page.matches(&placeholder).count() == 1,
            "index.html must hold {placeholder} once"
        );
        page = page.replace(&placeholder, &format!("/{address}"));
    }
    process::write(&index, page)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "let wasm_bindgen = (function(exports) { return exports; })({});";

    #[test]
    fn the_worker_is_its_glue_followed_by_its_bootstrap() {
        let joined = one_file(GLUE, "self.postMessage({ ready: \"bootstrap\" });").unwrap();
        let glue = joined.find("let wasm_bindgen").unwrap();
        let bootstrap = joined.find("self.postMessage").unwrap();
        assert!(glue < bootstrap);
    }

    #[test]
    fn glue_that_needs_another_file_is_refused() {
        let needy = format!("importScripts(\"./snippets/clock.js\");{GLUE}");
        assert!(one_file(&needy, "").is_err());
        let module = format!("import {{ now }} from './snippets/clock.js';{GLUE}");
        assert!(one_file(&module, "").is_err());
        assert!(one_file("export default function start() {}", "").is_err());
    }

    #[test]
    fn writes_a_workers_addresses_into_the_page() {
        let folder = std::env::temp_dir().join(format!("rubrica-bundle-{}", std::process::id()));
        let page = "<meta name=signer-worker content=__SIGNER_WORKER__><meta name=signer-wasm content=__SIGNER_WASM__>";
        process::write(&folder.join("index.html"), page).unwrap();
        let signer = Joined {
            worker: "worker/signer-1.js".to_owned(),
            wasm: "worker/signer-2.wasm".to_owned(),
        };
        tell(&folder, "signer", &signer).unwrap();
        let page = read(&folder.join("index.html")).unwrap();
        assert!(page.contains("content=/worker/signer-1.js>"));
        assert!(page.contains("content=/worker/signer-2.wasm>"));
        assert!(
            tell(&folder, "signer", &signer).is_err(),
            "a page without the places is refused"
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
