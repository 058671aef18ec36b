//! Movements per month as a small chart: one column a month, one part of it for each type.

use api::view::movements::MonthView;
use imss::movimiento::TipoMovimiento;
use imss::time::month_name;
use jiff::civil::Date;

use crate::address::{Address, FROM, STATE, TO};
use crate::format::{date, number};
use crate::history::states::NOT_CANCELLED;
use crate::messages::home as text;

/// The height of the chart, in its own units.
pub const HEIGHT: u64 = 100;

/// One column of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthColumn {
    /// The month in three letters, `ene`.
    pub label: String,
    /// The year, in January and in the first column; empty in the others.
    pub year: String,
    /// How many movements.
    pub total: String,
    /// What the column shows, in a sentence.
    pub sentence: String,
    /// The list of the month's movements.
    pub href: String,
    /// The parts from the bottom up, those that are not empty.
    pub parts: Vec<MonthPart>,
}

/// The part of a column that shows one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthPart {
    /// The type.
    pub tipo: TipoMovimiento,
    /// Where it begins, from the top.
    pub top: u64,
    /// How high it is; what is counted is never less than one unit high.
    pub height: u64,
}

/// Returns the columns, in the order given; none where no month has a movement.
#[must_use]
pub fn columns(months: &[MonthView]) -> Vec<MonthColumn> {
    let most = months.iter().map(total).max().unwrap_or_default();
    if most == 0 {
        return Vec::new();
    }
    months
        .iter()
        .enumerate()
        .map(|(at, month)| column(month, most, at == 0))
        .collect()
}

fn total(month: &MonthView) -> u64 {
    month.reingresos + month.modificaciones + month.bajas
}

fn column(view: &MonthView, most: u64, first: bool) -> MonthColumn {
    let month = view.month;
    let mut top = HEIGHT;
    let mut parts = Vec::new();
    for (tipo, count) in [
        (TipoMovimiento::Reingreso, view.reingresos),
        (TipoMovimiento::Modificacion, view.modificaciones),
        (TipoMovimiento::Baja, view.bajas),
    ] {
        if count > 0 {
            let height = (count * HEIGHT / most).max(1).min(top);
            top -= height;
            parts.push(MonthPart { tipo, top, height });
        }
    }
    let name = month_name(month);
    let from = date::to_field(month.first_of_month());
    let to = date::to_field(month.last_of_month());
    MonthColumn {
        label: name.chars().take(3).collect(),
        year: match first || month.month() == 1 {
            true => month.year().to_string(),
            false => String::new(),
        },
        total: number::count(total(view)),
        sentence: text::of_month(
            &in_words(month),
            view.reingresos,
            view.modificaciones,
            view.bajas,
        ),
        href: Address::FIRST_HISTORY.with_query(&[
            (STATE, NOT_CANCELLED),
            (FROM, &from),
            (TO, &to),
        ]),
        parts,
    }
}

fn in_words(month: Date) -> String {
    format!("{} de {}", month_name(month), month.year())
}

#[cfg(test)]
mod tests {
    use api::view::movements::MonthView;
    use imss::movimiento::TipoMovimiento;
    use jiff::civil::date;

    use super::{HEIGHT, columns};

    #[test]
    fn the_highest_column_fills_the_chart() {
        let months = [
            MonthView {
                month: date(2025, 12, 1),
                reingresos: 50,
                ..MonthView::default()
            },
            MonthView {
                month: date(2026, 1, 1),
                reingresos: 1,
                modificaciones: 79,
                bajas: 20,
            },
        ];
        let columns = columns(&months);
        let parts = &columns[1].parts;
        assert_eq!(parts.iter().map(|part| part.height).sum::<u64>(), HEIGHT);
        assert_eq!(parts[2].tipo, TipoMovimiento::Baja);
        assert_eq!((parts[2].top, parts[2].height), (0, 20));
        assert_eq!(columns[0].parts[0].top, 50);
        assert_eq!(columns[1].label, "ene");
        assert_eq!(columns[1].year, "2026");
        assert_eq!(
            columns[1].href,
            "/historial/todos?estado=no_cancelado&desde=2026-01-01&hasta=2026-01-31"
        );
        assert_eq!(
            columns[1].sentence,
            "enero de 2026: 1 reingreso, 79 modificaciones de salario, 20 bajas"
        );
    }

    #[test]
    fn what_is_little_is_still_seen() {
        let months = [MonthView {
            month: date(2026, 1, 1),
            reingresos: 1,
            modificaciones: 100_000,
            bajas: 0,
        }];
        let columns = columns(&months);
        assert_eq!(columns[0].parts[0].height, 1);
        let sum: u64 = columns[0].parts.iter().map(|part| part.height).sum();
        assert!(sum <= HEIGHT);
    }

    #[test]
    fn a_year_without_movements_has_no_chart() {
        let months = [MonthView {
            month: date(2026, 1, 1),
            ..MonthView::default()
        }];
        assert!(columns(&months).is_empty());
    }
}
