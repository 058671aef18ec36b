//! What became of movements, stored as it arrives, whatever state their lote is in.

use jiff::Timestamp;
use model::{InquiryAnswer, LoteStatus, MovementStatus};

use super::error::LoteError;
use super::progress::{Step, advance, movements, tell};
use crate::Service;
use crate::ports::{Outcome, Recibo};
use crate::records::{
    Action, By, Inquiry, LoteContents, LoteRecord, LoteState, MovementRecord, MovementState,
    ResultSource,
};

/// What is known of a lote's movements, and from whom.
pub(crate) struct Outcomes {
    /// Who says so.
    pub(crate) by: By,
    /// What the audit log calls it.
    pub(crate) action: Action,
    /// Whose word it is, where IDSE did not answer the relay itself.
    pub(crate) source: Option<ResultSource>,
    /// The new state of each movement, in the order of the file; `None` where nothing is known.
    pub(crate) states: Vec<Option<MovementState>>,
    /// IMSS's receipt, if this brings one.
    pub(crate) recibo: Option<Recibo>,
    /// What IMSS answered, if it was asked.
    pub(crate) answer: Option<InquiryAnswer>,
    /// What could not be understood; it replaces what was kept before.
    pub(crate) unread: Vec<String>,
}

/// Stores what is known; the lote is done when no movement is left open. `None`: it was all known before.
///
/// # Errors
///
/// The lote takes no results; changed by somebody else.
pub(crate) async fn store_outcomes(
    service: &Service,
    lote: LoteRecord,
    contents: &LoteContents,
    outcomes: Outcomes,
) -> Result<Option<LoteRecord>, LoteError> {
    let status = lote.state.status();
    if !status.takes_results() {
        return Err(LoteError::NotInThisState(status));
    }
    let now = service.now();
    let before = movements(service, contents).await?;
    let after = statuses(&before, &outcomes.states);
    let changed = before
        .iter()
        .zip(&after)
        .any(|(movement, after)| movement.state.status() != *after);
    let recibo = outcomes.recibo.or_else(|| lote.state.recibo().cloned());
    let state = match next_state(status, &after, changed, recibo, now) {
        None if !changed && outcomes.unread == lote.unread => return Ok(None),
        state => state,
    };
    let next = LoteRecord {
        inquiry: match outcomes.answer {
            Some(answer) => Some(Inquiry::after(lote.inquiry, now, answer)),
            None => lote.inquiry,
        },
        unread: outcomes.unread,
        ..lote.clone()
    };
    let states = outcomes.states;
    let step = Step {
        by: outcomes.by,
        action: outcomes.action,
        lote: state,
        movements: |row: usize, _| states.get(row).cloned().flatten(),
        source: outcomes.source,
    };
    let (unit, lote) = advance(service, lote, next, contents, step).await?;
    service.store.commit(unit).await?;
    tell(service, &lote);
    Ok(Some(lote))
}

/// What each movement will be: a result that is there stays.
fn statuses(before: &[MovementRecord], states: &[Option<MovementState>]) -> Vec<MovementStatus> {
    let after = before.iter().enumerate().map(|(row, movement)| {
        let status = movement.state.status();
        let known = states.get(row).and_then(Option::as_ref);
        match known {
            Some(known) if !status.is_final() => known.status(),
            _ => status,
        }
    });
    after.collect()
}

/// The state that the lote takes; `None`, the one it has.
fn next_state(
    status: LoteStatus,
    after: &[MovementStatus],
    changed: bool,
    recibo: Option<Recibo>,
    now: Timestamp,
) -> Option<LoteState> {
    let count = |of: MovementStatus| {
        let count = after.iter().filter(|status| **status == of).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    if after.iter().all(|status| status.is_final()) {
        return Some(LoteState::Procesado {
            recibo,
            at: now,
            operados: count(MovementStatus::Operado),
            rechazados: count(MovementStatus::Rechazado),
        });
    }
    match recibo {
        Some(recibo) if changed && status == LoteStatus::Enviado => {
            Some(LoteState::EnProceso { recibo })
        }
        _ => None,
    }
}

/// The state of a movement with an outcome; `None` while there is none.
pub(crate) fn final_state(outcome: Option<&Outcome>, at: Timestamp) -> Option<MovementState> {
    match outcome? {
        Outcome::Operado { extemporaneo } => Some(MovementState::Operado {
            at,
            extemporaneo: *extemporaneo,
        }),
        Outcome::Rechazado { codigo, texto } => Some(MovementState::Rechazado {
            at,
            codigo: codigo.clone(),
            texto: texto.clone(),
        }),
        Outcome::Unrecognised(_) => None,
    }
}
