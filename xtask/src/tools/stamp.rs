//! Remembers that a step was carried out whole, and on what input.
use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use sha2::{Digest, Sha256};

use crate::process;

/// A file that holds the hash of what a step was done with.
pub(crate) struct Stamp {
    file: PathBuf,
    of: String,
}

impl Stamp {
    /// The stamp in `file` for a step done with `input`.
    pub(crate) fn new(file: PathBuf, input: impl AsRef<[u8]>) -> Self {
        Self {
            file,
            of: hex::encode(Sha256::digest(input)),
        }
    }

    /// Whether the step was done with this very input.
    pub(crate) fn holds(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|found| found.trim() == self.of)
    }

    /// Records that the step was done.
    pub(crate) fn set(&self) -> Result<()> {
        process::write(&self.file, format!("{}\n", self.of))
    }

    /// Removes the stamp: the step is about to be repeated.
    pub(crate) fn clear(&self) {
        // A stamp that is not there needs no clearing, and one that cannot be removed is overwritten.
        let _ = fs::remove_file(&self.file);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_holds_for_its_own_input_alone() {
        let folder = std::env::temp_dir().join(format!("rubrica-stamp-{}", std::process::id()));
        let file = folder.join("stamp");
        assert!(!Stamp::new(file.clone(), "lock 1").holds());
        Stamp::new(file.clone(), "lock 1").set().unwrap();
        assert!(Stamp::new(file.clone(), "lock 1").holds());
        assert!(!Stamp::new(file.clone(), "lock 2").holds());
        Stamp::new(file.clone(), "lock 1").clear();
        assert!(!Stamp::new(file, "lock 1").holds());
        fs::remove_dir_all(folder).unwrap();
    }
}
