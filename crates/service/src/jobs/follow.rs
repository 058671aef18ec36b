//! Asks IMSS about one lote, and stores what changed.

use jiff::{SignedDuration, Timestamp};
use model::{InquiryAnswer, LoteStatus, MovementStatus};

use super::inside;
use crate::Service;
use crate::common_error::CommonError;
use crate::lotes::{
    Matched, Outcomes, Step, advance, contents, final_state, match_rows, sent, shipment,
    store_outcomes, tell,
};
use crate::ports::{Outcome, PortalCookie, PortalError, PortalLote, Received, Recibo};
use crate::records::{Action, Actor, Inquiry, LoteContents, LoteRecord, LoteState, MovementState};

/// How long IMSS may go without listing a lote that it was believed to have, or answer what cannot be
/// read, before the lote is in doubt.
pub const DOUBTED_AFTER: SignedDuration = SignedDuration::from_mins(30);

const UNLISTED: &str = "Se tenía por recibido, y IDSE contesta que no lo tiene en su lista.";
const UNREADABLE: &str = "IDSE contesta por el lote algo que Rúbrica no entiende.";

/// What came of asking about a lote.
pub(super) enum Followed {
    /// Its state is another now, and stored with the inquiry.
    Changed,
    /// It is as it was.
    AsBefore(InquiryAnswer),
}

/// What one question gave. The outer error is ours, the inner the portal's.
type Asked = Result<Result<Followed, PortalError>, CommonError>;

/// Asks about one lote, and stores what changed.
pub(super) async fn follow(service: &Service, cookie: &PortalCookie, lote: &LoteRecord) -> Asked {
    let following = Following { service, lote };
    let followed = match lote.state.recibo() {
        Some(recibo) => following.ask_results(cookie, recibo).await,
        // A person vouched for it, or nobody knows: IMSS is asked for its receipt first.
        None => following.ask_receipt(cookie).await,
    };
    match followed {
        // Somebody else noted it at this very moment.
        Err(CommonError::Stale) => Ok(Ok(Followed::Changed)),
        other => other,
    }
}

struct Following<'a> {
    service: &'a Service,
    lote: &'a LoteRecord,
}

