//! The outbox at work: what is due is taken under a lease and carried out. The server calls
//! [`run_due`] whenever something may be due; no time passes in here.

mod ask_now;
mod follow;
mod inquiry;
mod mail;
mod poll;
mod seal_audit;
mod send;

pub use ask_now::ask_now;
pub use follow::DOUBTED_AFTER;
pub use seal_audit::seal_every_log;
pub use send::LISTS_LATE;

use std::collections::BTreeSet;

use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use model::LoteStatus;

use crate::Service;
use crate::common_error::CommonError;
use crate::departure;
use crate::ids::{EmpresaId, JobId};
use crate::lotes::LoteError;
use crate::portal_sessions::waiting;
use crate::records::{Job, Lane, Lease, LoteRecord, PortalSession, Work};
use crate::store::{CommitError, Unit};

/// The longest a lote's sending may take: the portal's implementation gives up before, and nobody
/// else asks or sends before it has passed.
pub const SENDING: SignedDuration = SignedDuration::from_mins(5);
/// How long a job is held. Short, so that the work of a server that died is taken up soon; the server that
/// lives renews it meanwhile ([`renew`]). Where that fails nothing is harmed: what a job changes is guarded
/// by the versions of the records, and a lote being sent by its own `until`.
pub const LEASE: SignedDuration = SignedDuration::from_mins(1);
/// How often what has ended is forgotten.
const PURGED_EVERY: SignedDuration = SignedDuration::from_mins(10);
/// How many jobs are taken at once.
const AT_ONCE: u32 = 8;
/// The longest wait between two tries, in seconds.
const LONGEST_WAIT: i64 = 5 * 60;

/// What becomes of a job that was run.
enum After {
    /// It is done, and deleted.
    Done,
    /// It is put off.
    At(Timestamp),
    /// It goes on with its next step, which is no other try.
    Again(Timestamp),
}

/// Does what [`run_due_in`] does, in every lane, the most urgent first.
///
/// # Errors
///
/// The repository's, when it cannot even be asked.
pub async fn run_due(service: &Service) -> Result<usize, CommonError> {
    let mut taken = 0;
    for lane in Lane::ALL {
        taken += run_due_in(service, lane).await?;
    }
    Ok(taken)
}

/// Takes what is due in a lane, carries it out, and returns how many jobs it took; 0, nothing was due.
///
/// # Errors
///
/// The repository's, when it cannot even be asked.
pub async fn run_due_in(service: &Service, lane: Lane) -> Result<usize, CommonError> {
    let jobs = take(service, lane, AT_ONCE, &BTreeSet::new()).await?;
    join_all(jobs.iter().map(|job| carry_out(service, job))).await;
    Ok(jobs.len())
}

/// Takes up to `limit` jobs that are due in a lane, of any company but those that are `served` already, under
/// a lease: each is to be given to [`carry_out`].
///
/// # Errors
///
/// The repository's.
pub async fn take(
    service: &Service,
    lane: Lane,
    limit: u32,
    served: &BTreeSet<EmpresaId>,
) -> Result<Vec<Job>, CommonError> {
    let now = service.now();
    let owner = &service.settings.owner;
    let jobs = service
        .store
        .take_due_jobs(lane, now, owner, now + LEASE, limit, served);
    Ok(jobs.await?)
}

