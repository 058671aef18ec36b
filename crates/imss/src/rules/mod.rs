//! Rules across movements: what IMSS would answer, reported before sending (codes 48 to 56, domain
//! facts `[B]`).
//!
//! [`check`] compares movements with each other and with a [`History`]. A worker counts as active or
//! not only once the plantilla of the registro patronal is loaded with its cut-off date. Since a
//! history may be incomplete, what follows from it warns; a movement repeated within one lote is an
//! error. [`CheckContext`] holds the rules of a single movement.

mod context;
mod history;

use std::collections::{HashMap, hash_map::Entry};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use context::CheckContext;
pub use history::{Event, History};

use crate::finding::{Finding, catalogue};
use crate::id::Nss;
use crate::movimiento::{Movimiento, TipoMovimiento};
use crate::time::format_date;

/// A finding about one movement of a lote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowFinding {
    /// The movement, counted from 0.
    pub index: usize,
    /// What was found.
    pub finding: Finding,
}

/// Checks a lote (or any list of movements about to be sent) against itself and the history.
///
/// Movements are taken in the order given: each counts for those after it.
#[must_use]
pub fn check(movimientos: &[Movimiento], history: &History) -> Vec<RowFinding> {
    let mut found = Vec::new();
    let mut seen = HashMap::with_capacity(movimientos.len());
    let mut ahead = history.begin();
    for (index, movimiento) in movimientos.iter().enumerate() {
        let mut report = |finding| found.push(RowFinding { index, finding });
        match seen.entry(identity(movimiento)) {
            Entry::Vacant(entry) => {
                entry.insert(index);
            }
            Entry::Occupied(first) => {
                report(repeated(
                    movimiento,
                    &movimientos[*first.get()],
                    *first.get(),
                ));
                continue;
            }
        }
        if let Some(trabajador) = ahead.trabajador(movimiento) {
            against_history(movimiento, trabajador)
                .into_iter()
                .for_each(&mut report);
        }
        ahead.push(movimiento);
    }
    found
}

/// Checks a line of a plantilla. A plantilla lists the workers active at the end of the cut-off date,
/// so nobody in it entered later.
#[must_use]
pub fn check_plantilla(entered: Date, cutoff: Date) -> Option<Finding> {
    (entered > cutoff)
        .then(|| catalogue::rule_after_cutoff(&format_date(entered), &format_date(cutoff)))
}

/// What makes two movements the same to IMSS; copied, since lotes are checked by the thousand.
fn identity(movimiento: &Movimiento) -> (Option<[u8; 10]>, Nss, TipoMovimiento, Date) {
    let registro_patronal = movimiento.registro_patronal();
    (
        registro_patronal.key().as_bytes().first_chunk().copied(),
        movimiento.nss(),
        movimiento.tipo(),
        movimiento.fecha(),
    )
}

fn repeated(movimiento: &Movimiento, first: &Movimiento, index: usize) -> Finding {
    repetition(movimiento, movimiento.sbc() != first.sbc(), index + 1)
}

/// Returns the finding for a movement with the employer, worker, type and day of another one, which is
/// number `number` in the list and may have another salary.
#[must_use]
pub fn repetition(movimiento: &Movimiento, other_salary: bool, number: usize) -> Finding {
    if movimiento.tipo() == TipoMovimiento::Modificacion && other_salary {
        catalogue::rule_same_day_modification(&format_date(movimiento.fecha()))
    } else {
        catalogue::rule_duplicate(number)
    }
}

