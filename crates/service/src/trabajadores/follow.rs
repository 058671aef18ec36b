//! The directory follows what is captured and what IMSS operates, in the same unit of work.

use std::collections::{BTreeMap, BTreeSet};

use imss::id::Nss;
use imss::movimiento::Movimiento;

use crate::Service;
use crate::ids::{EmpresaId, RegistroId};
use crate::records::Trabajador;
use crate::store::{StoreError, Unit};

/// Adds the workers that captured movements name: new ones, and what was not known of the others.
pub(crate) async fn captured<'a>(
    service: &Service,
    empresa: EmpresaId,
    unit: Unit,
    movimientos: impl IntoIterator<Item = &'a Movimiento>,
) -> Result<Unit, StoreError> {
    let movimientos: Vec<&Movimiento> = movimientos.into_iter().collect();
    let mut trabajadores = Trabajadores::read(service, empresa, &movimientos).await?;
    for movimiento in movimientos {
        trabajadores.of(movimiento).fill_in(movimiento);
    }
    Ok(trabajadores.write(unit))
}

/// Notes what IMSS operated under a registro patronal, in the order given.
pub(crate) async fn operated<'a>(
    service: &Service,
    empresa: EmpresaId,
    unit: Unit,
    registro: RegistroId,
    movimientos: impl IntoIterator<Item = &'a Movimiento>,
) -> Result<Unit, StoreError> {
    let movimientos: Vec<&Movimiento> = movimientos.into_iter().collect();
    let mut trabajadores = Trabajadores::read(service, empresa, &movimientos).await?;
    for movimiento in movimientos {
        trabajadores.of(movimiento).operate(registro, movimiento);
    }
    Ok(trabajadores.write(unit))
}

/// The workers that movements name, each written once however many of them name it.
struct Trabajadores<'a> {
    service: &'a Service,
    empresa: EmpresaId,
    read: BTreeMap<Nss, Trabajador>,
    now: BTreeMap<Nss, Trabajador>,
}

impl<'a> Trabajadores<'a> {
    async fn read(
        service: &'a Service,
        empresa: EmpresaId,
        movimientos: &[&Movimiento],
    ) -> Result<Self, StoreError> {
        let numbers: BTreeSet<Nss> = movimientos.iter().map(|m| m.nss()).collect();
        let numbers: Vec<Nss> = numbers.into_iter().collect();
        let known = service.store.trabajadores(empresa, &numbers).await?;
        let read: BTreeMap<Nss, Trabajador> = known.into_iter().map(|w| (w.nss, w)).collect();
        Ok(Self {
            service,
            empresa,
            now: read.clone(),
            read,
        })
    }

    fn of(&mut self, movimiento: &Movimiento) -> &mut Trabajador {
        let (empresa, now) = (self.empresa, self.service.now());
        self.now
            .entry(movimiento.nss())
            .or_insert_with(|| Trabajador::named_by(movimiento, empresa, now))
    }

    fn write(mut self, mut unit: Unit) -> Unit {
        for (nss, trabajador) in self.now {
            unit = match self.read.remove(&nss) {
                Some(old) if old == trabajador => unit,
                Some(old) => unit.update(old, trabajador),
                None => unit.create(trabajador),
            };
        }
        unit
    }
}
