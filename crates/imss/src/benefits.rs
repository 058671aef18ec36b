//! What a salary is integrated with (LSS 27): aguinaldo and prima vacacional, by the law or better.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::salary::Sbc;

/// Days of a year of salary.
const YEAR: u64 = 365;
const PERCENT: u64 = 100;

/// The benefits that every worker of a company has. Never less than the law's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Given", into = "Given")]
pub struct Benefits {
    aguinaldo: u16,
    prima: u16,
    vacaciones: u16,
}

/// Benefits that cannot be: less than the law's, or out of all reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("benefits below the law's, or beyond a year of salary")]
pub struct NoBenefits;

impl Benefits {
    /// Those of the law: 15 days of aguinaldo (LFT 87), a prima vacacional of 25 percent (LFT 80),
    /// the days of LFT 76.
    pub const LAW: Self = Self {
        aguinaldo: 15,
        prima: 25,
        vacaciones: 0,
    };

    /// Returns a company's own: days of aguinaldo (15 to 365), percent of prima vacacional (25 to
    /// 1,000), days of holidays above the law's (0 to 300).
    ///
    /// # Errors
    /// Out of these bounds.
    pub const fn new(aguinaldo: u16, prima: u16, vacaciones: u16) -> Result<Self, NoBenefits> {
        let law = Self::LAW;
        if aguinaldo < law.aguinaldo
            || aguinaldo > 365
            || prima < law.prima
            || prima > 1_000
            || vacaciones > 300
        {
            return Err(NoBenefits);
        }
        Ok(Self {
            aguinaldo,
            prima,
            vacaciones,
        })
    }

    /// Returns days of aguinaldo a year.
    #[must_use]
    pub const fn aguinaldo(self) -> u16 {
        self.aguinaldo
    }

    /// Returns prima vacacional, percent.
    #[must_use]
    pub const fn prima(self) -> u16 {
        self.prima
    }

    /// Returns days of holidays above those of the law.
    #[must_use]
    pub const fn vacaciones(self) -> u16 {
        self.vacaciones
    }

    /// Returns what a daily wage is multiplied by for a worker with this many completed years of
    /// service.
    ///
    /// That the factor has four decimals, that the year has 365 days, and that a year is integrated
    /// with the days it ends with (12 in the first) is how it is commonly reckoned and not written
    /// in the law `[M]`: what comes of it is proposed, or warned of.
    #[must_use]
    pub fn factor(self, completed: u16) -> Factor {
        let days = vacation_days(completed.saturating_add(1)) + self.vacaciones;
        let whole = YEAR * PERCENT;
        let above = u64::from(self.aguinaldo) * PERCENT + u64::from(days) * u64::from(self.prima);
        Factor((2 * (whole + above) * Factor::ONE + whole) / (2 * whole))
    }
}

impl Default for Benefits {
    fn default() -> Self {
        Self::LAW
    }
}

/// Returns days of holidays that are earned with a year of service (LFT 76, as reformed from 2023): 12,
/// and two more each year up to 20; from the sixth on two more for every five. At least the first year.
#[must_use]
pub const fn vacation_days(year: u16) -> u16 {
    match year {
        0 | 1 => 12,
        2..=5 => 10 + 2 * year,
        _ => 20 + 2 * ((year - 1) / 5),
    }
}

/// A factor in ten-thousandths: 10,493 is 1.0493.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Factor(u64);

impl Factor {
    const ONE: u64 = 10_000;

    /// Returns the daily wage integrated, to the nearest centavo; `None` above what an SBC can say.
    #[must_use]
    pub fn of(self, wage: Sbc) -> Option<Sbc> {
        scaled(wage, self.0, Self::ONE)
    }

    /// Returns a salary that was integrated with `before`, integrated with this one.
    #[must_use]
    pub fn instead_of(self, before: Self, sbc: Sbc) -> Option<Sbc> {
        scaled(sbc, self.0, before.0)
    }
}

impl std::fmt::Display for Factor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:04}", self.0 / Self::ONE, self.0 % Self::ONE)
    }
}

