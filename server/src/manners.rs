//! How the portal is spoken to: by few at once, again after a wait where that changes nothing, and not at all
//! for a while where it has failed several times in a row.

use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use idse::{Breaker, IdseError, TRIES, wait_before};
use rand_core::RngCore as _;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::Instant;

/// Questions under way at once, of all companies. Sendings have places of their own: no question delays one.
const QUESTIONS: usize = 16;
const SENDINGS: usize = 8;

/// One for each portal.
pub(crate) struct Manners {
    questions: Semaphore,
    sendings: Semaphore,
    breaker: Mutex<Breaker>,
    since: Instant,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            questions: Semaphore::new(QUESTIONS),
            sendings: Semaphore::new(SENDINGS),
            breaker: Mutex::default(),
            since: Instant::now(),
        }
    }
}

/// The portal is left alone for a while.
#[derive(Debug, thiserror::Error)]
#[error("IDSE no ha respondido varias veces seguidas; se le vuelve a preguntar en unos segundos")]
pub(crate) struct LeftAlone;

impl Manners {
    /// A place to send from; nothing is sent while the portal is left alone.
    pub(crate) async fn sending(&self) -> Result<SemaphorePermit<'_>, LeftAlone> {
        let place = self.sendings.acquire().await.map_err(|_| LeftAlone)?;
        self.may_ask().then_some(place).ok_or(LeftAlone)
    }

    /// Asks what changes nothing, again if the answer may be another after a wait.
    /// The outer error is ours.
    pub(crate) async fn ask<T, Asking>(
        &self,
        question: impl Fn() -> Asking,
    ) -> Result<Result<T, IdseError>, LeftAlone>
    where
        Asking: Future<Output = Result<T, IdseError>>,
    {
        let _place = self.questions.acquire().await.map_err(|_| LeftAlone)?;
        let mut tried = 0;
        loop {
            if !self.may_ask() {
                return Err(LeftAlone);
            }
            tried += 1;
            let answer = question().await;
            let passes = answer.as_ref().err().is_some_and(IdseError::may_pass);
            self.note(!passes);
            // A question that was not answered in its time has waited long enough.
            let late = matches!(answer, Err(IdseError::Timeout(_)));
            if !passes || late || tried >= TRIES {
                return Ok(answer);
            }
            pause(wait_before(tried, rand_core::OsRng.next_u64())).await;
        }
    }

    /// Notes whether the portal answered.
    pub(crate) fn note(&self, answered: bool) {
        let now = self.since.elapsed();
        self.breaker().note(now, answered);
    }

    fn may_ask(&self) -> bool {
        let now = self.since.elapsed();
        self.breaker().may_ask(now)
    }

    fn breaker(&self) -> std::sync::MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the composition root: here waiting is real"
)]
async fn pause(wait: Duration) {
    tokio::time::sleep(wait).await;
}
