//! A refused movement becomes a corrected draft, linked to it.

use imss::codes;
use imss::id::Nss;
use imss::movimiento::NombreCompleto;

use super::error::MovementError;
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::MovementId;
use crate::records::{Action, MovementContent, MovementRecord, MovementState};
use crate::store::Unit;
use crate::trabajadores;

/// How often somebody else may begin the same correction before we give up.
const TRIES: u32 = 3;

/// Returns the corrected draft of a movement that IMSS refused: a new one, or the one that was begun. Where
/// IMSS says that the worker's data are others (codes 59 and 61) it carries what the directory has.
///
/// # Errors
///
/// The role does not capture; no such movement; not refused.
pub async fn correct(
    service: &Service,
    caller: &FullCaller,
    id: MovementId,
) -> Result<MovementRecord, MovementError> {
    caller.must_capture()?;
    for _ in 0..TRIES {
        match attempt(service, caller, id).await {
            // Somebody else began it at this very moment: theirs is found the next time.
            Err(MovementError::Common(CommonError::Stale)) => {}
            result => return result,
        }
    }
    Err(CommonError::Stale.into())
}

async fn attempt(
    service: &Service,
    caller: &FullCaller,
    id: MovementId,
) -> Result<MovementRecord, MovementError> {
    let empresa = caller.empresa();
    let refused = service.store.movement(empresa, id).await?;
    let refused = refused.ok_or(CommonError::NotFound("ese movimiento"))?;
    let MovementState::Rechazado { codigo, .. } = &refused.state else {
        return Err(MovementError::NotRefused(refused.state.status()));
    };
    if let Some(begun) = refused.corrected_by {
        let begun = service.store.movement(empresa, begun).await?;
        return begun.ok_or_else(|| {
            CommonError::internal(format!("the correction of {id} is gone")).into()
        });
    }
    let now = service.now();
    let mut draft = refused.draft();
    if codes::offers_trabajador_update(codigo)
        && let Ok(nss) = Nss::parse(&draft.nss)
        && let Some(trabajador) = trabajadores::current(service, empresa, nss).await?
    {
        let NombreCompleto {
            paterno,
            materno,
            nombre,
        } = trabajador.nombre;
        draft.nss = trabajador.nss.to_string();
        draft.paterno = paterno.to_string();
        draft.materno = materno.map(|name| name.to_string()).unwrap_or_default();
        draft.nombre = nombre.to_string();
    }
    let mut correction = MovementRecord {
        id: MovementId::mint(now, service.random.as_ref()),
        empresa,
        version: 1,
        registro: refused.registro,
        content: MovementContent::Draft(draft),
        state: MovementState::Borrador,
        lote: None,
        corrects: Some(id),
        corrected_by: None,
        origin: None,
        sitting: None,
        source: None,
        previous: None,
        created_at: now,
        log: Vec::new(),
    };
    correction
        .become_state(MovementState::Borrador, now, caller.actor())
        .map_err(CommonError::internal)?;
    let corrected = MovementRecord {
        corrected_by: Some(correction.id),
        ..refused.clone()
    };
    let subject = format!("movement:{}", correction.id);
    let mut entry = service.audit(empresa, caller.by(), Action::MovementSaved, subject);
    entry.detail = format!("Corrige el movimiento {id}");
    let registro = correction.registro;
    let unit = Unit::audited(entry)
        .create(correction.clone())
        .update(refused, corrected);
    service.store.commit(unit).await?;
    service
        .events()
        .publish(empresa, Event::Movements { registro });
    Ok(correction)
}
