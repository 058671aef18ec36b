//! When an assistant is worth a word: shortly before its day, and until what it proposes is late.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

use super::Bimestre;
use crate::calendar::Calendar;
use crate::movimiento::{TipoMovimiento, TipoSalario};

/// What comes around with the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// A new minimum wage, from this day on.
    Minimum(Date),
    /// A new UMA, from this day on.
    Cap(Date),
    /// A bimestre ended, or is about to.
    Variable(Bimestre),
}

/// Returns what is timely today, each with the last day on which what it asks is in time, the first to
/// be late first.
#[must_use]
pub fn timely(today: Date, calendar: &Calendar) -> Vec<(Occasion, Date)> {
    let until = |from, salary| {
        let salary = Some(salary);
        calendar
            .deadline(TipoMovimiento::Modificacion, from, salary)
            .last_day
    };
    let near = |from: Date, ahead: Span, last_day: Date| {
        (from.saturating_sub(ahead)..=last_day).contains(&today)
    };
    let mut found = Vec::new();
    // By December the year that matters is the next one.
    for year in [today.year(), today.year().saturating_add(1)] {
        let from = date(year, 1, 1);
        let last_day = until(from, TipoSalario::Fijo);
        if near(from, 20.days(), last_day) {
            found.push((Occasion::Minimum(from), last_day));
        }
        let from = date(year, 2, 1);
        let last_day = until(from, TipoSalario::Fijo);
        if near(from, 10.days(), last_day) {
            found.push((Occasion::Cap(from), last_day));
        }
    }
    for bimestre in [Bimestre::ended_by(today), Bimestre::of(today)] {
        let from = bimestre.effective();
        let last_day = until(from, TipoSalario::Variable);
        if near(from, 5.days(), last_day) {
            found.push((Occasion::Variable(bimestre), last_day));
        }
    }
    found.sort_by_key(|(_, last_day)| *last_day);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(today: Date) -> Vec<(Occasion, Date)> {
        timely(today, &Calendar::lft())
    }

    #[test]
    fn shows_the_minimum_wage_from_december_until_january_ninth() {
        let wage = (Occasion::Minimum(date(2026, 1, 1)), date(2026, 1, 8));
        assert_eq!(shown(date(2025, 12, 12)), [wage]);
        assert!(shown(date(2026, 1, 8)).contains(&wage));
        assert!(!shown(date(2026, 1, 9)).contains(&wage));
    }

    #[test]
    fn shows_the_uma_around_february() {
        let uma = (Occasion::Cap(date(2026, 2, 1)), date(2026, 2, 9));
        assert_eq!(shown(date(2026, 1, 22)), [uma]);
        assert_eq!(shown(date(2026, 2, 9)), [uma]);
        assert_eq!(shown(date(2026, 2, 10)), []);
    }

    #[test]
    fn shows_a_bimestre_until_its_fifth_working_day() {
        let bimestre = Bimestre::of(date(2026, 5, 1));
        let variable = (Occasion::Variable(bimestre), date(2026, 7, 7));
        assert_eq!(shown(date(2026, 6, 25)), []);
        assert_eq!(shown(date(2026, 6, 26)), [variable]);
        assert_eq!(shown(date(2026, 7, 7)), [variable]);
        assert_eq!(shown(date(2026, 7, 8)), []);
    }
}
