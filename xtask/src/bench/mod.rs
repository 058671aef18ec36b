//! `cargo xtask bench`: ourselves beside others, measured in one run and compared with the goals.
//!
//! `crates/benchmarks` measures natively and `end2end/bench` in the page; both report milliseconds per
//! operation, round by round. Here a bench says which figures are made of them (`credential`, `imss`,
//! `arrival`, `history`),
//! `measured` takes the medians, `figure` writes tables and JSON, `machine` says what it ran on. A
//! figure that misses its goal is reported and fails nothing: a busy machine is no defect.
mod arrival;
mod counter_peer;
mod credential;
mod csv_peer;
mod excel;
mod figure;
mod guessing;
mod history;
mod imss;
mod machine;
mod measured;
mod native;
mod page;
mod quincena;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::paths::Paths;
use crate::process;
use figure::Figure;

/// What `bench` is asked for.
#[derive(Args)]
pub(crate) struct Options {
    /// Only this one; without a name, all of them
    #[arg(value_enum)]
    name: Option<Bench>,
    /// Write the figures to this file as well
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Measure the history at so many movements beside a thousand; a million takes half an hour more
    #[arg(long, value_name = "N", default_value_t = history::DEFAULT)]
    movements: usize,
}

/// A bench, by the name it is asked for with.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Bench {
    /// Open, sign and verify, beside node-forge, jsrsasign, WebCrypto and OpenSSL
    Credential,
    /// Read, check and write DISPMAG, and import files in the page, beside the csv crate and SheetJS
    Imss,
    /// Write 100,000 movements to a workbook in the page, beside exceljs
    Excel,
    /// Open the page and its sections, beside a bare Leptos counter: what travels, and how long it takes
    Page,
    /// Search the history at a thousand and at `--movements` movements, beside SQLite
    History,
    /// Store, prepare, sign and send 2,000 movements through the development server
    Quincena,
    /// Post 1,000 PINs and passwords at once, and count those that were verified
    Guessing,
    /// Time wrong logins of users who exist and of users who do not
    Login,
}

/// Whether the history's questions are answered without reading everything: how many are, and are not.
pub(crate) fn history_is_bounded(paths: &Paths) -> Result<(usize, usize)> {
    history::bounded(paths)
}

/// Runs the benches asked for.
pub(crate) fn bench(paths: &Paths, options: &Options) -> Result<()> {
    let mut figures: Vec<Figure> = Vec::new();
    for bench in Bench::value_variants() {
        if options.name.is_some_and(|asked| asked != *bench) {
            continue;
        }
        let found = match bench {
            Bench::Credential => credential::figures(paths)?,
            Bench::Imss => imss::figures(paths)?,
            Bench::History => history::figures(paths, options.movements)?,
            Bench::Excel => excel::figures(paths)?,
            Bench::Quincena => quincena::figures(paths)?,
            Bench::Guessing => guessing::bursts(paths)?,
            Bench::Login => guessing::logins(paths)?,
            Bench::Page => arrival::figures(paths)?,
        };
        println!("\n{}\n{}", machine::line(), figure::table(&found));
        figures.extend(found);
    }
    if let Some(file) = &options.json {
        process::write(file, figure::json(&figures)?)?;
    }
    Ok(())
}
