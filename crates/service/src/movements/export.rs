//! The history as it is taken away in a file: the same rows that the list shows, more at once, and an entry
//! in the audit log.

use model::limits::EXPORT_MAX_ROWS_PER_CALL;

use super::error::MovementError;
use super::search::{HistoryAsk, MovementPage, found, query};
use crate::Service;
use crate::caller::{Caller, Reader};
use crate::common_error::CommonError;
use crate::records::Action;
use crate::store::Unit;

/// Returns a page of what the search shows, of at most 1,000 movements. The first page is noted in the
/// audit log.
///
/// # Errors
///
/// As [`super::history`]; [`CommonError::Forbidden`] for a consult link that may not take the list away.
pub async fn export(
    service: &Service,
    caller: &Caller,
    ask: HistoryAsk,
) -> Result<MovementPage, MovementError> {
    let scope = caller.scope();
    if !scope.shown.exports {
        return Err(CommonError::Forbidden.into());
    }
    let (lote, folio) = (ask.lote, ask.folio.clone());
    let (limit, criteria) = (ask.limit, criteria(&ask));
    let first = ask.cursor.is_none();
    let mut query = query(service, &scope, ask).await?;
    query.limit = limit.clamp(1, EXPORT_MAX_ROWS_PER_CALL);
    if first {
        let mut entry = service.audit(
            scope.empresa,
            caller.by(),
            Action::HistoryExported,
            "history",
        );
        entry.detail = criteria;
        service.store.commit(Unit::audited(entry)).await?;
    }
    found(service, &scope, query, lote, folio.as_deref()).await
}

/// What was looked for, in Spanish; words are not repeated, since they may be somebody's CURP.
fn criteria(ask: &HistoryAsk) -> String {
    let mut criteria = Vec::new();
    if let Some(tipo) = ask.tipo {
        criteria.push(tipo.label().to_owned());
    }
    if let Some(from) = ask.from {
        criteria.push(format!("desde {from}"));
    }
    if let Some(to) = ask.to {
        criteria.push(format!("hasta {to}"));
    }
    criteria.extend(ask.estados.iter().map(|estado| estado.label().to_owned()));
    if ask.uncorrected {
        criteria.push("rechazados sin corregir".to_owned());
    }
    if let Some(lote) = ask.lote {
        criteria.push(format!("lote {lote}"));
    }
    if ask.codigo.is_some() || ask.extemporaneo.is_some() || ask.folio.is_some() {
        criteria.push("por respuesta del IMSS".to_owned());
    }
    match ask.registros.len() {
        0 => {}
        1 => criteria.push("1 registro patronal".to_owned()),
        many => criteria.push(format!("{many} registros patronales")),
    }
    if !ask.texto.trim().is_empty() {
        criteria.push("con texto".to_owned());
    }
    if criteria.is_empty() {
        "todo el historial".to_owned()
    } else {
        criteria.join(", ")
    }
}
