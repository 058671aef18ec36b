//! Calls `crates/benchmarks`: what runs natively, in one process with its peers.
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::measured::Measured;
use crate::paths::Paths;
use crate::process::{self, say};
use crate::tools;

/// The built program, and the files that contenders are given.
pub(super) struct Native {
    pub(super) program: PathBuf,
    pub(super) material: PathBuf,
}

impl Native {
    /// Compiles it as the server is delivered.
    pub(super) fn build(paths: &Paths) -> Result<Self> {
        tools::for_native_bench()?;
        let folder = paths.target.join("bench");
        say("compiling what is measured natively, optimised");
        process::run(
            process::cargo()
                .args(["build", "--release", "--quiet", "--locked"])
                .current_dir(paths.root.join("crates/benchmarks"))
                .env("CARGO_TARGET_DIR", folder.join("build")),
        )?;
        Ok(Self {
            program: folder.join("build/release/benchmarks"),
            material: folder.join("material"),
        })
    }

    /// Makes new files.
    pub(super) fn make_material(&self) -> Result<()> {
        say("making keys, certificates and lotes to measure with");
        let mut call = Command::new(&self.program);
        process::run(call.arg("material").arg(&self.material))
    }

    /// Makes new files of movements.
    pub(super) fn make_import_material(&self) -> Result<()> {
        say("making files of movements to import");
        let mut call = Command::new(&self.program);
        process::run(call.arg("import-material").arg(&self.material))
    }

    /// Measures a job, or several.
    pub(super) fn measure(&self, job: &str) -> Result<Measured> {
        say(format!("measuring natively: {job}"));
        let mut call = Command::new(&self.program);
        Measured::read(&process::output(call.arg(job).arg(&self.material))?)
    }
}
