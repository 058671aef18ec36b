//! The real clock, the real chance and real waiting. Everything below the composition root takes them as traits.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use rand_core::RngCore as _;
use service::ports::{Clock, Random};
use storage::Backoff;

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

/// Lets time pass between the tries of a commit that lost against another: a millisecond, doubled with
/// each loss up to 64, and by chance a half to one and a half of that.
#[derive(Debug, Clone, Copy)]
pub struct SystemBackoff;

#[async_trait]
impl Backoff for SystemBackoff {
    #[expect(
        clippy::disallowed_methods,
        reason = "the composition root: here waiting is real"
    )]
    async fn wait(&self, lost: u32) {
        let longest = 1_000_u64 << lost.saturating_sub(1).min(6);
        let chance = u64::from(rand_core::OsRng.next_u32()) % longest;
        tokio::time::sleep(Duration::from_micros(longest / 2 + chance)).await;
    }
}
