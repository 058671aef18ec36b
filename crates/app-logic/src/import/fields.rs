//! What a field of a row is like: whether the row needs it, and how it is typed.

use import_protocol::Purpose;
use imss::finding::Field;
use imss::movimiento::{CausaBaja, Jornada, TipoMovimiento, TipoSalario, TipoTrabajador};
use imss::time::parse_date;

use crate::format::date;
use crate::shown::Choice;

/// Whether a row needs a field. What a default can fill is not needed.
#[must_use]
pub fn is_needed(purpose: Purpose, tipo: TipoMovimiento, field: Field) -> bool {
    match (purpose, field) {
        (_, Field::Nss | Field::Paterno | Field::Nombre) => true,
        (Purpose::Movements, Field::RegistroPatronal | Field::Fecha) => true,
        (Purpose::Movements, Field::Sbc) => tipo != TipoMovimiento::Baja,
        (Purpose::Movements, Field::CausaBaja) => tipo == TipoMovimiento::Baja,
        _ => false,
    }
}

/// How a field is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// One line of text.
    Text {
        /// The keyboard that a phone shows (HTML's `inputmode`).
        keyboard: &'static str,
        /// IMSS writes it in capitals.
        capitals: bool,
        /// The most characters.
        max_length: u32,
    },
    /// A day of the calendar.
    Date,
    /// One of a list: of IMSS's codes, or of the company's registros patronales.
    List,
}

/// Returns how a field is typed.
#[must_use]
pub fn control(field: Field) -> Control {
    let text = |keyboard, capitals, max_length| Control::Text {
        keyboard,
        capitals,
        max_length,
    };
    match field {
        Field::Fecha => Control::Date,
        Field::Tipo
        | Field::RegistroPatronal
        | Field::TipoTrabajador
        | Field::TipoSalario
        | Field::Jornada
        | Field::CausaBaja => Control::List,
        Field::Nss => text("numeric", false, 15),
        Field::Sbc => text("decimal", false, 12),
        Field::Umf => text("numeric", false, 3),
        Field::Guia => text("numeric", false, 5),
        Field::Curp => text("text", true, 18),
        Field::Rfc => text("text", true, 13),
        Field::Clave => text("text", true, 10),
        _ => text("text", true, 60),
    }
}

/// Returns IMSS's codes that a field can have; empty where it is not one of a fixed list.
#[must_use]
pub fn codes(field: Field) -> Vec<Choice> {
    macro_rules! choices {
        ($Codes:ty) => {
            <$Codes>::ALL
                .iter()
                .map(|one| Choice::new(one.code(), one.label()))
                .collect()
        };
    }
    match field {
        Field::Tipo => choices!(TipoMovimiento),
        Field::TipoTrabajador => choices!(TipoTrabajador),
        Field::TipoSalario => choices!(TipoSalario),
        Field::Jornada => choices!(Jornada),
        Field::CausaBaja => choices!(CausaBaja),
        _ => Vec::new(),
    }
}

/// Returns a text as the field's control holds it: a date as a date field writes it, a code as its list
/// names it. `None` where the control cannot show it; then the person is shown the text beside an empty
/// control.
#[must_use]
pub fn shown(field: Field, text: &str) -> Option<String> {
    let code = |code: Option<&'static str>| code.map(str::to_owned);
    if text.trim().is_empty() {
        return Some(String::new());
    }
    match field {
        Field::Fecha => parse_date(text).ok().map(date::to_field),
        Field::TipoTrabajador => code(TipoTrabajador::parse(text).ok().map(TipoTrabajador::code)),
        Field::TipoSalario => code(TipoSalario::parse(text).ok().map(TipoSalario::code)),
        Field::Jornada => code(Jornada::parse(text).ok().map(Jornada::code)),
        Field::CausaBaja => code(CausaBaja::parse(text).ok().map(CausaBaja::code)),
        _ => Some(text.to_owned()),
    }
}

/// Returns what a field holds once its control was left at `typed`. A text that the control could not
/// show stays until something is chosen: what cannot be read never becomes blank.
#[must_use]
pub fn kept(field: Field, before: &str, typed: &str) -> String {
    match shown(field, before) {
        None if typed.is_empty() => before.to_owned(),
        _ => typed.to_owned(),
    }
}

/// Whether one value can be right for all rows with the same error: not what is a trabajador's own.
#[must_use]
pub fn is_common(field: Field) -> bool {
    matches!(
        field,
        Field::Tipo
            | Field::RegistroPatronal
            | Field::Fecha
            | Field::TipoTrabajador
            | Field::TipoSalario
            | Field::Jornada
            | Field::Umf
            | Field::Guia
            | Field::CausaBaja
    )
}

#[cfg(test)]
mod tests {
    use import_protocol::mappable;

    use super::*;

    #[test]
    fn a_row_needs_the_fields_of_its_type() {
        let needed = |tipo| {
            let needs = |field: &&Field| is_needed(Purpose::Movements, tipo, **field);
            mappable(Purpose::Movements).iter().filter(needs).count()
        };
        assert_eq!(needed(TipoMovimiento::Reingreso), 6);
        assert_eq!(needed(TipoMovimiento::Baja), 6);
        let baja = |field| is_needed(Purpose::Movements, TipoMovimiento::Baja, field);
        assert!(baja(Field::CausaBaja) && !baja(Field::Sbc) && !baja(Field::Curp));
        let known = |field| is_needed(Purpose::Plantilla, TipoMovimiento::Reingreso, field);
        assert!(known(Field::Nss) && !known(Field::Rfc));
    }

    #[test]
    fn a_text_that_no_control_can_show_stays() {
        assert_eq!(shown(Field::Fecha, "15/01/2026").unwrap(), "2026-01-15");
        assert_eq!(shown(Field::Fecha, "31/02/2026"), None);
        assert_eq!(kept(Field::Fecha, "31/02/2026", ""), "31/02/2026");
        assert_eq!(kept(Field::Fecha, "31/02/2026", "2026-02-28"), "2026-02-28");
        // What could be shown was cleared by the person.
        assert_eq!(kept(Field::Fecha, "15/01/2026", ""), "");
        assert_eq!(shown(Field::CausaBaja, "Defunción").unwrap(), "4");
        assert_eq!(kept(Field::CausaBaja, "se fue", ""), "se fue");
    }

    #[test]
    fn what_is_a_trabajadors_own_is_never_written_to_many_rows() {
        for field in [
            Field::Nss,
            Field::Curp,
            Field::Nombre,
            Field::Sbc,
            Field::Clave,
        ] {
            assert!(!is_common(field), "{field:?}");
        }
        assert!(is_common(Field::Fecha));
    }
}
