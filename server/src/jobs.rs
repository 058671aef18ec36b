//! The outbox's worker: runs what is due, rests until something is, and is woken when a request may
//! have written something.

use std::sync::Arc;
use std::time::Duration;

use imss::time::mexico_city;
use jiff::Timestamp;
use jiff::civil::Date;
use service::Service;
use service::certificate_life::remind;
use service::jobs::{next_due_in, purge, run_due_in, seal_every_log};
use service::records::Lane;
use tokio::sync::Notify;
use tokio::task::{JoinError, JoinSet};

use crate::http::metrics::Metrics;
use crate::shutdown::Shutdown;

/// The longest rest: another server of the same database may have written a job without a word.
const LONGEST_REST: Duration = Duration::from_secs(15);
/// The shortest rest, while what is due is held by somebody.
const SHORTEST_REST: Duration = Duration::from_millis(500);
/// A slow portal, or mail server, holds up a few runs of its lane, and the others go on.
const RUNS_AT_ONCE: usize = 4;
/// How long running work may take to finish once the end is announced. What is not finished is
/// taken up again, by whichever server, when its lease has run out.
const GRACE: Duration = Duration::from_secs(20);
/// Ended sessions and challenges are forgotten this often.
const PURGE_EVERY_SECONDS: i64 = 600;
/// Reminders are written from this hour on, in Mexico City: a mail at midnight is read at no better time.
const REMIND_FROM_HOUR: i8 = 7;

/// The runs of one lane: a dead mail server delays no lote.
struct Runs {
    lane: Lane,
    running: JoinSet<()>,
}

impl Runs {
    fn of(lane: Lane) -> Self {
        Self {
            lane,
            running: JoinSet::new(),
        }
    }

    /// Begins a run where something is due; answers how long there is nothing to do.
    async fn begin(&mut self, service: &Arc<Service>, metrics: &Arc<Metrics>) -> Duration {
        let rest = rest(service, self.lane).await;
        if rest.is_zero() && self.running.len() < RUNS_AT_ONCE {
            let (service, metrics) = (Arc::clone(service), Arc::clone(metrics));
            self.running.spawn(one_run(service, metrics, self.lane));
        }
        rest
    }
}

/// Works until the end is announced.
pub async fn run(
    service: Arc<Service>,
    metrics: Arc<Metrics>,
    wake: Arc<Notify>,
    mut shutdown: Shutdown,
) {
    let mut portal = Runs::of(Lane::Portal);
    let mut mail = Runs::of(Lane::Mail);
    let mut purged_at = Timestamp::MIN;
    let mut reminded_on = None;
    while !shutdown.is_announced() {
        purged_at = purge_now_and_then(&service, purged_at).await;
        reminded_on = remind_daily(&service, reminded_on).await;
        let rest = portal.begin(&service, &metrics).await;
        let rest = rest.min(mail.begin(&service, &metrics).await);
        let pause = pause(rest.max(SHORTEST_REST));
        tokio::select! {
            () = shutdown.announced() => {}
            () = wake.notified() => {}
            () = pause => {}
            Some(ended) = portal.running.join_next() => note(ended, &metrics),
            Some(ended) = mail.running.join_next() => note(ended, &metrics),
        }
    }
    let finish = async {
        while portal.running.join_next().await.is_some() {}
        while mail.running.join_next().await.is_some() {}
    };
    if tokio::time::timeout(GRACE, finish).await.is_err() {
        tracing::warn!("a job did not finish in time; its lease will run out");
    }
}

fn note(ended: Result<(), JoinError>, metrics: &Metrics) {
    if let Err(error) = ended {
        tracing::error!(%error, "a run of jobs panicked");
        metrics.job("panicked", 1);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the composition root: here waiting is real"
)]
async fn pause(rest: Duration) {
    tokio::time::sleep(rest).await;
}

async fn one_run(service: Arc<Service>, metrics: Arc<Metrics>, lane: Lane) {
    match run_due_in(&service, lane).await {
        Ok(taken) => metrics.job("taken", u64::try_from(taken).unwrap_or(u64::MAX)),
        Err(error) => {
            tracing::error!(%error, "due jobs could not be taken");
            metrics.job("failed", 1);
        }
    }
}

/// How long there is nothing to do in a lane; zero, something is due.
async fn rest(service: &Service, lane: Lane) -> Duration {
    let due = match next_due_in(service, lane).await {
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
    if let Err(error) = seal_every_log(service).await {
        tracing::error!(%error, "the sealing of audit logs could not be set up");
    }
    now
}

/// Once a day; after a restart again, which writes nothing that was written.
async fn remind_daily(service: &Service, reminded_on: Option<Date>) -> Option<Date> {
    let here = mexico_city(service.now());
    if reminded_on == Some(here.date()) || here.hour() < REMIND_FROM_HOUR {
        return reminded_on;
    }
    match remind(service).await {
        Ok(0) => {}
        Ok(mails) => tracing::info!(mails, "reminders of certificates were written"),
        Err(error) => {
            tracing::error!(%error, "reminders could not be written");
            return reminded_on;
        }
    }
    Some(here.date())
}
