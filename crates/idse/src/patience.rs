//! How a portal that does not answer is spared: waits that grow and differ, and a breaker that stops asking
//! for a while. Pure: time is a duration since any fixed moment, chance is handed in.

use std::time::Duration;

use crate::error::IdseError;

/// How often a question that changes nothing is asked at most.
pub const TRIES: u32 = 3;
/// The longest wait before the second try; it doubles with each.
const FIRST_WAIT: Duration = Duration::from_millis(800);

/// Returns how long to wait before a question is asked again, after `tried` tries: a wait that doubles, of
/// which chance (`random`, any value) takes up to a half, so that those who failed together do not come
/// back together.
#[must_use]
pub fn wait_before(tried: u32, random: u64) -> Duration {
    let longest = FIRST_WAIT * 2_u32.saturating_pow(tried.saturating_sub(1).min(6));
    let millis = u64::try_from(longest.as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(millis / 2 + random % (millis / 2 + 1))
}

/// How many failures in a row open it.
const FAILURES: u32 = 5;
/// How long it stays open.
const OPEN_FOR: Duration = Duration::from_secs(30);

/// Stops asking a portal that has failed several times in a row; after a while one request may find out
/// whether it is back.
#[derive(Debug, Clone, Default)]
pub struct Breaker {
    failures: u32,
    closed_again: Duration,
}

impl Breaker {
    /// Returns whether the portal may be asked at `now`. Where it was open and may be tried, the next one
    /// must wait for what comes of that, or for another while.
    pub fn may_ask(&mut self, now: Duration) -> bool {
        if self.failures < FAILURES {
            return true;
        }
        let may = now >= self.closed_again;
        if may {
            self.closed_again = now + OPEN_FOR;
        }
        may
    }

    /// Notes that the portal answered, whatever it said, or did not.
    pub fn note(&mut self, now: Duration, answered: bool) {
        if answered {
            self.failures = 0;
            return;
        }
        self.failures = self.failures.saturating_add(1);
        self.closed_again = now + OPEN_FOR;
    }
}

impl IdseError {
    /// Returns whether the portal did not answer, or with a failure of its own that may pass: what changes
    /// nothing may be asked again.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Timeout(_) | Self::Cut(_) => true,
            Self::PortalFailure { status } => matches!(status, 429 | 500 | 502 | 503 | 504),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn waits_double_and_differ_within_bounds() {
        for random in [0, 7, u64::MAX] {
            let (first, second) = (wait_before(1, random), wait_before(2, random));
            assert!(first >= FIRST_WAIT / 2 && first <= FIRST_WAIT, "{first:?}");
            assert!(
                second >= FIRST_WAIT && second <= FIRST_WAIT * 2,
                "{second:?}"
            );
        }
        assert_ne!(wait_before(1, 1), wait_before(1, 200));
    }

    #[test]
    fn failures_in_a_row_open_it_and_one_request_finds_out() {
        let mut breaker = Breaker::default();
        for _ in 0..4 {
            breaker.note(at(0), false);
        }
        breaker.note(at(0), true);
        for _ in 0..5 {
            assert!(breaker.may_ask(at(1)));
            breaker.note(at(1), false);
        }
        assert!(!breaker.may_ask(at(30)));
        assert!(breaker.may_ask(at(31)), "one may find out");
        assert!(!breaker.may_ask(at(32)), "and only one");
        breaker.note(at(33), true);
        assert!(breaker.may_ask(at(33)));
    }
}
