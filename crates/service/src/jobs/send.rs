//! A signed lote goes out once.
//!
//! Its states are the memory of what may have happened. `Firmado`: it surely was not sent. Then
//! `Enviando` is committed, and only then it is sent; a job that finds it `Enviando` knows nothing,
//! waits until the sender must have given up, and asks the portal. A plain yes settles it, and a plain no
//! that is repeated after [`LISTS_LATE`]; anything else makes it `Dudoso`, and a person decides. It is
//! never sent again on a guess.

use jiff::{SignedDuration, Timestamp};
use model::{InquiryAnswer, MovementStatus};

use super::inquiry::note;
use super::{After, SENDING, inside, later};
use crate::Service;
use crate::common_error::CommonError;
use crate::ids::LoteId;
use crate::lotes::{Step, advance, contents, final_state, match_rows, shipment, tell};
use crate::portal_sessions::{forget, live_session};
use crate::ports::{Outcome, PortalCookie, PortalError, Received, Recibo, Shipment};
use crate::records::{
    Action, Actor, Inquiry, Job, LoteContents, LoteRecord, LoteState, MovementState, PortalSession,
};

/// How long a portal may take to list a lote that it received: one no proves nothing before a second one
/// this much later.
pub const LISTS_LATE: SignedDuration = SignedDuration::from_mins(15);

pub(super) async fn run(
    service: &Service,
    job: &Job,
    lote: LoteId,
    attempt: u32,
) -> Result<After, CommonError> {
    let lote = service.store.lote(job.empresa, lote).await?;
    let Some(lote) = lote.filter(|lote| lote.attempt == attempt) else {
        return Ok(After::Done);
    };
    let in_doubt = match lote.state {
        LoteState::Firmado { .. } => false,
        LoteState::Enviando { until, .. } if service.now() < until => return Ok(After::At(until)),
        LoteState::Enviando { .. } => true,
        _ => return Ok(After::Done),
    };
    // Without a session nothing can be sent or asked; the next one wakes this lote.
    let Some((session, cookie)) = live_session(service, &lote, in_doubt).await? else {
        return Ok(After::Done);
    };
    // Nothing is put in doubt for a portal that is not there.
    if !service.portal.reachable().await {
        return Ok(After::At(later(service, job)));
    }
    let (shipment, contents) = (
        shipment(service, &lote).await?,
        contents(service, &lote).await?,
    );
    let sending = Sending {
        service,
        job,
        session: &session,
        cookie,
        shipment,
        contents,
    };
    if in_doubt {
        sending.ask(lote).await
    } else {
        sending.send(lote).await
    }
}

struct Sending<'a> {
    service: &'a Service,
    job: &'a Job,
    session: &'a PortalSession,
    cookie: PortalCookie,
    shipment: Shipment,
    contents: LoteContents,
}

