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

use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use model::LoteStatus;

use crate::Service;
use crate::common_error::CommonError;
use crate::departure;
use crate::lotes::LoteError;
use crate::records::{Job, Lane, LoteRecord, PortalSession, Work};
use crate::store::{CommitError, OpenCursor, OpenLotesQuery, Unit};

/// The longest a lote's sending may take: the portal's implementation gives up before, and nobody
/// else asks or sends before it has passed.
pub const SENDING: SignedDuration = SignedDuration::from_mins(5);
/// How long a job is held. Short, so that the work of a server that died is taken up soon; one that
/// lives and takes longer is not harmed, for what a job changes is guarded by the versions of the
/// records, and a lote being sent by its own `until`.
const LEASE: SignedDuration = SignedDuration::from_mins(1);
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
}

/// Does what [`run_due_in`] does, in every lane one after the other.
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

/// Takes what is due in a lane, carries it out, and returns how many jobs it took; 0, nothing was due. A job
/// that fails is put off, longer each time; one whose server dies is taken by another when its
/// lease ends.
///
/// # Errors
///
/// The repository's, when it cannot even be asked.
pub async fn run_due_in(service: &Service, lane: Lane) -> Result<usize, CommonError> {
    let now = service.now();
    let owner = &service.settings.owner;
    let jobs = service
        .store
        .take_due_jobs(lane, now, owner, now + LEASE, AT_ONCE)
        .await?;
    join_all(jobs.iter().map(|job| run(service, job))).await;
    Ok(jobs.len())
}

/// Forgets what has ended: sessions, challenges, links that were mailed, counts of attempts.
///
/// # Errors
///
/// The repository's.
pub async fn purge(service: &Service) -> Result<(), CommonError> {
    Ok(service.store.purge_expired(service.now()).await?)
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

async fn run(service: &Service, job: &Job) {
    let after = match &job.work {
        Work::DeleteCompany => delete_company(service, job).await,
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
    let unit = match after {
        After::Done => Unit::upkeep().delete(job.clone()),
        After::At(due_at) => {
            let waiting = Job {
                due_at,
                lease: None,
                ..job.clone()
            };
            Unit::upkeep().update(job.clone(), waiting)
        }
    };
    // If this fails the lease runs out and the job is taken again, which every job bears.
    if let Err(error) = service.store.commit(unit.done()).await {
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

/// How many open lotes are read at once.
const LOTES_AT_ONCE: u32 = 100;

/// The lotes in these states, all of them open ones, that a session covers.
async fn waiting(
    service: &Service,
    session: &PortalSession,
    estados: &[LoteStatus],
) -> Result<Vec<LoteRecord>, CommonError> {
    let mut query = OpenLotesQuery {
        empresa: session.empresa,
        registros: session.registros.clone(),
        estados: estados.iter().copied().collect(),
        after: None,
        limit: LOTES_AT_ONCE,
    };
    let mut lotes = Vec::new();
    loop {
        let page = service.store.open_lotes(&query).await?;
        let full = page.len() == LOTES_AT_ONCE as usize;
        query.after = page.last().map(OpenCursor::of);
        lotes.extend(page);
        if !full {
            return Ok(lotes);
        }
    }
}

/// A lote's error inside a job: nobody is there to be shown it.
fn inside(error: LoteError) -> CommonError {
    match error {
        LoteError::Common(error) => error,
        other => CommonError::internal(other),
    }
}
