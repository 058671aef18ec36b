//! Movements that cannot go into the lote that they were meant for.
//!
//! What was right when it was captured may not be today: a reingreso that is still too early, a registro
//! patronal that changed its zone, a movement that was captured twice.

use std::collections::BTreeMap;

use imss::dispmag::{self, WriteError, WriteOptions};
use imss::finding::{Code, Finding};
use imss::movimiento::Movimiento;
use imss::rules::{self, History};

use crate::common_error::CommonError;
use crate::ids::MovementId;
use crate::imports::Identity;
use crate::movements::checked;
use crate::records::{MovementRecord, Registro};
use crate::settings::CompanyRules;

/// A movement that went into no lote.
#[derive(Debug, Clone, PartialEq)]
pub struct SetAside {
    /// The movement, as it was before and still is.
    pub movement: MovementRecord,
    /// The reason.
    pub why: WhySetAside,
}

/// Why a movement went into no lote.
#[derive(Debug, Clone, PartialEq)]
pub enum WhySetAside {
    /// It is not ready any more, or stands in another lote.
    NotReady,
    /// It no longer passes the checks of today.
    NoLongerRight(Vec<Finding>),
    /// It repeats a movement that does go into the lote.
    Repeats(MovementId),
    /// A value of it does not fit into the file.
    CannotBeWritten(WriteError),
}

impl WhySetAside {
    /// Returns the reason in Spanish.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NotReady => "Ya no está listo, o está en otro lote.".to_owned(),
            Self::NoLongerRight(findings) => {
                let sentences: Vec<&str> = findings.iter().map(|one| one.message.as_str()).collect();
                sentences.join(" ")
            }
            Self::Repeats(_) => {
                "Está capturado dos veces: hay otro igual, del mismo trabajador y de la misma fecha, que sí va en el lote.".to_owned()
            }
            Self::CannotBeWritten(WriteError::DoesNotFit {
                field,
                value,
                width,
                ..
            }) => format!(
                "«{value}» no cabe en {} ({width} caracteres). Abrévialo.",
                field.label()
            ),
            Self::CannotBeWritten(error) => format!("No se pudo escribir en el archivo: {error}."),
        }
    }
}

/// Returns the movements of one group that can go into a lote, in their order, and sets the others aside.
pub(super) fn sorted_out(
    rules: &CompanyRules,
    registro: &Registro,
    movements: Vec<MovementRecord>,
    set_aside: &mut Vec<SetAside>,
) -> Result<Vec<MovementRecord>, CommonError> {
    let mut kept = Vec::with_capacity(movements.len());
    let mut movimientos = Vec::with_capacity(movements.len());
    let checks = rules.checks(registro.zona);
    for movement in movements {
        let movimiento = checked(&movement)?.clone();
        let errors: Vec<Finding> = checks
            .check(&movimiento)
            .into_iter()
            .filter(Finding::is_error)
            .collect();
        if errors.is_empty() {
            kept.push(movement);
            movimientos.push(movimiento);
        } else {
            set_aside.push(SetAside {
                movement,
                why: WhySetAside::NoLongerRight(errors),
            });
        }
    }
    let apart = together(registro, &kept, &movimientos);
    take_out(&mut kept, &mut movimientos, apart, set_aside);
    while let Err(error) = dispmag::write(&movimientos, &WriteOptions::default()) {
        let WriteError::DoesNotFit { index, .. } = error else {
            // A lote is written in parts of the size that the company chose.
            break;
        };
        let apart = BTreeMap::from([(index, WhySetAside::CannotBeWritten(error))]);
        take_out(&mut kept, &mut movimientos, apart, set_aside);
    }
    Ok(kept)
}

/// What is wrong with movements beside each other, by their index.
fn together(
    registro: &Registro,
    movements: &[MovementRecord],
    movimientos: &[Movimiento],
) -> BTreeMap<usize, WhySetAside> {
    let mut first: BTreeMap<Identity, MovementId> = BTreeMap::new();
    for (movement, movimiento) in movements.iter().zip(movimientos) {
        let identity = Identity::of(registro.id, movimiento);
        first.entry(identity).or_insert(movement.id);
    }
    let mut apart = BTreeMap::new();
    for row in rules::check(movimientos, &History::default()) {
        if !row.finding.is_error() {
            continue;
        }
        let twin = first.get(&Identity::of(registro.id, &movimientos[row.index]));
        let why = match (row.finding.code, twin) {
            (Code::RuleDuplicate, Some(twin)) => WhySetAside::Repeats(*twin),
            _ => WhySetAside::NoLongerRight(vec![row.finding]),
        };
        apart.entry(row.index).or_insert(why);
    }
    apart
}

/// Sets the movements with these indexes aside.
fn take_out(
    kept: &mut Vec<MovementRecord>,
    movimientos: &mut Vec<Movimiento>,
    mut apart: BTreeMap<usize, WhySetAside>,
    set_aside: &mut Vec<SetAside>,
) {
    while let Some((index, why)) = apart.pop_last() {
        movimientos.remove(index);
        set_aside.push(SetAside {
            movement: kept.remove(index),
            why,
        });
    }
}
