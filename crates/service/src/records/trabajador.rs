//! A worker: who it is, and what the worker is to each registro patronal.

use imss::id::{Curp, Nss, Rfc};
use imss::movimiento::{
    ClaveTrabajador, Jornada, Movimiento, NombreCompleto, TipoMovimiento, TipoSalario,
    TipoTrabajador, Umf,
};
use imss::salary::Sbc;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, RegistroId};

/// A worker of a company. The NSS is the identity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trabajador {
    /// The company.
    pub empresa: EmpresaId,
    /// The worker's number; with the company, the record's identity.
    pub nss: Nss,
    /// Counts its edits.
    pub version: u64,
    /// Numbers that IMSS merged into the present one.
    pub antes: Vec<Nss>,
    /// The name, as IMSS has it where IMSS took a movement with it.
    pub nombre: NombreCompleto,
    /// The population key.
    pub curp: Option<Curp>,
    /// The tax key.
    pub rfc: Option<Rfc>,
    /// The employer's own code.
    pub clave: Option<ClaveTrabajador>,
    /// The family clinic.
    pub umf: Option<Umf>,
    /// Permanent or eventual.
    pub tipo_trabajador: Option<TipoTrabajador>,
    /// Fixed, variable or mixed.
    pub tipo_salario: Option<TipoSalario>,
    /// The working week.
    pub jornada: Option<Jornada>,
    /// What the worker is to each registro patronal.
    pub relaciones: Vec<Relacion>,
    /// When it was first heard of.
    pub created_at: Timestamp,
}

/// A worker and a registro patronal, by the plantilla and the movements that IMSS operated since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relacion {
    /// The registro patronal.
    pub registro: RegistroId,
    /// Vigente by the last alta, baja or plantilla.
    pub vigente: bool,
    /// The date of that alta or baja.
    pub desde: Date,
    /// The date of entry of an active worker, where an alta or a plantilla gave it: a change of
    /// salary alone does not.
    #[serde(default)]
    pub alta: Option<Date>,
    /// The SBC that IMSS has.
    pub sbc: Option<Sbc>,
    /// The instant from which it holds.
    pub sbc_desde: Option<Date>,
    /// Where the plantilla names the worker: its cut-off, and the date of entry it gives.
    pub plantilla: Option<EnPlantilla>,
}

/// A worker's line in a plantilla.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnPlantilla {
    /// The plantilla's cut-off date.
    pub corte: Date,
    /// The date of entry.
    pub alta: Date,
}

impl Trabajador {
    /// Returns a worker nobody heard of before, as a movement names them.
    pub fn named_by(movimiento: &Movimiento, empresa: EmpresaId, now: Timestamp) -> Self {
        let mut trabajador = Self {
            empresa,
            nss: movimiento.nss(),
            version: 1,
            antes: Vec::new(),
            nombre: movimiento.nombre().clone(),
            curp: None,
            rfc: None,
            clave: None,
            umf: None,
            tipo_trabajador: None,
            tipo_salario: None,
            jornada: None,
            relaciones: Vec::new(),
            created_at: now,
        };
        trabajador.fill_in(movimiento);
        trabajador
    }

    /// Takes from a captured movement what was not known; what is known stands until IMSS operates
    /// the movement.
    pub fn fill_in(&mut self, movimiento: &Movimiento) {
        fn absent<T>(known: &mut Option<T>, found: Option<T>) {
            if known.is_none() {
                *known = found;
            }
        }
        absent(&mut self.curp, movimiento.curp());
        absent(&mut self.clave, movimiento.clave());
        absent(&mut self.umf, movimiento.umf());
        absent(&mut self.tipo_trabajador, movimiento.tipo_trabajador());
        absent(&mut self.tipo_salario, movimiento.tipo_salario());
        absent(&mut self.jornada, movimiento.jornada());
    }

    /// Takes what IMSS operated: it has the worker so now. A movement older than what is known
    /// changes nothing that is newer; of two on one day the one operated later counts.
    pub fn operate(&mut self, registro: RegistroId, movimiento: &Movimiento) {
        fn replace_known<T>(known: &mut Option<T>, found: Option<T>) {
            if found.is_some() {
                *known = found;
            }
        }
        let fecha = movimiento.fecha();
        let newest = self
            .relaciones
            .iter()
            .all(|r| fecha >= r.desde && r.sbc_desde.is_none_or(|sbc| fecha >= sbc));
        if newest {
            self.nombre = movimiento.nombre().clone();
            replace_known(&mut self.curp, movimiento.curp());
            replace_known(&mut self.clave, movimiento.clave());
            replace_known(&mut self.umf, movimiento.umf());
            replace_known(&mut self.tipo_trabajador, movimiento.tipo_trabajador());
            replace_known(&mut self.tipo_salario, movimiento.tipo_salario());
            replace_known(&mut self.jornada, movimiento.jornada());
        } else {
            self.fill_in(movimiento);
        }
        let tipo = movimiento.tipo();
        let relacion = match self
            .relaciones
            .iter_mut()
            .position(|r| r.registro == registro)
        {
            Some(at) => &mut self.relaciones[at],
            None => {
                self.relaciones.push(Relacion {
                    registro,
                    // A worker with an operated change of salary is active.
                    vigente: tipo != TipoMovimiento::Baja,
                    desde: fecha,
                    alta: None,
                    sbc: None,
                    sbc_desde: None,
                    plantilla: None,
                });
                self.relaciones.last_mut().expect("just pushed")
            }
        };
        if tipo != TipoMovimiento::Modificacion && fecha >= relacion.desde {
            relacion.vigente = tipo == TipoMovimiento::Reingreso;
            relacion.desde = fecha;
            relacion.alta = relacion.vigente.then_some(fecha);
        }
        let newer = relacion.sbc_desde.is_none_or(|since| fecha >= since);
        if let (Some(sbc), true) = (movimiento.sbc(), newer) {
            relacion.sbc = Some(sbc);
            relacion.sbc_desde = Some(fecha);
        }
    }

    /// Returns what the worker is to a registro patronal.
    pub fn relacion(&self, registro: RegistroId) -> Option<&Relacion> {
        self.relaciones.iter().find(|r| r.registro == registro)
    }
}
