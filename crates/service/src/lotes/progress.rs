//! A lote and its movements change their states together, in one unit of work.

use model::MovementStatus;

use super::error::LoteError;
use crate::Service;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::movements::moved;
use crate::ports::Shipment;
use crate::records::{
    Action, By, LoteContents, LoteRecord, LoteState, MovementRecord, MovementState, ResultSource,
};
use crate::store::Unit;
use crate::trabajadores;

/// One step of a lote.
pub(crate) struct Step<F> {
    /// Who takes it.
    pub(crate) by: By,
    /// What the audit log calls it.
    pub(crate) action: Action,
    /// The lote's new state; `None` where only movements change.
    pub(crate) lote: Option<LoteState>,
    /// The new state of a movement, by its place in the file and its present status; `None` leaves it
    /// as it is.
    pub(crate) movements: F,
    /// Whose word the results are, where IDSE did not answer the relay itself.
    pub(crate) source: Option<ResultSource>,
}

impl<F> Step<F> {
    /// A step that the relay takes on IDSE's answer, or that changes no result.
    pub(crate) fn new(by: impl Into<By>, action: Action, lote: LoteState, movements: F) -> Self {
        Self {
            by: by.into(),
            action,
            lote: Some(lote),
            movements,
            source: None,
        }
    }
}

/// The unit that takes a step, and the lote as it will be. `old` is the lote as it was read; `new`
/// may differ from it in anything but its state.
pub(crate) async fn advance<F>(
    service: &Service,
    old: LoteRecord,
    mut new: LoteRecord,
    contents: &LoteContents,
    step: Step<F>,
) -> Result<(Unit, LoteRecord), LoteError>
where
    F: Fn(usize, MovementStatus) -> Option<MovementState>,
{
    let now = service.now();
    let actor = step.by.actor;
    let estado = old.state.status();
    if let Some(state) = step.lote {
        new.become_state(state, now, actor)
            .map_err(|_| LoteError::NotInThisState(estado))?;
    }
    let subject = format!("lote:{}", old.id);
    let mut entry = service.audit(old.empresa, step.by, step.action, subject);
    entry.detail = format!("Intento {}: {}", new.attempt, new.state.status().label());
    match &step.source {
        Some(ResultSource::Person { reason }) => entry.detail += &format!("; motivo: {reason}"),
        Some(ResultSource::Receipt { receipt }) => entry.detail += &format!("; recibo {receipt}"),
        None => {}
    }
    let mut unit = Unit::audited(entry);
    let mut operated = Vec::new();
    for (row, movement) in movements(service, contents).await?.into_iter().enumerate() {
        let status = movement.state.status();
        let Some(state) = (step.movements)(row, status) else {
            continue;
        };
        if status == state.status() || status.is_final() {
            continue;
        }
        // IMSS turns out to have a lote that it was believed to refuse: it was signed before.
        let signed = match (status, state.status()) {
            (MovementStatus::Listo, MovementStatus::Enviado) => {
                moved(&movement, MovementState::Firmado { at: now }, now, actor)?
            }
            _ => movement.clone(),
        };
        let mut changed = moved(&signed, state, now, actor)?;
        if changed.state.status().is_final() {
            changed.source.clone_from(&step.source);
        }
        if changed.state.status() == MovementStatus::Operado {
            operated.extend(changed.movimiento().cloned());
        }
        unit = unit.update(movement, changed);
    }
    let unit = trabajadores::operated(service, old.empresa, unit, old.registro, &operated).await?;
    new.version = old.version + 1;
    let unit = unit.update(old, new.clone());
    Ok((unit, new))
}

/// The movements of a lote, in the order of its file.
pub(crate) async fn movements(
    service: &Service,
    contents: &LoteContents,
) -> Result<Vec<MovementRecord>, LoteError> {
    let movements = service
        .store
        .movements(contents.empresa, &contents.movements)
        .await?;
    if movements.len() != contents.movements.len() {
        let cause = format!("lote {} lost a movement", contents.lote);
        return Err(CommonError::internal(cause).into());
    }
    Ok(movements)
}

/// The file and the movements of a lote at its present attempt.
pub(crate) async fn contents(
    service: &Service,
    lote: &LoteRecord,
) -> Result<LoteContents, CommonError> {
    let found = service
        .store
        .lote_contents(lote.empresa, lote.id, lote.attempt)
        .await?;
    found.ok_or_else(|| missing(lote, "contents"))
}

/// What the portal is sent, and asked about, for a lote.
pub(crate) async fn shipment(
    service: &Service,
    lote: &LoteRecord,
) -> Result<Shipment, CommonError> {
    let evidence = service
        .store
        .evidence(lote.empresa, lote.id, lote.attempt)
        .await?;
    let evidence = evidence.ok_or_else(|| missing(lote, "evidence"))?;
    let registro = service.store.registro(lote.empresa, lote.registro).await?;
    let registro = registro.ok_or_else(|| missing(lote, "registro patronal"))?;
    Ok(Shipment {
        registro: registro.numero,
        tipo: lote.tipo,
        cms: evidence.cms.0,
        cms_sha256: evidence.cms_sha256,
    })
}

/// Every lote has these by construction; one that does not was tampered with.
fn missing(lote: &LoteRecord, what: &str) -> CommonError {
    CommonError::internal(format!("lote {} has no {what}", lote.id))
}

/// Tells open pages that a lote changed.
pub(crate) fn tell(service: &Service, lote: &LoteRecord) {
    let event = Event::Lote {
        id: lote.id,
        registro: lote.registro,
    };
    service.events().publish(lote.empresa, event);
}
