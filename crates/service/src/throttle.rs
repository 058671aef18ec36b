//! Slows guessing down: wrong attempts are counted by what is guessed at and from where, and by
//! where alone. Kept in memory; several servers each count their own.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Wrong attempts that cost nothing, for one target from one address.
const FREE: u32 = 5;
/// Wrong attempts that cost nothing, for all targets from one address.
const FREE_PER_ADDRESS: u32 = 25;
/// After this long without a wrong attempt, everything is forgotten.
const MEMORY: SignedDuration = SignedDuration::from_mins(15);
/// The first wait; each further wrong attempt doubles it.
const FIRST_WAIT: i64 = 30;
/// The longest wait, in seconds.
const LONGEST_WAIT: i64 = 15 * 60;
/// Beyond this many entries the old ones are swept out.
const SWEEP: usize = 4096;

/// Counts wrong attempts.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    failures: Mutex<HashMap<String, Failures>>,
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Timestamp,
    blocked_until: Option<Timestamp>,
}

impl Throttle {
    /// Seconds that an attempt at `target` from `address` must still wait; `None`: go on.
    pub(crate) fn wait(&self, target: &str, address: &str, now: Timestamp) -> Option<i64> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = keys(target, address).map(|(key, _)| {
            let until = failures.get(&key)?.blocked_until?;
            let left = until.as_second() - now.as_second();
            (left > 0).then_some(left)
        });
        waits.into_iter().flatten().max()
    }

    /// Counts a wrong attempt. Returns how many more from `address` go without a wait.
    pub(crate) fn failed(&self, target: &str, address: &str, now: Timestamp) -> u32 {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() > SWEEP {
            failures.retain(|_, f| !f.is_forgotten(now));
        }
        let mut left = u32::MAX;
        for (key, free) in keys(target, address) {
            let entry = failures.entry(key).or_insert(Failures {
                count: 0,
                last: now,
                blocked_until: None,
            });
            if entry.is_forgotten(now) {
                entry.count = 0;
            }
            entry.count += 1;
            entry.last = now;
            left = left.min(free.saturating_sub(entry.count));
            if let Some(over) = entry.count.checked_sub(free) {
                let wait = FIRST_WAIT.checked_shl(over).map_or(LONGEST_WAIT, |w| {
                    if w <= 0 {
                        LONGEST_WAIT
                    } else {
                        w.min(LONGEST_WAIT)
                    }
                });
                entry.blocked_until = Some(now + SignedDuration::from_secs(wait));
            }
        }
        left
    }

    /// Forgets the wrong attempts at `target` from `address`; the address's own count stays, or a
    /// guesser with one account of his own would reset it.
    pub(crate) fn succeeded(&self, target: &str, address: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let [(key, _), _] = keys(target, address);
        failures.remove(&key);
    }
}

impl Failures {
    fn is_forgotten(&self, now: Timestamp) -> bool {
        now.duration_since(self.last) > MEMORY
    }
}

fn keys(target: &str, address: &str) -> [(String, u32); 2] {
    [
        (format!("{target} {address}"), FREE),
        (address.to_owned(), FREE_PER_ADDRESS),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_fifth_wrong_attempt_starts_a_wait_that_doubles_up_to_a_quarter_of_an_hour() {
        let throttle = Throttle::default();
        for _ in 0..4 {
            throttle.failed("ana", "1.2.3.4", at(0));
        }
        assert_eq!(throttle.wait("ana", "1.2.3.4", at(0)), None);
        let mut waits = Vec::new();
        for _ in 0..8 {
            throttle.failed("ana", "1.2.3.4", at(0));
            waits.extend(throttle.wait("ana", "1.2.3.4", at(0)));
        }
        assert_eq!(waits, [30, 60, 120, 240, 480, 900, 900, 900]);
        assert_eq!(throttle.wait("ana", "1.2.3.4", at(901)), None);
    }

    #[test]
    fn counts_the_attempts_that_are_left() {
        let throttle = Throttle::default();
        let left: Vec<u32> = (0..6)
            .map(|_| throttle.failed("ana", "1.2.3.4", at(0)))
            .collect();
        assert_eq!(left, [4, 3, 2, 1, 0, 0]);
    }

    #[test]
    fn somebody_elsewhere_is_not_kept_out() {
        let throttle = Throttle::default();
        for _ in 0..10 {
            throttle.failed("ana", "1.2.3.4", at(0));
        }
        assert_eq!(throttle.wait("ana", "5.6.7.8", at(0)), None);
        assert_eq!(throttle.wait("luis", "1.2.3.4", at(0)), None);
    }

    #[test]
    fn one_address_that_tries_many_names_is_stopped() {
        let throttle = Throttle::default();
        for n in 0..FREE_PER_ADDRESS {
            throttle.failed(&format!("user{n}"), "1.2.3.4", at(0));
        }
        assert_eq!(throttle.wait("another", "1.2.3.4", at(0)), Some(30));
    }

    #[test]
    fn success_forgets_the_name_and_not_the_address() {
        let throttle = Throttle::default();
        for _ in 0..FREE_PER_ADDRESS {
            throttle.failed("ana", "1.2.3.4", at(0));
        }
        throttle.succeeded("ana", "1.2.3.4");
        assert_eq!(throttle.wait("luis", "1.2.3.4", at(0)), Some(30));
    }

    #[test]
    fn a_quarter_of_an_hour_of_peace_forgets_everything() {
        let throttle = Throttle::default();
        for _ in 0..7 {
            throttle.failed("ana", "1.2.3.4", at(0));
        }
        throttle.failed("ana", "1.2.3.4", at(15 * 60 + 1));
        assert_eq!(throttle.wait("ana", "1.2.3.4", at(15 * 60 + 1)), None);
    }
}
