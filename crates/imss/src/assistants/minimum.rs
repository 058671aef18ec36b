//! A new minimum wage: whose salary it leaves behind.

use jiff::civil::Date;

use crate::benefits::{Benefits, completed_years};
use crate::salary::Sbc;
use crate::wages::Wages;
use crate::wages::ZonaSalarial;

/// How far below a salary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Below {
    /// Below the minimum wage itself (LSS 28): IMSS answers code 15.
    Minimum,
    /// Not below it, but below the minimum wage with the worker's benefits. The benefits are
    /// reckoned as is usual `[M]`: worth a look, no more.
    Integrated,
}

/// What is proposed for a salary that is too low.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raise {
    /// The reason.
    pub below: Below,
    /// The minimum wage with the worker's benefits.
    pub sbc: Sbc,
}

/// Returns what the minimum wage of a day and a zone asks of a salary; `None` where it is enough, or
/// where no wage is known. `hired`, where known, says how many years of benefits it is integrated with.
#[must_use]
pub fn below_minimum(
    sbc: Sbc,
    hired: Option<Date>,
    on: Date,
    zona: ZonaSalarial,
    wages: &Wages,
    benefits: Benefits,
) -> Option<Raise> {
    let minimum = wages.minimum(on, zona)?;
    let years = hired.map_or(0, |hired| completed_years(hired, on));
    let enough = benefits.factor(years).of(minimum)?;
    let below = match sbc {
        _ if sbc < minimum => Below::Minimum,
        _ if sbc < enough => Below::Integrated,
        _ => return None,
    };
    Some(Raise { below, sbc: enough })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn raise(sbc: &str, zona: ZonaSalarial) -> Option<(Below, String)> {
        let hired = Some(date(2024, 3, 1));
        let (sbc, wages) = (Sbc::parse(sbc).unwrap(), Wages::published());
        let on = date(2026, 1, 1);
        let raise = below_minimum(sbc, hired, on, zona, &wages, Benefits::LAW)?;
        Some((raise.below, raise.sbc.to_string()))
    }

    #[test]
    fn the_minimum_is_that_of_the_zone_with_the_trabajador_s_years() {
        let general = ZonaSalarial::General;
        // 315.04 × 1.0507, in the second year of service.
        let enough = || "331.01".to_owned();
        assert_eq!(raise("292.55", general), Some((Below::Minimum, enough())));
        assert_eq!(
            raise("315.04", general),
            Some((Below::Integrated, enough()))
        );
        assert_eq!(raise("331.01", general), None);
        let border = raise("331.01", ZonaSalarial::FronteraNorte).unwrap();
        assert_eq!(border, (Below::Minimum, "463.22".to_owned()));
    }

    #[test]
    fn without_a_wage_nobody_is_below_it() {
        let old = date(2001, 1, 1);
        let sbc = Sbc::parse("1.00").unwrap();
        let (zona, wages) = (ZonaSalarial::General, Wages::published());
        assert_eq!(
            below_minimum(sbc, None, old, zona, &wages, Benefits::LAW),
            None
        );
    }
}
