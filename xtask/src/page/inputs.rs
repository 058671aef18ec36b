//! What the page is made of, so that an unchanged page is not built again.
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::paths::Paths;
use crate::process;

/// What the build reads beside the crates.
const OTHERS: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "style",
    "xtask/node",
    "xtask/src/page",
    "xtask/src/tools",
];

/// A hash over the path and content of everything the page is made of.
pub(crate) fn fingerprint(paths: &Paths) -> Result<String> {
    let mut inputs: BTreeSet<PathBuf> = OTHERS.map(|input| paths.root.join(input)).into();
    inputs.extend(crates_of_the_page(paths)?);

    let mut hash = Sha256::new();
    // Two checkouts may share a target folder; each has a page of its own.
    hash.update(paths.root.as_os_str().as_encoded_bytes());
    for input in inputs {
        add(&mut hash, &input)?;
    }
    Ok(hex::encode(hash.finalize()))
}

fn add(hash: &mut Sha256, path: &Path) -> Result<()> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .with_context(|| format!("cannot read {}", path.display()))?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            if entry.file_name() != "node_modules" {
                add(hash, &entry.path())?;
            }
        }
        return Ok(());
    }
    let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    hash.update(path.as_os_str().as_encoded_bytes());
    hash.update(content.len().to_le_bytes());
    hash.update(content);
    Ok(())
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    path: Option<PathBuf>,
}

/// The folders of `frontend` and of every crate of ours beneath it.
fn crates_of_the_page(paths: &Paths) -> Result<BTreeSet<PathBuf>> {
    let said = process::output(
        process::cargo()
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(&paths.root),
    )?;
    let metadata: Metadata =
        serde_json::from_str(&said).context("cannot read what cargo metadata said")?;
    let mut folders = BTreeSet::new();
    let mut waiting = vec!["frontend".to_owned()];
    while let Some(name) = waiting.pop() {
        let Some(package) = metadata
            .packages
            .iter()
            .find(|package| package.name == name)
        else {
            continue;
        };
        let folder = package.manifest_path.parent().unwrap_or(Path::new("/"));
        if folders.insert(folder.to_path_buf()) {
            let ours = package.dependencies.iter().filter(|one| one.path.is_some());
            waiting.extend(ours.map(|one| one.name.clone()));
        }
    }
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_depends_on_no_crate_of_the_server() {
        let paths = Paths::find().unwrap();
        let folders = crates_of_the_page(&paths).unwrap();
        for part in ["frontend", "app", "crates/vault", "crates/credential"] {
            assert!(
                folders.contains(&paths.root.join(part)),
                "{part} is missing"
            );
        }
        for other in ["server", "crates/storage", "crates/idse-simulator"] {
            assert!(!folders.contains(&paths.root.join(other)), "{other} is in");
        }
    }

    #[test]
    fn a_change_of_content_changes_the_hash_and_a_touch_does_not() {
        let folder = std::env::temp_dir().join(format!("rubrica-inputs-{}", std::process::id()));
        let of = |content: &str| {
            process::write(&folder.join("style/main.scss"), content).unwrap();
            let mut hash = Sha256::new();
            add(&mut hash, &folder).unwrap();
            hash.finalize()
        };
        let first = of("a { color: red }");
        assert_eq!(first, of("a { color: red }"));
        assert_ne!(first, of("a { color: tan }"));
        fs::remove_dir_all(folder).unwrap();
    }
}
