//! Benefits as they are typed.

use imss::benefits::Benefits;

use crate::messages::settings as text;

/// The three values as their fields hold them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BenefitsText {
    /// Days of aguinaldo.
    pub aguinaldo: String,
    /// Percent of prima vacacional.
    pub prima: String,
    /// Days of vacation above the law's.
    pub vacaciones: String,
}

/// What is wrong with each field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BenefitsErrors {
    /// About the aguinaldo.
    pub aguinaldo: Option<&'static str>,
    /// About the prima vacacional.
    pub prima: Option<&'static str>,
    /// About the vacation.
    pub vacaciones: Option<&'static str>,
}

impl BenefitsText {
    /// Reads the values; `None` while one of them is no number, or out of its bounds.
    #[must_use]
    pub fn parse(&self) -> Option<Benefits> {
        let [aguinaldo, prima, vacaciones] = self.numbers();
        Benefits::new(aguinaldo?, prima?, vacaciones?).ok()
    }

    /// Returns what is wrong with each field, all at once.
    #[must_use]
    pub fn errors(&self) -> BenefitsErrors {
        let law = Benefits::LAW;
        let [aguinaldo, prima, vacaciones] = self.numbers();
        // Each beside the law's others, so that only its own bounds decide.
        let is_wrong = |benefits: Option<(u16, u16, u16)>| {
            benefits.is_none_or(|(aguinaldo, prima, vacaciones)| {
                Benefits::new(aguinaldo, prima, vacaciones).is_err()
            })
        };
        let of_aguinaldo = aguinaldo.map(|days| (days, law.prima(), 0));
        let of_prima = prima.map(|percent| (law.aguinaldo(), percent, 0));
        let of_vacaciones = vacaciones.map(|days| (law.aguinaldo(), law.prima(), days));
        BenefitsErrors {
            aguinaldo: is_wrong(of_aguinaldo).then_some(text::AGUINALDO_WRONG),
            prima: is_wrong(of_prima).then_some(text::PRIMA_WRONG),
            vacaciones: is_wrong(of_vacaciones).then_some(text::VACACIONES_WRONG),
        }
    }

    fn numbers(&self) -> [Option<u16>; 3] {
        [&self.aguinaldo, &self.prima, &self.vacaciones]
            .map(|typed| typed.trim().trim_end_matches('%').trim().parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use imss::benefits::Benefits;

    use super::{BenefitsErrors, BenefitsText};

    fn typed(aguinaldo: &str, prima: &str, vacaciones: &str) -> BenefitsText {
        BenefitsText {
            aguinaldo: aguinaldo.to_owned(),
            prima: prima.to_owned(),
            vacaciones: vacaciones.to_owned(),
        }
    }

    #[test]
    fn reads_typed_benefits_never_below_the_law() {
        assert_eq!(typed("15", "25 %", " 0").parse(), Some(Benefits::LAW));
        assert_eq!(
            typed("30", "50", "3").parse(),
            Benefits::new(30, 50, 3).ok()
        );
        for wrong in [
            typed("14", "25", "0"),
            typed("15", "", "0"),
            typed("15", "25", "-1"),
        ] {
            assert_eq!(wrong.parse(), None);
        }
    }

    #[test]
    fn every_field_has_its_own_error_at_once() {
        assert_eq!(typed("15", "25", "0").errors(), BenefitsErrors::default());
        let only_prima = typed("15", "20", "0").errors();
        assert!(only_prima.prima.is_some());
        assert_eq!((only_prima.aguinaldo, only_prima.vacaciones), (None, None));
        let all = typed("10", "veinte", "301").errors();
        assert!(all.aguinaldo.is_some() && all.prima.is_some() && all.vacaciones.is_some());
    }
}