/// Compares a movement with the known movements of its worker, which are in order of date.
fn against_history(movimiento: &Movimiento, events: &[Event]) -> Vec<Finding> {
    let fecha = movimiento.fecha();
    let mut findings = Vec::new();
    let until = events.partition_point(|event| event.fecha <= fecha);
    let (before, after) = events.split_at(until);
    if let Some(later) = after.first() {
        findings.push(catalogue::rule_before_registered(&format_date(later.fecha)));
    }
    let last_change = before
        .iter()
        .rev()
        .find(|e| e.tipo != TipoMovimiento::Modificacion);
    let left = last_change.filter(|event| event.tipo == TipoMovimiento::Baja);
    let vigente = last_change.filter(|event| event.tipo == TipoMovimiento::Reingreso);
    match (movimiento.tipo(), vigente, left) {
        (TipoMovimiento::Reingreso, Some(since), _) => {
            findings.push(catalogue::rule_already_active(&format_date(since.fecha)));
        }
        (TipoMovimiento::Baja, None, Some(since)) => {
            findings.push(catalogue::rule_already_terminated(&format_date(
                since.fecha,
            )));
        }
        (TipoMovimiento::Baja | TipoMovimiento::Modificacion, None, _) => {
            findings.push(catalogue::rule_not_active());
        }
        (TipoMovimiento::Modificacion, Some(_), _) => {
            let same_day = |e: &&Event| e.fecha == fecha && e.tipo == TipoMovimiento::Modificacion;
            if before.iter().rev().find(same_day).is_some() {
                findings.push(catalogue::rule_same_day_modification(&format_date(fecha)));
            }
        }
        (TipoMovimiento::Reingreso, None, _) | (TipoMovimiento::Baja, Some(_), _) => {}
    }
    findings
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::movimiento::{Baja, Modificacion, Reingreso};
    use crate::testing;

    fn alta(day: i8) -> Movimiento {
        Movimiento::Reingreso(Reingreso {
            fecha: date(2026, 3, day),
            ..testing::reingreso(1)
        })
    }

    fn cambio(day: i8) -> Movimiento {
        let fecha = date(2026, 3, day);
        Movimiento::Modificacion(Modificacion {
            fecha,
            ..testing::modificacion(1)
        })
    }

    fn baja(day: i8) -> Movimiento {
        Movimiento::Baja(Baja {
            fecha: date(2026, 3, day),
            ..testing::baja(1)
        })
    }

    /// Cut off at the end of February; the worker is vigente since 5 January, or is not there.
    fn plantilla(vigente: bool) -> History {
        let mut history = History::default();
        let trabajadores = vigente.then(|| (testing::nss(1), date(2026, 1, 5)));
        history.load_plantilla(
            testing::registro_patronal(1),
            date(2026, 2, 28),
            trabajadores,
        );
        history
    }

    fn codes(movimientos: &[Movimiento], history: &History) -> Vec<(usize, &'static str)> {
        check(movimientos, history)
            .into_iter()
            .map(|row| (row.index, row.finding.code.as_str()))
            .collect()
    }

    #[test]
    fn does_not_judge_activity_without_a_plantilla() {
        assert_eq!(
            codes(&[alta(3), alta(4), baja(5), baja(6)], &History::default()),
            []
        );
    }

    #[test]
    fn rejects_a_plantilla_line_after_the_cutoff() {
        let cutoff = date(2026, 2, 28);
        assert_eq!(check_plantilla(cutoff, cutoff), None);
        let finding = check_plantilla(date(2026, 3, 1), cutoff).unwrap();
        assert_eq!(finding.code, "rule-after-cutoff");
        assert!(finding.message.contains("01/03/2026"));
    }

    #[test]
    fn a_vigente_trabajador_cannot_enter_again() {
        assert_eq!(
            codes(&[alta(3)], &plantilla(true)),
            [(0, "rule-already-active")]
        );
        assert_eq!(codes(&[alta(3)], &plantilla(false)), []);
        assert_eq!(codes(&[baja(3), alta(4)], &plantilla(true)), []);
    }

    #[test]
    fn one_who_is_not_vigente_neither_changes_nor_leaves() {
        let history = plantilla(false);
        assert_eq!(codes(&[cambio(3)], &history), [(0, "rule-not-active")]);
        assert_eq!(codes(&[baja(3)], &history), [(0, "rule-not-active")]);
        assert_eq!(codes(&[alta(3), cambio(4), baja(5)], &history), []);
        assert_eq!(
            codes(&[alta(3), baja(4), baja(5)], &history),
            [(2, "rule-already-terminated")]
        );
    }

    #[test]
    fn reports_two_changes_on_one_date() {
        let mut history = plantilla(true);
        history.record(&cambio(3));
        assert_eq!(
            codes(&[cambio(3)], &history),
            [(0, "rule-same-day-modification")]
        );
        assert_eq!(codes(&[cambio(4)], &history), []);

        let mut other = cambio(9);
        if let Movimiento::Modificacion(other) = &mut other {
            other.sbc = testing::sbc(99);
        }
        let lote = [cambio(9), other];
        assert_eq!(
            codes(&lote, &History::default()),
            [(1, "rule-same-day-modification")]
        );
    }

    #[test]
    fn reports_a_date_before_a_registered_movement() {
        let mut history = plantilla(true);
        history.record(&cambio(10));
        assert_eq!(codes(&[baja(5)], &history), [(0, "rule-before-registered")]);
    }

    #[test]
    fn a_repeated_movement_is_an_error_even_without_history() {
        let found = check(&[baja(3), alta(4), baja(3)], &History::default());
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].index, found[0].finding.code.as_str()),
            (2, "rule-duplicate")
        );
        assert!(found[0].finding.is_error() && found[0].finding.message.contains("número 1"));
    }

    #[test]
    fn what_happened_up_to_the_cut_off_is_not_judged() {
        let mut early = baja(3);
        if let Movimiento::Baja(early) = &mut early {
            early.fecha = date(2026, 2, 10);
        }
        assert_eq!(codes(&[early], &plantilla(false)), []);
    }
}
