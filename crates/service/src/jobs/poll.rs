//! While a session with the portal lives, every lote it covers is followed to its result.

use jiff::{SignedDuration, Timestamp};
use model::{InquiryAnswer, LoteStatus, MovementStatus};

use super::inquiry;
use super::results::match_rows;
use super::send::forget;
use super::{After, inside, later, see_to_sending, waiting};
use crate::Service;
use crate::common_error::CommonError;
use crate::ids::PortalSessionId;
use crate::lotes::{Step, advance, contents, shipment, tell};
use crate::ports::{Outcome, PortalCookie, PortalError, PortalLote, Received, Recibo};
use crate::records::{
    Action, Actor, Inquiry, Job, LoteRecord, LoteState, MovementState, PortalSession,
};
use crate::store::{CommitError, Unit};

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
        match follow(service, &cookie, &lote).await? {
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

pub(super) fn usable(
    service: &Service,
    session: &PortalSession,
    now: Timestamp,
) -> Option<PortalCookie> {
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

/// What came of asking about a lote.
pub(super) enum Followed {
    /// Its state is another now, and stored with the inquiry.
    Changed,
    /// It is as it was.
    AsBefore(InquiryAnswer),
}

/// Asks about one lote, and stores what changed. The outer error is ours, the inner the portal's.
pub(super) async fn follow(
    service: &Service,
    cookie: &PortalCookie,
    lote: &LoteRecord,
) -> Result<Result<Followed, PortalError>, CommonError> {
    let Some(recibo) = lote.state.recibo() else {
        // A person vouched for it: the portal is asked for its receipt first.
        let shipment = shipment(service, lote).await?;
        return match service.portal.received(cookie, &shipment).await {
            Ok(Received::Yes(recibo)) => {
                let receipt = LoteState::Enviado {
                    recibo: Some(recibo),
                };
                let completed = LoteRecord {
                    state: receipt,
                    inquiry: Some(Inquiry {
                        at: service.now(),
                        answer: InquiryAnswer::Received,
                    }),
                    ..lote.clone()
                };
                complete(service, lote, completed).await?;
                Ok(Ok(Followed::Changed))
            }
            Ok(Received::No | Received::Unknown) => {
                Ok(Ok(Followed::AsBefore(InquiryAnswer::Unlisted)))
            }
            Err(error) => Ok(Err(error)),
        };
    };
    let said = match service.portal.results(cookie, &recibo.id_lote).await {
        Ok(said) => said,
        Err(error) => return Ok(Err(error)),
    };
    let following = Following {
        service,
        lote,
        recibo,
    };
    match following.note(said).await {
        Ok(followed) => Ok(Ok(followed)),
        // Somebody else noted it at this very moment.
        Err(CommonError::Stale) => Ok(Ok(Followed::Changed)),
        Err(error) => Err(error),
    }
}

/// Puts the receipt into a lote that a person vouched for; its state stays.
async fn complete(service: &Service, old: &LoteRecord, new: LoteRecord) -> Result<(), CommonError> {
    let subject = format!("lote:{}", old.id);
    let entry = service.audit(old.empresa, Actor::System, Action::LoteUpdated, subject);
    match service
        .store
        .commit(Unit::audited(entry).update(old.clone(), new))
        .await
    {
        Ok(()) | Err(CommitError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

struct Following<'a> {
    service: &'a Service,
    lote: &'a LoteRecord,
    recibo: &'a Recibo,
}

impl Following<'_> {
    async fn note(&self, said: PortalLote) -> Result<Followed, CommonError> {
        let now = self.service.now();
        let recibo = self.recibo.clone();
        match said {
            PortalLote::Enviado => Ok(Followed::AsBefore(InquiryAnswer::Received)),
            PortalLote::Unlisted => Ok(Followed::AsBefore(InquiryAnswer::Unlisted)),
            PortalLote::EnProceso if self.lote.state.status() == LoteStatus::EnProceso => {
                Ok(Followed::AsBefore(InquiryAnswer::InProcess))
            }
            PortalLote::EnProceso => {
                let state = LoteState::EnProceso { recibo };
                self.step(state, |_| Some(MovementState::EnProceso { since: now }))
                    .await
            }
            PortalLote::Rechazado { reason } => {
                let state = LoteState::Rechazado { at: now, reason };
                self.step(state, |_| Some(MovementState::Listo)).await
            }
            PortalLote::Procesado { results, original } => {
                let contents = contents(self.service, self.lote).await?;
                let outcomes = match_rows(self.service, &contents, &results).await?;
                let recibo = Recibo {
                    original: original.or(recibo.original.clone()),
                    ..recibo
                };
                self.processed(recibo, &outcomes).await
            }
        }
    }

    /// Every movement with a word of the portal gets it; the lote is done when none is left open.
    async fn processed(
        &self,
        recibo: Recibo,
        outcomes: &[Option<Outcome>],
    ) -> Result<Followed, CommonError> {
        let now = self.service.now();
        let contents = contents(self.service, self.lote).await?;
        let movements = crate::lotes::movements(self.service, &contents)
            .await
            .map_err(inside)?;
        let states: Vec<MovementState> = movements
            .iter()
            .zip(outcomes)
            .map(|(movement, outcome)| {
                if movement.state.status().is_final() {
                    movement.state.clone()
                } else {
                    state(outcome.as_ref(), now)
                }
            })
            .collect();
        let count = |estado| {
            states
                .iter()
                .filter(|state| state.status() == estado)
                .count()
        };
        let [operados, rechazados] = [MovementStatus::Operado, MovementStatus::Rechazado]
            .map(|estado| u32::try_from(count(estado)).unwrap_or(u32::MAX));
        let open = states
            .iter()
            .filter(|state| !state.status().is_final())
            .count();
        let changed = states
            .iter()
            .zip(&movements)
            .any(|(s, m)| s.status() != m.state.status());
        let step = |row: usize| states.get(row).cloned();
        if open == 0 {
            self.step(
                LoteState::Procesado {
                    recibo,
                    at: now,
                    operados,
                    rechazados,
                },
                step,
            )
            .await
        } else if changed && self.lote.state.status() == LoteStatus::Enviado {
            tracing::warn!(lote = %self.lote.id, open, "the portal left movements without a result");
            self.step(LoteState::EnProceso { recibo }, step).await
        } else {
            Ok(Followed::AsBefore(InquiryAnswer::InProcess))
        }
    }

    async fn step(
        &self,
        state: LoteState,
        movements: impl Fn(usize) -> Option<MovementState>,
    ) -> Result<Followed, CommonError> {
        let action = Action::LoteUpdated;
        let step = Step {
            by: Actor::System,
            action,
            lote: state,
            movements,
        };
        let (lote, contents) = (self.lote.clone(), contents(self.service, self.lote).await?);
        let asked = LoteRecord {
            inquiry: Some(Inquiry {
                at: self.service.now(),
                answer: InquiryAnswer::InProcess,
            }),
            ..lote.clone()
        };
        let (unit, lote) = advance(self.service, lote, asked, &contents, step)
            .await
            .map_err(inside)?;
        self.service.store.commit(unit).await?;
        tell(self.service, &lote);
        Ok(Followed::Changed)
    }
}

fn state(outcome: Option<&Outcome>, at: Timestamp) -> MovementState {
    match outcome {
        Some(Outcome::Operado { extemporaneo }) => MovementState::Operado {
            at,
            extemporaneo: *extemporaneo,
        },
        Some(Outcome::Rechazado { codigo, texto }) => MovementState::Rechazado {
            at,
            codigo: codigo.clone(),
            texto: texto.clone(),
        },
        Some(Outcome::Unrecognised(_)) | None => MovementState::EnProceso { since: at },
    }
}
