//! What the rules across movements know: the plantilla of each registro patronal, and what was
//! captured, sent and operated since. A registro patronal without a plantilla is left out, and so the
//! rules stay silent about it.

use std::collections::{BTreeMap, BTreeSet};

use imss::id::Nss;
use imss::movimiento::Movimiento;
use imss::rules::{self, Event, History, RowFinding};
use model::MovementStatus;

use crate::Service;
use crate::ids::{EmpresaId, MovementId, RegistroId};
use crate::records::{Plantilla, Registro};
use crate::store::StoreError;

/// The history of these workers with these registros patronales, without the movements that are
/// looked at themselves.
async fn known(
    service: &Service,
    empresa: EmpresaId,
    registros: &[Registro],
    trabajadores: impl IntoIterator<Item = Nss>,
    without: &BTreeSet<MovementId>,
) -> Result<History, StoreError> {
    let mut history = History::default();
    let loaded: BTreeMap<RegistroId, (&Registro, Plantilla)> = registros
        .iter()
        .filter_map(|registro| Some((registro.id, (registro, registro.plantilla?))))
        .collect();
    if loaded.is_empty() {
        return Ok(history);
    }
    let trabajadores: BTreeSet<Nss> = trabajadores.into_iter().collect();
    let trabajadores: Vec<Nss> = trabajadores.into_iter().collect();
    let in_directory = service.store.trabajadores(empresa, &trabajadores).await?;
    for (registro, plantilla) in loaded.values() {
        let vigentes = in_directory.iter().filter_map(|trabajador| {
            let line = trabajador.relacion(registro.id)?.plantilla?;
            (line.corte == plantilla.corte).then_some((trabajador.nss, line.alta))
        });
        history.load_plantilla(registro.numero, plantilla.corte, vigentes);
    }
    for row in service.store.movements_of(empresa, &trabajadores).await? {
        let (Some((registro, plantilla)), Some(nss)) = (loaded.get(&row.registro), row.nss) else {
            continue;
        };
        if counts(row.estado) && row.fecha > plantilla.corte && !without.contains(&row.id) {
            let (fecha, tipo) = (row.fecha, row.tipo);
            history.record_event(registro.numero, nss, Event { fecha, tipo });
        }
    }
    Ok(history)
}

/// What the history and the movements themselves say of movements that are to be filed together.
pub(crate) async fn about(
    service: &Service,
    empresa: EmpresaId,
    registros: &[Registro],
    movimientos: &[Movimiento],
    without: &BTreeSet<MovementId>,
) -> Result<Vec<RowFinding>, StoreError> {
    let trabajadores = movimientos.iter().map(Movimiento::nss);
    let history = known(service, empresa, registros, trabajadores, without).await?;
    Ok(rules::check(movimientos, &history))
}

/// Whether IMSS has the movement, or is about to: what is refused, given up or still being captured
/// says nothing of the worker.
fn counts(estado: MovementStatus) -> bool {
    match estado {
        MovementStatus::PorAprobar
        | MovementStatus::Listo
        | MovementStatus::Firmado
        | MovementStatus::Enviado
        | MovementStatus::EnProceso
        | MovementStatus::Operado => true,
        MovementStatus::Borrador | MovementStatus::Rechazado | MovementStatus::Cancelado => false,
    }
}