/// Renews the lease on a job that is being carried out. Somebody who has taken it meanwhile keeps it.
///
/// # Errors
///
/// The repository's.
pub async fn renew(service: &Service, job: &Job) -> Result<(), CommonError> {
    let Some(held) = held(service, job).await? else {
        return Ok(());
    };
    let renewed = Job {
        lease: Some(Lease {
            owner: service.settings.owner.clone(),
            until: service.now() + LEASE,
        }),
        ..held.clone()
    };
    let unit = Unit::upkeep().update(held, renewed).done();
    match service.store.commit(unit).await {
        Ok(()) | Err(CommitError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// A job that was taken, as it is stored now; `None` where it is done, or another run has it.
async fn held(service: &Service, job: &Job) -> Result<Option<Job>, CommonError> {
    let found = service.store.job(job.empresa, job.id).await?;
    let owner = |job: &Job| job.lease.as_ref().map(|lease| lease.owner.clone());
    Ok(found.filter(|found| found.attempts == job.attempts && owner(found) == owner(job)))
}

/// Forgets what has ended: sessions, challenges, links that were mailed, counts of attempts.
///
/// # Errors
///
/// The repository's.
pub async fn purge(service: &Service) -> Result<(), CommonError> {
    Ok(service.store.purge_expired(service.now()).await?)
}

/// Sees to it that there is the one job that forgets what has ended: of several servers one does it.
///
/// # Errors
///
/// The repository's.
pub async fn purge_now_and_then(service: &Service) -> Result<(), CommonError> {
    let id = JobId::of_purging();
    let job = Job::due(id, EmpresaId::INSTALLATION, Work::Purge, service.now());
    let unit = Unit::upkeep().create(job).done();
    match service.store.commit(unit).await {
        Ok(()) | Err(CommitError::Taken { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Returns when there is something to do next, so that the server knows how long it may rest.
///
/// # Errors
///
/// The repository's.
pub async fn next_due(service: &Service) -> Result<Option<Timestamp>, CommonError> {
    let mut next = None;
    for lane in Lane::ALL {
        next = next
            .into_iter()
            .chain(next_due_in(service, lane).await?)
            .min();
    }
    Ok(next)
}

/// Returns when there is something to do next in a lane.
///
/// # Errors
///
/// The repository's.
pub async fn next_due_in(service: &Service, lane: Lane) -> Result<Option<Timestamp>, CommonError> {
    Ok(service.store.next_due(lane).await?)
}

/// Carries out a job that was taken. One that fails is put off, longer each time; one whose server dies is
/// taken by another when its lease ends.
pub async fn carry_out(service: &Service, job: &Job) {
    let after = match &job.work {
        Work::DeleteCompany => delete_company(service, job).await,
        Work::Purge => purge(service)
            .await
            .map(|()| After::At(service.now() + PURGED_EVERY)),
        // A company that is gone leaves its jobs behind: nothing is written for it any more.
        Work::SendLote { .. } | Work::PollResults { .. } | Work::SealAudit | Work::DailyMail
            if is_gone(service, job).await =>
        {
            Ok(After::Done)
        }
        Work::SendLote { lote, attempt } => send::run(service, job, *lote, *attempt).await,
        Work::PollResults { session } => poll::run(service, job, *session).await,
        Work::SealAudit => seal_audit::run(service, job).await,
        Work::Mail { message, token } => mail::run(service, job, message, token.as_ref()).await,
        Work::ConsultMail {
            message,
            link,
            sealed,
        } => mail::run_consult(service, job, message, *link, sealed).await,
        Work::DailyMail => mail::run_daily(service, job).await,
        Work::AskAccess { rfc, nombre, email } => {
            mail::run_request(service, rfc, nombre, email).await
        }
        Work::MailRecovery { email } => mail::run_recovery(service, email).await,
    };
    let after = after.unwrap_or_else(|error| {
        tracing::error!(job = %job.id, %error, "a job failed and is put off");
        After::At(later(service, job))
    });
    // If this fails the lease runs out and the job is taken again, which every job bears.
    if let Err(error) = end(service, job, &after).await {
        tracing::warn!(job = %job.id, %error, "a job's end was not noted");
    }
}

/// Whether the job's company was deleted. While that cannot be asked, it was not.
async fn is_gone(service: &Service, job: &Job) -> bool {
    matches!(service.store.empresa(job.empresa).await, Ok(None))
}

/// Deletes a company, part by part.
async fn delete_company(service: &Service, job: &Job) -> Result<After, CommonError> {
    let next = departure::run(service, job).await?;
    Ok(next.map_or(After::Done, After::At))
}

/// Notes what becomes of a job, beside a renewal that may come at the same moment.
async fn end(service: &Service, job: &Job, after: &After) -> Result<(), CommonError> {
    loop {
        let Some(held) = held(service, job).await? else {
            return Ok(());
        };
        let unit = match after {
            After::Done => Unit::upkeep().delete(held),
            After::At(due_at) => {
                let waiting = Job {
                    due_at: *due_at,
                    lease: None,
                    ..held.clone()
                };
                Unit::upkeep().update(held, waiting)
            }
            After::Again(due_at) => {
                let waiting = Job {
                    due_at: *due_at,
                    lease: None,
                    attempts: held.attempts.saturating_sub(1),
                    ..held.clone()
                };
                Unit::upkeep().update(held, waiting)
            }
        };
        match service.store.commit(unit.done()).await {
            Err(CommitError::Stale) => {}
            result => return Ok(result?),
        }
    }
}

/// When to try again: 5 s after the first try, doubling up to five minutes.
fn later(service: &Service, job: &Job) -> Timestamp {
    let doublings = job.attempts.saturating_sub(1).min(10);
    let seconds = (5_i64 << doublings).min(LONGEST_WAIT);
    service.now() + SignedDuration::from_secs(seconds)
}

/// Sees to it that every lote a new session covers is sent, or asked about, now.
pub(crate) async fn wake_waiting(
    service: &Service,
    session: &PortalSession,
) -> Result<(), CommonError> {
    for lote in waiting(
        service,
        session,
        &[LoteStatus::Firmado, LoteStatus::Enviando],
    )
    .await?
    {
        see_to_sending(service, &lote).await?;
    }
    Ok(())
}

/// There is one job that sends a lote at its attempt, due now.
async fn see_to_sending(service: &Service, lote: &LoteRecord) -> Result<(), CommonError> {
    let now = service.now();
    let job = Job::sending(lote, now);
    let id = job.id;
    match service
        .store
        .commit(Unit::upkeep().create(job).done())
        .await
    {
        Ok(()) => Ok(()),
        Err(CommitError::Taken { .. }) => {
            Ok(service.store.wake_job(lote.empresa, id, now, now).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// A lote's error inside a job: nobody is there to be shown it.
fn inside(error: LoteError) -> CommonError {
    match error {
        LoteError::Common(error) => error,
        other => CommonError::internal(other),
    }
}
