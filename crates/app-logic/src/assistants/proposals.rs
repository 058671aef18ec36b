//! Who is proposed, and why: `imss`'s rules over everybody who is vigente.

use std::sync::Arc;

use api::view::registros::RegistroView;
use imss::assistants::{Anniversary, Bimestre, Transfer, at_cap, below_minimum};
use imss::benefits::Benefits;
use imss::calendar::Calendar;
use imss::movimiento::{TipoMovimiento, TipoSalario};
use imss::salary::Sbc;
use imss::wages::Wages;
use jiff::civil::Date;

use super::person::Person;
use crate::messages::assistants as text;

/// A movement that is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Identifies the proposal: trabajador, registro patronal and date.
    pub key: String,
    /// Whom it is about.
    pub person: Person,
    /// Why it is proposed, in a sentence.
    pub why: String,
    /// The new SBC; `None` where the person is to type it.
    pub sbc: Option<Sbc>,
    /// Whether it is marked at first.
    pub chosen: bool,
    /// The date of the movement.
    pub fecha: Date,
    /// The last day on which it is in time.
    pub last_day: Date,
}

/// Proposes movements by the company's calendar and wages.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposer {
    /// The working days.
    pub calendar: Calendar,
    /// Minimum wages and UMA.
    pub wages: Wages,
    /// Today in Mexico City.
    pub today: Date,
}

impl Proposer {
    fn proposal(&self, person: &Person, fecha: Date, salary: TipoSalario) -> Proposal {
        let tipo = TipoMovimiento::Modificacion;
        let deadline = self.calendar.deadline(tipo, fecha, Some(salary));
        Proposal {
            key: key(person, fecha),
            person: person.clone(),
            why: String::new(),
            sbc: None,
            chosen: true,
            fecha,
            last_day: deadline.last_day,
        }
    }

    /// The date of a change that came about on `on`: IMSS takes none that is not later than the last
    /// one it has (codes 49 and 56).
    fn date_of(&self, person: &Person, on: Date) -> Date {
        match person.sbc_since.max(person.alta) {
            Some(since) if since >= on => since
                .tomorrow()
                .map_or(self.today, |next| next.max(self.today)),
            _ => on,
        }
    }

    /// Returns a raise for everybody whose salary is below the minimum wage of a day.
    pub fn minimum(&self, people: &[Person], on: Date, benefits: Benefits) -> Vec<Proposal> {
        let one = |person: &Person| {
            let (sbc, zona) = (person.sbc?, person.zona());
            let fecha = self.date_of(person, on);
            let raise = below_minimum(sbc, person.alta, fecha, zona, &self.wages, benefits)?;
            let minimum = self.wages.minimum(fecha, zona)?;
            Some(Proposal {
                why: text::below(raise.below, &minimum.to_string()),
                sbc: Some(raise.sbc),
                chosen: raise.below == imss::assistants::Below::Minimum,
                ..self.proposal(person, fecha, person.salary)
            })
        };
        people.iter().filter_map(one).collect()
    }

    /// Returns the new cap for everybody whose salary exceeds it or was at the one before.
    pub fn cap(&self, people: &[Person], on: Date) -> Vec<Proposal> {
        let one = |person: &Person| {
            let at = at_cap(person.sbc?, on, &self.wages)?;
            let fecha = self.date_of(person, on);
            Some(Proposal {
                why: text::at_cap(at).to_owned(),
                sbc: Some(at.cap()),
                ..self.proposal(person, fecha, person.salary)
            })
        };
        people.iter().filter_map(one).collect()
    }

    /// Returns everybody whose salary varies, or with `fixed_too` everybody. The person types what each
    /// earned.
    pub fn variable(
        &self,
        people: &[Person],
        bimestre: Bimestre,
        fixed_too: bool,
    ) -> Vec<Proposal> {
        let varies = |person: &&Person| fixed_too || person.salary != TipoSalario::Fijo;
        let one = |person: &Person| Proposal {
            why: match person.salary {
                TipoSalario::Fijo => text::SEEN_FIXED,
                TipoSalario::Variable => text::SEEN_VARIABLE,
                TipoSalario::Mixto => text::SEEN_MIXED,
            }
            .to_owned(),
            ..self.proposal(
                person,
                bimestre.effective(),
                with_variable_part(person.salary),
            )
        };
        people.iter().filter(varies).map(one).collect()
    }