impl Sending<'_> {
    async fn send(&self, lote: LoteRecord) -> Result<After, CommonError> {
        let since = self.service.now();
        let sending = LoteState::Enviando {
            since,
            until: since + SENDING,
        };
        // From here on the lote may have gone out, whatever happens to this server.
        let lote = match self
            .step(lote, Action::LoteSending, sending, |_, _| None)
            .await
        {
            Err(CommonError::Stale) => return Ok(After::At(later(self.service, self.job))),
            result => result?,
        };
        match self
            .service
            .portal
            .send_lote(&self.cookie, &self.shipment)
            .await
        {
            Ok(recibo) => self.received(lote, recibo).await,
            Err(PortalError::Refused(reason)) => self.refused(lote, reason).await,
            Err(PortalError::SessionInvalid) => {
                self.unsent(lote).await?;
                forget(self.service, self.session).await?;
                Ok(After::Done)
            }
            Err(PortalError::NotSent(why)) => {
                tracing::warn!(lote = %lote.id, why, "a lote was not sent and is tried again");
                self.unsent(lote).await?;
                Ok(After::At(later(self.service, self.job)))
            }
            Err(PortalError::Unknown(why) | PortalError::Unreadable(why)) => {
                tracing::warn!(lote = %lote.id, why, "a lote's answer was lost");
                self.ask(lote).await
            }
        }
    }

    /// Asks what became of a lote that may have gone out.
    async fn ask(&self, lote: LoteRecord) -> Result<After, CommonError> {
        let LoteState::Enviando { until, .. } = lote.state else {
            return Ok(After::Done);
        };
        match self
            .service
            .portal
            .received(&self.cookie, &self.shipment)
            .await
        {
            Ok(Received::Yes(recibo)) => self.received(lote, recibo).await,
            // While the request may still be on its way, a no is not one yet.
            Ok(Received::No) if self.service.now() < until => Ok(After::At(until)),
            Ok(Received::No) => self.denied(lote).await,
            Ok(Received::Unknown) => {
                self.doubt(
                    lote,
                    "El portal del IMSS no supo decir si lo recibió.".to_owned(),
                )
                .await
            }
            Err(PortalError::Refused(words)) => {
                let why = format!("El portal del IMSS no quiso decir si lo recibió: {words}");
                self.doubt(lote, why).await
            }
            Err(PortalError::SessionInvalid) => {
                forget(self.service, self.session).await?;
                Ok(After::Done)
            }
            Err(PortalError::Unreadable(why)) => {
                let why = format!("El portal del IMSS contestó algo que no se entiende: {why}");
                self.doubt(lote, why).await
            }
            Err(PortalError::NotSent(why) | PortalError::Unknown(why)) => {
                tracing::warn!(lote = %lote.id, why, "the portal could not be asked about a lote");
                Ok(After::At(later(self.service, self.job).max(until)))
            }
        }
    }

    /// IMSS says that it does not have the lote. It is sent again after the second no only, with time
    /// between them.
    async fn denied(&self, lote: LoteRecord) -> Result<After, CommonError> {
        let now = self.service.now();
        let asked = Inquiry::after(lote.inquiry, now, InquiryAnswer::Unlisted);
        if asked.lasting() >= LISTS_LATE {
            self.unsent(lote).await?;
            return Ok(After::At(later(self.service, self.job)));
        }
        let again = now + (LISTS_LATE - asked.lasting());
        note(self.service, vec![(lote, InquiryAnswer::Unlisted)]).await?;
        Ok(After::At(again))
    }

    async fn received(&self, lote: LoteRecord, recibo: Recibo) -> Result<After, CommonError> {
        let at = self.service.now();
        let refused = match_rows(self.service, &self.contents, &recibo.refused);
        let refused = refused.await.map_err(inside)?.outcomes;
        let state = LoteState::Enviado {
            recibo: Some(recibo),
        };
        let movements =
            |row: usize, _: MovementStatus| Some(refused_or_sent(refused[row].as_ref(), at));
        let lote = self.step(lote, Action::LoteSent, state, movements).await?;
        let (poll, soon) = (
            self.session.poll_job,
            at + jiff::SignedDuration::from_secs(2),
        );
        self.service
            .store
            .wake_job(lote.empresa, poll, at, soon)
            .await?;
        Ok(After::Done)
    }

    async fn refused(&self, lote: LoteRecord, reason: String) -> Result<After, CommonError> {
        let state = LoteState::Rechazado {
            at: self.service.now(),
            reason,
        };
        self.step(lote, Action::LoteUpdated, state, |_, _| {
            Some(MovementState::Listo)
        })
        .await?;
        Ok(After::Done)
    }

    /// It surely did not go out.
    async fn unsent(&self, lote: LoteRecord) -> Result<(), CommonError> {
        let state = LoteState::Firmado {
            at: self.service.now(),
        };
        self.step(lote, Action::LoteUpdated, state, |_, _| None)
            .await?;
        Ok(())
    }

    async fn doubt(&self, lote: LoteRecord, why: String) -> Result<After, CommonError> {
        let state = LoteState::Dudoso {
            why,
            since: self.service.now(),
            recibo: None,
        };
        self.step(lote, Action::LoteUpdated, state, |_, _| None)
            .await?;
        Ok(After::Done)
    }

    async fn step(
        &self,
        lote: LoteRecord,
        action: Action,
        state: LoteState,
        movements: impl Fn(usize, MovementStatus) -> Option<MovementState>,
    ) -> Result<LoteRecord, CommonError> {
        let step = Step::new(Actor::System, action, state, movements);
        // What was answered about the state before says nothing about this one.
        let next = LoteRecord {
            inquiry: None,
            ..lote.clone()
        };
        let (unit, lote) = advance(self.service, lote, next, &self.contents, step)
            .await
            .map_err(inside)?;
        self.service.store.commit(unit).await?;
        tell(self.service, &lote);
        Ok(lote)
    }
}

fn refused_or_sent(outcome: Option<&Outcome>, at: Timestamp) -> MovementState {
    let refused = outcome.filter(|outcome| matches!(outcome, Outcome::Rechazado { .. }));
    final_state(refused, at).unwrap_or(MovementState::Enviado { at })
}
