//! Movements that were filed elsewhere become history: their origin is the portal.

use imss::id::Nss;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use imss::receipt::{ReceiptBlock, ReceiptRow, printed_tipo};
use imss::time::format_date;

use super::finding::date_of;
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::MovementId;
use crate::records::{
    Change, MovementContent, MovementRecord, MovementState, Registro, ResultSource,
};
use crate::values::Digest;

/// What distinguishes a movement that was filed elsewhere: the same row of two files becomes one.
pub(super) fn origin_of(registro: &Registro, block: &ReceiptBlock, row: &ReceiptRow) -> Digest {
    let lote = if block.id_lote.is_empty() {
        &block.folio
    } else {
        &block.id_lote
    };
    let tipo = printed_tipo(&row.tipo).map(TipoMovimiento::code);
    let fecha = date_of(&row.fecha).map(|fecha| fecha.to_string());
    let words = format!(
        "portal {} {} {} {} {lote}",
        registro.numero.key(),
        row.nss,
        tipo.unwrap_or_default(),
        fecha.unwrap_or_default(),
    );
    Digest::of(words.as_bytes())
}

/// The record of a movement that was filed elsewhere. Names are the directory's where it knows the worker;
/// otherwise the printed name stays in one piece, since where it parts is not printed.
pub(super) async fn record(
    service: &Service,
    caller: &FullCaller,
    registro: &Registro,
    block: &ReceiptBlock,
    row: &ReceiptRow,
    (state, source): (MovementState, ResultSource),
) -> Result<MovementRecord, CommonError> {
    let now = service.now();
    let tipo =
        printed_tipo(&row.tipo).ok_or_else(|| CommonError::internal("a row without a type"))?;
    let mut draft = MovimientoDraft::new(tipo);
    draft.registro_patronal = registro.numero.to_string();
    row.nss.trim().clone_into(&mut draft.nss);
    row.nombre.trim().clone_into(&mut draft.nombre);
    draft.fecha = date_of(&row.fecha).map(format_date).unwrap_or_default();
    row.sbc.trim().clone_into(&mut draft.sbc);
    row.causa.trim().clone_into(&mut draft.causa);
    let known = match Nss::parse(&row.nss) {
        Ok(nss) => service.store.trabajadores(caller.empresa(), &[nss]).await?,
        Err(_) => Vec::new(),
    };
    if let Some(trabajador) = known.first() {
        draft.paterno = trabajador.nombre.paterno.to_string();
        let materno = trabajador.nombre.materno.as_ref();
        draft.materno = materno.map(ToString::to_string).unwrap_or_default();
        draft.nombre = trabajador.nombre.nombre.to_string();
    }
    Ok(MovementRecord {
        id: MovementId::mint(now, service.random.as_ref()),
        empresa: registro.empresa,
        version: 1,
        registro: registro.id,
        content: MovementContent::Draft(draft),
        log: vec![Change {
            at: now,
            by: caller.actor(),
            to: state.status(),
        }],
        state,
        lote: None,
        corrects: None,
        corrected_by: None,
        origin: Some(origin_of(registro, block, row)),
        sitting: None,
        source: Some(source),
        previous: None,
        created_at: now,
    })
}
