//! Where things are. Every other module asks here.
use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders of one checkout.
pub(crate) struct Paths {
    /// The checkout: the folder of the workspace's Cargo.toml.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, `CARGO_TARGET_DIR` if that is set.
    pub(crate) target: PathBuf,
}

impl Paths {
    /// Finds the checkout this binary was built from.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("the xtask crate lies directly below the workspace")?
            .to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(
            || root.join("target"),
            |folder| root.join(folder), // An absolute folder replaces the root.
        );
        Ok(Self { root, target })
    }

    /// Everything that was obtained and is not ours.
    ///
    /// `RUBRICA_TOOLS` lets several target folders share one set.
    pub(crate) fn tools(&self) -> PathBuf {
        env::var_os("RUBRICA_TOOLS").map_or_else(|| self.target.join("tools"), PathBuf::from)
    }

    /// Cargo's target folder for wasm: apart, since another compiler may build there.
    pub(crate) fn web_target(&self) -> PathBuf {
        self.target.join("web")
    }

    /// The built page.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The browser tests.
    pub(crate) fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// What is measured in the page.
    pub(crate) fn bench(&self) -> PathBuf {
        self.end2end().join("bench")
    }
}
