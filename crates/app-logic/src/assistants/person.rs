//! The people that the assistants look at: everybody vigente, once for each registro patronal.

use std::collections::HashMap;
use std::sync::Arc;

use api::view::registros::RegistroView;
use api::view::trabajadores::TrabajadorView;
use imss::movimiento::TipoSalario;
use imss::salary::Sbc;
use imss::wages::ZonaSalarial;
use jiff::civil::Date;

use crate::format::date;
use crate::messages::movements;

/// A trabajador vigente with one registro patronal; listed once per registro.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The trabajador.
    pub trabajador: Arc<TrabajadorView>,
    /// The registro patronal.
    pub registro: Arc<RegistroView>,
    /// The SBC that IMSS has, as far as is known.
    pub sbc: Option<Sbc>,
    /// The date of that SBC.
    pub sbc_since: Option<Date>,
    /// The day of entry, where it is known.
    pub alta: Option<Date>,
    /// The kind of salary; fixed where the directory does not know it.
    pub salary: TipoSalario,
}

impl Person {
    /// Returns what identifies the person at this registro patronal.
    pub fn key(&self) -> String {
        format!("{}|{}", self.registro.id, self.trabajador.data.nss)
    }

    /// Returns NSS and registro patronal, as a row of a table shows them.
    pub fn place(&self) -> String {
        let nss = movements::nss(&self.trabajador.data.nss);
        let data = &self.registro.data;
        let place = movements::place(&data.subdelegacion, &data.razon_social);
        format!("{nss} · {}", movements::at_place(&data.numero, place))
    }

    /// Returns the salary zone of the registro patronal.
    pub fn zona(&self) -> ZonaSalarial {
        self.registro.data.zona
    }
}

/// Returns everybody vigente with one of these registros patronales.
pub fn people(trabajadores: Vec<TrabajadorView>, registros: &[Arc<RegistroView>]) -> Vec<Person> {
    let mut people = Vec::new();
    for trabajador in trabajadores {
        let trabajador = Arc::new(trabajador);
        for relacion in trabajador.relaciones.iter().filter(|one| one.vigente) {
            let registro = registros.iter().find(|one| one.id == relacion.registro);
            let Some(registro) = registro else { continue };
            people.push(Person {
                trabajador: Arc::clone(&trabajador),
                registro: Arc::clone(registro),
                sbc: relacion.sbc.as_deref().and_then(|sbc| Sbc::parse(sbc).ok()),
                sbc_since: relacion.sbc_desde,
                alta: relacion.alta,
                salary: TipoSalario::parse(&trabajador.data.tipo_salario)
                    .unwrap_or(TipoSalario::Fijo),
            });
        }
    }
    people
}

/// Gives the people without a known day of entry the one that was typed, by [`Person::key`].
pub fn fill_entry_days(people: &mut [Person], typed: &HashMap<String, String>) {
    for person in people.iter_mut().filter(|person| person.alta.is_none()) {
        person.alta = typed_entry_day(person, typed);
    }
}

/// Returns the day of entry that was typed for a person.
pub fn typed_entry_day(person: &Person, typed: &HashMap<String, String>) -> Option<Date> {
    date::from_field(typed.get(&person.key())?)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use api::view::registros::{RegistroData, RegistroView};
    use api::view::trabajadores::{TrabajadorData, TrabajadorView};
    use imss::movimiento::TipoSalario;
    use jiff::civil::{Date, date};

    use super::{Person, fill_entry_days};

    fn person(nss: &str, alta: Option<Date>) -> Person {
        let trabajador = TrabajadorView {
            version: 1,
            data: TrabajadorData {
                nss: nss.to_owned(),
                ..TrabajadorData::default()
            },
            nombre: String::new(),
            antes: Vec::new(),
            relaciones: Vec::new(),
        };
        let registro = RegistroView {
            id: "leon".to_owned(),
            version: 1,
            data: RegistroData::default(),
            certificado: None,
            plantilla: None,
        };
        Person {
            trabajador: Arc::new(trabajador),
            registro: Arc::new(registro),
            sbc: None,
            sbc_since: None,
            alta,
            salary: TipoSalario::Fijo,
        }
    }

    #[test]
    fn typed_entry_day_counts_only_where_none_is_known() {
        let known = Some(date(2020, 5, 4));
        let mut people = [
            person("typed", None),
            person("half", None),
            person("known", known),
        ];
        let typed = ["typed", "half", "known"].map(|nss| format!("leon|{nss}"));
        let typed: HashMap<_, _> = typed
            .into_iter()
            .zip(["2024-01-15", "2024", "2001-01-01"].map(str::to_owned))
            .collect();
        fill_entry_days(&mut people, &typed);
        let altas: Vec<_> = people.iter().map(|one| one.alta).collect();
        assert_eq!(altas, [Some(date(2024, 1, 15)), None, known]);
    }
}
