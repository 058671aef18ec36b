//! A short run of every fuzz target.
use anyhow::Result;

use super::report::{Count, Outcome};
use crate::fuzz::Fuzzer;
use crate::paths::Paths;

/// Seconds for each target: enough to find what a change broke, not a defect of long standing.
const SECONDS: u64 = 30;

/// Builds and runs them; each counts as a test.
pub(crate) fn briefly(paths: &Paths) -> Result<Outcome> {
    let fuzzer = Fuzzer::build(paths)?;
    let mut count = Count::default();
    for target in fuzzer.targets()? {
        match fuzzer.run(&target.name, SECONDS) {
            Ok(()) => count.passed += 1,
            Err(error) => {
                eprintln!("{error:#}");
                count.failed += 1;
            }
        }
    }
    Ok(Outcome::Tested(count))
}
