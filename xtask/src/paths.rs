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
    /// Finds the checkout: cargo names the crate it runs, and a direct caller of this binary is
    /// in the checkout.
    ///
    /// Nothing is taken from the time of building: in a target folder that checkouts share, cargo takes
    /// one's binary for the other's.
    pub(crate) fn find() -> Result<Self> {
        let start = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => env::current_dir().context("there is no current folder")?,
        };
        let root = checkout_above(&start)
            .with_context(|| format!("{} is in no checkout of Rúbrica", start.display()))?
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

    /// Cargo's target folder for draft builds of the page, whose profile differs.
    pub(crate) fn web_draft_target(&self) -> PathBuf {
        self.target.join("web-draft")
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

/// The nearest folder, from `start` upwards, that holds a workspace and this crate.
fn checkout_above(start: &Path) -> Option<&Path> {
    start
        .ancestors()
        .find(|folder| folder.join("Cargo.lock").is_file() && folder.join("xtask").is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_checkout_from_any_folder_in_it() {
        let outside = env::temp_dir().join(format!("rubrica-paths-{}", std::process::id()));
        let root = outside.join("checkout");
        let deep = root.join("end2end/stories");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::create_dir_all(root.join("xtask/src")).unwrap();
        // A workspace of its own, as that of the fuzz targets.
        std::fs::write(root.join("end2end/Cargo.lock"), "").unwrap();
        std::fs::write(root.join("Cargo.lock"), "").unwrap();
        for start in [&root, &deep, &root.join("xtask")] {
            assert_eq!(checkout_above(start), Some(root.as_path()));
        }
        assert_eq!(checkout_above(&outside), None);
        std::fs::remove_dir_all(&outside).unwrap();
    }
}