    /// Returns everybody whose factor of integration changes in a month.
    pub fn anniversaries(
        &self,
        people: &[Person],
        (year, month): (i16, i8),
        benefits: Benefits,
    ) -> Vec<Proposal> {
        let one = |person: &Person| {
            let anniversary = Anniversary::in_month(person.alta?, year, month, benefits)?;
            let fecha = anniversary.fecha;
            // A salary of that day or later has it already.
            if person.sbc_since.is_some_and(|since| since >= fecha) {
                return None;
            }
            let cap = self.wages.bounds(fecha, person.zona()).cap;
            let fixed = person.salary == TipoSalario::Fijo;
            let sbc = match person.sbc {
                Some(sbc) if fixed => Some(anniversary.sbc(sbc, cap)?),
                _ => None,
            };
            let mut why = text::anniversary(anniversary.years, anniversary.before, anniversary.now);
            if sbc.is_none() {
                why.push(' ');
                why.push_str(text::TYPE_IT);
            }
            Some(Proposal {
                why,
                sbc,
                chosen: sbc.is_some(),
                ..self.proposal(person, fecha, person.salary)
            })
        };
        people.iter().filter_map(one).collect()
    }

    /// Returns everybody of one registro patronal, to go to another.
    pub fn transfer(
        &self,
        people: &[Person],
        from: &str,
        to: &RegistroView,
        transfer: Transfer,
    ) -> Vec<Proposal> {
        let one = |person: &Person| Proposal {
            key: format!("{}|{}", key(person, transfer.reingreso), to.id),
            person: person.clone(),
            why: text::transfer(&person.registro.data.numero, &to.data.numero),
            sbc: person.sbc,
            chosen: false,
            fecha: transfer.reingreso,
            last_day: transfer.last_day(&self.calendar),
        };
        let there = people.iter().filter(|person| person.registro.id == from);
        there.map(one).collect()
    }
}

/// Returns the people of one registro patronal, or of every one where `registro` is empty.
pub fn of_registro(people: &[Person], registro: &str) -> Vec<Person> {
    let there = |person: &&Person| registro.is_empty() || person.registro.id == registro;
    people.iter().filter(there).cloned().collect()
}

/// Returns the kind of a salary once something variable was earned beside it.
pub fn with_variable_part(salary: TipoSalario) -> TipoSalario {
    match salary {
        TipoSalario::Variable => TipoSalario::Variable,
        TipoSalario::Fijo | TipoSalario::Mixto => TipoSalario::Mixto,
    }
}

/// Finds the registro patronal with an id.
pub fn registro_by_id(registros: &[Arc<RegistroView>], id: &str) -> Option<Arc<RegistroView>> {
    registros.iter().find(|one| one.id == id).cloned()
}

