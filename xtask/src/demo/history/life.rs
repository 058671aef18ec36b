//! The past: every trabajador's stints, one after the other, and the day each movement was filed.
use std::collections::BTreeMap;

use imss::calendar::Calendar;
use imss::movimiento::{CausaBaja, Movimiento, TipoMovimiento, TipoSalario};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::slips::{misspelt, with_another_nss};
use super::{Filed, Trabajador};
use crate::demo::chance::Chance;
use crate::demo::clock::Now;
use crate::demo::company::{Company, MATRIZ, QUERETARO, TIJUANA};
use crate::demo::people::{People, Person};

/// How many worked under each registro patronal in the two years.
const TRABAJADORES: [(usize, usize); 3] = [(MATRIZ, 40), (QUERETARO, 26), (TIJUANA, 16)];
/// Between two movements of one trabajador lie so many days, so that even a late one is filed in order.
const APART: i64 = 12;
/// The past ends so many days ago: what was filed late is processed too.
const SETTLED: i64 = 25;

/// Returns every trabajador of the two years in the present state, and everything filed, in the order of filing.
pub(in crate::demo) fn live(
    company: &Company,
    now: Now,
    people: &mut People,
    chance: &mut Chance,
) -> (Vec<Trabajador>, Vec<Filed>) {
    let mut past = Past {
        company,
        now,
        calendar: Calendar::lft(),
        chance,
        filed: Vec::new(),
        last_filed: None,
        number: 0,
    };
    let mut trabajadores = Vec::new();
    for (registro, count) in TRABAJADORES {
        for _ in 0..count {
            let person = people.next(now.today.year());
            trabajadores.push(past.life(person, registro));
        }
    }
    let mut filed = past.filed;
    filed.sort_by_key(|f| {
        (
            f.on,
            rank(f.movimiento.tipo()),
            f.registro,
            f.movimiento.fecha(),
        )
    });
    (trabajadores, filed)
}

/// Within a day entries are filed before changes, and changes before ends.
fn rank(tipo: TipoMovimiento) -> u8 {
    match tipo {
        TipoMovimiento::Reingreso => 0,
        TipoMovimiento::Modificacion => 1,
        TipoMovimiento::Baja => 2,
    }
}

struct Past<'a> {
    company: &'a Company,
    now: Now,
    calendar: Calendar,
    chance: &'a mut Chance,
    filed: Vec<Filed>,
    /// The day and type of what was filed last for the trabajador at hand.
    last_filed: Option<(Date, TipoMovimiento)>,
    /// Counts the trabajadores.
    number: usize,
}

