//! The directory of workers that a document's movements make, and with it each registro patronal's
//! plantilla.

use std::collections::{BTreeMap, HashMap};

use imss::id::Nss;
use imss::movimiento::Movimiento;
use jiff::Timestamp;
use jiff::civil::Date;
use model::MovementStatus;

use super::document::Seed;
use super::load::Names;
use crate::ids::RegistroId;
use crate::records::{EnPlantilla, MovementRecord, Plantilla, Trabajador};

/// What the movements say of workers, in the order they are heard of.
#[derive(Default)]
pub(super) struct Directory {
    told: Vec<Told>,
}

struct Told {
    registro: RegistroId,
    movimiento: Movimiento,
    operado: bool,
    at: Timestamp,
}

impl Directory {
    /// Takes a movement, unless it is a draft, or one that IMSS never had: a refusal says nothing of a
    /// worker.
    pub(super) fn hear(&mut self, movement: &MovementRecord) {
        let estado = movement.state.status();
        if let Some(movimiento) = movement.movimiento()
            && !matches!(
                estado,
                MovementStatus::Rechazado | MovementStatus::Cancelado
            )
        {
            self.told.push(Told {
                registro: movement.registro,
                movimiento: movimiento.clone(),
                operado: estado == MovementStatus::Operado,
                at: movement.created_at,
            });
        }
    }

    /// The workers as they stand after every movement. Each registro patronal whose plantilla was
    /// loaded gets it, and with it each worker the line that names them.
    pub(super) fn workers(self, seed: &Seed, names: &mut Names) -> Vec<Trabajador> {
        let cutoffs: HashMap<RegistroId, Date> = seed
            .registros
            .iter()
            .filter_map(|one| Some((names.registros.get(&one.numero)?.id, one.plantilla?.corte)))
            .collect();
        let (operated, captured): (Vec<&Told>, Vec<&Told>) =
            self.told.iter().partition(|told| told.operado);
        let (before, after): (Vec<&Told>, Vec<&Told>) = operated.into_iter().partition(|told| {
            let corte = cutoffs.get(&told.registro);
            corte.is_some_and(|corte| told.movimiento.fecha() <= *corte)
        });
        let mut workers = Workers {
            names,
            known: BTreeMap::new(),
        };
        for told in before {
            workers.of(told).operate(told.registro, &told.movimiento);
        }
        let counted = workers.line_up(&cutoffs);
        for told in after {
            workers.of(told).operate(told.registro, &told.movimiento);
        }
        for told in captured {
            workers.of(told).fill_in(&told.movimiento);
        }
        for told in &seed.trabajadores {
            if let Some(worker) = workers.known.get_mut(&told.nss) {
                worker.rfc = Some(told.rfc);
            }
        }
        let known = workers.known.into_values().collect();
        for one in &seed.registros {
            if let (Some(registro), Some(told)) =
                (names.registros.get_mut(&one.numero), one.plantilla)
            {
                registro.plantilla = Some(Plantilla {
                    corte: told.corte,
                    trabajadores: counted.get(&registro.id).copied().unwrap_or_default(),
                    at: told.at,
                });
            }
        }
        known
    }
}

struct Workers<'a> {
    names: &'a Names,
    known: BTreeMap<Nss, Trabajador>,
}

impl Workers<'_> {
    fn of(&mut self, told: &Told) -> &mut Trabajador {
        let empresa = self.names.empresa;
        self.known
            .entry(told.movimiento.nss())
            .or_insert_with(|| Trabajador::named_by(&told.movimiento, empresa, told.at))
    }

    /// Gives everybody who is vigente a line in the plantilla; how many lines each has.
    fn line_up(&mut self, cutoffs: &HashMap<RegistroId, Date>) -> HashMap<RegistroId, u32> {
        let mut counted = HashMap::new();
        for worker in self.known.values_mut() {
            for relacion in worker.relaciones.iter_mut().filter(|one| one.vigente) {
                if let Some(corte) = cutoffs.get(&relacion.registro).copied() {
                    let alta = relacion.desde;
                    relacion.plantilla = Some(EnPlantilla { corte, alta });
                    *counted.entry(relacion.registro).or_default() += 1;
                }
            }
        }
        counted
    }
}
