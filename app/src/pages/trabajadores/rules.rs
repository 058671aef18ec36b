//! What is shown of a worker, and what can be filed next.

use api::view::trabajadores::{RelacionView, TrabajadorView};
use imss::movimiento::TipoMovimiento;

use crate::format::{date, number};
use crate::messages::trabajadores as text;

/// Where a worker stands with a registro patronal, in a sentence.
pub(super) fn standing(relacion: &RelacionView) -> String {
    let since = date::date(relacion.desde);
    if relacion.vigente {
        text::vigente_since(&since)
    } else {
        text::not_vigente_since(&since)
    }
}

/// The SBC that IMSS has, as far as is known.
pub(super) fn salary(relacion: &RelacionView) -> Option<String> {
    let sbc = number::amount(relacion.sbc.as_deref()?);
    Some(match relacion.sbc_desde {
        Some(since) => text::sbc_since(&sbc, &date::date(since)),
        None => sbc,
    })
}

/// What can be filed of a worker at a registro patronal.
pub(super) fn next(relacion: &RelacionView) -> &'static [TipoMovimiento] {
    if relacion.vigente {
        &[TipoMovimiento::Modificacion, TipoMovimiento::Baja]
    } else {
        &[TipoMovimiento::Reingreso]
    }
}

/// The registros patronales where a worker is vigente, with the SBC there.
pub(super) fn vigente(worker: &TrabajadorView) -> Vec<(String, String)> {
    worker
        .relaciones
        .iter()
        .filter(|one| one.vigente)
        .map(|one| {
            let sbc = one.sbc.as_deref().map(number::amount);
            (one.numero.clone(), sbc.unwrap_or_default())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use api::view::trabajadores::RelacionView;
    use imss::movimiento::TipoMovimiento;
    use jiff::civil::date;

    use super::{next, salary, standing};

    fn relacion(vigente: bool) -> RelacionView {
        RelacionView {
            registro: "r1".to_owned(),
            numero: "Y6087828106".to_owned(),
            vigente,
            desde: date(2026, 1, 15),
            alta: None,
            sbc: Some("687.7".to_owned()),
            sbc_desde: None,
        }
    }

    #[test]
    fn whoever_works_here_is_not_hired_again() {
        assert_eq!(
            next(&relacion(true)),
            [TipoMovimiento::Modificacion, TipoMovimiento::Baja]
        );
        assert_eq!(next(&relacion(false)), [TipoMovimiento::Reingreso]);
    }

    #[test]
    fn standing_and_salary_are_told_in_words() {
        assert_eq!(standing(&relacion(true)), "Vigente desde el 15/01/2026");
        assert_eq!(salary(&relacion(true)).as_deref(), Some("687.70"));
    }
}
