//! Lotes flowing through the server's parts as they are put together for real: the database on disk, the
//! outbox at work, the portal's client and the simulator over HTTP.
//!
//! `cargo xtask chaos` kills it again and again and counts what is lost (`chaos`); `cargo xtask bench relay`
//! measures how fast signed lotes are verified, stored and answered (`bench`). Without one of these words it
//! does nothing: `cargo test` calls it so.

mod bench;
mod chaos;
mod clock;
mod company;
mod worker;

#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;

use anyhow::{Context as _, Result};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(10 * 1024 * 1024)
        .build();
    let carried_out = runtime.context("no runtime").and_then(|runtime| {
        runtime.block_on(carry_out(
            &arguments.iter().map(String::as_str).collect::<Vec<_>>(),
        ))
    });
    match carried_out {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn carry_out(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["chaos", kills, seed] => chaos::run(kills.parse()?, seed.parse()?).await,
        ["worker", folder, url, clock, rest @ ..] => {
            worker::run(folder, url, clock.parse()?, rest.contains(&"settle")).await
        }
        ["bench"] => bench::run().await,
        _ => Ok(()),
    }
}
