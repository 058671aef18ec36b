//! While a session with the portal lives, every lote it covers is followed to its result.

use jiff::{SignedDuration, Timestamp};
use model::{InquiryAnswer, LoteStatus};

use super::follow::{Followed, follow};
use super::inquiry;
use super::{After, later, see_to_sending};
use crate::Service;
use crate::common_error::CommonError;
use crate::ids::PortalSessionId;
use crate::portal_sessions::{forget, keep_cookie, waiting};
use crate::ports::{PortalCookie, PortalError};
use crate::records::{Job, LoteRecord, PortalSession};

/// A session with nothing left to ask for is forgotten after this long.
const NEEDLESS: SignedDuration = SignedDuration::from_mins(30);

/// A result that somebody waits for is asked for at least this often.
const AWAITED: SignedDuration = SignedDuration::from_secs(30);

pub(super) async fn run(
    service: &Service,
    job: &Job,
    session: PortalSessionId,
) -> Result<After, CommonError> {
    let Some(session) = service.store.portal_session(job.empresa, session).await? else {
        return Ok(After::Done);
    };
    let now = service.now();
    let Some(cookie) = usable(service, &session, now) else {
        forget(service, &session).await?;
        return Ok(After::Done);
    };
    let unsent = waiting(
        service,
        &session,
        &[LoteStatus::Firmado, LoteStatus::Enviando],
    )
    .await?;
    for lote in &unsent {
        make_sure_it_goes(service, lote).await?;
    }
    let mut open = waiting(
        service,
        &session,
        &[LoteStatus::Enviado, LoteStatus::EnProceso],
    )
    .await?;
    // What is signed or under way goes out in this session, or is asked about in it.
    let needless = open.is_empty() && unsent.is_empty();
    if needless && now.duration_since(session.opened_at) > NEEDLESS {
        end(service, &session, &cookie).await?;
        return Ok(After::Done);
    }
    let wait = later(service, job).duration_since(now).min(AWAITED);
    // One lote a step, the one that was asked about longest ago: other companies' questions come between.
    open.sort_by_key(asked_at);
    let due = |lote: &LoteRecord| asked_at(lote) <= now - wait;
    let mut open = open.into_iter();
    let Some(lote) = open.next() else {
        return Ok(After::At(later(service, job)));
    };
    let next = open.next();
    if !due(&lote) && job.attempts > 1 {
        return Ok(After::At(asked_at(&lote) + wait));
    }
    Ok(match ask(service, session, &cookie, lote).await? {
        Asked::Ended => After::Done,
        // The other lotes would fare no better; the next round asks again.
        Asked::NoAnswer => After::At(now + wait),
        Asked::Answered => match next {
            Some(next) if due(&next) => After::Again(now),
            _ => After::At(now + wait),
        },
    })
}

/// When a lote was asked about last; before everything, if never.
fn asked_at(lote: &LoteRecord) -> Timestamp {
    lote.inquiry.map_or(Timestamp::MIN, |inquiry| inquiry.at)
}

/// What came of a step.
enum Asked {
    Answered,
    NoAnswer,
    /// The session has ended.
    Ended,
}

/// Asks about one lote, and notes the answer.
async fn ask(
    service: &Service,
    session: PortalSession,
    cookie: &PortalCookie,
    lote: LoteRecord,
) -> Result<Asked, CommonError> {
    let followed = follow(service, cookie, &lote).await;
    let session = keep_cookie(service, session, cookie).await?;
    let followed = match followed {
        Ok(followed) => followed,
        // What fails about one lote keeps no other from its result.
        Err(error) => {
            tracing::error!(lote = %lote.id, %error, "an answer could not be stored");
            inquiry::note(service, vec![(lote, InquiryAnswer::NoAnswer)]).await?;
            return Ok(Asked::Answered);
        }
    };
    match followed {
        Ok(Followed::Changed) => Ok(Asked::Answered),
        Ok(Followed::AsBefore(answer)) => {
            inquiry::note(service, vec![(lote, answer)]).await?;
            Ok(Asked::Answered)
        }
        Err(PortalError::SessionInvalid) => {
            forget(service, &session).await?;
            Ok(Asked::Ended)
        }
        Err(error) => {
            tracing::warn!(lote = %lote.id, %error, "no result yet");
            inquiry::note(service, vec![(lote, InquiryAnswer::NoAnswer)]).await?;
            Ok(Asked::NoAnswer)
        }
    }
}
fn usable(service: &Service, session: &PortalSession, now: Timestamp) -> Option<PortalCookie> {
    if now >= session.expires_at {
        return None;
    }
    service.sealer.unseal(session).ok().map(PortalCookie::new)
}

async fn make_sure_it_goes(service: &Service, lote: &LoteRecord) -> Result<(), CommonError> {
    let id = crate::ids::JobId::of_sending(lote.id, lote.attempt);
    // A job that is there knows itself when it wants to be tried again.
    match service.store.job(lote.empresa, id).await? {
        Some(_) => Ok(()),
        None => see_to_sending(service, lote).await,
    }
}

async fn end(
    service: &Service,
    session: &PortalSession,
    cookie: &PortalCookie,
) -> Result<(), CommonError> {
    if let Err(error) = service.portal.log_out(cookie).await {
        tracing::info!(%error, "the portal did not learn that its session ends");
    }
    forget(service, session).await
}
