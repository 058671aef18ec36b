//! What a person decides of a lote: to give it up, to try again after a refusal, and what became of
//! it where nobody can tell.

use model::{LoteStatus, MovementStatus};

use super::error::LoteError;
use super::progress::{Step, advance, contents, movements, tell};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::LoteId;
use crate::records::{Action, LoteContents, LoteRecord, LoteState, MovementRecord, MovementState};
use crate::store::Unit;

/// What a person found out about a lote that is in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// She saw it at IDSE.
    Recibido,
    /// She saw that it is not there: it may be signed again, as a new attempt.
    NoRecibido,
}

/// Dissolves a lote that IMSS does not have: its movements are ready again, and free.
///
/// # Errors
///
/// The role does not capture (or, once it is signed, does not sign); the lote is with IMSS, or may
/// be; changed by somebody else.
pub async fn cancel(
    service: &Service,
    caller: &FullCaller,
    id: LoteId,
    version: u64,
) -> Result<LoteRecord, LoteError> {
    caller.must_capture()?;
    let (lote, contents) = read(service, caller, id, version).await?;
    match lote.state.status() {
        LoteStatus::Preparado | LoteStatus::Rechazado => {}
        LoteStatus::Firmado => caller.must_sign()?,
        other => return Err(LoteError::NotInThisState(other)),
    }
    let now = service.now();
    let mut cancelled = lote.clone();
    cancelled
        .become_state(LoteState::Cancelado { at: now }, now, caller.actor())
        .map_err(|e| LoteError::NotInThisState(e.from))?;
    let subject = format!("lote:{id}");
    let entry = service.audit(lote.empresa, caller.actor(), Action::LoteCancelled, subject);
    let mut unit = Unit::audited(entry);
    for movement in movements(service, &contents).await? {
        if movement.state.status().is_final() {
            continue;
        }
        let mut free = MovementRecord {
            lote: None,
            ..movement.clone()
        };
        if free.state.status() != MovementStatus::Listo {
            free.become_state(MovementState::Listo, now, caller.actor())
                .map_err(CommonError::internal)?;
        }
        unit = unit.update(movement, free);
    }
    cancelled.version = lote.version + 1;
    service
        .store
        .commit(unit.update(lote, cancelled.clone()))
        .await?;
    tell(service, &cancelled);
    Ok(cancelled)
}

/// Opens a new attempt of a lote that IMSS refused as a whole: it is to be signed again.
///
/// # Errors
///
/// The role does not capture; not refused; changed by somebody else.
pub async fn retry(
    service: &Service,
    caller: &FullCaller,
    id: LoteId,
    version: u64,
) -> Result<LoteRecord, LoteError> {
    caller.must_capture()?;
    let (lote, contents) = read(service, caller, id, version).await?;
    if lote.state.status() != LoteStatus::Rechazado {
        return Err(LoteError::NotInThisState(lote.state.status()));
    }
    new_attempt(service, caller, lote, contents, Action::LotePrepared).await
}

/// Decides a lote that is in doubt, with what a person saw at the portal. Nothing is ever sent
/// again without such a decision and a new signature.
///
/// # Errors
///
/// The role does not sign; not in doubt; changed by somebody else.
pub async fn resolve(
    service: &Service,
    caller: &FullCaller,
    id: LoteId,
    version: u64,
    decision: Decision,
) -> Result<LoteRecord, LoteError> {
    caller.must_sign()?;
    let (lote, contents) = read(service, caller, id, version).await?;
    if lote.state.status() != LoteStatus::Dudoso {
        return Err(LoteError::NotInThisState(lote.state.status()));
    }
    if decision == Decision::NoRecibido {
        return new_attempt(service, caller, lote, contents, Action::LoteResolved).await;
    }
    let now = service.now();
    let step = Step {
        by: caller.actor(),
        action: Action::LoteResolved,
        lote: LoteState::Enviado { recibo: None },
        movements: |_| Some(MovementState::Enviado { at: now }),
    };
    let (unit, lote) = advance(service, lote.clone(), lote, &contents, step).await?;
    service.store.commit(unit).await?;
    tell(service, &lote);
    Ok(lote)
}

async fn new_attempt(
    service: &Service,
    caller: &FullCaller,
    lote: LoteRecord,
    contents: LoteContents,
    action: Action,
) -> Result<LoteRecord, LoteError> {
    let attempt = lote.attempt + 1;
    let again = LoteContents {
        attempt,
        ..contents.clone()
    };
    let next = LoteRecord {
        attempt,
        certificado: None,
        inquiry: None,
        ..lote.clone()
    };
    let waiting = lote.waiting();
    let step = Step {
        by: caller.actor(),
        action,
        lote: LoteState::Preparado,
        movements: |_| Some(waiting.clone()),
    };
    let (unit, lote) = advance(service, lote, next, &contents, step).await?;
    service.store.commit(unit.create(again)).await?;
    tell(service, &lote);
    Ok(lote)
}

async fn read(
    service: &Service,
    caller: &FullCaller,
    id: LoteId,
    version: u64,
) -> Result<(LoteRecord, LoteContents), LoteError> {
    let lote = service.store.lote(caller.empresa(), id).await?;
    let lote = lote.ok_or(CommonError::NotFound("ese lote"))?;
    if lote.version != version {
        return Err(CommonError::Stale.into());
    }
    let contents = contents(service, &lote).await?;
    Ok((lote, contents))
}
