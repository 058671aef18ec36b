//! About what a day of a worker's fees costs the employer, to show what a late baja costs.
//!
//! The rates are general knowledge `[M]`, not verified against the law: they stand here alone,
//! they are data that an administrator can put right, and what comes of them is called
//! approximate. Nothing is refused, filed or paid because of them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::salary::Sbc;
use crate::wages::Wages;

/// Rates in hundred-thousandths: 20.40% is 20,400.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeRates {
    /// Enfermedades y maternidad, cuota fija: of the UMA.
    pub fixed_of_uma: u32,
    /// Enfermedades y maternidad, excedente: of what the SBC is above three UMA.
    pub above_three_uma: u32,
    /// Of the whole SBC: prestaciones en dinero, gastos médicos de pensionados, invalidez y vida,
    /// guarderías, retiro, cesantía y vejez, Infonavit.
    pub of_sbc: u32,
    /// Of the whole SBC: riesgos de trabajo, the company's own prima.
    pub work_risk: u32,
}

impl Default for FeeRates {
    /// 20.40% of the UMA; 1.10% of the excess; 0.70 + 1.05 + 1.75 + 1.00 + 2.00 + 5.00 percent of
    /// the SBC and 6.00 for cesantía y vejez, which goes from 3.15 to 7.51 by salary; the prima of
    /// class I. All `[M]`.
    fn default() -> Self {
        Self {
            fixed_of_uma: 20_400,
            above_three_uma: 1_100,
            of_sbc: 17_500,
            work_risk: 544,
        }
    }
}

/// About what one day of fees costs the employer, in centavos; `None` where no UMA is known.
#[must_use]
pub fn daily_fees(sbc: Sbc, on: Date, wages: &Wages, rates: &FeeRates) -> Option<u32> {
    const UNIT: u64 = 100_000;
    let uma = u64::from(wages.uma(on)?.value.centavos());
    let sbc = u64::from(sbc.centavos());
    let parts = uma * u64::from(rates.fixed_of_uma)
        + sbc.saturating_sub(3 * uma) * u64::from(rates.above_three_uma)
        + sbc * u64::from(rates.of_sbc + rates.work_risk);
    u32::try_from((parts + UNIT / 2) / UNIT).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn pesos(sbc: &str) -> Option<u32> {
        let sbc = Sbc::parse(sbc).unwrap();
        daily_fees(
            sbc,
            date(2026, 3, 1),
            &Wages::published(),
            &FeeRates::default(),
        )
    }

    #[test]
    fn the_fixed_part_the_excess_and_the_share_of_the_salary_add_up() {
        // 117.31 × 20.4% = 23.93; 330 × 18.044% = 59.55.
        assert_eq!(pesos("330.00"), Some(8348));
        // 23.93 + (1,000 − 351.93) × 1.1% = 7.13, + 180.44.
        assert_eq!(pesos("1000.00"), Some(21_150));
    }

    #[test]
    fn without_a_uma_nothing_is_said() {
        let sbc = Sbc::parse("330.00").unwrap();
        let rates = FeeRates::default();
        assert_eq!(
            daily_fees(sbc, date(2020, 1, 1), &Wages::published(), &rates),
            None
        );
    }
}
