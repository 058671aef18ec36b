//! The outbox's worker: runs what is due, rests until something is, and is woken when a request may
//! have written something.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use service::Service;
use service::jobs::{next_due, purge, run_due};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::http::metrics::Metrics;
use crate::shutdown::Shutdown;

/// The longest rest: another server of the same database may have written a job without a word.
const LONGEST_REST: Duration = Duration::from_secs(15);
/// The shortest rest, while what is due is held by somebody.
const SHORTEST_REST: Duration = Duration::from_millis(500);
/// A slow portal holds up a few runs, and mail goes on in the others.
const RUNS_AT_ONCE: usize = 4;
/// How long running work may take to finish once the end is announced. What is not finished is
/// taken up again, by whichever server, when its lease has run out.
const GRACE: Duration = Duration::from_secs(20);
/// Ended sessions and challenges are forgotten this often.
const PURGE_EVERY_SECONDS: i64 = 600;

/// Works until the end is announced.
pub async fn run(
    service: Arc<Service>,
    metrics: Arc<Metrics>,
    wake: Arc<Notify>,
    mut shutdown: Shutdown,
) {
    let mut runs = JoinSet::new();
    let mut purged_at = Timestamp::MIN;
    while !shutdown.is_announced() {
        purged_at = purge_now_and_then(&service, purged_at).await;
        let rest = rest(&service).await;
        if rest.is_zero() && runs.len() < RUNS_AT_ONCE {
            runs.spawn(one_run(Arc::clone(&service), Arc::clone(&metrics)));
        }
        let pause = pause(rest.max(SHORTEST_REST));
        tokio::select! {
            () = shutdown.announced() => {}
            () = wake.notified() => {}
            () = pause => {}
            Some(ended) = runs.join_next() => {
                if let Err(error) = ended {
                    tracing::error!(%error, "a run of jobs panicked");
                    metrics.job("panicked", 1);
                }
            }
        }
    }
    let finish = async { while runs.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, finish).await.is_err() {
        tracing::warn!("a job did not finish in time; its lease will run out");
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the composition root: here waiting is real"
)]
async fn pause(rest: Duration) {
    tokio::time::sleep(rest).await;
}

async fn one_run(service: Arc<Service>, metrics: Arc<Metrics>) {
    match run_due(&service).await {
        Ok(taken) => metrics.job("taken", u64::try_from(taken).unwrap_or(u64::MAX)),
        Err(error) => {
            tracing::error!(%error, "due jobs could not be taken");
            metrics.job("failed", 1);
        }
    }
}

/// How long there is nothing to do; zero, something is due.
async fn rest(service: &Service) -> Duration {
    let due = match next_due(service).await {
        Ok(due) => due,
        Err(error) => {
            tracing::error!(%error, "the outbox could not be read");
            return LONGEST_REST;
        }
    };
    let Some(due) = due else { return LONGEST_REST };
    let left = due.duration_since(service.now());
    Duration::try_from(left)
        .unwrap_or(Duration::ZERO)
        .min(LONGEST_REST)
}

async fn purge_now_and_then(service: &Service, purged_at: Timestamp) -> Timestamp {
    let now = service.now();
    if now.as_second() - purged_at.as_second() < PURGE_EVERY_SECONDS {
        return purged_at;
    }
    if let Err(error) = purge(service).await {
        tracing::error!(%error, "ended sessions could not be forgotten");
    }
    now
}
