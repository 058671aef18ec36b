//! What goes into one lote, as a value of the form.

use model::Composition;

use crate::messages::settings as text;
use crate::shown::Choice;

/// Returns the compositions as a form offers them.
pub fn composition_choices() -> Vec<Choice> {
    let choice = |one| {
        let (label, help) = match one {
            Composition::PorTipo => (text::POR_TIPO, text::POR_TIPO_HELP),
            Composition::PorTipoYFecha => (text::POR_FECHA, text::POR_FECHA_HELP),
        };
        Choice::new(one.as_str(), label).help(help)
    };
    Composition::ALL.into_iter().map(choice).collect()
}

/// Returns the name of a composition.
pub fn composition_label(composition: Composition) -> &'static str {
    match composition {
        Composition::PorTipo => text::POR_TIPO,
        Composition::PorTipoYFecha => text::POR_FECHA,
    }
}

/// Returns the composition of a value of the form; the usual one where there is none such.
pub fn parse_composition(value: &str) -> Composition {
    let mut all = Composition::ALL.into_iter();
    all.find(|one| one.as_str() == value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use model::Composition;

    use super::parse_composition;

    #[test]
    fn every_composition_survives_the_form() {
        for one in Composition::ALL {
            assert_eq!(parse_composition(one.as_str()), one);
        }
    }
}
