//! Minimum wages and UMA: those that are published and the company's own.

use imss::salary::Sbc;
use imss::wages::{MinimumWage, Uma, Wages};
use jiff::civil::Date;

use super::sourced::Sourced;
use crate::form::FieldError;
use crate::format::date;
use crate::messages::settings as text;

/// Returns the minimum wages, the newest first.
pub fn minimum_wages(own: &[MinimumWage]) -> Vec<Sourced<MinimumWage>> {
    let wages = own
        .iter()
        .fold(Wages::published(), |wages, one| wages.with_minimum(*one));
    let sourced = |what: MinimumWage| Sourced {
        own: own.contains(&what),
        what,
    };
    wages.every_minimum().into_iter().map(sourced).collect()
}

/// Returns the UMA, the newest first.
pub fn every_uma(own: &[Uma]) -> Vec<Sourced<Uma>> {
    let wages = own
        .iter()
        .fold(Wages::published(), |wages, one| wages.with_uma(*one));
    let sourced = |what: Uma| Sourced {
        own: own.contains(&what),
        what,
    };
    wages.every_uma().into_iter().map(sourced).collect()
}

/// Reads the minimum wage that is typed.
///
/// # Errors
///
/// Every field that is wrong.
pub fn parse_minimum(
    from: &str,
    general: &str,
    frontera: &str,
) -> Result<MinimumWage, Vec<FieldError>> {
    let (from, general, frontera) = (
        day("minimo-desde", from),
        amount("general", general),
        amount("frontera", frontera),
    );
    match (from, general, frontera) {
        (Ok(from), Ok(general), Ok(frontera_norte)) => Ok(MinimumWage {
            from,
            general,
            frontera_norte,
        }),
        (from, general, frontera) => Err([from.err(), general.err(), frontera.err()]
            .into_iter()
            .flatten()
            .collect()),
    }
}

/// Reads the UMA that is typed.
///
/// # Errors
///
/// Every field that is wrong.
pub fn parse_uma(from: &str, value: &str) -> Result<Uma, Vec<FieldError>> {
    match (day("uma-desde", from), amount("uma-valor", value)) {
        (Ok(from), Ok(value)) => Ok(Uma { from, value }),
        (from, value) => Err([from.err(), value.err()].into_iter().flatten().collect()),
    }
}

fn day(field: &'static str, typed: &str) -> Result<Date, FieldError> {
    date::from_field(typed).ok_or_else(|| FieldError::new(field, text::FROM_MISSING))
}

fn amount(field: &'static str, typed: &str) -> Result<Sbc, FieldError> {
    Sbc::parse(typed).map_err(|error| FieldError::new(field, error.into_finding().message))
}

#[cfg(test)]
mod tests {
    use imss::wages::Uma;
    use jiff::civil::date;

    use super::{every_uma, parse_minimum, parse_uma};

    #[test]
    fn names_every_wrong_field_of_a_wage() {
        assert!(parse_minimum("2027-01-01", "350", "$480.50").is_ok());
        let fields = |from, general, frontera| {
            parse_minimum(from, general, frontera)
                .map_err(|errors| errors.iter().map(|error| error.field).collect::<Vec<_>>())
        };
        assert_eq!(fields("", "350", "480"), Err(vec!["minimo-desde"]));
        assert_eq!(
            fields("2027-01-01", "mucho", ""),
            Err(vec!["general", "frontera"])
        );
        assert!(parse_uma("2027-02-01", "120.00").is_ok());
        assert_eq!(parse_uma("", "").map_err(|errors| errors.len()), Err(2));
    }

    #[test]
    fn own_uma_replaces_published_one() {
        let own = Uma {
            from: date(2026, 2, 1),
            value: "117.40".parse().unwrap(),
        };
        let all = every_uma(&[own]);
        assert_eq!((all[0].what, all[0].own), (own, true));
        assert!(all[1..].iter().all(|one| !one.own));
        assert_eq!(all.len(), 3);
    }
}
