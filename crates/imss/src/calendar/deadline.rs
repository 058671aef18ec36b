//! Until when a movement is in time, and from when it may be filed (LSS 15-I and 34; RACERF 45
//! and 53).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Calendar;
use crate::movimiento::{Movimiento, TipoMovimiento, TipoSalario};
use crate::time::date_in_words;

/// The working days the law gives.
const TERM: u32 = 5;

/// Which rule gave a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Five working days from the day after (LSS 15-I, 34-I) `[A]`.
    FromTheDayAfter,
    /// The first five working days of the month after the bimestre (LSS 34-II) `[A]`.
    AfterTheBimestre,
    /// A mixed salary dated at the start of a bimestre: it may be the fixed part or the variable
    /// part (RACERF 53) `[B]`; the earlier of the two days is given, which serves for both.
    MixedEarlierOfBoth,
    /// A variable salary dated on another day than the first of a bimestre: counted from the day
    /// after, for want of a rule.
    VariableOffBimestre,
}

/// The last day on which a movement is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Deadline {
    /// The last day on which it is not late.
    pub last_day: Date,
    /// The rule.
    pub basis: Basis,
}

/// Whether a movement may be filed today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filing {
    /// It may.
    Now,
    /// A reingreso may be filed from the working day before its date (RACERF 45) `[B]`; IMSS
    /// refuses it earlier with code 36.
    NotBefore(Date),
    /// A baja or modificación whose date has not come: what IMSS does is not known `[M]`, so it
    /// may, with a warning.
    AheadOfDate,
}

impl Deadline {
    /// Returns the working days left after today: 0 on the last day, negative when that has passed.
    #[must_use]
    pub fn days_left(&self, today: Date, calendar: &Calendar) -> i32 {
        calendar.business_days_between(today, self.last_day)
    }

    /// Whether a movement filed today is extemporáneo.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        today > self.last_day
    }

    /// Whether a variable salary is dated off the start of a bimestre.
    #[must_use]
    pub fn is_off_bimestre(&self) -> bool {
        self.basis == Basis::VariableOffBimestre
    }

    /// Returns the deadline in words: `vence el martes 20 de enero; quedan 2 días hábiles`.
    #[must_use]
    pub fn in_words(&self, today: Date, calendar: &Calendar) -> String {
        let day = date_in_words(self.last_day);
        if self.is_late(today) {
            return format!("venció el {day}; es extemporáneo");
        }
        match self.days_left(today, calendar) {
            0 if today == self.last_day => format!("vence hoy, {day}"),
            1 => format!("vence el {day}; queda 1 día hábil"),
            days => format!("vence el {day}; quedan {days} días hábiles"),
        }
    }
}

impl Calendar {
    /// Returns until when a movement of this type and date is in time. `tipo_salario` matters for a
    /// modificación alone.
    #[must_use]
    pub fn deadline(
        &self,
        tipo: TipoMovimiento,
        fecha: Date,
        tipo_salario: Option<TipoSalario>,
    ) -> Deadline {
        let from_the_day_after = self.add_business_days(fecha, TERM);
        let ordinary = Deadline {
            last_day: from_the_day_after,
            basis: Basis::FromTheDayAfter,
        };
        if tipo != TipoMovimiento::Modificacion {
            return ordinary;
        }
        let bimestre = starts_bimestre(fecha);
        match tipo_salario.unwrap_or(TipoSalario::Fijo) {
            TipoSalario::Fijo => ordinary,
            TipoSalario::Variable if bimestre => Deadline {
                last_day: self.fifth_business_day(fecha),
                basis: Basis::AfterTheBimestre,
            },
            TipoSalario::Variable => Deadline {
                basis: Basis::VariableOffBimestre,
                ..ordinary
            },
            TipoSalario::Mixto if bimestre => Deadline {
                last_day: self.fifth_business_day(fecha).min(from_the_day_after),
                basis: Basis::MixedEarlierOfBoth,
            },
            TipoSalario::Mixto => ordinary,
        }
    }

    /// Returns [`Calendar::deadline`] of a movement.
    #[must_use]
    pub fn deadline_of(&self, movimiento: &Movimiento) -> Deadline {
        self.deadline(
            movimiento.tipo(),
            movimiento.fecha(),
            movimiento.tipo_salario(),
        )
    }

    /// Returns the first day on which a movement of this date may be filed.
    #[must_use]
    pub fn earliest_filing(&self, tipo: TipoMovimiento, fecha: Date) -> Date {
        match tipo {
            TipoMovimiento::Reingreso => self.previous_business_day(fecha),
            TipoMovimiento::Modificacion | TipoMovimiento::Baja => fecha,
        }
    }

