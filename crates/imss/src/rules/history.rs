//! What we hold of each registro patronal: its plantilla at a cut-off date and the movements
//! since.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{Nss, RegistroPatronal};
use crate::movimiento::{Movimiento, TipoMovimiento};

/// A movement that IMSS has, or is about to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Event {
    /// The day.
    pub fecha: Date,
    /// What.
    pub tipo: TipoMovimiento,
}

/// What is known, by registro patronal and worker. Of a large company only the workers of the
/// lote at hand need be loaded: but for those, all their movements.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// By the ten characters before the check digit.
    employers: BTreeMap<String, Employer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Employer {
    cutoff: Date,
    trabajadores: BTreeMap<Nss, Vec<Event>>,
}

impl History {
    /// Takes the workers vigente at the end of a day, each with the date of entry. From the day
    /// after, a worker who is not there and has no movement since counts as not vigente.
    pub fn load_plantilla(
        &mut self,
        registro_patronal: RegistroPatronal,
        cutoff: Date,
        vigentes: impl IntoIterator<Item = (Nss, Date)>,
    ) {
        let entered = |fecha| {
            vec![Event {
                fecha,
                tipo: TipoMovimiento::Reingreso,
            }]
        };
        let trabajadores = vigentes
            .into_iter()
            .map(|(nss, fecha)| (nss, entered(fecha)))
            .collect();
        let employer = Employer {
            cutoff,
            trabajadores,
        };
        self.employers
            .insert(registro_patronal.key().to_owned(), employer);
    }

    /// Whether the plantilla of a registro patronal is loaded.
    #[must_use]
    pub fn knows(&self, registro_patronal: RegistroPatronal) -> bool {
        self.employers.contains_key(registro_patronal.key())
    }

    /// Takes a movement that IMSS operated. Without a plantilla it is not kept.
    pub fn record(&mut self, movimiento: &Movimiento) {
        let event = Event {
            fecha: movimiento.fecha(),
            tipo: movimiento.tipo(),
        };
        self.record_event(movimiento.registro_patronal(), movimiento.nss(), event);
    }

    /// Does as [`History::record`], where only type and date are at hand.
    pub fn record_event(&mut self, registro_patronal: RegistroPatronal, nss: Nss, event: Event) {
        if let Some(employer) = self.employers.get_mut(registro_patronal.key()) {
            insert(employer.trabajadores.entry(nss).or_default(), event);
        }
    }

    /// Whether a worker is vigente at the end of a day; `None` while the plantilla is not loaded,
    /// or when the day lies before its cut-off.
    #[must_use]
    pub fn is_vigente(
        &self,
        registro_patronal: RegistroPatronal,
        nss: Nss,
        on: Date,
    ) -> Option<bool> {
        let employer = self.employers.get(registro_patronal.key())?;
        if on < employer.cutoff {
            return None;
        }
        let events = employer
            .trabajadores
            .get(&nss)
            .map_or(&[][..], Vec::as_slice);
        let last = events
            .iter()
            .rev()
            .find(|event| event.fecha <= on && event.tipo != TipoMovimiento::Modificacion);
        Some(last.is_some_and(|event| event.tipo == TipoMovimiento::Reingreso))
    }

    pub(super) fn begin(&self) -> Ahead<'_> {
        Ahead {
            history: self,
            trabajadores: BTreeMap::new(),
        }
    }
}

/// After those of the same day: what is recorded later happened later.
fn insert(events: &mut Vec<Event>, event: Event) {
    let at = events.partition_point(|known| known.fecha <= event.fecha);
    events.insert(at, event);
}

/// The history as it will be once the movements looked at so far are operated.
pub(super) struct Ahead<'a> {
    history: &'a History,
    trabajadores: BTreeMap<(&'a str, Nss), Cow<'a, [Event]>>,
}

impl<'a> Ahead<'a> {
    /// The events of the movement's worker; `None` when they are not known.
    pub(super) fn trabajador(&mut self, movimiento: &Movimiento) -> Option<&[Event]> {
        let (key, employer) = self.employer(movimiento)?;
        if movimiento.fecha() <= employer.cutoff {
            return None;
        }
        Some(self.events(key, employer, movimiento.nss()))
    }

    pub(super) fn push(&mut self, movimiento: &Movimiento) {
        let Some((key, employer)) = self.employer(movimiento) else {
            return;
        };
        let event = Event {
            fecha: movimiento.fecha(),
            tipo: movimiento.tipo(),
        };
        insert(self.events(key, employer, movimiento.nss()).to_mut(), event);
    }

    fn employer(&self, movimiento: &Movimiento) -> Option<(&'a str, &'a Employer)> {
        let registro_patronal = movimiento.registro_patronal();
        let known = self
            .history
            .employers
            .get_key_value(registro_patronal.key());
        known.map(|(key, employer)| (key.as_str(), employer))
    }

    fn events(&mut self, key: &'a str, employer: &'a Employer, nss: Nss) -> &mut Cow<'a, [Event]> {
        self.trabajadores.entry((key, nss)).or_insert_with(|| {
            Cow::Borrowed(
                employer
                    .trabajadores
                    .get(&nss)
                    .map_or(&[][..], Vec::as_slice),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::testing;

    #[test]
    fn a_trabajador_is_vigente_from_the_plantilla_until_the_baja() {
        let (employer, trabajador) = (testing::registro_patronal(1), testing::nss(1));
        let mut history = History::default();
        assert_eq!(
            history.is_vigente(employer, trabajador, date(2026, 3, 1)),
            None
        );
        history.load_plantilla(
            employer,
            date(2026, 2, 28),
            [(trabajador, date(2026, 1, 5))],
        );
        assert!(history.knows(employer));
        let event = Event {
            fecha: date(2026, 3, 10),
            tipo: TipoMovimiento::Baja,
        };
        history.record_event(employer, trabajador, event);
        let vigente = |day| history.is_vigente(employer, trabajador, day);
        assert_eq!(vigente(date(2026, 1, 10)), None);
        assert_eq!(vigente(date(2026, 3, 9)), Some(true));
        assert_eq!(vigente(date(2026, 3, 10)), Some(false));
        assert_eq!(
            history.is_vigente(employer, testing::nss(2), date(2026, 3, 9)),
            Some(false)
        );
    }
}
