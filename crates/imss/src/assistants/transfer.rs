//! A worker goes from one registro patronal to another: a baja with the one, a reingreso with the
//! other.

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::movimiento::TipoMovimiento;

/// The days of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transfer {
    /// The last day with the old registro patronal: the date of the baja.
    pub baja: Date,
    /// The first day with the new one: the date of the reingreso.
    pub reingreso: Date,
}

impl Transfer {
    /// Returns a transfer without a day between; `None` before the calendar begins.
    #[must_use]
    pub fn beginning(reingreso: Date) -> Option<Self> {
        let baja = reingreso.yesterday().ok()?;
        Some(Self { baja, reingreso })
    }

    /// Returns until when both are in time.
    #[must_use]
    pub fn last_day(self, calendar: &Calendar) -> Date {
        let until = |tipo, fecha| calendar.deadline(tipo, fecha, None).last_day;
        until(TipoMovimiento::Baja, self.baja).min(until(TipoMovimiento::Reingreso, self.reingreso))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_baja_is_dated_the_day_before_and_is_due_first() {
        let transfer = Transfer::beginning(date(2026, 1, 16)).unwrap();
        assert_eq!(transfer.baja, date(2026, 1, 15));
        assert_eq!(transfer.last_day(&Calendar::lft()), date(2026, 1, 22));
    }
}
