//! What a person decides of a lote: to give it up, to try again after a refusal, and what became of
//! it where nobody can tell.

use imss::dispmag::{self, WriteOptions};
use imss::movimiento::Movimiento;
use model::{LoteStatus, MovementStatus};

use super::error::LoteError;
use super::prepare::notes;
use super::progress::{Step, advance, contents, movements, shipment, tell};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::LoteId;
use crate::movements::checked;
use crate::portal_sessions::live_session;
use crate::ports::{Received, Recibo};
use crate::records::{Action, LoteContents, LoteRecord, LoteState, MovementRecord, MovementState};
use crate::store::Unit;
use crate::values::{Blob, Digest};

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
    let entry = service.audit(lote.empresa, caller.by(), Action::LoteCancelled, subject);
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

/// Opens a new attempt of a lote that IMSS refused as a whole: it is to be signed again. Where a session
/// lives IMSS is asked first; a lote that it has after all is followed from there.
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
    let action = Action::LotePrepared;
    if let Some(recibo) = held_by_imss(service, &lote).await? {
        return received(service, caller, lote, &contents, Some(recibo), action).await;
    }
    new_attempt(service, caller, lote, contents, action).await
}

/// Decides a lote that is in doubt, with what a person saw at the portal. Nothing is ever sent
/// again without such a decision and a new signature; and where a session lives, IMSS is asked once more
/// before a new attempt.
///
/// # Errors
///
/// The role does not sign; not in doubt; no movement is left open; changed by somebody else.
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
    let action = Action::LoteResolved;
    let recibo = match decision {
        Decision::Recibido => lote.state.recibo().cloned(),
        Decision::NoRecibido => match held_by_imss(service, &lote).await? {
            Some(recibo) => Some(recibo),
            None => return new_attempt(service, caller, lote, contents, action).await,
        },
    };
    received(service, caller, lote, &contents, recibo, action).await
}

/// IMSS's receipt, if it can be asked now and says that it holds what was signed last. A no, or no
/// answer, leaves it to the person.
async fn held_by_imss(service: &Service, lote: &LoteRecord) -> Result<Option<Recibo>, LoteError> {
    let Some((_, cookie)) = live_session(service, lote, true).await? else {
        return Ok(None);
    };
    let evidence = service.store.evidence(lote.empresa, lote.id, lote.attempt);
    if evidence.await?.is_none() {
        return Ok(None);
    }
    let shipment = shipment(service, lote).await?;
    match service.portal.received(&cookie, &shipment).await {
        Ok(Received::Yes(recibo)) => Ok(Some(recibo)),
        Ok(Received::No | Received::Unknown) => Ok(None),
        Err(error) => {
            tracing::warn!(lote = %lote.id, %error, "the portal could not be asked before a new attempt");
            Ok(None)
        }
    }
}

/// IMSS has the lote, by a person's word or its own.
async fn received(
    service: &Service,
    caller: &FullCaller,
    lote: LoteRecord,
    contents: &LoteContents,
    recibo: Option<Recibo>,
    action: Action,
) -> Result<LoteRecord, LoteError> {
    let now = service.now();
    let state = LoteState::Enviado { recibo };
    let step = Step::new(caller.by(), action, state, |_, status| {
        sent(status).then_some(MovementState::Enviado { at: now })
    });
    let next = LoteRecord {
        inquiry: None,
        ..lote.clone()
    };
    let (unit, lote) = advance(service, lote, next, contents, step).await?;
    service.store.commit(unit).await?;
    tell(service, &lote);
    Ok(lote)
}

/// Whether a movement becomes Enviado with its lote; one that IMSS is processing stays so.
pub(crate) fn sent(status: MovementStatus) -> bool {
    status != MovementStatus::EnProceso
}

/// Opens another attempt, of what is still open: a movement with a result is never filed again.
pub(super) async fn new_attempt(
    service: &Service,
    caller: &FullCaller,
    lote: LoteRecord,
    contents: LoteContents,
    action: Action,
) -> Result<LoteRecord, LoteError> {
    let attempt = lote.attempt + 1;
    let again = still_open(service, &contents, attempt).await?;
    let next = LoteRecord {
        attempt,
        count: u32::try_from(again.movements.len()).unwrap_or(u32::MAX),
        dispmag_sha256: again.sha256,
        certificado: None,
        inquiry: None,
        ..lote.clone()
    };
    let waiting = lote.waiting();
    let state = LoteState::Preparado;
    let step = Step::new(caller.by(), action, state, |_, _| Some(waiting.clone()));
    let (unit, lote) = advance(service, lote, next, &contents, step).await?;
    service.store.commit(unit.create(again)).await?;
    tell(service, &lote);
    Ok(lote)
}

/// The contents of the next attempt: the same file where every movement is open, otherwise a new one.
async fn still_open(
    service: &Service,
    contents: &LoteContents,
    attempt: u32,
) -> Result<LoteContents, LoteError> {
    let all = movements(service, contents).await?;
    let open: Vec<&MovementRecord> = all
        .iter()
        .filter(|movement| !movement.state.status().is_final())
        .collect();
    if open.is_empty() {
        return Err(LoteError::NothingOpen);
    }
    if open.len() == all.len() {
        return Ok(LoteContents {
            attempt,
            ..contents.clone()
        });
    }
    let movimientos = open
        .iter()
        .map(|movement| checked(movement).cloned())
        .collect::<Result<Vec<Movimiento>, _>>()?;
    let file = dispmag::write(&movimientos, &WriteOptions::default())?;
    Ok(LoteContents {
        attempt,
        movements: open.iter().map(|movement| movement.id).collect(),
        notes: notes(&file.transliterations),
        sha256: Digest::of(&file.bytes),
        dispmag: Blob(file.bytes),
        ..contents.clone()
    })
}

pub(super) async fn read(
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
