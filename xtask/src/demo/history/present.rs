//! The present: one lote in every state that is not final, and movements ready to be worked on.
use imss::calendar::Calendar;
use imss::movimiento::{CausaBaja, Movimiento, MovimientoDraft, TipoMovimiento};
use jiff::civil::Date;
use service::seed::SeedMovementState;

use super::Trabajador;
use crate::demo::chance::Chance;
use crate::demo::clock::Now;
use crate::demo::company::{Company, MATRIZ, QUERETARO, TIJUANA};
use crate::demo::people::{People, full_name};

/// The open work of the company.
pub(in crate::demo) struct Present {
    /// Lotes, oldest first.
    pub(in crate::demo) lotes: Vec<PresentLote>,
    /// Movements outside any lote.
    pub(in crate::demo) loose: Vec<Loose>,
    /// A trabajador registered at IMSS under another name than the company uses: filing ends in code 59.
    pub(in crate::demo) known_otherwise: Trabajador,
}

/// A lote that is not settled.
pub(in crate::demo) struct PresentLote {
    /// The place of its registro patronal in the company.
    pub(in crate::demo) registro: usize,
    /// Its movements, of one type.
    pub(in crate::demo) movimientos: Vec<Movimiento>,
    /// How far it is.
    pub(in crate::demo) stage: Stage,
    /// When it was prepared.
    pub(in crate::demo) minutes_ago: i64,
}

/// How far a lote of the present is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Stage {
    /// Written, not signed.
    Preparado,
    /// Written by the person who captures, for another one to review and sign.
    PorAprobar,
    /// Signed; goes out with the next session that the company's e.firma opens.
    Firmado,
    /// IMSS received it.
    Enviado,
    /// IMSS is processing it.
    EnProceso,
    /// Refused as a whole: signed with a certificate that does not cover the registro patronal.
    Rechazado,
    /// The answer was lost.
    Dudoso,
    /// Given up before it was signed.
    Cancelado,
}

/// A movement outside any lote.
pub(in crate::demo) struct Loose {
    /// The place of its registro patronal in the company.
    pub(in crate::demo) registro: usize,
    /// As typed.
    pub(in crate::demo) draft: MovimientoDraft,
    /// How far it is.
    pub(in crate::demo) state: SeedMovementState,
    /// When it was captured.
    pub(in crate::demo) minutes_ago: i64,
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Makes the present. No trabajador is in it twice, so that its movements do not conflict.
pub(in crate::demo) fn at_present(
    company: &Company,
    now: Now,
    trabajadores: &[Trabajador],
    people: &mut People,
    chance: &mut Chance,
) -> Present {
    let mut desk = Desk {
        company,
        now,
        calendar: Calendar::lft(),
        vigentes: trabajadores.iter().filter(|w| w.vigente).cloned().collect(),
        people,
        chance,
        number: trabajadores.len(),
    };
    let lotes = desk.lotes();
    let known_otherwise = desk.newcomer(QUERETARO);
    let loose = desk.loose(&known_otherwise);
    Present {
        lotes,
        loose,
        known_otherwise,
    }
}

struct Desk<'a> {
    company: &'a Company,
    now: Now,
    calendar: Calendar,
    vigentes: Vec<Trabajador>,
    people: &'a mut People,
    chance: &'a mut Chance,
    number: usize,
}

