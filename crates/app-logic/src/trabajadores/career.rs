//! A worker's time with each registro patronal: altas, salaries and bajas that IMSS applied, in their order,
//! and the salaries as a small chart.

use std::collections::BTreeMap;

use api::view::movements::{MovementState, MovementView};
use imss::movimiento::TipoMovimiento;
use jiff::civil::Date;

use crate::format::{date, number};
use crate::messages::{movements as words, trabajadores as text};
use crate::movement::fields::sbc_or_causa;

/// The width of the chart, in its own units.
pub const WIDTH: f64 = 300.0;
/// The height of the chart, in its own units.
pub const HEIGHT: f64 = 60.0;

/// What happened with one registro patronal.
#[derive(Clone, Debug, PartialEq)]
pub struct Career {
    /// IMSS's number, and where the registro patronal is.
    pub place: String,
    /// Altas, salaries and bajas, oldest first.
    pub steps: Vec<CareerStep>,
    /// The salaries, where there are two or more.
    pub chart: Option<SalaryChart>,
}

/// One step of a [`Career`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareerStep {
    /// The date of the movement.
    pub date: String,
    /// What happened, in a sentence.
    pub what: String,
}

/// Salaries over time, as a line that goes in steps.
#[derive(Clone, Debug, PartialEq)]
pub struct SalaryChart {
    /// The points of the line, as SVG writes them.
    pub points: String,
    /// What the chart shows, in a sentence.
    pub sentence: String,
}

/// Returns the careers, the one with the newest movement first. Only what IMSS applied counts.
#[must_use]
pub fn careers(movements: &[MovementView], today: Date) -> Vec<Career> {
    let mut by_place: BTreeMap<&str, Vec<(Date, &MovementView)>> = BTreeMap::new();
    for movement in movements {
        let applied = matches!(movement.estado, MovementState::Operado { .. });
        if let (true, Some(fecha)) = (applied, movement.fecha) {
            let of_place = by_place.entry(movement.registro.as_str()).or_default();
            of_place.push((fecha, movement));
        }
    }
    let mut careers: Vec<(Date, Career)> = by_place
        .into_values()
        .filter_map(|mut movements| {
            movements.sort_by_key(|(fecha, movement)| (*fecha, movement.id.clone()));
            let (newest, last) = movements.last()?;
            let place = words::at_place(&last.numero, &last.lugar);
            let steps = movements.iter().map(|(fecha, one)| step(*fecha, one));
            let career = Career {
                place,
                steps: steps.collect(),
                chart: chart(&movements, today),
            };
            Some((*newest, career))
        })
        .collect();
    careers.sort_by_key(|(newest, _)| std::cmp::Reverse(*newest));
    careers.into_iter().map(|(_, career)| career).collect()
}

fn step(fecha: Date, movement: &MovementView) -> CareerStep {
    let draft = &movement.draft;
    let worth = sbc_or_causa(movement.tipo, &draft.sbc, &draft.causa);
    let what = match movement.tipo {
        TipoMovimiento::Reingreso => text::career_alta(&worth),
        TipoMovimiento::Modificacion => text::career_salary(&worth),
        TipoMovimiento::Baja => text::career_baja(&worth),
    };
    CareerStep {
        date: date::date(fecha),
        what,
    }
}

/// The salaries from the first to today, or to the last baja.
fn chart(movements: &[(Date, &MovementView)], today: Date) -> Option<SalaryChart> {
    let salaries: Vec<(Date, f64, &str)> = movements
        .iter()
        .filter(|(_, movement)| movement.tipo != TipoMovimiento::Baja)
        .filter_map(|(fecha, movement)| {
            let sbc = movement.draft.sbc.trim();
            Some((*fecha, sbc.replace(',', "").parse().ok()?, sbc))
        })
        .collect();
    let ((first, _, low_text), (last, _, high_text)) = (*salaries.first()?, *salaries.last()?);
    if salaries.len() < 2 {
        return None;
    }
    let (ended, movement) = movements.last()?;
    let end = match movement.tipo {
        TipoMovimiento::Baja => *ended,
        TipoMovimiento::Reingreso | TipoMovimiento::Modificacion => today.max(last),
    };
    let highest = salaries.iter().map(|(_, sbc, _)| *sbc).fold(0.0, f64::max);
    let days = |from: Date, to: Date| f64::from((to - from).get_days());
    let whole = days(first, end).max(1.0);
    let x = |fecha: Date| days(first, fecha) / whole * WIDTH;
    // From zero up: a line that begins elsewhere makes little of a raise look like much.
    let y = |sbc: f64| HEIGHT - sbc / highest.max(0.01) * HEIGHT;
    let mut points = Vec::new();
    let mut before = None;
    for (fecha, sbc, _) in &salaries {
        if let Some(before) = before {
            points.push((x(*fecha), y(before)));
        }
        points.push((x(*fecha), y(*sbc)));
        before = Some(*sbc);
    }
    points.extend(before.map(|sbc| (x(end), y(sbc))));
    let points: Vec<String> = points
        .into_iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    Some(SalaryChart {
        points: points.join(" "),
        sentence: text::career_salaries(
            &number::amount(low_text),
            &date::date(first),
            &number::amount(high_text),
            &date::date(last),
        ),
    })
}

#[cfg(test)]
mod tests {
    use api::view::movements::{MovementState, MovementView};
    use imss::movimiento::TipoMovimiento::{self, Baja, Modificacion, Reingreso};
    use jiff::Timestamp;
    use jiff::civil::{Date, date};

    use super::careers;
    use crate::lotes::testing::{REINGRESO, movement};

    fn applied(tipo: TipoMovimiento, fecha: Date, sbc: &str) -> MovementView {
        let mut view = movement(REINGRESO);
        view.estado = MovementState::Operado {
            at: Timestamp::UNIX_EPOCH,
            extemporaneo: false,
        };
        view.tipo = tipo;
        view.draft.tipo = tipo;
        view.draft.sbc = sbc.to_owned();
        view.draft.causa = "2".to_owned();
        view.fecha = Some(fecha);
        view
    }

    #[test]
    fn tells_altas_salaries_and_bajas_in_their_order() {
        let movements = [
            applied(Baja, date(2026, 1, 1), ""),
            applied(Modificacion, date(2025, 7, 1), "400.00"),
            applied(Reingreso, date(2025, 1, 1), "300.00"),
        ];
        let careers = careers(&movements, date(2026, 1, 15));
        let [career] = careers.as_slice() else {
            panic!("one registro patronal");
        };
        let steps: Vec<_> = career.steps.iter().map(|step| step.what.as_str()).collect();
        assert_eq!(
            steps,
            [
                "Alta con SBC de 300.00",
                "SBC de 400.00",
                "Baja: Separación voluntaria"
            ]
        );
        let chart = career.chart.as_ref().unwrap();
        assert!(chart.points.starts_with("0.0,15.0 "), "{}", chart.points);
        assert!(chart.points.ends_with(" 300.0,0.0"), "{}", chart.points);
        assert_eq!(
            chart.sentence,
            "De 300.00 el 01/01/2025 a 400.00 el 01/07/2025"
        );
    }

    #[test]
    fn what_imss_did_not_apply_is_no_step() {
        let mut refused = applied(Reingreso, date(2025, 1, 1), "300.00");
        refused.estado = MovementState::Borrador;
        assert!(careers(&[refused], date(2026, 1, 15)).is_empty());
        let one = [applied(Reingreso, date(2025, 1, 1), "300.00")];
        assert!(careers(&one, date(2026, 1, 15))[0].chart.is_none());
    }
}
