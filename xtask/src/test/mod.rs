//! `cargo xtask test`: everything CI does, one module for each kind of step, and a summary.
//!
//! A step that fails does not stop the others, so that one run shows everything.
mod arrows;
mod browser;
mod deny;
mod folders;
mod fuzz;
mod report;
mod rust;
mod wasm;
mod words;

use std::panic;
use std::process::ExitCode;
use std::thread;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::bench;
use crate::page;
use crate::paths::Paths;
use crate::process::say;
use report::{Count, Outcome, Report};

/// What `test` is asked for.
#[derive(Args)]
pub(crate) struct Options {
    /// Add what takes hours: many more cases for every property, the history at 100,000 movements, fuzzing, licences and advisories
    #[arg(long)]
    long: bool,
    /// In the browser, only the stories whose file or name matches this, in the desktop's project
    #[arg(long, value_name = "PATTERN")]
    story: Option<String>,
    /// Build the page quickly and large: for the daily loop, never for a measure
    #[arg(long)]
    draft: bool,
    /// Only these steps; without any, all of them
    #[arg(value_enum)]
    only: Vec<Step>,
}

/// A step, by the name it is asked for with.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Is everything formatted by rustfmt?
    Format,
    /// Compile the host's crates and their tests, with clippy as the compiler
    Lints,
    /// Their unit and integration tests, and the examples in their documentation
    Units,
    /// Does every crate depend on what it may, and is there no circle between its folders?
    Arrows,
    /// Does any file use a word that docs/glossary.md bans? Prints where
    Words,
    /// The page's crates, compiled and tested on the host
    App,
    /// The built page
    Page,
    /// Tests that run as wasm
    Wasm,
    /// The built page, served and used in Chromium
    Browser,
    /// The history's questions at 100,000 movements: does any read without a bound? (with --long)
    History,
    /// Half a minute of each fuzz target (with --long)
    Fuzz,
    /// Licences, sources and advisories, by cargo-deny (with --long)
    Deny,
}

/// What cargo does on the host, in this order.
const ON_THE_HOST: [Step; 6] = [
    Step::Format,
    Step::Lints,
    Step::Units,
    Step::Arrows,
    Step::Words,
    Step::App,
];
/// Steps that depend on none of those and have a target folder of their own. It runs at the same time: a crate
/// of the page keeps one core busy for minutes, and the host's tests do not need all the others.
const AS_WASM: [Step; 2] = [Step::Page, Step::Wasm];
/// What wants both, and the machine to itself.
const AT_THE_END: [Step; 4] = [Step::Browser, Step::History, Step::Fuzz, Step::Deny];

/// Carries out the steps asked for.
pub(crate) fn test(paths: &Paths, options: &Options) -> Result<ExitCode> {
    let in_turn = |steps: &[Step]| {
        let mut report = Report::default();
        for step in steps.iter().filter(|step| options.ask_for(**step)) {
            let name = step.to_possible_value();
            let name = name.as_ref().map_or("step", |value| value.get_name());
            say(format!("test: {name}"));
            report.time(name, || carry_out(*step, paths, options));
        }
        report
    };
    let mut report = thread::scope(|at_once| {
        let as_wasm = at_once.spawn(|| in_turn(&AS_WASM));
        let mut report = in_turn(&ON_THE_HOST);
        report.append(
            as_wasm
                .join()
                .unwrap_or_else(|why| panic::resume_unwind(why)),
        );
        report
    });
    report.append(in_turn(&AT_THE_END));
    print!("{report}");
    Ok(if report.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl Options {
    fn ask_for(&self, step: Step) -> bool {
        if self.only.is_empty() {
            self.long || !matches!(step, Step::History | Step::Fuzz | Step::Deny)
        } else {
            self.only.contains(&step)
        }
    }
}

fn carry_out(step: Step, paths: &Paths, options: &Options) -> Result<Outcome> {
    let long = options.long;
    let quality = page::Quality::of(options.draft);
    match step {
        Step::Format => rust::format(paths),
        Step::Lints => rust::lints(paths, rust::HOST),
        Step::Units => rust::tests(paths, rust::HOST, long),
        Step::Arrows => arrows::check(paths),
        Step::Words => words::check(paths),
        Step::App => {
            let lints = rust::lints(paths, rust::PAGE)?;
            Ok(lints.and(rust::tests(paths, rust::PAGE, long)?))
        }
        Step::Page => page::build(paths, quality).map(|()| Outcome::Done),
        Step::Wasm => wasm::tests(paths),
        Step::Browser => browser::tests(paths, quality, options.story.as_deref()),
        Step::History => {
            let (passed, failed) = bench::history_is_bounded(paths)?;
            Ok(Outcome::Tested(Count { passed, failed }))
        }
        Step::Fuzz => fuzz::briefly(paths),
        Step::Deny => deny::check(paths),
    }
}
