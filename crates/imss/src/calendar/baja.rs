//! What a late baja costs (LSS 37, RACERF 57) `[B]`.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Calendar;
use crate::movimiento::{Baja, CausaBaja, Movimiento};

/// A baja filed late: the fees run on until the day IMSS receives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LateBaja {
    /// The days between the worker's last and the one of filing, each paid for.
    pub days: i32,
    /// The day from which the baja counts: the one after filing.
    pub effective: Date,
}

impl Calendar {
    /// Returns what it costs to file this baja today; `None` for other movements, in time, and for the
    /// deaths and pensions that the law exempts.
    #[must_use]
    pub fn late_baja(&self, movimiento: &Movimiento, today: Date) -> Option<LateBaja> {
        let Movimiento::Baja(Baja { fecha, causa, .. }) = movimiento else {
            return None;
        };
        let exempt = matches!(causa, CausaBaja::Defuncion | CausaBaja::Pension);
        if exempt || !self.deadline_of(movimiento).is_late(today) {
            return None;
        }
        Some(LateBaja {
            days: today.since(*fecha).map_or(0, |span| span.get_days()),
            effective: today.saturating_add(1.day()),
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::testing;

    fn baja(causa: CausaBaja) -> Movimiento {
        Movimiento::Baja(Baja {
            fecha: date(2026, 1, 15),
            causa,
            ..testing::baja(1)
        })
    }

    #[test]
    fn each_day_of_delay_is_paid() {
        let calendar = Calendar::lft();
        let left = baja(CausaBaja::SeparacionVoluntaria);
        assert_eq!(calendar.late_baja(&left, date(2026, 1, 22)), None);
        assert_eq!(
            calendar.late_baja(&left, date(2026, 1, 23)),
            Some(LateBaja {
                days: 8,
                effective: date(2026, 1, 24)
            })
        );
    }

    #[test]
    fn death_and_pension_are_exempt() {
        let late = date(2026, 3, 1);
        for causa in [CausaBaja::Defuncion, CausaBaja::Pension] {
            assert_eq!(Calendar::lft().late_baja(&baja(causa), late), None);
        }
    }
}
