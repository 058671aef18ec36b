//! The outbox's worker: runs what is due, rests until something is, and is woken when a request may
//! have written something.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use imss::time::mexico_city;
use jiff::Timestamp;
use jiff::civil::Date;
use service::Service;
use service::certificate_life::remind;
use service::ids::EmpresaId;
use service::jobs::{carry_out, next_due_in, purge_now_and_then, renew, seal_every_log, take};
use service::records::{Job, Lane};
use tokio::sync::Notify;
use tokio::task::{Id, JoinSet};
use tokio::time::{MissedTickBehavior, interval};

use crate::http::metrics::Metrics;
use crate::shutdown::Shutdown;

/// The longest rest: another server of the same database may have written a job without a word.
const LONGEST_REST: Duration = Duration::from_secs(15);
/// The shortest rest, while what is due is held by somebody.
const SHORTEST_REST: Duration = Duration::from_millis(500);
/// How many jobs of a lane are under way at once: a slow portal, or mail server, holds its own lane up alone.
const PLACES: usize = 24;
/// How many of them one company may have: a company that is stuck, or has very much to do, leaves places to others.
const PLACES_OF_ONE: usize = 4;
/// How many are taken at once.
const TAKEN_AT_ONCE: usize = 4;
/// A lease is renewed well before it ends.
const RENEW_EVERY: Duration = Duration::from_secs(20);
/// How long running work may take to finish once the end is announced. What is not finished is
/// taken up again, by whichever server, when its lease has run out.
const GRACE: Duration = Duration::from_secs(20);
/// This often it is seen to that the jobs exist that nobody asks for.
const UPKEEP_EVERY_SECONDS: i64 = 600;
/// Reminders are written from this hour on, in Mexico City: a mail at midnight is read at no better time.
const REMIND_FROM_HOUR: i8 = 7;

/// What is under way in one lane.
struct Runs {
    lane: Lane,
    running: JoinSet<()>,
    companies: HashMap<Id, EmpresaId>,
}

impl Runs {
    fn of(lane: Lane) -> Self {
        Self {
            lane,
            running: JoinSet::new(),
            companies: HashMap::new(),
        }
    }

    /// Begins what is due, as far as there are places; answers how long there is nothing to do.
    async fn begin(&mut self, service: &Arc<Service>, metrics: &Arc<Metrics>) -> Duration {
        loop {
            let free = PLACES.saturating_sub(self.running.len());
            if free == 0 {
                return LONGEST_REST;
            }
            let rest = rest(service, self.lane).await;
            if !rest.is_zero() {
                return rest;
            }
            let limit = u32::try_from(free.min(TAKEN_AT_ONCE)).unwrap_or(1);
            let jobs = match take(service, self.lane, limit, &self.served()).await {
                Ok(jobs) => jobs,
                Err(error) => {
                    tracing::error!(%error, "due jobs could not be taken");
                    metrics.job("failed", 1);
                    return LONGEST_REST;
                }
            };
            if jobs.is_empty() {
                // What is due is held by somebody, or waits for a place of its company.
                return SHORTEST_REST;
            }
            metrics.job("taken", u64::try_from(jobs.len()).unwrap_or(u64::MAX));
            for job in jobs {
                let empresa = job.empresa;
                let begun = self.running.spawn(one(Arc::clone(service), job));
                self.companies.insert(begun.id(), empresa);
            }
        }
    }

    /// The companies that have all the places that one may have.
    fn served(&self) -> BTreeSet<EmpresaId> {
        let mut places: HashMap<EmpresaId, usize> = HashMap::new();
        for empresa in self.companies.values() {
            *places.entry(*empresa).or_default() += 1;
        }
        let full = places.into_iter().filter(|(_, of)| *of >= PLACES_OF_ONE);
        full.map(|(empresa, _)| empresa).collect()
    }

    /// Waits until one of them ends; for ever, where there is none.
    async fn ended(&mut self, metrics: &Metrics) {
        let id = match self.running.join_next_with_id().await {
            None => return std::future::pending().await,
            Some(Ok((id, ()))) => id,
            Some(Err(error)) => {
                tracing::error!(%error, "a job panicked");
                metrics.job("panicked", 1);
                error.id()
            }
        };
        self.companies.remove(&id);
    }

    async fn finish(&mut self) {
        while self.running.join_next().await.is_some() {}
    }
}

/// Carries out one job, and keeps its lease alive meanwhile.
async fn one(service: Arc<Service>, job: Job) {
    let mut work = std::pin::pin!(carry_out(&service, &job));
    let mut ticks = interval(RENEW_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks.tick().await;
    loop {
        tokio::select! {
            () = &mut work => return,
            _ = ticks.tick() => {
                if let Err(error) = renew(&service, &job).await {
                    tracing::warn!(job = %job.id, %error, "a lease was not renewed");
                }
            }
        }
    }
}

/// Works until the end is announced.
pub async fn run(
    service: Arc<Service>,
    metrics: Arc<Metrics>,
    wake: Arc<Notify>,
    mut shutdown: Shutdown,
) {
    let [mut sending, mut polling, mut mail] = Lane::ALL.map(Runs::of);
    let mut seen_to_at = Timestamp::MIN;
    let mut reminded_on = None;
    while !shutdown.is_announced() {
        seen_to_at = upkeep(&service, seen_to_at).await;
        reminded_on = remind_daily(&service, reminded_on).await;
        let mut rest = LONGEST_REST;
        for runs in [&mut sending, &mut polling, &mut mail] {
            rest = rest.min(runs.begin(&service, &metrics).await);
        }
        let pause = pause(rest.max(SHORTEST_REST));
        tokio::select! {
            () = shutdown.announced() => {}
            () = wake.notified() => {}
            () = pause => {}
            () = sending.ended(&metrics) => {}
            () = polling.ended(&metrics) => {}
            () = mail.ended(&metrics) => {}
        }
    }
    let finish = async {
        for runs in [&mut sending, &mut polling, &mut mail] {
            runs.finish().await;
        }
    };
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

async fn upkeep(service: &Service, seen_to_at: Timestamp) -> Timestamp {
    let now = service.now();
    if now.as_second() - seen_to_at.as_second() < UPKEEP_EVERY_SECONDS {
        return seen_to_at;
    }
    if let Err(error) = purge_now_and_then(service).await {
        tracing::error!(%error, "the forgetting of what has ended could not be set up");
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
