//! The way by hand: a person files a lote in IDSE herself, and settles movements whose result she knows.

use std::collections::BTreeSet;

use model::LoteStatus;
use model::limits::REASON_MAX_CHARACTERS;

use super::decide::{new_attempt, read};
use super::error::LoteError;
use super::outcomes::{Outcomes, final_state, store_outcomes};
use super::progress::{Step, advance, movements, tell};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::{LoteId, MovementId};
use crate::ports::Outcome;
use crate::records::{Action, LoteRecord, LoteState, MovementState, ResultSource};

/// Marks a lote as one that a person files in IDSE herself: Rúbrica does not send it. Its deadline counts
/// on until its results are there.
///
/// # Errors
///
/// The role does not sign; the caller prepared it and the company wants a second pair of eyes; IMSS has
/// the lote, or may have it; changed by somebody else.
pub async fn file_by_hand(
    service: &Service,
    caller: &FullCaller,
    id: LoteId,
    version: u64,
) -> Result<LoteRecord, LoteError> {
    caller.must_sign()?;
    let (lote, contents) = read(service, caller, id, version).await?;
    if !lote.state.status().may_be_filed_by_hand() {
        return Err(LoteError::NotInThisState(lote.state.status()));
    }
    if lote.second_pair && lote.prepared_by() == Some(caller.actor()) {
        return Err(LoteError::OwnLote);
    }
    let now = service.now();
    let step = Step::new(
        caller.by(),
        Action::LoteFiledByHand,
        LoteState::PorFuera { since: now },
        |_, _| Some(MovementState::Firmado { at: now }),
    );
    let (unit, lote) = advance(service, lote.clone(), lote, &contents, step).await?;
    service.store.commit(unit).await?;
    tell(service, &lote);
    Ok(lote)
}

/// Takes a lote back that a person meant to file herself: it is to be signed here, as a new attempt. Only
/// while none of its movements has a result.
///
/// # Errors
///
/// The role does not sign; not filed by hand, or results were applied; changed by somebody else.
pub async fn take_back(
    service: &Service,
    caller: &FullCaller,
    id: LoteId,
    version: u64,
) -> Result<LoteRecord, LoteError> {
    caller.must_sign()?;
    let (lote, contents) = read(service, caller, id, version).await?;
    if lote.state.status() != LoteStatus::PorFuera {
        return Err(LoteError::NotInThisState(lote.state.status()));
    }
    let movements = movements(service, &contents).await?;
    if movements.iter().any(|m| m.state.status().is_final()) {
        return Err(LoteError::NotInThisState(LoteStatus::Procesado));
    }
    new_attempt(service, caller, lote, contents, Action::LoteTakenBack).await
}

/// A person's word on movements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// Which; all of the lote that are open, where none is named.
    pub movements: Vec<MovementId>,
    /// What became of them.
    pub outcome: Outcome,
    /// How she knows it.
    pub reason: String,
}

/// Settles movements of a lote by a person's word, with her reason.
///
/// # Errors
///
/// The role does not sign; no reason; none of the movements is open; IMSS does not have the lote;
/// changed by somebody else.
pub async fn settle(
    service: &Service,
    caller: &FullCaller,
    id: LoteId,
    version: u64,
    settlement: Settlement,
) -> Result<LoteRecord, LoteError> {
    caller.must_sign()?;
    let reason = settlement.reason.trim();
    if reason.is_empty() {
        return Err(LoteError::ReasonMissing);
    }
    if reason.chars().count() > REASON_MAX_CHARACTERS {
        let limit = REASON_MAX_CHARACTERS;
        return Err(LoteError::ReasonTooLong { limit });
    }
    let (lote, contents) = read(service, caller, id, version).await?;
    let now = service.now();
    // While the request may be on its way, nobody knows its result.
    if let LoteState::Enviando { until, .. } = lote.state
        && now < until
    {
        return Err(LoteError::NotInThisState(LoteStatus::Enviando));
    }
    let state = final_state(Some(&settlement.outcome), now);
    let state = state.ok_or_else(|| CommonError::internal("settled without an outcome"))?;
    let named: BTreeSet<MovementId> = settlement.movements.into_iter().collect();
    let movements = movements(service, &contents).await?;
    let states: Vec<Option<MovementState>> = movements
        .iter()
        .map(|movement| {
            let wanted = named.is_empty() || named.contains(&movement.id);
            (wanted && !movement.state.status().is_final()).then(|| state.clone())
        })
        .collect();
    if states.iter().all(Option::is_none) {
        return Err(LoteError::NothingToSettle);
    }
    let outcomes = Outcomes {
        by: caller.by(),
        action: Action::MovementsSettled,
        source: Some(ResultSource::Person {
            reason: reason.to_owned(),
        }),
        states,
        recibo: None,
        answer: None,
        unread: lote.unread.clone(),
    };
    let settled = store_outcomes(service, lote, &contents, outcomes).await?;
    settled.ok_or(LoteError::NothingToSettle)
}
