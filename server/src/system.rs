//! The real clock and the real chance. Everything below the composition root takes them as traits.

use jiff::Timestamp;
use rand_core::RngCore as _;
use service::ports::{Clock, Random};

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the composition root: here the real clock enters"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        rand_core::OsRng.fill_bytes(bytes);
    }
}
