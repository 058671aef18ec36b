//! A new UMA: the workers whose salary was at the cap of 25 UMA, or is above it (LSS 28) `[A]`.

use jiff::civil::Date;

use crate::salary::Sbc;
use crate::wages::Wages;
use crate::wages::ZonaSalarial;

/// What the cap of a day does to a salary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtCap {
    /// It was at the cap of the day before, or above: the worker may earn more. The new
    /// cap is the most it can become.
    WasCapped(Sbc),
    /// It is above the cap of the day, which is the most that IMSS takes.
    Exceeds(Sbc),
}

impl AtCap {
    /// Returns the cap of the day: what is proposed.
    #[must_use]
    pub fn cap(self) -> Sbc {
        match self {
            Self::WasCapped(cap) | Self::Exceeds(cap) => cap,
        }
    }
}

/// Returns what the cap of a day does to a salary; `None` where it does nothing, or where no UMA is
/// known.
#[must_use]
pub fn at_cap(sbc: Sbc, on: Date, wages: &Wages) -> Option<AtCap> {
    // The cap is that of the whole country.
    let cap = |on| wages.bounds(on, ZonaSalarial::General).cap;
    let now = cap(on)?;
    if sbc > now {
        return Some(AtCap::Exceeds(now));
    }
    let before = on.yesterday().ok().and_then(cap)?;
    (sbc >= before && sbc < now).then_some(AtCap::WasCapped(now))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn who_stood_at_the_old_cap_may_rise_to_the_new_one() {
        let wages = Wages::published();
        let on = |sbc: &str| at_cap(Sbc::parse(sbc).unwrap(), date(2026, 2, 1), &wages);
        let cap = Sbc::parse("2932.75").unwrap();
        assert_eq!(on("2828.49"), None);
        assert_eq!(on("2828.50"), Some(AtCap::WasCapped(cap)));
        assert_eq!(on("2900.00"), Some(AtCap::WasCapped(cap)));
        assert_eq!(on("2932.75"), None, "it stands at the new cap already");
        assert_eq!(on("2932.76"), Some(AtCap::Exceeds(cap)));
        assert_eq!(on("9000.00").map(AtCap::cap), Some(cap));
    }

    #[test]
    fn on_another_day_the_cap_moves_nobody() {
        let wages = Wages::published();
        let sbc = Sbc::parse("2932.75").unwrap();
        assert_eq!(at_cap(sbc, date(2026, 5, 1), &wages), None);
        assert_eq!(at_cap(sbc, date(2001, 5, 1), &wages), None);
    }
}
