//! Movements captured, edited and deleted.

use imss::finding::{Finding, any_error};
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};

use super::error::MovementError;
use crate::Service;
use crate::caller::FullCaller;
use crate::error::CommonError;
use crate::events::Event;
use crate::ids::{MovementId, RegistroId};
use crate::records::{
    Action, Actor, MovementContent, MovementRecord, MovementState, NotAllowed, Registro,
};
use crate::store::Unit;

/// The longest text in a field of a draft, in bytes.
const LONGEST: usize = 200;

/// A movement as it was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The registro patronal it is filed under; its number is written into the draft.
    pub registro: RegistroId,
    /// The fields.
    pub draft: MovimientoDraft,
    /// Ready for a lote, or a draft to go on with.
    pub ready: bool,
    /// The refused movement that this one corrects.
    pub corrects: Option<MovementId>,
}

/// What became of a movement that was typed.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The movement as it is kept now; `None` where errors kept it from being ready, and then
    /// nothing was stored.
    pub movement: Option<MovementRecord>,
    /// Everything there is to say about it.
    pub findings: Vec<Finding>,
}

/// Makes a movement, or changes the one that was read as `existing` (identity, version). It is
/// checked again here, whatever the page found.
///
/// # Errors
///
/// The role does not capture; signed, sent or finished; in a lote; changed by somebody else.
pub async fn save(
    service: &Service,
    caller: &FullCaller,
    existing: Option<(MovementId, u64)>,
    typed: Typed,
) -> Result<Saved, MovementError> {
    caller.must_capture()?;
    let empresa = caller.empresa();
    let registro = service.store.registro(empresa, typed.registro).await?;
    let registro = registro.ok_or(CommonError::NotFound("ese registro patronal"))?;
    let mut draft = typed.draft;
    draft.registro_patronal = registro.numero.to_string();
    if existing.is_none() {
        fill_in(&mut draft, &registro);
    }
    must_be_short(&draft)?;
    let (checked, findings) = draft.check(&service.checks(registro.zona));
    let (content, state) = match (typed.ready, checked) {
        (false, _) => (MovementContent::Draft(draft), MovementState::Borrador),
        (true, Some(movimiento)) if !any_error(&findings) => {
            (MovementContent::Checked(movimiento), MovementState::Listo)
        }
        (true, _) => {
            return Ok(Saved {
                movement: None,
                findings,
            });
        }
    };

    let now = service.now();
    let (old, mut new) = match existing {
        Some((id, version)) => {
            let old = editable(service, caller, id, version).await?;
            let new = MovementRecord {
                registro: registro.id,
                content,
                ..old.clone()
            };
            (Some(old), new)
        }
        None => {
            must_be_refused(service, caller, typed.corrects).await?;
            let new = MovementRecord {
                id: MovementId::mint(now, service.random.as_ref()),
                empresa,
                version: 1,
                registro: registro.id,
                content,
                state: MovementState::Borrador,
                lote: None,
                corrects: typed.corrects,
                created_at: now,
                log: Vec::new(),
            };
            (None, new)
        }
    };
    new.become_state(state, now, caller.actor())
        .map_err(not_editable)?;
    let subject = format!("movement:{}", new.id);
    let entry = service.audit(empresa, caller.actor(), Action::MovementSaved, subject);
    let unit = Unit::audited(entry);
    let (unit, version) = match old {
        Some(old) => {
            let version = old.version + 1;
            (unit.update(old, new.clone()), version)
        }
        None => (unit.create(new.clone()), 1),
    };
    service.store.commit(unit).await?;
    service.events().publish(
        empresa,
        Event::Movements {
            registro: registro.id,
        },
    );
    Ok(Saved {
        movement: Some(MovementRecord { version, ..new }),
        findings,
    })
}

