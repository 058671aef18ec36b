//! Minimum wages and UMA by their dates of effect, and the bounds they set to an SBC.

use std::cmp::Reverse;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::benefits::Benefits;
use crate::finding::{Finding, catalogue};
use crate::salary::Sbc;

/// The salary zone of a registro patronal.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ZonaSalarial {
    /// The rest of the country.
    #[default]
    General,
    /// Zona libre de la frontera norte.
    FronteraNorte,
}

impl ZonaSalarial {
    /// Both, in the order a form shows them.
    pub const ALL: &'static [Self] = &[Self::General, Self::FronteraNorte];

    /// Returns the text a form shows.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::General => "zona general",
            Self::FronteraNorte => "zona libre de la frontera norte",
        }
    }
}

/// The minimum wages from a day on, pesos a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MinimumWage {
    /// The first day they hold.
    pub from: Date,
    /// In the rest of the country.
    pub general: Sbc,
    /// In the zona libre de la frontera norte.
    pub frontera_norte: Sbc,
}

/// The unidad de medida y actualización from a day on, pesos a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Uma {
    /// The first day it holds.
    pub from: Date,
    /// Its value.
    pub value: Sbc,
}

/// The minimum wages and UMA known. An administrator adds years without a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wages {
    minimum: Vec<MinimumWage>,
    uma: Vec<Uma>,
}

/// The bounds of an SBC on a date; `None` where no value is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SbcBounds {
    /// The minimum wage of the zone: less is refused.
    pub minimum: Option<Sbc>,
    /// The minimum wage integrated with the law's benefits of the first year, which is general
    /// knowledge `[M]`: less is odd, and warned of.
    pub floor: Option<Sbc>,
    /// 25 UMA: more is refused.
    pub cap: Option<Sbc>,
    /// Whether the UMA is that date's; when it is over a year old, a new one must have come.
    pub cap_is_current: bool,
}

/// The cap of an SBC in UMA (LSS 28) `[A]`.
const CAP_IN_UMA: u32 = 25;

impl Default for Wages {
    fn default() -> Self {
        Self::published()
    }
}

impl Wages {
    /// Returns the published values of 2024 to 2026 (docs/facts.md, section 4).
    #[must_use]
    pub fn published() -> Self {
        let pesos = |centavos| Sbc::from_centavos(centavos).expect("the table holds real wages");
        let wage = |year, general, frontera_norte| MinimumWage {
            from: date(year, 1, 1),
            general: pesos(general),
            frontera_norte: pesos(frontera_norte),
        };
        let uma = |year, value| Uma {
            from: date(year, 2, 1),
            value: pesos(value),
        };
        Self {
            minimum: vec![
                wage(2024, 24_893, 37_489),
                wage(2025, 27_880, 41_988),
                wage(2026, 31_504, 44_087),
            ],
            uma: vec![uma(2024, 10_857), uma(2025, 11_314), uma(2026, 11_731)],
        }
    }

    /// Returns adds minimum wages. They replace those of the same day.
    #[must_use]
    pub fn with_minimum(mut self, wage: MinimumWage) -> Self {
        self.minimum.retain(|known| known.from != wage.from);
        self.minimum.push(wage);
        self
    }

    /// Returns adds a UMA. It replaces the one of the same day.
    #[must_use]
    pub fn with_uma(mut self, uma: Uma) -> Self {
        self.uma.retain(|known| known.from != uma.from);
        self.uma.push(uma);
        self
    }

    /// Returns every minimum wage known, newest first.
    #[must_use]
    pub fn every_minimum(&self) -> Vec<MinimumWage> {
        let mut all = self.minimum.clone();
        all.sort_by_key(|wage| Reverse(wage.from));
        all
    }

    /// Returns every UMA known, newest first.
    #[must_use]
    pub fn every_uma(&self) -> Vec<Uma> {
        let mut all = self.uma.clone();
        all.sort_by_key(|uma| Reverse(uma.from));
        all
    }

    /// Returns the minimum wage of a zone on a date; `None` before the first one known.
    #[must_use]
    pub fn minimum(&self, on: Date, zona: ZonaSalarial) -> Option<Sbc> {
        // The newest, whatever their order: an administrator stores them in any.
        let begun = self.minimum.iter().filter(|wage| wage.from <= on);
        let wage = begun.max_by_key(|wage| wage.from)?;
        Some(match zona {
            ZonaSalarial::General => wage.general,
            ZonaSalarial::FronteraNorte => wage.frontera_norte,
        })
    }

    /// Returns the UMA on a date; `None` before the first one known.
    #[must_use]
    pub fn uma(&self, on: Date) -> Option<Uma> {
        let begun = self.uma.iter().filter(|uma| uma.from <= on);
        begun.max_by_key(|uma| uma.from).copied()
    }

