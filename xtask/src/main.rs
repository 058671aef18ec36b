//! Every chore of the project, in Rust: `cargo xtask --help`.
//!
//! One module for each chore (`run`, `demo`, `test`, `bench`, `fuzz`, `page`, `tools`), and below them
//! what they share: `paths` (where things are) and `process` (how other programs are called). Nothing of
//! the product depends on this crate.
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod bench;
mod demo;
mod fuzz;
mod page;
mod paths;
mod process;
mod run;
mod test;
mod tools;

use paths::Paths;

/// Every chore of Rúbrica. A newcomer needs two: `cargo xtask run --demo` and `cargo xtask test`.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Build what is needed and serve on http://127.0.0.1:3000, with the simulator as IDSE
    Run(run::Options),
    /// Make demo material without serving it: keys, users, two years of a company
    Demo {
        /// The data folder it is made in, as `demo/`
        data: PathBuf,
    },
    /// Do everything CI does: format, lints, tests, the built page in Chromium
    Test(test::Options),
    /// Measure ourselves beside others, and print tables
    Bench(bench::Options),
    /// Give machine-made bytes to every reader of foreign bytes
    Fuzz(fuzz::Options),
    /// Build the page into dist/, if anything it is made of changed
    Page {
        /// Build quickly and large, for the daily loop
        #[arg(long)]
        draft: bool,
    },
    /// Obtain the tools that run and test need, below target/tools/
    Tools,
    /// The last step of the page's build: Trunk calls it on the folder it is about to publish
    #[command(hide = true)]
    Bundle {
        /// The folder that holds the page
        #[arg(env = "TRUNK_STAGING_DIR")]
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    match carry_out(Arguments::parse().chore) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(chore: Chore) -> Result<ExitCode> {
    let paths = Paths::find()?;
    match chore {
        Chore::Run(options) => run::run(&paths, &options)?,
        Chore::Demo { data } => {
            demo::ensure(&data)?;
        }
        Chore::Test(options) => return test::test(&paths, &options),
        Chore::Bench(options) => bench::bench(&paths, &options)?,
        Chore::Fuzz(options) => fuzz::fuzz(&paths, &options)?,
        Chore::Page { draft } => page::build(&paths, page::Quality::of(draft))?,
        Chore::Tools => {
            tools::for_page(&paths)?;
            tools::for_browser(&paths)?;
        }
        Chore::Bundle { folder } => page::bundle(&paths, &folder)?,
    }
    Ok(ExitCode::SUCCESS)
}