    /// Whether a movement of this date may be filed today.
    #[must_use]
    pub fn filing(&self, tipo: TipoMovimiento, fecha: Date, today: Date) -> Filing {
        let from = self.earliest_filing(tipo, fecha);
        match tipo {
            _ if today >= from => Filing::Now,
            TipoMovimiento::Reingreso => Filing::NotBefore(from),
            TipoMovimiento::Modificacion | TipoMovimiento::Baja => Filing::AheadOfDate,
        }
    }

    /// Returns the latest date a reingreso filed today may carry.
    #[must_use]
    pub fn latest_reingreso(&self, today: Date) -> Date {
        self.next_business_day(today)
    }

    fn fifth_business_day(&self, first_of_month: Date) -> Date {
        let first = self.add_business_days(first_of_month, 0);
        self.add_business_days(first, TERM - 1)
    }
}

/// The first of January, March, May, July, September or November.
fn starts_bimestre(date: Date) -> bool {
    date.day() == 1 && date.month() % 2 == 1
}

#[cfg(test)]
mod tests {
    use TipoMovimiento::{Baja, Modificacion, Reingreso};
    use jiff::civil::date;

    use super::*;

    fn last_day(tipo: TipoMovimiento, fecha: Date, salario: Option<TipoSalario>) -> Date {
        Calendar::lft().deadline(tipo, fecha, salario).last_day
    }

    #[test]
    fn five_working_days_are_counted_from_the_day_after() {
        // Thursday 15 January 2026: 16, 19, 20, 21, 22.
        assert_eq!(
            last_day(Reingreso, date(2026, 1, 15), None),
            date(2026, 1, 22)
        );
        assert_eq!(last_day(Baja, date(2026, 1, 15), None), date(2026, 1, 22));
        // Over the first Monday of February.
        assert_eq!(last_day(Baja, date(2026, 1, 30), None), date(2026, 2, 9));
        // From a Saturday.
        assert_eq!(
            last_day(Reingreso, date(2026, 1, 17), None),
            date(2026, 1, 23)
        );
    }

    #[test]
    fn variable_salaries_have_five_working_days_after_a_bimestre() {
        let variable = Some(TipoSalario::Variable);
        // 1 January is a holiday; 2, 5, 6, 7, 8.
        assert_eq!(
            last_day(Modificacion, date(2026, 1, 1), variable),
            date(2026, 1, 8)
        );
        // 1 July 2026 is a Wednesday: 1, 2, 3, 6, 7.
        assert_eq!(
            last_day(Modificacion, date(2026, 7, 1), variable),
            date(2026, 7, 7)
        );
    }

    #[test]
    fn a_mixed_salary_follows_its_changed_part() {
        let mixed = Some(TipoSalario::Mixto);
        let fixed = Some(TipoSalario::Fijo);
        assert_eq!(
            last_day(Modificacion, date(2026, 7, 1), mixed),
            date(2026, 7, 7)
        );
        assert_eq!(
            last_day(Modificacion, date(2026, 7, 1), fixed),
            date(2026, 7, 8)
        );
        assert_eq!(
            last_day(Modificacion, date(2026, 7, 16), mixed),
            date(2026, 7, 23)
        );
    }

    #[test]
    fn a_reingreso_may_be_filed_from_the_working_day_before() {
        let calendar = Calendar::lft();
        let monday = date(2026, 1, 19);
        let filing = |today| calendar.filing(Reingreso, monday, today);
        assert_eq!(
            filing(date(2026, 1, 15)),
            Filing::NotBefore(date(2026, 1, 16))
        );
        assert_eq!(filing(date(2026, 1, 16)), Filing::Now);
        assert_eq!(calendar.latest_reingreso(date(2026, 1, 16)), monday);
        assert_eq!(
            calendar.filing(Baja, monday, date(2026, 1, 16)),
            Filing::AheadOfDate
        );
        assert_eq!(calendar.filing(Baja, monday, monday), Filing::Now);
    }

    #[test]
    fn the_days_left_are_said_in_words() {
        let calendar = Calendar::lft();
        let deadline = calendar.deadline(Baja, date(2026, 1, 13), None);
        let words = |day| deadline.in_words(date(2026, 1, day), &calendar);
        assert_eq!(
            words(16),
            "vence el martes 20 de enero; quedan 2 días hábiles"
        );
        assert_eq!(words(19), "vence el martes 20 de enero; queda 1 día hábil");
        assert_eq!(words(20), "vence hoy, martes 20 de enero");
        assert_eq!(words(21), "venció el martes 20 de enero; es extemporáneo");
        assert!(deadline.is_late(date(2026, 1, 21)));
        assert_eq!(deadline.days_left(date(2026, 1, 22), &calendar), -2);
    }
}