/// Deletes a movement that is not yet in a lote.
///
/// # Errors
///
/// The role does not capture; signed, sent or finished; in a lote; changed by somebody else.
pub async fn delete(
    service: &Service,
    caller: &FullCaller,
    id: MovementId,
    version: u64,
) -> Result<(), MovementError> {
    caller.must_capture()?;
    let movement = editable(service, caller, id, version).await?;
    let (empresa, registro) = (movement.empresa, movement.registro);
    let subject = format!("movement:{id}");
    let entry = service.audit(empresa, caller.actor(), Action::MovementDeleted, subject);
    service
        .store
        .commit(Unit::audited(entry).delete(movement))
        .await?;
    service
        .events()
        .publish(empresa, Event::Movements { registro });
    Ok(())
}

/// Moves a movement along with its lote.
pub(crate) fn moved(
    movement: &MovementRecord,
    state: MovementState,
    at: jiff::Timestamp,
    by: Actor,
) -> Result<MovementRecord, CommonError> {
    let mut new = movement.clone();
    new.become_state(state, at, by)
        .map_err(|e| CommonError::Internal(e.to_string()))?;
    Ok(new)
}

/// The checked movement of one that is ready.
pub(crate) fn checked(movement: &MovementRecord) -> Result<&Movimiento, CommonError> {
    movement
        .movimiento()
        .ok_or_else(|| CommonError::Internal(format!("movement {} is unchecked", movement.id)))
}

/// What a new movement gets from its registro patronal where nothing was typed. An edit does not:
/// who clears a field means it.
fn fill_in(draft: &mut MovimientoDraft, registro: &Registro) {
    if let (true, Some(guia)) = (draft.guia.trim().is_empty(), registro.guia) {
        draft.guia = guia.to_string();
    }
    let reingreso = draft.tipo == TipoMovimiento::Reingreso;
    if let (true, true, Some(umf)) = (reingreso, draft.umf.trim().is_empty(), registro.umf) {
        draft.umf = umf.to_string();
    }
}

async fn editable(
    service: &Service,
    caller: &FullCaller,
    id: MovementId,
    version: u64,
) -> Result<MovementRecord, MovementError> {
    let movement = service.store.movement(caller.empresa(), id).await?;
    let movement = movement.ok_or(CommonError::NotFound("ese movimiento"))?;
    if !movement.state.estado().is_editable() {
        return Err(MovementError::NotEditable(movement.state.estado()));
    }
    if movement.lote.is_some() {
        return Err(MovementError::InLote);
    }
    if movement.version != version {
        return Err(CommonError::Stale.into());
    }
    Ok(movement)
}

async fn must_be_refused(
    service: &Service,
    caller: &FullCaller,
    corrects: Option<MovementId>,
) -> Result<(), MovementError> {
    let Some(id) = corrects else { return Ok(()) };
    let movement = service.store.movement(caller.empresa(), id).await?;
    match movement.map(|m| m.state) {
        Some(MovementState::Rechazado { .. }) => Ok(()),
        _ => Err(CommonError::NotFound("el movimiento rechazado que se corrige").into()),
    }
}

fn must_be_short(draft: &MovimientoDraft) -> Result<(), MovementError> {
    let MovimientoDraft {
        tipo: _,
        registro_patronal: _,
        nss,
        paterno,
        materno,
        nombre,
        sbc,
        tipo_trabajador,
        tipo_salario,
        jornada,
        fecha,
        umf,
        guia,
        clave,
        curp,
        causa,
    } = draft;
    let fields = [
        nss,
        paterno,
        materno,
        nombre,
        sbc,
        tipo_trabajador,
        tipo_salario,
        jornada,
        fecha,
        umf,
        guia,
        clave,
        curp,
        causa,
    ];
    if fields.iter().any(|field| field.len() > LONGEST) {
        return Err(MovementError::TooLong);
    }
    Ok(())
}

fn not_editable(error: NotAllowed) -> MovementError {
    MovementError::NotEditable(error.from)
}
