//! `cargo xtask test`: everything CI does, one module for each kind of step, and a summary.
//!
//! A step that fails does not stop the others, so that one run tells everything.
mod arrows;
mod browser;
mod deny;
mod fuzz;
mod report;
mod rust;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::page;
use crate::paths::Paths;
use crate::process::say;
use report::{Outcome, Report};

/// What `test` is asked for.
#[derive(Args)]
pub(crate) struct Options {
    /// Add what takes hours: many more cases for every property, fuzzing, licences and advisories
    #[arg(long)]
    long: bool,
    /// Only these steps; without any, all of them
    #[arg(value_enum)]
    only: Vec<Step>,
}

/// A step, by the name it is asked for with. They run in this order.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Is everything formatted by rustfmt?
    Format,
    /// Compile the host's crates and their tests, with clippy as the compiler
    Lints,
    /// Their unit and integration tests
    Units,
    /// The examples in their documentation
    Docs,
    /// Does every crate depend on what it may, and on nothing else?
    Arrows,
    /// The page's crates, compiled and tested on the host
    App,
    /// The built page
    Page,
    /// Tests that run as wasm
    Wasm,
    /// The built page, served and used in Chromium
    Browser,
    /// Half a minute of each fuzz target (with --long)
    Fuzz,
    /// Licences, sources and advisories, by cargo-deny (with --long)
    Deny,
}

/// Carries out the steps asked for.
pub(crate) fn test(paths: &Paths, options: &Options) -> Result<ExitCode> {
    let mut report = Report::default();
    for step in Step::value_variants() {
        let asked = if options.only.is_empty() {
            options.long || !matches!(step, Step::Fuzz | Step::Deny)
        } else {
            options.only.contains(step)
        };
        if asked {
            let name = step.to_possible_value();
            let name = name.as_ref().map_or("step", |value| value.get_name());
            say(format!("test: {name}"));
            report.time(name, || carry_out(*step, paths, options.long));
        }
    }
    print!("{report}");
    Ok(if report.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn carry_out(step: Step, paths: &Paths, long: bool) -> Result<Outcome> {
    match step {
        Step::Format => rust::format(paths),
        Step::Lints => rust::lints(paths, rust::HOST),
        Step::Units => rust::tests(paths, rust::HOST, long),
        Step::Docs => rust::documentation(paths),
        Step::Arrows => arrows::check(paths),
        Step::App => {
            let lints = rust::lints(paths, rust::PAGE)?;
            Ok(lints.and(rust::tests(paths, rust::PAGE, long)?))
        }
        Step::Page => page::build(paths).map(|()| Outcome::Done),
        Step::Wasm => wasm::tests(paths),
        Step::Browser => browser::tests(paths),
        Step::Fuzz => fuzz::briefly(paths),
        Step::Deny => deny::check(paths),
    }
}
