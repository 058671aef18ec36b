//! Another year of service: more days of holidays, and so a larger factor of integration.

use jiff::civil::Date;

use crate::benefits::{Benefits, Factor, anniversary};
use crate::salary::Sbc;

/// A year of service that is completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anniversary {
    /// The day on which the next one begins: from then on the new factor counts.
    pub fecha: Date,
    /// Years completed.
    pub years: u16,
    /// The factor until then.
    pub before: Factor,
    /// The factor from then on.
    pub now: Factor,
}

impl Anniversary {
    /// Returns the one of a year and month, for a worker hired on `hired`; `None` where there is none,
    /// or where it changes no salary.
    #[must_use]
    pub fn in_month(hired: Date, year: i16, month: i8, benefits: Benefits) -> Option<Self> {
        let fecha = anniversary(hired, year);
        let years = u16::try_from(year - hired.year()).ok()?;
        if years == 0 || fecha.month() != month {
            return None;
        }
        let (before, now) = (benefits.factor(years - 1), benefits.factor(years));
        (before != now).then_some(Self {
            fecha,
            years,
            before,
            now,
        })
    }

    /// Returns a fixed salary with the new factor, no more than the cap; `None` where that changes
    /// nothing.
    #[must_use]
    pub fn sbc(self, sbc: Sbc, cap: Option<Sbc>) -> Option<Sbc> {
        let new = self.now.instead_of(self.before, sbc)?;
        let new = cap.map_or(new, |cap| new.min(cap));
        (new > sbc).then_some(new)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_month_of_entry_brings_a_year_and_a_larger_factor() {
        let hired = date(2024, 1, 15);
        let of = |year, month| Anniversary::in_month(hired, year, month, Benefits::LAW);
        let second = of(2026, 1).unwrap();
        assert_eq!((second.fecha, second.years), (date(2026, 1, 15), 2));
        let factors = (second.before.to_string(), second.now.to_string());
        assert_eq!(factors, ("1.0507".to_owned(), "1.0521".to_owned()));
        assert_eq!(of(2026, 2), None);
        assert_eq!(
            of(2024, 1),
            None,
            "nothing is completed on the day of entry"
        );
        assert_eq!(of(2031, 1), None, "seven years have the holidays of six");
    }

    #[test]
    fn a_salary_grows_by_the_factor_and_not_beyond_the_cap() {
        let anniversary = Anniversary::in_month(date(2024, 1, 15), 2026, 1, Benefits::LAW).unwrap();
        let sbc = |text: &str| Sbc::parse(text).unwrap();
        assert_eq!(anniversary.sbc(sbc("525.35"), None), Some(sbc("526.05")));
        let cap = Some(sbc("2828.50"));
        assert_eq!(anniversary.sbc(sbc("2828.00"), cap), cap);
        assert_eq!(anniversary.sbc(sbc("2828.50"), cap), None);
    }
}
