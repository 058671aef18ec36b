//! The last step of the page's build, on the folder that Trunk is about to publish.
//!
//! It joins the signer worker into one file that needs nothing else (its policy lets it fetch nothing),
//! gives it and its wasm hashed names, tells the page those names, and compresses everything.
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::paths::Paths;
use crate::process;

/// Finishes the page in `folder`.
pub(crate) fn bundle(paths: &Paths, folder: &Path) -> Result<()> {
    let signer = join_signer(paths, folder)?;
    name_signer(folder, &signer)?;
    process::run(
        Command::new("node")
            .arg(paths.root.join("xtask/node/compress.mjs"))
            .arg(folder),
    )
}

/// The addresses of the signer's two files.
struct Signer {
    worker: String,
    wasm: String,
}

fn join_signer(paths: &Paths, folder: &Path) -> Result<Signer> {
    let worker = folder.join("worker");
    let glue_file = worker.join("signer.js");
    let glue = read(&glue_file)?;
    let bootstrap = read(&paths.root.join("frontend/worker/bootstrap.js"))?;
    let joined = one_file(&glue, &bootstrap)?;
    let wasm_file = worker.join("signer_bg.wasm");
    let wasm =
        fs::read(&wasm_file).with_context(|| format!("cannot read {}", wasm_file.display()))?;

    let signer = Signer {
        worker: format!("worker/signer-{}.js", short_hash(joined.as_bytes())),
        wasm: format!("worker/signer-{}.wasm", short_hash(&wasm)),
    };
    process::write(&folder.join(&signer.worker), joined)?;
    fs::remove_file(&glue_file)?;
    fs::rename(&wasm_file, folder.join(&signer.wasm))?;
    Ok(signer)
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
            "the signer's glue holds `{reach}`, and the worker's policy lets it fetch nothing"
        );
    }
    ensure!(
        glue.contains("wasm_bindgen"),
        "the signer's glue does not define wasm_bindgen: is its bindgen target no-modules?"
    );
    Ok(format!("\"use strict\";\n{}\n{bootstrap}", glue.trim_end()))
}

fn name_signer(folder: &Path, signer: &Signer) -> Result<()> {
    let index = folder.join("index.html");
    let mut page = read(&index)?;
    for (placeholder, address) in [
        ("__SIGNER_WORKER__", &signer.worker),
        ("__SIGNER_WASM__", &signer.wasm),
    ] {
        ensure!(
            page.matches(placeholder).count() == 1,
            "index.html must hold {placeholder} once"
        );
        page = page.replace(placeholder, &format!("/{address}"));
    }
    process::write(&index, page)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Enough of a hash to tell one build's file from another's.
fn short_hash(content: &[u8]) -> String {
    let mut hash = hex::encode(Sha256::digest(content));
    hash.truncate(16);
    hash
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
    fn the_page_is_told_the_signers_addresses() {
        let folder = std::env::temp_dir().join(format!("rubrica-bundle-{}", std::process::id()));
        let page = "<meta name=signer-worker content=__SIGNER_WORKER__><meta name=signer-wasm content=__SIGNER_WASM__>";
        process::write(&folder.join("index.html"), page).unwrap();
        let signer = Signer {
            worker: "worker/signer-1.js".to_owned(),
            wasm: "worker/signer-2.wasm".to_owned(),
        };
        name_signer(&folder, &signer).unwrap();
        let page = read(&folder.join("index.html")).unwrap();
        assert!(page.contains("content=/worker/signer-1.js>"));
        assert!(page.contains("content=/worker/signer-2.wasm>"));
        assert!(
            name_signer(&folder, &signer).is_err(),
            "a page without the places is refused"
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