    /// Returns the bounds of an SBC on a date.
    #[must_use]
    pub fn bounds(&self, on: Date, zona: ZonaSalarial) -> SbcBounds {
        let minimum = self.minimum(on, zona);
        let uma = self.uma(on);
        SbcBounds {
            minimum,
            floor: minimum.and_then(|wage| Benefits::LAW.factor(0).of(wage)),
            cap: uma.and_then(|uma| Sbc::from_centavos(uma.value.centavos() * CAP_IN_UMA)),
            cap_is_current: uma.is_some_and(|uma| on < uma.from.saturating_add(1.year())),
        }
    }

    /// Compares an SBC with the bounds of a date.
    #[must_use]
    pub fn check(&self, sbc: Sbc, on: Date, zona: ZonaSalarial) -> Vec<Finding> {
        let bounds = self.bounds(on, zona);
        let mut findings = Vec::new();
        match (bounds.minimum, bounds.floor) {
            (Some(minimum), _) if sbc < minimum => findings.push(catalogue::sbc_below_minimum(
                &sbc.to_string(),
                &minimum.to_string(),
                zona.label(),
            )),
            (_, Some(floor)) if sbc < floor => findings.push(catalogue::sbc_below_floor(
                &sbc.to_string(),
                &floor.to_string(),
            )),
            (None, _) => findings.push(catalogue::wages_unknown()),
            (Some(_), _) => {}
        }
        match bounds.cap {
            Some(cap) if sbc > cap && bounds.cap_is_current => {
                findings.push(catalogue::sbc_above_cap(&sbc.to_string(), &cap.to_string()));
            }
            Some(cap) if sbc > cap => {
                findings.push(catalogue::sbc_above_known_cap(
                    &sbc.to_string(),
                    &cap.to_string(),
                ));
            }
            Some(_) | None => {}
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sbc(text: &str) -> Sbc {
        Sbc::parse(text).unwrap()
    }

    fn codes(text: &str, on: Date, zona: ZonaSalarial) -> Vec<&'static str> {
        let findings = Wages::published().check(sbc(text), on, zona);
        findings
            .iter()
            .map(|finding| finding.code.as_str())
            .collect()
    }

    #[test]
    fn the_bounds_are_those_of_the_date_and_the_zone() {
        let (january, february) = (date(2026, 1, 31), date(2026, 2, 1));
        let general = ZonaSalarial::General;
        assert_eq!(codes("315.03", january, general), ["sbc-below-minimum"]);
        assert_eq!(codes("315.04", january, general), ["sbc-below-floor"]);
        assert_eq!(codes("330.56", january, general), ["sbc-below-floor"]);
        assert_eq!(codes("330.57", january, general), Vec::<&str>::new());
        assert_eq!(
            codes("330.57", january, ZonaSalarial::FronteraNorte),
            ["sbc-below-minimum"]
        );
        // 25 × 113.14 until January, 25 × 117.31 from February.
        assert_eq!(codes("2828.51", january, general), ["sbc-above-cap"]);
        assert_eq!(codes("2828.50", january, general), Vec::<&str>::new());
        assert_eq!(codes("2932.75", february, general), Vec::<&str>::new());
        assert_eq!(codes("2932.76", february, general), ["sbc-above-cap"]);
    }

    #[test]
    fn a_date_without_values_is_not_judged() {
        let old = date(2020, 5, 5);
        assert_eq!(
            codes("100.00", old, ZonaSalarial::General),
            ["wages-unknown"]
        );
    }

    #[test]
    fn an_old_uma_warns_and_does_not_refuse() {
        let later = date(2027, 3, 1);
        assert_eq!(
            codes("3000.00", later, ZonaSalarial::General),
            ["sbc-above-known-cap"]
        );
        let extended = Wages::published().with_uma(Uma {
            from: date(2027, 2, 1),
            value: sbc("121.00"),
        });
        assert_eq!(
            extended.check(sbc("3000.00"), later, ZonaSalarial::General),
            vec![]
        );
    }

    #[test]
    fn a_year_is_added_without_a_release() {
        let wages = Wages::published().with_minimum(MinimumWage {
            from: date(2027, 1, 1),
            general: sbc("350.00"),
            frontera_norte: sbc("480.00"),
        });
        let on = date(2027, 1, 1);
        assert_eq!(
            wages.minimum(on, ZonaSalarial::General),
            Some(sbc("350.00"))
        );
        assert_eq!(
            wages.minimum(date(2026, 12, 31), ZonaSalarial::General),
            Some(sbc("315.04"))
        );
    }
}
