//! The directory of workers that a document's movements make, and with it each registro patronal's
//! plantilla.

use std::collections::{BTreeMap, HashMap};

use imss::id::Nss;
use imss::movimiento::Movimiento;
use jiff::Timestamp;
use jiff::civil::Date;
use model::MovementStatus;

use super::document::Seed;
use super::names::Names;
use crate::ids::RegistroId;
use crate::records::{EnPlantilla, MovementRecord, Plantilla, Trabajador};

/// What the movements say of workers, in the order they are heard of.
#[derive(Default)]
pub(super) struct Directory {
    heard: Vec<Heard>,
}

struct Heard {
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
            self.heard.push(Heard {
                registro: movement.registro,
                movimiento: movimiento.clone(),
                operado: estado == MovementStatus::Operado,
                at: movement.created_at,
            });
        }
    }

    /// The workers as they stand after every movement. Each registro patronal whose plantilla was
    /// loaded gets it, and with it each worker the line that names them.
    pub(super) fn trabajadores(self, seed: &Seed, names: &mut Names) -> Vec<Trabajador> {
        let cutoffs: HashMap<RegistroId, Date> = seed
            .registros
            .iter()
            .filter_map(|one| Some((names.registros.get(&one.numero)?.id, one.plantilla?.corte)))
            .collect();
        let (operated, captured): (Vec<&Heard>, Vec<&Heard>) =
            self.heard.iter().partition(|heard| heard.operado);
        let (before, after): (Vec<&Heard>, Vec<&Heard>) = operated.into_iter().partition(|heard| {
            let corte = cutoffs.get(&heard.registro);
            corte.is_some_and(|corte| heard.movimiento.fecha() <= *corte)
        });
        let mut trabajadores = Trabajadores {
            names,
            known: BTreeMap::new(),
        };
        for heard in before {
            trabajadores
                .of(heard)
                .operate(heard.registro, &heard.movimiento);
        }
        let counted = trabajadores.line_up(&cutoffs);
        for heard in after {
            trabajadores
                .of(heard)
                .operate(heard.registro, &heard.movimiento);
        }
        for heard in captured {
            trabajadores.of(heard).fill_in(&heard.movimiento);
        }
        for named in &seed.trabajadores {
            if let Some(trabajador) = trabajadores.known.get_mut(&named.nss) {
                trabajador.rfc = Some(named.rfc);
            }
        }
        let known = trabajadores.known.into_values().collect();
        for one in &seed.registros {
            if let (Some(registro), Some(plantilla)) =
                (names.registros.get_mut(&one.numero), one.plantilla)
            {
                registro.plantilla = Some(Plantilla {
                    corte: plantilla.corte,
                    trabajadores: counted.get(&registro.id).copied().unwrap_or_default(),
                    at: plantilla.at,
                });
            }
        }
        known
    }
}

struct Trabajadores<'a> {
    names: &'a Names,
    known: BTreeMap<Nss, Trabajador>,
}

impl Trabajadores<'_> {
    fn of(&mut self, heard: &Heard) -> &mut Trabajador {
        let empresa = self.names.empresa;
        self.known
            .entry(heard.movimiento.nss())
            .or_insert_with(|| Trabajador::named_by(&heard.movimiento, empresa, heard.at))
    }

    /// Gives everybody who is vigente a line in the plantilla; how many lines each has.
    fn line_up(&mut self, cutoffs: &HashMap<RegistroId, Date>) -> HashMap<RegistroId, u32> {
        let mut counted = HashMap::new();
        for trabajador in self.known.values_mut() {
            for relacion in trabajador.relaciones.iter_mut().filter(|one| one.vigente) {
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
