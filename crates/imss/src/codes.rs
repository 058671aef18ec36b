//! What IMSS answers for a rejected movement: code → Spanish text and the field to look at
//! (domain facts `[B]`). Other codes exist; an unknown one is shown as it came.

use crate::finding::Field;

/// One known answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Two digits.
    pub code: &'static str,
    /// What it says.
    pub text: &'static str,
    /// The field that caused it, where one did.
    pub field: Option<Field>,
}

const fn answer(code: &'static str, text: &'static str, field: Option<Field>) -> Answer {
    Answer { code, text, field }
}

/// Every answer known, in order.
pub const ANSWERS: &[Answer] = &[
    answer(
        "01",
        "Registro patronal erróneo",
        Some(Field::RegistroPatronal),
    ),
    answer("03", "NSS erróneo", Some(Field::Nss)),
    answer("04", "NSS inválido", Some(Field::Nss)),
    answer("05", "El lote no tiene ningún movimiento válido", None),
    answer("06", "Nombre inválido", Some(Field::Nombre)),
    answer("07", "Tipo de movimiento inválido", Some(Field::Tipo)),
    answer("08", "El SBC no debe ser cero", Some(Field::Sbc)),
    answer("09", "Salario requerido", Some(Field::Sbc)),
    answer("13", "Fecha requerida", Some(Field::Fecha)),
    answer("15", "SBC menor al mínimo de la zona", Some(Field::Sbc)),
    answer("16", "Tipo de salario inválido", Some(Field::TipoSalario)),
    answer(
        "17",
        "Tipo de trabajador inválido",
        Some(Field::TipoTrabajador),
    ),
    answer("18", "UMF inválida", Some(Field::Umf)),
    answer("19", "Causa de baja inválida", Some(Field::CausaBaja)),
    answer("21", "Error en la fecha del movimiento", Some(Field::Fecha)),
    answer(
        "23",
        "Registro patronal no vigente",
        Some(Field::RegistroPatronal),
    ),
    answer(
        "24",
        "Registro patronal no existente",
        Some(Field::RegistroPatronal),
    ),
    answer(
        "26",
        "NSS no vigente con el registro patronal",
        Some(Field::Nss),
    ),
    answer(
        "31",
        "Registro patronal inválido",
        Some(Field::RegistroPatronal),
    ),
    answer(
        "33",
        "Semana o jornada reducida inválida",
        Some(Field::Jornada),
    ),
    answer(
        "36",
        "Presentación anticipada a la fecha de reingreso",
        Some(Field::Fecha),
    ),
    answer("37", "Error", None),
    answer(
        "48",
        "NSS ya vigente con el registro patronal",
        Some(Field::Nss),
    ),
    answer(
        "49",
        "Fecha anterior a otro movimiento registrado",
        Some(Field::Fecha),
    ),
    answer(
        "50",
        "NSS no vigente con el registro patronal",
        Some(Field::Nss),
    ),
    answer(
        "51",
        "NSS ya en baja con el registro patronal",
        Some(Field::Nss),
    ),
    answer(
        "56",
        "Ya tiene modificación de salario con la misma fecha",
        Some(Field::Fecha),
    ),
    answer("58", "NSS inexistente", Some(Field::Nss)),
    answer("59", "Nombre diferente al registrado", Some(Field::Nombre)),
    answer("61", "NSS regularizado", Some(Field::Nss)),
];

/// Returns the known answer of a code; `8`, `08` and ` 08 ` are one.
#[must_use]
pub fn known(code: &str) -> Option<&'static Answer> {
    let wanted = code.trim().trim_start_matches('0');
    ANSWERS
        .iter()
        .find(|answer| answer.code.trim_start_matches('0') == wanted)
}

/// Returns the text of a code, `None` when it is not known.
#[must_use]
pub fn text(code: &str) -> Option<&'static str> {
    known(code).map(|answer| answer.text)
}

/// Returns the field a code speaks of.
#[must_use]
pub fn field(code: &str) -> Option<Field> {
    known(code).and_then(|answer| answer.field)
}

/// Returns what to show: `48 · NSS ya vigente…`, or an unknown code as it came.
#[must_use]
pub fn describe(code: &str) -> String {
    match known(code) {
        Some(answer) => format!("{} · {}", answer.code, answer.text),
        None => code.to_owned(),
    }
}

/// Whether the answer offers to bring the worker's data up to date: the registered name differs,
/// or the number was merged into another.
#[must_use]
pub fn offers_trabajador_update(code: &str) -> bool {
    known(code).is_some_and(|answer| matches!(answer.code, "59" | "61"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_code_has_a_text_and_a_field() {
        assert_eq!(
            describe("48"),
            "48 · NSS ya vigente con el registro patronal"
        );
        assert_eq!(text(" 8 "), Some("El SBC no debe ser cero"));
        assert_eq!(field("36"), Some(Field::Fecha));
        assert!(offers_trabajador_update("59") && !offers_trabajador_update("48"));
    }

    #[test]
    fn an_unknown_code_is_shown_as_it_came() {
        assert_eq!(describe("E-777 raro"), "E-777 raro");
        assert_eq!(text("00"), None);
        assert_eq!(text(""), None);
    }
}
