//! The salary zone as a value of the form.

use imss::wages::ZonaSalarial;

use crate::messages::registros as text;
use crate::shown::Choice;

const ZONAS: [ZonaSalarial; 2] = [ZonaSalarial::General, ZonaSalarial::FronteraNorte];

/// Returns the zones as a form offers them.
pub fn zona_choices() -> Vec<Choice> {
    ZONAS
        .into_iter()
        .map(|zona| Choice::new(zona_value(zona), text::zona(zona)))
        .collect()
}

/// Returns the value of a zone in the form.
pub fn zona_value(zona: ZonaSalarial) -> &'static str {
    match zona {
        ZonaSalarial::General => "general",
        ZonaSalarial::FronteraNorte => "frontera_norte",
    }
}

/// Returns the zone of a value of the form; the general one where there is none such.
pub fn parse_zona(value: &str) -> ZonaSalarial {
    ZONAS
        .into_iter()
        .find(|zona| zona_value(*zona) == value)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{ZONAS, parse_zona, zona_value};

    #[test]
    fn every_zone_survives_the_form() {
        for zona in ZONAS {
            assert_eq!(parse_zona(zona_value(zona)), zona);
        }
    }
}