impl Following<'_> {
    fn in_doubt(&self) -> bool {
        self.lote.state.status() == LoteStatus::Dudoso
    }

    async fn ask_receipt(&self, cookie: &PortalCookie) -> Asked {
        let shipment = shipment(self.service, self.lote).await?;
        let said = self.service.portal.received(cookie, &shipment).await;
        let answer = match said {
            Ok(Received::Yes(recibo)) => return self.receipt(recibo).await.map(Ok),
            Ok(Received::No) => InquiryAnswer::Unlisted,
            Ok(Received::Unknown) | Err(PortalError::Unreadable(_)) => InquiryAnswer::Unreadable,
            Err(error) => return Ok(Err(error)),
        };
        self.unsettled(answer).await.map(Ok)
    }

    async fn ask_results(&self, cookie: &PortalCookie, recibo: &Recibo) -> Asked {
        let said = match self.service.portal.results(cookie, &recibo.id_lote).await {
            Ok(said) => said,
            Err(PortalError::Unreadable(_)) => {
                return self.unsettled(InquiryAnswer::Unreadable).await.map(Ok);
            }
            Err(error) => return Ok(Err(error)),
        };
        self.note(said, recibo.clone()).await.map(Ok)
    }

    async fn note(&self, said: PortalLote, recibo: Recibo) -> Result<Followed, CommonError> {
        let now = self.service.now();
        let processing = self.lote.state.status() == LoteStatus::EnProceso;
        match said {
            PortalLote::Unlisted => self.unsettled(InquiryAnswer::Unlisted).await,
            PortalLote::Enviado if self.in_doubt() => self.received(recibo, Vec::new()).await,
            PortalLote::Enviado => Ok(Followed::AsBefore(InquiryAnswer::Received)),
            PortalLote::EnProceso if self.in_doubt() => self.received(recibo, Vec::new()).await,
            PortalLote::EnProceso if processing => Ok(Followed::AsBefore(InquiryAnswer::InProcess)),
            PortalLote::EnProceso => {
                let state = LoteState::EnProceso { recibo };
                let answer = InquiryAnswer::InProcess;
                let processing = MovementState::EnProceso { since: now };
                self.step(state, answer, |_, _| Some(processing.clone()))
                    .await
            }
            // A lote in doubt keeps what a person may have settled meanwhile.
            PortalLote::Rechazado { .. } if self.in_doubt() => {
                Ok(Followed::AsBefore(InquiryAnswer::Unreadable))
            }
            PortalLote::Rechazado { reason } => {
                let state = LoteState::Rechazado { at: now, reason };
                let answer = InquiryAnswer::Received;
                self.step(state, answer, |_, _| Some(MovementState::Listo))
                    .await
            }
            PortalLote::Procesado { results, original } => {
                let contents = contents(self.service, self.lote).await?;
                let matched = match_rows(self.service, &contents, &results).await;
                let recibo = Recibo {
                    original: original.or(recibo.original.clone()),
                    ..recibo
                };
                self.processed(&contents, recibo, matched.map_err(inside)?)
                    .await
            }
        }
    }

    /// IMSS turned out to have a lote that nobody was sure of: its receipt, and what it refused at once.
    async fn receipt(&self, recibo: Recibo) -> Result<Followed, CommonError> {
        let contents = contents(self.service, self.lote).await?;
        let matched = match_rows(self.service, &contents, &recibo.refused).await;
        let matched = matched.map_err(inside)?;
        if self.lote.state.status() == LoteStatus::Dudoso {
            return self.received(recibo, matched.outcomes).await;
        }
        let mut completed = self.lote.clone();
        completed.state = LoteState::Enviado {
            recibo: Some(recibo),
        };
        self.complete(completed, &contents, &matched.outcomes).await
    }

    /// The lote is Enviado with its receipt; its state had been so, on a person's word, or becomes so.
    async fn complete(
        &self,
        completed: LoteRecord,
        contents: &LoteContents,
        refused: &[Option<Outcome>],
    ) -> Result<Followed, CommonError> {
        let now = self.service.now();
        let completed = LoteRecord {
            inquiry: Some(Inquiry::after(
                self.lote.inquiry,
                now,
                InquiryAnswer::Received,
            )),
            ..completed
        };
        let step = Step {
            by: Actor::System.into(),
            action: Action::LoteUpdated,
            lote: None,
            movements: |row: usize, _| final_state(refused.get(row).and_then(Option::as_ref), now),
            source: None,
        };
        let unit = advance(self.service, self.lote.clone(), completed, contents, step).await;
        let (unit, lote) = unit.map_err(inside)?;
        self.service.store.commit(unit).await?;
        tell(self.service, &lote);
        Ok(Followed::Changed)
    }

    /// From doubt to received.
    async fn received(
        &self,
        recibo: Recibo,
        refused: Vec<Option<Outcome>>,
    ) -> Result<Followed, CommonError> {
        let at = self.service.now();
        let state = LoteState::Enviado {
            recibo: Some(recibo),
        };
        let movements = |row: usize, status: MovementStatus| {
            let refused = final_state(refused.get(row).and_then(Option::as_ref), at);
            refused.or_else(|| sent(status).then_some(MovementState::Enviado { at }))
        };
        self.step(state, InquiryAnswer::Received, movements).await
    }

    /// Every movement with a word of the portal gets it; the lote is done when none is left open.
    async fn processed(
        &self,
        contents: &LoteContents,
        recibo: Recibo,
        matched: Matched,
    ) -> Result<Followed, CommonError> {
        let now = self.service.now();
        let answer = if matched.unread.is_empty() {
            InquiryAnswer::InProcess
        } else {
            tracing::warn!(lote = %self.lote.id, rows = matched.unread.len(), "results that bind to no movement");
            InquiryAnswer::Unreadable
        };
        let doubt = self.in_doubt();
        let states = matched.outcomes.iter().map(|outcome| {
            let known = final_state(outcome.as_ref(), now);
            // What has no result in a processed lote stays open.
            known.or_else(|| (!doubt).then_some(MovementState::EnProceso { since: now }))
        });
        let outcomes = Outcomes {
            by: Actor::System.into(),
            action: Action::LoteUpdated,
            source: None,
            states: states.collect(),
            recibo: Some(recibo),
            answer: Some(answer),
            unread: matched.unread,
        };
        let stored = store_outcomes(self.service, self.lote.clone(), contents, outcomes).await;
        Ok(match stored.map_err(inside)? {
            Some(_) => Followed::Changed,
            None => Followed::AsBefore(answer),
        })
    }

    /// An answer that settles nothing: given long enough, it puts the lote in doubt, with what is known.
    async fn unsettled(&self, answer: InquiryAnswer) -> Result<Followed, CommonError> {
        let now = self.service.now();
        let asked = Inquiry::after(self.lote.inquiry, now, answer);
        if self.in_doubt() || asked.lasting() < DOUBTED_AFTER {
            return Ok(Followed::AsBefore(answer));
        }
        let why = match answer {
            InquiryAnswer::Unlisted => UNLISTED,
            _ => UNREADABLE,
        };
        let state = LoteState::Dudoso {
            why: why.to_owned(),
            since: now,
            recibo: self.lote.state.recibo().cloned(),
        };
        self.step(state, answer, |_, _| None).await
    }

    async fn step(
        &self,
        state: LoteState,
        answer: InquiryAnswer,
        movements: impl Fn(usize, MovementStatus) -> Option<MovementState>,
    ) -> Result<Followed, CommonError> {
        let now: Timestamp = self.service.now();
        let contents = contents(self.service, self.lote).await?;
        let asked = LoteRecord {
            inquiry: Some(Inquiry::after(self.lote.inquiry, now, answer)),
            ..self.lote.clone()
        };
        let step = Step::new(Actor::System, Action::LoteUpdated, state, movements);
        let unit = advance(self.service, self.lote.clone(), asked, &contents, step).await;
        let (unit, lote) = unit.map_err(inside)?;
        self.service.store.commit(unit).await?;
        tell(self.service, &lote);
        Ok(Followed::Changed)
    }
}
