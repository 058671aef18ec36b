//! The other ports, for tests: a clock that stands until it is moved, chance that repeats itself,
//! and a mailer that keeps what it is given.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::ports::{Clock, MailError, Mailer, Message, Random};

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// Makes a clock that stands at `now`.
    pub fn at(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves it forward.
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.checked_add(by).expect("tests stay within this era");
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Chance that repeats itself: SHA-256 over a seed and a counter. For tests alone.
#[derive(Debug)]
pub struct SeededRandom {
    seed: u64,
    counter: Mutex<u64>,
}

impl SeededRandom {
    /// Returns the same seed gives the same sequence.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            counter: Mutex::new(0),
        }
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let mut counter = self.counter.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(32) {
            let block = Sha256::new()
                .chain_update(self.seed.to_be_bytes())
                .chain_update(counter.to_be_bytes())
                .finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
            *counter += 1;
        }
    }
}

/// Keeps the mail it is given, and sends none.
#[derive(Debug, Default)]
pub struct NoMail {
    given: Mutex<Vec<Message>>,
    fault: Mutex<Option<MailFault>>,
}

/// How a mail server fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailFault {
    /// It is out of reach.
    Away,
    /// It refuses every message.
    Refuses,
}

impl NoMail {
    /// Returns what it was given so far.
    pub fn given(&self) -> Vec<Message> {
        self.given
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Fails from now on, or no longer.
    pub fn fail(&self, fault: Option<MailFault>) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }
}

#[async_trait]
impl Mailer for NoMail {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        match *self.fault.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(MailFault::Away) => return Err(MailError::Later("away".to_owned())),
            Some(MailFault::Refuses) => return Err(MailError::Refused("550".to_owned())),
            None => {}
        }
        self.given
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(message.clone());
        Ok(())
    }
}
