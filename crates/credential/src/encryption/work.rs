//! The budget of one file, and its progress.

use super::ahead::Ahead;
use crate::error::OpenError;

/// Most rounds of one derivation. Firefox asks for 600,000; ten million take some ten seconds.
pub const MAX_ROUNDS: u64 = 10_000_000;

/// Most memory that scrypt may take, in bytes.
pub const MAX_SCRYPT_MEMORY: u64 = 128 * 1024 * 1024;

/// Most rounds of one whole file, over all its derivations.
const MAX_TOTAL: u64 = 40_000_000;

/// How often progress is reported, in rounds.
const STEP: u64 = 8192;

/// Counts rounds against the limits and reports progress.
pub(crate) struct Work<'p> {
    begun: u64,
    done: u64,
    reported: u64,
    expected: u64,
    ahead: Ahead,
    progress: &'p mut dyn FnMut(u64, u64),
}

impl<'p> Work<'p> {
    /// `progress` is called with rounds done and rounds known to be due, the first never above the
    /// second.
    pub(crate) fn new(progress: &'p mut dyn FnMut(u64, u64)) -> Self {
        Self {
            begun: 0,
            done: 0,
            reported: 0,
            expected: 0,
            ahead: Ahead::default(),
            progress,
        }
    }

    /// Takes what the whole file will cost, as far as can be seen before it is opened. A file that adds
    /// up to too much is refused before any of it is done.
    pub(crate) fn expect(&mut self, rounds: u64) -> Result<(), OpenError> {
        if rounds > MAX_TOTAL {
            return Err(OpenError::TooCostly {
                what: format!("{rounds} vueltas en total"),
            });
        }
        self.expected = rounds;
        Ok(())
    }

    /// Asks to do `rounds`; the answer comes before the work.
    pub(crate) fn begin(&mut self, rounds: u64, what: &str) -> Result<(), OpenError> {
        self.begun = self.begun.saturating_add(rounds);
        if rounds > MAX_ROUNDS || self.begun > MAX_TOTAL {
            return Err(OpenError::TooCostly {
                what: format!("{what} con {rounds} vueltas"),
            });
        }
        Ok(())
    }

    /// Keys that were derived, and counted, before they are asked for.
    pub(super) fn ahead(&mut self) -> &mut Ahead {
        &mut self.ahead
    }

    pub(crate) fn did(&mut self, rounds: u64) {
        self.done += rounds;
        if self.done - self.reported >= STEP || self.done == self.expected {
            self.reported = self.done;
            (self.progress)(self.done, self.expected.max(self.begun));
        }
    }
}
