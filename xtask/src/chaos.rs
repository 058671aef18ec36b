//! `cargo xtask chaos`: kills the server at random moments while lotes flow, and counts what is lost, sent
//! twice, or left without a state. The harness is the server's test target `flow`.
use anyhow::Result;
use clap::Args;

use crate::paths::Paths;
use crate::process;
use crate::run::{Build, Builder};

/// What `chaos` is asked for.
#[derive(Args)]
pub(crate) struct Options {
    /// How often the server is killed
    #[arg(long, default_value_t = 200)]
    kills: u32,
    /// Where chance begins
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

/// How often `cargo xtask test --long` kills it.
const BRIEFLY: u32 = 20;

/// Kills it as often as asked.
pub(crate) fn chaos(paths: &Paths, options: &Options) -> Result<()> {
    kill(paths, options.kills, options.seed)
}

/// The short form, for the tests.
pub(crate) fn briefly(paths: &Paths) -> Result<()> {
    kill(paths, BRIEFLY, 2026)
}

fn kill(paths: &Paths, kills: u32, seed: u64) -> Result<()> {
    let builder = Builder::new(paths, Build::Development)?;
    let (kills, seed) = (kills.to_string(), seed.to_string());
    let flow = ["--package", "server", "--test", "flow", "--"];
    process::run(
        builder
            .cargo("test")
            .args(flow)
            .args(["chaos", &kills, &seed]),
    )
}