impl Past<'_> {
    fn end(&self) -> Date {
        self.now.days_ago(SETTLED)
    }

    fn life(&mut self, person: Person, registro: usize) -> Trabajador {
        self.number += 1;
        self.last_filed = None;
        let of = &self.company.registros[registro];
        let mut trabajador = Trabajador::new(person, registro, of, self.number, self.chance);
        let opening = self.now.beginning().saturating_add(7.days());
        // A third opened the place; the others came one by one.
        let hired = if self.chance.percent(35) {
            self.chance.day(opening, opening.saturating_add(35.days()))
        } else {
            self.chance.day(
                opening.saturating_add(36.days()),
                self.end().saturating_sub(20.days()),
            )
        };
        let percent = self.chance.between(102, 210) + self.chance.between(0, 2) * 45;
        trabajador.earn(percent, hired, of.zona);
        let left = self.stint(&mut trabajador, hired);
        if let Some(left) = left
            && self.number.is_multiple_of(4)
        {
            let back = left.saturating_add(i64::from(self.chance.between(40, 120)).days());
            if back < self.end() {
                trabajador.earn(percent + 5, back, of.zona);
                self.stint(&mut trabajador, back);
            }
        }
        trabajador
    }

    /// From a hire to the end, if there is one, which is given.
    fn stint(&mut self, trabajador: &mut Trabajador, hired: Date) -> Option<Date> {
        let of = &self.company.registros[trabajador.registro];
        self.entry(trabajador, hired);
        let leaves = self.chance.percent(42);
        let earliest = hired.saturating_add(60.days());
        let left = (leaves && earliest < self.end()).then(|| self.chance.day(earliest, self.end()));
        for (fecha, thousandths) in self.changes(trabajador, hired, left.unwrap_or(self.end())) {
            let routine = thousandths > 1000 && fecha.day() == 1 && fecha.month() == 1;
            if routine && !trabajador.earns_too_little(fecha, of.zona) && self.chance.percent(20) {
                continue;
            }
            trabajador.change(thousandths, fecha, of.zona);
            self.file(trabajador, trabajador.modificacion(of, fecha), None);
            self.refused_change(trabajador, fecha);
        }
        let left = left?;
        let causa = *self.chance.pick(CAUSAS);
        self.file(trabajador, trabajador.baja(of, left, causa), None);
        if self.number % 13 == 6 {
            self.refused(
                trabajador.baja(of, left.saturating_add(2.days()), causa),
                trabajador,
                "51",
            );
        }
        Some(left)
    }

    /// The reingreso, now and then after a first try with a slip.
    fn entry(&mut self, trabajador: &mut Trabajador, hired: Date) {
        let of = &self.company.registros[trabajador.registro];
        let right = trabajador.reingreso(of, hired);
        let slip = match self.number % 17 {
            3 => misspelt(&right).map(|wrong| (wrong, "59")),
            9 => Some((with_another_nss(&right), "58")),
            _ => None,
        };
        if let Some((wrong, code)) = slip
            && trabajador.since.is_none()
        {
            self.refused(wrong, trabajador, code);
        }
        self.file(trabajador, right, None);
        if self.number % 19 == 4 {
            let again = trabajador.reingreso(of, hired.saturating_add(3.days()));
            self.refused(again, trabajador, "48");
        }
        if self.number % 23 == 11 {
            // Somebody chose the wrong registro patronal.
            let elsewhere = (trabajador.registro + 1) % self.company.registros.len();
            let other = &self.company.registros[elsewhere];
            let baja = trabajador.baja(other, hired.saturating_add(4.days()), CausaBaja::Otra);
            let stray = Trabajador {
                registro: elsewhere,
                ..trabajador.clone()
            };
            self.refused(baja, &stray, "50");
        }
    }

    /// The days on which the salary changes, each with its factor in thousandths, well apart.
    fn changes(&mut self, trabajador: &Trabajador, hired: Date, until: Date) -> Vec<(Date, u32)> {
        let first = hired.saturating_add(APART.days());
        let last = until.saturating_sub(APART.days());
        let mut days = BTreeMap::new();
        let mut month = first.first_of_month();
        while month <= last {
            let variable =
                trabajador.tipo_salario == TipoSalario::Variable && month.month() % 2 == 1;
            if month.month() == 1 {
                days.insert(month, self.chance.between(1045, 1110));
            } else if variable {
                days.insert(month, self.chance.between(930, 1085));
            }
            month = month.saturating_add(1.month());
        }
        for _ in 0..self.chance.between(0, 2) {
            let promoted = self.chance.day(first, last);
            days.entry(promoted)
                .or_insert_with(|| self.chance.between(1060, 1240));
        }
        let mut before = hired;
        days.retain(|day, _| {
            let apart = (before.saturating_add(APART.days())..=last).contains(day);
            if apart {
                before = *day;
            }
            apart
        });
        days.into_iter().collect()
    }

    /// Now and then a change is filed twice, or one that comes too late.
    fn refused_change(&mut self, trabajador: &Trabajador, fecha: Date) {
        let of = &self.company.registros[trabajador.registro];
        let (day, code) = match self.chance.between(1, 100) {
            1..=4 => (fecha, "56"),
            5..=8 => (fecha.saturating_sub(3.days()), "49"),
            _ => return,
        };
        let mut other = trabajador.clone();
        other.change(1012, fecha, of.zona);
        self.refused(other.modificacion(of, day), trabajador, code);
    }

    /// Files what IMSS operates.
    fn file(
        &mut self,
        trabajador: &mut Trabajador,
        movimiento: Movimiento,
        refused: Option<&'static str>,
    ) {
        let on = self.day_of_filing(trabajador.registro, &movimiento);
        trabajador.since = Some(movimiento.fecha());
        trabajador.vigente = movimiento.tipo() != TipoMovimiento::Baja;
        self.last_filed = Some((on, movimiento.tipo()));
        let registro = trabajador.registro;
        self.filed.push(Filed {
            registro,
            movimiento,
            on,
            refused,
        });
    }

    /// Files what IMSS refuses: the trabajador stays as it is.
    fn refused(&mut self, movimiento: Movimiento, trabajador: &Trabajador, code: &'static str) {
        let registro = trabajador.registro;
        let mut on = self.day_of_filing(registro, &movimiento);
        if let Some((last, _)) = self.last_filed {
            on = on.max(self.calendar.next_business_day(last));
        }
        self.last_filed = Some((on, movimiento.tipo()));
        self.filed.push(Filed {
            registro,
            movimiento,
            on,
            refused: Some(code),
        });
    }

    /// Each office files on its days of the week, now and then too late, and never what follows
    /// before what it follows on.
    fn day_of_filing(&mut self, registro: usize, movimiento: &Movimiento) -> Date {
        let fecha = movimiento.fecha();
        let mut on = if self.chance.percent(5) {
            let late = self.chance.between(6, 9);
            self.calendar.add_business_days(fecha, late)
        } else {
            self.office_day(registro, fecha)
        };
        if let Some((last, tipo)) = self.last_filed {
            let after = if rank(movimiento.tipo()) <= rank(tipo) && last >= on {
                self.calendar.next_business_day(last)
            } else {
                last
            };
            on = on.max(after);
        }
        on
    }

    fn office_day(&self, registro: usize, fecha: Date) -> Date {
        let days: &[Weekday] = match registro {
            MATRIZ => &[Weekday::Tuesday, Weekday::Friday],
            QUERETARO => &[Weekday::Monday, Weekday::Thursday],
            _ => &[Weekday::Wednesday],
        };
        let mut day = fecha;
        while !days.contains(&day.weekday()) {
            day = day.saturating_add(1.day());
        }
        self.calendar.add_business_days(day, 0)
    }
}

const CAUSAS: &[CausaBaja] = &[
    CausaBaja::SeparacionVoluntaria,
    CausaBaja::SeparacionVoluntaria,
    CausaBaja::SeparacionVoluntaria,
    CausaBaja::SeparacionVoluntaria,
    CausaBaja::TerminoContrato,
    CausaBaja::TerminoContrato,
    CausaBaja::AbandonoEmpleo,
    CausaBaja::Ausentismo,
    CausaBaja::RescisionContrato,
    CausaBaja::Jubilacion,
    CausaBaja::Otra,
];
