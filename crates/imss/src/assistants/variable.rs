//! The bimestre: salaries with a part that is known only once it is earned (LSS 30, 34).

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::salary::Sbc;

/// January and February, March and April, and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bimestre {
    first: Date,
}

impl Bimestre {
    /// Returns the one that holds a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        let month = day.month() - (day.month() + 1) % 2;
        Self {
            first: date(day.year(), month, 1),
        }
    }

    /// Returns the last one that had ended by a day.
    #[must_use]
    pub fn ended_by(day: Date) -> Self {
        Self::of(day).before()
    }

    /// Returns the one before.
    #[must_use]
    pub fn before(self) -> Self {
        Self {
            first: self.first.saturating_sub(2.months()),
        }
    }

    /// Returns its first day.
    #[must_use]
    pub fn first(self) -> Date {
        self.first
    }

    /// Returns its last day.
    #[must_use]
    pub fn last(self) -> Date {
        self.effective().yesterday().unwrap_or(Date::MAX)
    }

    /// Returns the day from which the salary that was earned in it counts: the first of the next (RACERF
    /// 53) `[B]`.
    #[must_use]
    pub fn effective(self) -> Date {
        self.first.saturating_add(2.months())
    }

    /// Returns its calendar days.
    #[must_use]
    pub fn days(self) -> u32 {
        let days = self
            .effective()
            .since(self.first)
            .map(|span| span.get_days());
        days.ok()
            .and_then(|days| u32::try_from(days).ok())
            .unwrap_or(60)
    }
}

/// A salary out of what was earned in a bimestre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Averaged {
    /// The new SBC.
    pub sbc: Sbc,
    /// It would be more, but for the cap of 25 UMA.
    pub capped: bool,
}

impl Averaged {
    /// Returns the fixed part, centavos a day, and the average of the variable part: what was earned,
    /// centavos, by the days of salary (LSS 30-II, 30-III) `[A]`. Nothing fixed is a wholly variable
    /// salary. `None` without a day, or where nothing comes of it.
    #[must_use]
    pub fn of(fixed: u64, earned: u64, days: u32, cap: Option<Sbc>) -> Option<Self> {
        if days == 0 {
            return None;
        }
        let days = u64::from(days);
        let average = earned.checked_mul(2)?.checked_add(days)? / (2 * days);
        let whole = fixed.checked_add(average)?;
        let most = cap.unwrap_or(Sbc::MAX);
        let capped = whole > u64::from(most.centavos());
        let sbc = match capped {
            true => most,
            false => Sbc::from_centavos(u32::try_from(whole).ok()?)?,
        };
        Some(Self { sbc, capped })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bimestre_ends_before_its_salaries_count() {
        let summer = Bimestre::of(date(2026, 6, 17));
        assert_eq!(
            (summer.first(), summer.last(), summer.effective()),
            (date(2026, 5, 1), date(2026, 6, 30), date(2026, 7, 1))
        );
        assert_eq!(summer.days(), 61);
        assert_eq!(Bimestre::of(date(2026, 2, 28)).days(), 59);
        assert_eq!(
            Bimestre::ended_by(date(2026, 1, 1)).first(),
            date(2025, 11, 1)
        );
        assert_eq!(Bimestre::ended_by(date(2026, 7, 1)), summer);
    }

    #[test]
    fn averages_earnings_over_the_days_and_adds_the_fixed_part() {
        let cap = Sbc::parse("2932.75").ok();
        let averaged = |fixed, earned, days| Averaged::of(fixed, earned, days, cap);
        let sbc = |text: &str, capped| {
            let sbc = Sbc::parse(text).unwrap();
            Some(Averaged { sbc, capped })
        };
        // 600.00 a day, and 12,345.67 in 61 days.
        assert_eq!(averaged(60_000, 1_234_567, 61), sbc("802.39", false));
        assert_eq!(averaged(0, 3_050_000, 61), sbc("500.00", false));
        assert_eq!(averaged(0, 100_000_000, 61), sbc("2932.75", true));
        assert_eq!(averaged(0, 0, 61), None);
        assert_eq!(averaged(60_000, 1, 0), None);
    }
}