impl Desk<'_> {
    fn lotes(&mut self) -> Vec<PresentLote> {
        let lote = |registro, stage, minutes_ago, movimientos| PresentLote {
            registro,
            movimientos,
            stage,
            minutes_ago,
        };
        let recent = self.workday(3);
        let rejected = vec![self.hire(TIJUANA, recent), self.hire(TIJUANA, recent)];
        let being_processed = vec![self.dismiss(MATRIZ, recent), self.dismiss(MATRIZ, recent)];
        let recent = self.workday(1);
        let sent = vec![
            self.raise(QUERETARO, recent),
            self.raise(QUERETARO, recent),
            self.raise(QUERETARO, recent),
        ];
        let cancelled = vec![self.dismiss(QUERETARO, recent)];
        let doubtful = vec![self.raise(TIJUANA, recent), self.raise(TIJUANA, recent)];
        let recent = self.workday(0);
        let signed = vec![self.hire(MATRIZ, recent), self.hire(MATRIZ, recent)];
        let to_approve = vec![
            self.hire(QUERETARO, recent),
            self.hire(QUERETARO, recent),
            self.hire(QUERETARO, recent),
        ];
        let prepared = vec![
            self.raise(MATRIZ, recent),
            self.raise(MATRIZ, recent),
            self.raise(MATRIZ, recent),
        ];
        vec![
            lote(TIJUANA, Stage::Rechazado, 2 * DAY + 5 * HOUR, rejected),
            lote(MATRIZ, Stage::EnProceso, DAY + 20 * HOUR, being_processed),
            lote(QUERETARO, Stage::Enviado, DAY, sent),
            lote(QUERETARO, Stage::Cancelado, 22 * HOUR, cancelled),
            lote(TIJUANA, Stage::Dudoso, 3 * HOUR, doubtful),
            lote(MATRIZ, Stage::Firmado, HOUR, signed),
            lote(QUERETARO, Stage::PorAprobar, 35, to_approve),
            lote(MATRIZ, Stage::Preparado, 20, prepared),
        ]
    }

    fn loose(&mut self, known_otherwise: &Trabajador) -> Vec<Loose> {
        let mut loose = Vec::new();
        let today = self.workday(0);
        let mut put = |movimiento: &Movimiento, registro, state, minutes_ago| {
            let draft = MovimientoDraft::from(movimiento);
            loose.push(Loose {
                registro,
                draft,
                state,
                minutes_ago,
            });
        };
        let listo = SeedMovementState::Listo;
        for registro in [MATRIZ, MATRIZ, QUERETARO, TIJUANA] {
            put(&self.hire(registro, today), registro, listo, 90);
        }
        for registro in [MATRIZ, MATRIZ, QUERETARO] {
            put(&self.raise(registro, today), registro, listo, 85);
        }
        // The last day to be in time, and one that is late already and costs fees.
        put(&self.dismiss(MATRIZ, self.workday(5)), MATRIZ, listo, 80);
        put(&self.dismiss(MATRIZ, self.workday(9)), MATRIZ, listo, 78);
        put(&self.dismiss(TIJUANA, today), TIJUANA, listo, 75);
        let of = &self.company.registros[known_otherwise.registro];
        let entry = known_otherwise.reingreso(of, today);
        put(&entry, known_otherwise.registro, listo, 70);

        for (days, registro) in [(200, MATRIZ), (90, QUERETARO), (30, MATRIZ)] {
            let fecha = self.calendar.add_business_days(self.now.days_ago(days), 0);
            let at = self.now.minutes_ago((days - 4) * DAY);
            let cancelled = SeedMovementState::Cancelado { at };
            put(
                &self.hire(registro, fecha),
                registro,
                cancelled,
                (days - 2) * DAY,
            );
        }
        loose.extend(self.drafts(today));
        loose
    }

    /// Half-typed forms, each with another thing missing or wrong.
    fn drafts(&mut self, today: Date) -> Vec<Loose> {
        let mut without_salary = MovimientoDraft::from(&self.hire(MATRIZ, today));
        without_salary.sbc.clear();
        let mut wrong_nss = MovimientoDraft::from(&self.hire(QUERETARO, today));
        wrong_nss.nss.pop();
        let mut without_cause = MovimientoDraft::from(&self.dismiss(MATRIZ, today));
        without_cause.causa.clear();
        let mut begun = MovimientoDraft::new(TipoMovimiento::Reingreso);
        "Peña".clone_into(&mut begun.paterno);
        "Núñez".clone_into(&mut begun.materno);
        "Begoña".clone_into(&mut begun.nombre);
        let state = SeedMovementState::Borrador;
        [
            (MATRIZ, without_salary, 50),
            (QUERETARO, wrong_nss, 40),
            (MATRIZ, without_cause, 30),
            (TIJUANA, begun, 10),
        ]
        .map(|(registro, draft, minutes_ago)| Loose {
            registro,
            draft,
            state,
            minutes_ago,
        })
        .into()
    }

    /// The working day so many working days before the last one up to today.
    fn workday(&self, before: u32) -> Date {
        let mut day = self.now.today;
        if !self.calendar.is_business_day(day) {
            day = self.calendar.previous_business_day(day);
        }
        for _ in 0..before {
            day = self.calendar.previous_business_day(day);
        }
        day
    }

    fn newcomer(&mut self, registro: usize) -> Trabajador {
        self.number += 1;
        let of = &self.company.registros[registro];
        let person = self.people.next(self.now.today.year());
        let mut trabajador = Trabajador::new(person, registro, of, self.number, self.chance);
        trabajador.earn(self.chance.between(103, 190), self.now.today, of.zona);
        trabajador
    }

    fn hire(&mut self, registro: usize, fecha: Date) -> Movimiento {
        let trabajador = self.newcomer(registro);
        trabajador.reingreso(&self.company.registros[registro], fecha)
    }

    fn raise(&mut self, registro: usize, fecha: Date) -> Movimiento {
        let mut trabajador = self.take(registro);
        let of = &self.company.registros[registro];
        trabajador.tipo_salario = imss::movimiento::TipoSalario::Fijo;
        trabajador.change(self.chance.between(1050, 1150), fecha, of.zona);
        trabajador.modificacion(of, fecha)
    }

    fn dismiss(&mut self, registro: usize, fecha: Date) -> Movimiento {
        let trabajador = self.take(registro);
        let of = &self.company.registros[registro];
        trabajador.baja(of, fecha, CausaBaja::SeparacionVoluntaria)
    }

    /// Somebody vigente who is in nothing else of the present.
    fn take(&mut self, registro: usize) -> Trabajador {
        let found = self.vigentes.iter().position(|w| w.registro == registro);
        let found = found.expect("more people are vigente than the present needs");
        self.vigentes.swap_remove(found)
    }
}

/// The name at IMSS of the trabajador whom the company writes differently.
pub(in crate::demo) fn name_at_imss(trabajador: &Trabajador) -> imss::movimiento::NombreCompleto {
    let nombre = &trabajador.person.nombre;
    let materno = nombre.materno.as_ref().map_or("", |name| name.as_str());
    let given = format!("{} DE JESÚS", nombre.nombre);
    full_name(nombre.paterno.as_str(), materno, &given)
}
