//! What the steps came to: a table of times, and the one line that CI reads.
use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Result;

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It did what it should, and counts no tests.
    Done,
    /// It found something wrong, in these words.
    Wrong(String),
    /// It ran tests.
    Tested(Count),
}

/// Tests that ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Outcome {
    /// Both of two: what is wrong with either, and the tests of both.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Done, other) | (other, Self::Done) => other,
            (Self::Tested(a), Self::Tested(b)) => Self::Tested(Count {
                passed: a.passed + b.passed,
                failed: a.failed + b.failed,
            }),
            (Self::Wrong(what), Self::Wrong(other)) => Self::Wrong(format!("{what}; {other}")),
            (Self::Wrong(what), Self::Tested(count)) | (Self::Tested(count), Self::Wrong(what)) => {
                Self::Wrong(format!(
                    "{what}; {} passed, {} failed",
                    count.passed, count.failed
                ))
            }
        }
    }
}

/// The steps so far.
#[derive(Default)]
pub(crate) struct Report {
    steps: Vec<(String, Duration, Outcome)>,
}

impl Report {
    /// Carries out a step and keeps how long it took and how it ended.
    #[expect(
        clippy::disallowed_methods,
        reason = "the time a step took is for a person's eyes, and nothing hangs on it"
    )]
    pub(crate) fn time(&mut self, name: &str, step: impl FnOnce() -> Result<Outcome>) {
        let start = Instant::now();
        let outcome = step().unwrap_or_else(|error| {
            eprintln!("{name}: {error:#}");
            Outcome::Wrong(
                format!("{error:#}")
                    .lines()
                    .next()
                    .unwrap_or("failed")
                    .to_owned(),
            )
        });
        self.steps.push((name.to_owned(), start.elapsed(), outcome));
    }

    /// Takes in what was carried out beside it.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.steps.append(&mut other.steps);
    }

    /// Whether nothing failed.
    pub(crate) fn is_clean(&self) -> bool {
        self.total().failed == 0
    }

    /// All tests. A step that is wrong counts as a failed test, so that the last line never hides it.
    fn total(&self) -> Count {
        let mut total = Count::default();
        for (_, _, outcome) in &self.steps {
            match outcome {
                Outcome::Done => {}
                Outcome::Wrong(_) => total.failed += 1,
                Outcome::Tested(count) => {
                    total.passed += count.passed;
                    total.failed += count.failed;
                }
            }
        }
        total
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out)?;
        for (name, took, outcome) in &self.steps {
            let seconds = took.as_secs();
            write!(out, "{name:<8} {:>3}:{:02}  ", seconds / 60, seconds % 60)?;
            match outcome {
                Outcome::Done => writeln!(out, "ok")?,
                Outcome::Wrong(what) => writeln!(out, "WRONG: {what}")?,
                // In other words than the last line's, which is the one that counts.
                Outcome::Tested(Count { passed, failed: 0 }) => {
                    writeln!(out, "ok, {passed} tests")?;
                }
                Outcome::Tested(Count { passed, failed }) => {
                    writeln!(out, "WRONG: {failed} of {} tests", passed + failed)?;
                }
            }
        }
        let Count { passed, failed } = self.total();
        writeln!(out, "\n{passed} passed, {failed} failed")
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    fn tested(passed: usize, failed: usize) -> Result<Outcome> {
        Ok(Outcome::Tested(Count { passed, failed }))
    }

    #[test]
    fn the_last_line_holds_the_tests_of_all_runners() {
        let mut report = Report::default();
        report.time("units", || tested(40, 0));
        report.time("format", || Ok(Outcome::Done));
        report.time("browser", || tested(2, 0));
        assert!(report.to_string().ends_with("\n42 passed, 0 failed\n"));
        assert!(report.is_clean());
    }

    #[test]
    fn a_step_that_could_not_be_carried_out_is_a_failure() {
        let mut report = Report::default();
        report.time("units", || tested(40, 0));
        report.time("page", || bail!("does not compile"));
        assert!(report.to_string().contains("WRONG: does not compile"));
        assert!(report.to_string().ends_with("\n40 passed, 1 failed\n"));
        assert!(!report.is_clean());
    }

    #[test]
    fn joins_the_lints_and_tests_of_one_step() {
        let lints = Outcome::Wrong("2 warnings".to_owned());
        let both = lints.and(tested(3, 0).unwrap());
        assert_eq!(
            both,
            Outcome::Wrong("2 warnings; 3 passed, 0 failed".to_owned())
        );
        assert_eq!(
            Outcome::Done.and(tested(3, 1).unwrap()),
            tested(3, 1).unwrap()
        );
    }
}
