//! While a session with the portal lives, every lote it covers is followed to its result.

use jiff::{SignedDuration, Timestamp};
use model::{InquiryAnswer, LoteStatus};

use super::follow::{Followed, follow};
use super::inquiry;
use super::{After, later, see_to_sending, waiting};
use crate::Service;
use crate::common_error::CommonError;
use crate::ids::PortalSessionId;
use crate::portal_sessions::forget;
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
    for lote in waiting(
        service,
        &session,
        &[LoteStatus::Firmado, LoteStatus::Enviando],
    )
    .await?
    {
        make_sure_it_goes(service, &lote).await?;
    }
    let open = waiting(
        service,
        &session,
        &[LoteStatus::Enviado, LoteStatus::EnProceso],
    )
    .await?;
    if open.is_empty() && now.duration_since(session.opened_at) > NEEDLESS {
        end(service, &session, &cookie).await?;
        return Ok(After::Done);
    }
    let followed = !open.is_empty();
    let mut asked = Vec::new();
    let mut ended = false;
    for lote in open {
        let followed = match follow(service, &cookie, &lote).await {
            Ok(followed) => followed,
            // What fails about one lote keeps no other from its result.
            Err(error) => {
                tracing::error!(lote = %lote.id, %error, "an answer could not be stored");
                continue;
            }
        };
        match followed {
            Ok(Followed::Changed) => {}
            Ok(Followed::AsBefore(answer)) => asked.push((lote, answer)),
            Err(PortalError::SessionInvalid) => {
                ended = true;
                break;
            }
            Err(error) => {
                // The other lotes would fare no better; the next round asks again.
                tracing::warn!(lote = %lote.id, %error, "no result yet");
                asked.push((lote, InquiryAnswer::NoAnswer));
                break;
            }
        }
    }
    inquiry::note(service, asked).await?;
    if ended {
        forget(service, &session).await?;
        return Ok(After::Done);
    }
    let next = later(service, job);
    Ok(After::At(if followed {
        next.min(now + AWAITED)
    } else {
        next
    }))
}

fn usable(service: &Service, session: &PortalSession, now: Timestamp) -> Option<PortalCookie> {
    if now >= session.expires_at {
        return None;
    }
    service.sealer.unseal(session).ok().map(PortalCookie)
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
