//! Checks a draft before anything of it is stored.

use imss::finding::{Field, Finding};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use model::MovementStatus;

use super::error::MovementError;
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::{MovementId, RegistroId};
use crate::records::{MovementRecord, NotAllowed, Registro};
use crate::trabajadores;

/// The longest text in a field of a draft, in bytes.
const LONGEST: usize = 200;

/// Returns everything there is to say about a movement that is being typed. `existing` does not count
/// against itself. Nothing is stored.
///
/// # Errors
///
/// The role does not capture; no such registro patronal.
pub async fn check(
    service: &Service,
    caller: &FullCaller,
    existing: Option<MovementId>,
    registro: RegistroId,
    mut draft: MovimientoDraft,
) -> Result<Vec<Finding>, MovementError> {
    caller.must_capture()?;
    let empresa = caller.empresa();
    let registro = service.store.registro(empresa, registro).await?;
    let registro = registro.ok_or(CommonError::NotFound("ese registro patronal"))?;
    must_be_short(&draft)?;
    draft.registro_patronal = registro.numero.to_string();
    let rules = service.rules_of(empresa).await?;
    let (movimiento, mut findings) = rules.checks(registro.zona).check_draft(&draft);
    if let Some(movimiento) = movimiento {
        let without = existing.into_iter().collect();
        let registros = [registro];
        let found =
            trabajadores::about(service, empresa, &registros, &[movimiento], &without).await?;
        findings.extend(found.into_iter().map(|row| row.finding));
    }
    Ok(findings)
}

/// What a new movement gets from its registro patronal where nothing was typed. An edit does not:
/// who clears a field means it.
pub(super) fn fill_in(draft: &mut MovimientoDraft, registro: &Registro) {
    if let (true, Some(guia)) = (draft.guia.trim().is_empty(), registro.guia) {
        draft.guia = guia.to_string();
    }
    let reingreso = draft.tipo == TipoMovimiento::Reingreso;
    if let (true, true, Some(umf)) = (reingreso, draft.umf.trim().is_empty(), registro.umf) {
        draft.umf = umf.to_string();
    }
}

/// A movement can be changed or deleted until it stands in a lote.
pub(super) fn must_be_editable(movement: &MovementRecord) -> Result<(), MovementError> {
    if movement.lote.is_some() && movement.state.status().is_editable() {
        return Err(MovementError::InLote);
    }
    if !movement.state.status().is_editable() {
        return Err(MovementError::NotEditable(movement.state.status()));
    }
    Ok(())
}

pub(super) fn not_editable(error: NotAllowed<MovementStatus>) -> MovementError {
    MovementError::NotEditable(error.from)
}

/// The registro patronal is not typed here: the one that was chosen takes its place.
pub(super) fn must_be_short(draft: &MovimientoDraft) -> Result<(), MovementError> {
    let typed = MovimientoDraft::TEXT_FIELDS
        .iter()
        .filter(|field| **field != Field::RegistroPatronal)
        .filter_map(|field| draft.text(*field));
    for text in typed {
        if text.len() > LONGEST {
            return Err(MovementError::TooLong);
        }
    }
    Ok(())
}
