//! What a person used last, to begin the next form with. Never a worker's data.

use imss::movimiento::MovimientoDraft;

use super::error::MovementError;
use super::typed::Typed;
use crate::Service;
use crate::caller::FullCaller;
use crate::ids::{EmpresaId, RegistroId, UserId};
use crate::records::CaptureDefaults;
use crate::store::{StoreError, Unit};

/// What is worth repeating of a capture.
pub(super) struct Remembering {
    empresa: EmpresaId,
    user: UserId,
    registro: RegistroId,
    draft: MovimientoDraft,
}

/// What is worth repeating of what was typed.
pub(super) fn of(caller: &FullCaller, typed: &Typed) -> Remembering {
    let typed_draft = typed.draft.clone();
    Remembering {
        empresa: caller.empresa(),
        user: caller.user(),
        registro: typed.registro,
        draft: MovimientoDraft {
            tipo_trabajador: typed_draft.tipo_trabajador,
            tipo_salario: typed_draft.tipo_salario,
            jornada: typed_draft.jornada,
            umf: typed_draft.umf,
            guia: typed_draft.guia,
            causa: typed_draft.causa,
            ..MovimientoDraft::new(typed.draft.tipo)
        },
    }
}

/// Remembers it in the unit that saves the movement.
pub(super) async fn remember(
    service: &Service,
    remembering: &Remembering,
    unit: Unit,
) -> Result<Unit, StoreError> {
    let Remembering {
        empresa,
        user,
        registro,
        draft,
    } = remembering;
    let old = service.store.capture_defaults(*empresa, *user).await?;
    let mut drafts = old.as_ref().map_or_else(Vec::new, |old| old.drafts.clone());
    drafts.retain(|known| known.tipo != draft.tipo);
    drafts.push(draft.clone());
    drafts.sort_by_key(|draft| draft.tipo);
    let new = CaptureDefaults {
        empresa: *empresa,
        user: *user,
        version: old.as_ref().map_or(1, |old| old.version),
        registro: *registro,
        drafts,
    };
    Ok(match old {
        Some(old) if old == new => unit,
        Some(old) => unit.update(old, new),
        None => unit.create(new),
    })
}

/// Returns what the caller used last; `None` before the first capture.
///
/// # Errors
///
/// The role does not capture.
pub async fn defaults(
    service: &Service,
    caller: &FullCaller,
) -> Result<Option<CaptureDefaults>, MovementError> {
    caller.must_capture()?;
    let found = service
        .store
        .capture_defaults(caller.empresa(), caller.user());
    Ok(found.await?)
}