fn key(person: &Person, fecha: Date) -> String {
    format!("{}|{fecha}", person.key())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use api::view::registros::{RegistroData, RegistroView};
    use api::view::trabajadores::{RelacionView, TrabajadorData, TrabajadorView};
    use imss::assistants::{Bimestre, Transfer};
    use imss::benefits::Benefits;
    use imss::calendar::Calendar;
    use imss::wages::Wages;
    use imss::wages::ZonaSalarial;
    use jiff::civil::{Date, date};

    use super::{Proposal, Proposer, of_registro};
    use crate::assistants::person::{Person, people};

    fn registro(id: &str, zona: ZonaSalarial) -> Arc<RegistroView> {
        Arc::new(RegistroView {
            id: id.to_owned(),
            version: 1,
            data: RegistroData {
                numero: format!("numero {id}"),
                zona,
                ..RegistroData::default()
            },
            certificado: None,
            plantilla: None,
        })
    }

    struct Trabajador(&'static str, &'static str, Option<Date>, &'static str);

    /// Workers by number: SBC, date of entry, kind of salary; of León unless the number says Tijuana.
    fn somebody(trabajadores: &[Trabajador]) -> Vec<Person> {
        let places = [
            registro("leon", ZonaSalarial::General),
            registro("tijuana", ZonaSalarial::FronteraNorte),
        ];
        let view = |Trabajador(nss, sbc, alta, salary): &Trabajador| {
            let place = if nss.starts_with('t') {
                &places[1]
            } else {
                &places[0]
            };
            TrabajadorView {
                version: 1,
                data: TrabajadorData {
                    nss: (*nss).to_owned(),
                    tipo_salario: (*salary).to_owned(),
                    ..TrabajadorData::default()
                },
                nombre: (*nss).to_owned(),
                antes: Vec::new(),
                relaciones: vec![RelacionView {
                    registro: place.id.clone(),
                    numero: place.data.numero.clone(),
                    place: String::new(),
                    vigente: true,
                    desde: date(2024, 1, 15),
                    alta: *alta,
                    sbc: Some((*sbc).to_owned()),
                    sbc_desde: Some(date(2025, 1, 1)),
                }],
            }
        };
        people(trabajadores.iter().map(view).collect(), &places)
    }

    fn proposer() -> Proposer {
        Proposer {
            calendar: Calendar::lft(),
            wages: Wages::published(),
            today: date(2026, 1, 5),
        }
    }

    /// Number, proposed SBC, whether it is marked.
    fn facts(proposals: &[Proposal]) -> Vec<(&str, String, bool)> {
        proposals
            .iter()
            .map(|one| {
                let sbc = one.sbc.map(|sbc| sbc.to_string()).unwrap_or_default();
                (one.person.trabajador.data.nss.as_str(), sbc, one.chosen)
            })
            .collect()
    }

    const KNOWN: Option<Date> = Some(date(2024, 1, 15));

    #[test]
    fn marks_below_minimum_and_lists_those_near_it() {
        let people = somebody(&[
            Trabajador("below", "292.55", KNOWN, "0"),
            Trabajador("near", "316.00", KNOWN, "0"),
            Trabajador("above", "400.00", KNOWN, "0"),
            Trabajador("tijuana", "400.00", KNOWN, "0"),
        ]);
        let proposals = proposer().minimum(&people, date(2026, 1, 1), Benefits::LAW);
        assert_eq!(
            facts(&proposals),
            [
                ("below", "331.01".to_owned(), true),
                ("near", "331.01".to_owned(), false),
                ("tijuana", "463.22".to_owned(), true),
            ]
        );
        assert_eq!(proposals[0].last_day, date(2026, 1, 8));
        assert_eq!(of_registro(&people, "tijuana").len(), 1);
    }

    #[test]
    fn dates_change_after_last_known_one() {
        let mut people = somebody(&[Trabajador("below", "292.55", KNOWN, "0")]);
        people[0].sbc_since = Some(date(2026, 1, 1));
        let proposals = proposer().minimum(&people, date(2026, 1, 1), Benefits::LAW);
        assert_eq!(proposals[0].fecha, date(2026, 1, 5));
    }

    #[test]
    fn proposes_new_cap_to_those_at_old_one() {
        let people = somebody(&[
            Trabajador("capped", "2828.50", None, "0"),
            Trabajador("free", "2000.00", None, "0"),
        ]);
        let proposals = proposer().cap(&people, date(2026, 2, 1));
        assert_eq!(facts(&proposals), [("capped", "2,932.75".to_owned(), true)]);
    }

    #[test]
    fn bimestre_lists_variable_salaries() {
        let people = somebody(&[
            Trabajador("fixed", "500.00", None, "0"),
            Trabajador("variable", "500.00", None, "1"),
            Trabajador("mixed", "500.00", None, "2"),
        ]);
        let bimestre = Bimestre::of(date(2026, 5, 1));
        let proposals = proposer().variable(&people, bimestre, false);
        let names: Vec<_> = facts(&proposals).into_iter().map(|one| one.0).collect();
        assert_eq!(names, ["variable", "mixed"]);
        assert_eq!(proposals[0].fecha, date(2026, 7, 1));
        assert_eq!(proposals[0].last_day, date(2026, 7, 7));
        assert_eq!(proposer().variable(&people, bimestre, true).len(), 3);
    }

    #[test]
    fn anniversary_changes_fixed_salary_and_asks_for_others() {
        let people = somebody(&[
            Trabajador("fixed", "525.35", KNOWN, "0"),
            Trabajador("mixed", "525.35", KNOWN, "2"),
            Trabajador("other month", "525.35", Some(date(2024, 3, 1)), "0"),
            Trabajador("unknown", "525.35", None, "0"),
        ]);
        let proposals = proposer().anniversaries(&people, (2026, 1), Benefits::LAW);
        assert_eq!(
            facts(&proposals),
            [
                ("fixed", "526.05".to_owned(), true),
                ("mixed", String::new(), false),
            ]
        );
        assert_eq!(proposals[0].fecha, date(2026, 1, 15));
        let mut changed = people;
        changed[0].sbc_since = Some(date(2026, 1, 15));
        let proposals = proposer().anniversaries(&changed, (2026, 1), Benefits::LAW);
        assert_eq!(proposals.len(), 1, "that salary has it already");
    }

    #[test]
    fn transfer_lists_one_registro_and_marks_nobody() {
        let people = somebody(&[
            Trabajador("stays", "500.00", None, "0"),
            Trabajador("tijuana", "600.00", None, "0"),
        ]);
        let to = registro("leon", ZonaSalarial::General);
        let transfer = Transfer::beginning(date(2026, 1, 16)).unwrap();
        let proposals = proposer().transfer(&people, "tijuana", &to, transfer);
        assert_eq!(facts(&proposals), [("tijuana", "600.00".to_owned(), false)]);
        assert_eq!(proposals[0].last_day, date(2026, 1, 22));
    }
}
