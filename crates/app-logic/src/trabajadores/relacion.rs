//! What is shown of a trabajador at a registro patronal, and what can be filed next.

use api::view::trabajadores::{RelacionView, TrabajadorView};
use imss::movimiento::TipoMovimiento;

use crate::format::{date, number};
use crate::messages::{movements as words, trabajadores as text};

/// Returns since when a trabajador is vigente or not, in a sentence.
pub fn standing(relacion: &RelacionView) -> String {
    let since = date::date(relacion.desde);
    if relacion.vigente {
        text::vigente_since(&since)
    } else {
        text::not_vigente_since(&since)
    }
}

/// Returns the SBC that IMSS has and its date, where they are known.
pub fn salary(relacion: &RelacionView) -> Option<String> {
    let sbc = number::amount(relacion.sbc.as_deref()?);
    Some(match relacion.sbc_desde {
        Some(since) => text::sbc_since(&sbc, &date::date(since)),
        None => sbc,
    })
}

/// Returns the types of movement that can be filed next.
pub fn next_types(relacion: &RelacionView) -> &'static [TipoMovimiento] {
    if relacion.vigente {
        &[TipoMovimiento::Modificacion, TipoMovimiento::Baja]
    } else {
        &[TipoMovimiento::Reingreso]
    }
}

/// Returns the registros patronales where a trabajador is vigente, each with the SBC there.
pub fn vigente_places(trabajador: &TrabajadorView) -> Vec<(String, String)> {
    trabajador
        .relaciones
        .iter()
        .filter(|one| one.vigente)
        .map(|one| {
            let sbc = one.sbc.as_deref().map(number::amount);
            (
                words::at_place(&one.numero, &one.place),
                sbc.unwrap_or_default(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use api::view::trabajadores::RelacionView;
    use imss::movimiento::TipoMovimiento;
    use jiff::civil::date;

    use super::{next_types, salary, standing};

    fn relacion(vigente: bool) -> RelacionView {
        RelacionView {
            registro: "r1".to_owned(),
            numero: "Y6087828106".to_owned(),
            place: "LEÓN".to_owned(),
            vigente,
            desde: date(2026, 1, 15),
            alta: None,
            sbc: Some("687.7".to_owned()),
            sbc_desde: None,
        }
    }

    #[test]
    fn offers_no_reingreso_to_vigente() {
        assert_eq!(
            next_types(&relacion(true)),
            [TipoMovimiento::Modificacion, TipoMovimiento::Baja]
        );
        assert_eq!(next_types(&relacion(false)), [TipoMovimiento::Reingreso]);
    }

    #[test]
    fn writes_standing_and_salary() {
        assert_eq!(standing(&relacion(true)), "Vigente desde el 15/01/2026");
        assert_eq!(salary(&relacion(true)).as_deref(), Some("687.70"));
    }
}
