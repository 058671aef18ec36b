//! `cargo xtask fuzz`: bytes that a machine thinks up, given to every reader of foreign bytes.
//!
//! The targets are in `crates/fuzz-targets`; docs/fuzzing.md says how to work with them. libFuzzer runs
//! on the ordinary stable compiler: the instrumentation is LLVM's own and is asked for by flags, and
//! only the sanitizers, which safe code has little use for, would need a nightly one.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::paths::Paths;
use crate::process::{self, say};
use crate::tools;

/// What `fuzz` is asked for.
#[derive(Args)]
pub(crate) struct Options {
    /// A target; `list` prints them, `all` runs one after the other
    target: String,
    /// How long, each
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Give the target this file once, and nothing else: to see a finding again
    #[arg(long, conflicts_with = "seconds")]
    input: Option<PathBuf>,
}

/// LLVM's coverage, as libFuzzer reads it, in every crate that is compiled for the target.
const INSTRUMENTATION: [&str; 9] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    // Names in the trace of a finding.
    "-Cforce-frame-pointers=yes",
    "-Cdebug-assertions=on",
    "-Coverflow-checks=on",
    // The crates may know that they are fuzzed, by the name that everybody uses.
    "--cfg=fuzzing",
];

/// Seconds that one input may take.
const TIMEOUT: u64 = 20;

/// Carries out what was asked for.
pub(crate) fn fuzz(paths: &Paths, options: &Options) -> Result<()> {
    let fuzzer = Fuzzer::build(paths)?;
    match (options.target.as_str(), &options.input) {
        ("list", _) => {
            for target in fuzzer.targets()? {
                println!("{:<24} {}", target.name, target.about);
            }
            Ok(())
        }
        ("all", None) => {
            for target in fuzzer.targets()? {
                fuzzer.run(&target.name, options.seconds)?;
            }
            Ok(())
        }
        (target, None) => fuzzer.run(target, options.seconds),
        (target, Some(input)) => fuzzer.again(target, input),
    }
}

/// A target, as the fuzzer's program describes it.
pub(crate) struct Target {
    pub(crate) name: String,
    about: String,
}

/// The built program.
pub(crate) struct Fuzzer {
    program: PathBuf,
    /// What was found worth keeping: inputs by target, and findings by target.
    folder: PathBuf,
}

impl Fuzzer {
    /// Compiles every target, in a folder of its own, and obtains what that takes.
    pub(crate) fn build(paths: &Paths) -> Result<Self> {
        tools::for_fuzzing()?;
        let host = host()?;
        let folder = paths.target.join("fuzz");
        say("compiling the fuzz targets, optimised, with every check on");
        process::run(
            process::cargo()
                .args(["build", "--release", "--quiet", "--locked"])
                // Named, so that what runs while compiling (macros, build scripts) goes without.
                .args(["--target", &host])
                .current_dir(paths.root.join("crates/fuzz-targets"))
                .env("CARGO_TARGET_DIR", folder.join("build"))
                .env("CARGO_ENCODED_RUSTFLAGS", INSTRUMENTATION.join("\u{1f}")),
        )?;
        let program = folder.join("build").join(host).join("release/fuzz-targets");
        Ok(Self { program, folder })
    }

    /// Every target there is.
    pub(crate) fn targets(&self) -> Result<Vec<Target>> {
        let said = process::output(Command::new(&self.program).env("RUBRICA_FUZZ_LIST", "1"))?;
        let targets = said.lines().filter_map(|line| line.split_once('\t'));
        Ok(targets
            .map(|(name, about)| Target {
                name: name.to_owned(),
                about: about.to_owned(),
            })
            .collect())
    }

    /// Runs a target for so many seconds, from its seeds and from what earlier runs came upon. Errors
    /// if it finds something.
    pub(crate) fn run(&self, target: &str, seconds: u64) -> Result<()> {
        let corpus = self.folder.join("corpus").join(target);
        let findings = self.folder.join("findings").join(target);
        for folder in [&corpus, &findings] {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        process::output(self.call(target).env("RUBRICA_FUZZ_SEEDS", &corpus))?;
        say(format!("fuzzing {target} for {seconds} s"));
        let mut call = self.call(target);
        call.arg(&corpus)
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-timeout={TIMEOUT}"))
            .arg(format!("-artifact_prefix={}/", findings.display()))
            .args(["-max_len=20000", "-verbosity=0", "-print_final_stats=1"]);
        if process::run(&mut call).is_err() {
            bail!(
                "{target} found something: it is in {0}; see it again with `cargo xtask fuzz {target} --input FILE`",
                findings.display()
            );
        }
        Ok(())
    }

    /// Gives one input to a target.
    fn again(&self, target: &str, input: &Path) -> Result<()> {
        process::run(self.call(target).arg(input).env("RUST_BACKTRACE", "1"))
    }

    fn call(&self, target: &str) -> Command {
        let mut call = Command::new(&self.program);
        call.env("RUBRICA_FUZZ_TARGET", target);
        call
    }
}

/// The machine's own target triple.
fn host() -> Result<String> {
    let said = process::output(Command::new("rustc").arg("-vV"))?;
    said.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .context("rustc -vV names no host")
}