fn scaled(sbc: Sbc, by: u64, of: u64) -> Option<Sbc> {
    let centavos = (2 * u64::from(sbc.centavos()) * by + of) / (2 * of);
    Sbc::from_centavos(u32::try_from(centavos).ok()?)
}

/// Returns the years of service completed on a day by a worker hired on `hired`.
#[must_use]
pub fn completed_years(hired: Date, on: Date) -> u16 {
    let years = on.year() - hired.year() - i16::from(on < anniversary(hired, on.year()));
    u16::try_from(years).unwrap_or(0)
}

/// Returns the day on which another year of service begins. Who entered on 29 February begins it on 1
/// March where there is none: for want of a rule `[M]`.
#[must_use]
pub fn anniversary(hired: Date, year: i16) -> Date {
    Date::new(year, hired.month(), hired.day()).unwrap_or_else(|_| date(year, 3, 1))
}

/// Benefits as they are written down, before they are checked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    aguinaldo: u16,
    prima: u16,
    vacaciones: u16,
}

impl TryFrom<Given> for Benefits {
    type Error = NoBenefits;

    fn try_from(given: Given) -> Result<Self, Self::Error> {
        Self::new(given.aguinaldo, given.prima, given.vacaciones)
    }
}

impl From<Benefits> for Given {
    fn from(benefits: Benefits) -> Self {
        Self {
            aguinaldo: benefits.aguinaldo,
            prima: benefits.prima,
            vacaciones: benefits.vacaciones,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_grow_as_the_reform_of_2023_says() {
        let days: Vec<u16> = (1..=11).map(vacation_days).collect();
        assert_eq!(days, [12, 14, 16, 18, 20, 22, 22, 22, 22, 22, 24]);
        assert_eq!(vacation_days(31), 32);
    }

    #[test]
    fn the_factor_has_four_decimals_and_grows_with_the_years() {
        let factor = |completed| Benefits::LAW.factor(completed).to_string();
        assert_eq!(factor(0), "1.0493");
        assert_eq!(factor(1), "1.0507");
        assert_eq!(factor(4), "1.0548");
        assert_eq!(factor(5), "1.0562");
        assert_eq!(factor(6), "1.0562", "the same days, the same factor");
        let better = Benefits::new(30, 50, 3).unwrap();
        assert_eq!(better.factor(0).to_string(), "1.1027");
    }

    #[test]
    fn benefits_below_the_law_do_not_exist() {
        for (aguinaldo, prima, vacaciones) in
            [(14, 25, 0), (15, 24, 0), (366, 25, 0), (15, 25, 301)]
        {
            assert_eq!(Benefits::new(aguinaldo, prima, vacaciones), Err(NoBenefits));
        }
        let wire = r#"{"aguinaldo":14,"prima":25,"vacaciones":0}"#;
        assert!(serde_json::from_str::<Benefits>(wire).is_err());
        let law = serde_json::to_string(&Benefits::LAW).unwrap();
        assert_eq!(
            serde_json::from_str::<Benefits>(&law).unwrap(),
            Benefits::LAW
        );
    }

    #[test]
    fn a_year_of_service_is_completed_on_its_day() {
        let hired = date(2024, 1, 15);
        assert_eq!(completed_years(hired, date(2026, 1, 14)), 1);
        assert_eq!(completed_years(hired, date(2026, 1, 15)), 2);
        assert_eq!(completed_years(hired, date(2023, 6, 1)), 0);
        assert_eq!(anniversary(date(2024, 2, 29), 2026), date(2026, 3, 1));
        assert_eq!(anniversary(date(2024, 2, 29), 2028), date(2028, 2, 29));
    }

    #[test]
    fn one_factor_takes_the_place_of_another() {
        let sbc = Sbc::parse("525.35").unwrap();
        let (before, now) = (Benefits::LAW.factor(1), Benefits::LAW.factor(2));
        // 525.35 / 1.0507 = 500.00; × 1.0521 = 526.05.
        assert_eq!(now.instead_of(before, sbc), Sbc::parse("526.05").ok());
        assert_eq!(before.of(Sbc::MAX), None);
    }
}
