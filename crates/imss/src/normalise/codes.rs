//! Codes with their labels, and the words that payroll programs use for them.

use crate::finding::{Field, Finding, catalogue};
use crate::movimiento::{CausaBaja, Jornada, TipoMovimiento, TipoSalario, TipoTrabajador};
use crate::names::fold;

/// IMSS's code and label of every value of a field.
fn values(field: Field) -> Vec<(&'static str, &'static str)> {
    macro_rules! values_of {
        ($kind:ident) => {
            $kind::ALL
                .iter()
                .map(|one| (one.code(), one.label()))
                .collect()
        };
    }
    match field {
        Field::Tipo => values_of!(TipoMovimiento),
        Field::TipoTrabajador => values_of!(TipoTrabajador),
        Field::TipoSalario => values_of!(TipoSalario),
        Field::Jornada => values_of!(Jornada),
        Field::CausaBaja => values_of!(CausaBaja),
        _ => Vec::new(),
    }
}

/// Other words for a code; they mean one value alone.
fn aliases(field: Field) -> &'static [(&'static str, &'static str)] {
    match field {
        Field::Tipo => &[
            ("A", "08"),
            ("R", "08"),
            ("ALTAS", "08"),
            ("REINGRESOS", "08"),
            ("INGRESO", "08"),
            ("NUEVO INGRESO", "08"),
            ("CONTRATACION", "08"),
            ("ALTA REINGRESO", "08"),
            ("REINGRESO ALTA", "08"),
            ("M", "07"),
            ("MS", "07"),
            ("MOD", "07"),
            ("MOD SAL", "07"),
            ("MOD SALARIO", "07"),
            ("MODIFICACION SUELDO", "07"),
            ("MODIFICACIONES", "07"),
            ("MODIFICACION SALARIAL", "07"),
            ("CAMBIO SALARIO", "07"),
            ("CAMBIO SALARIAL", "07"),
            ("CAMBIO SUELDO", "07"),
            ("AUMENTO", "07"),
            ("AUMENTO SALARIO", "07"),
            ("AUMENTO SUELDO", "07"),
            ("INCREMENTO", "07"),
            ("INCREMENTO SALARIAL", "07"),
            ("B", "02"),
            ("BAJAS", "02"),
            ("BAJA TRABAJADOR", "02"),
        ],
        Field::TipoTrabajador => &[
            ("PLANTA", "1"),
            ("BASE", "1"),
            ("INDETERMINADO", "1"),
            ("EVENTUAL URBANO", "2"),
            ("EVENTUAL CONSTRUCCION", "3"),
            ("EVENTUAL AGRICOLA", "4"),
        ],
        Field::TipoSalario => &[("F", "0"), ("V", "1"), ("M", "2")],
        Field::Jornada => &[
            ("COMPLETA", "0"),
            ("SEMANA COMPLETA", "0"),
            ("SEMANA NORMAL", "0"),
            ("DIURNA", "0"),
            ("NOCTURNA", "0"),
            ("TIEMPO COMPLETO", "0"),
            ("REDUCIDA", "6"),
        ],
        Field::CausaBaja => &[
            ("FIN CONTRATO", "1"),
            ("TERMINO DEL CONTRATO", "1"),
            ("TERMINACION CONTRATO", "1"),
            ("VENCIMIENTO CONTRATO", "1"),
            ("RENUNCIA", "2"),
            ("RENUNCIA VOLUNTARIA", "2"),
            ("SEPARACION", "2"),
            ("VOLUNTARIA", "2"),
            ("BAJA VOLUNTARIA", "2"),
            ("RETIRO VOLUNTARIO", "2"),
            ("ABANDONO", "3"),
            ("ABANDONO TRABAJO", "3"),
            ("FALLECIMIENTO", "4"),
            ("MUERTE", "4"),
            ("CLAUSURA EMPRESA", "5"),
            ("OTRAS", "6"),
            ("OTRO", "6"),
            ("OTRA CAUSA", "6"),
            ("OTRAS CAUSAS", "6"),
            ("AUSENTISMOS", "7"),
            ("RESCISION", "8"),
            ("RESCISION LABORAL", "8"),
            ("JUBILADO", "9"),
            ("PENSIONADO", "A"),
        ],
        _ => &[],
    }
}

/// Whether these bytes are one of IMSS's codes, exactly.
pub(super) fn is_code(field: Field, bytes: &[u8]) -> bool {
    match field {
        Field::Tipo => TipoMovimiento::from_code(bytes).is_some(),
        Field::TipoTrabajador => TipoTrabajador::from_code(bytes).is_some(),
        Field::TipoSalario => TipoSalario::from_code(bytes).is_some(),
        Field::Jornada => Jornada::from_code(bytes).is_some(),
        Field::CausaBaja => CausaBaja::from_code(bytes).is_some(),
        _ => false,
    }
}

/// IMSS's code of a code, a label, a word for it, or a code with its label; `None` leaves the text to
/// the parser.
pub(super) fn normalise(field: Field, text: &str, findings: &mut Vec<Finding>) -> Option<String> {
    let words = words_of(field, text);
    if let Some(code) = meaning(field, &words) {
        return Some(code.to_owned());
    }
    let (code, label) = split_code(field, &fold(text))?;
    if label.is_empty() {
        return Some(code.to_owned());
    }
    match meaning(field, &label) {
        Some(meant) if meant == code => {}
        Some(_) => {
            findings.push(catalogue::code_label_conflict(field, text));
            return None;
        }
        None if is_part_of(field, code, &label) => {}
        // A company's own list of causes begins with 1 too.
        None if matches!(field, Field::Tipo | Field::CausaBaja) => {
            findings.push(catalogue::code_label_conflict(field, text));
            return None;
        }
        None => findings.push(catalogue::code_label_unknown(field, text, code)),
    }
    Some(code.to_owned())
}

/// The words of a text that tell one value from another, single spaces between them.
fn words_of(field: Field, text: &str) -> String {
    let folded = fold(text);
    let ignored: &[&str] = match field {
        Field::Tipo => &["MOVIMIENTO", "TIPO"],
        Field::TipoTrabajador => &["TRABAJADOR", "TRAB", "TIPO"],
        Field::TipoSalario => &["SALARIO", "SUELDO", "TIPO"],
        Field::Jornada => &["JORNADA", "TIPO"],
        Field::CausaBaja => &["CAUSA", "MOTIVO"],
        _ => &[],
    };
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let telling: Vec<&str> = words
        .iter()
        .copied()
        .filter(
            |word| !matches!(*word, "DE" | "DEL" | "LA" | "EL" | "POR" | "A" if words.len() > 1),
        )
        .filter(|word| !(ignored.contains(word) && words.len() > 1))
        .collect();
    telling.join(" ")
}

/// The code that these words mean, all of them.
fn meaning(field: Field, words: &str) -> Option<&'static str> {
    if words.is_empty() {
        return None;
    }
    let number = words.trim_start_matches('0');
    let labelled = values(field).into_iter().find(|(code, label)| {
        code.trim_start_matches('0') == number || words_of(field, label) == words
    });
    let alias = aliases(field)
        .iter()
        .find(|(alias, _)| words_of(field, alias) == words);
    labelled
        .map(|(code, _)| code)
        .or(alias.map(|(_, code)| *code))
}

/// Whether every word of a label is one of those that IMSS has for its code.
fn is_part_of(field: Field, code: &str, label: &str) -> bool {
    values(field)
        .iter()
        .filter(|(known, _)| *known == code)
        .any(|(_, known)| {
            let known = words_of(field, known);
            label
                .split(' ')
                .all(|word| known.split(' ').any(|one| one == word))
        })
}

/// The code that a folded text begins with, and the words of its label.
fn split_code(field: Field, folded: &str) -> Option<(&'static str, String)> {
    // A text that begins with a sign has no code: without this an empty code would equal "0".
    let end = folded
        .find(|c: char| !c.is_ascii_alphanumeric())
        .filter(|end| *end > 0)?;
    let (first, rest) = folded.split_at(end);
    let rest = match rest.strip_prefix(".0") {
        // A number of a sheet: `2.0`, or `2.0 - Separación`.
        Some(behind) if !behind.starts_with(|c: char| c.is_ascii_alphanumeric()) => behind,
        _ => rest,
    };
    let number = first.trim_start_matches('0');
    let (code, _) = values(field)
        .into_iter()
        .find(|(code, _)| *code == first || code.trim_start_matches('0') == number)?;
    Some((code, words_of(field, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(field: Field, text: &str) -> (Option<String>, Vec<&'static str>) {
        let mut findings = Vec::new();
        let read = normalise(field, text, &mut findings);
        (read, findings.iter().map(|one| one.code.as_str()).collect())
    }

    #[test]
    fn a_sign_is_no_code() {
        for (field, text) in [
            (Field::TipoSalario, "-"),
            (Field::Jornada, "--"),
            (Field::TipoSalario, "(2) Mixto"),
        ] {
            assert_eq!(read(field, text), (None, vec![]), "{text}");
        }
    }

    #[test]
    fn codes_are_read_with_their_labels_and_in_words() {
        for (field, text, code) in [
            (Field::CausaBaja, "2 - Separación voluntaria", "2"),
            (Field::CausaBaja, "02 SEPARACION VOLUNTARIA", "2"),
            (Field::CausaBaja, "Renuncia", "2"),
            (Field::CausaBaja, "2.0", "2"),
            (Field::CausaBaja, "A.- Pensión", "A"),
            (Field::CausaBaja, "término de contrato", "1"),
            (Field::Tipo, "02 BAJA", "02"),
            (Field::Tipo, "08 - Reingreso", "08"),
            (Field::Tipo, "8 Reingreso", "08"),
            (Field::Tipo, "8.0", "08"),
            (Field::Tipo, "07-Mod. Salario", "07"),
            (Field::Tipo, "A", "08"),
            (Field::Tipo, "m", "07"),
            (Field::Tipo, "Baja", "02"),
            (Field::Tipo, "Modificación de salario", "07"),
            (Field::Tipo, "Cambio de sueldo", "07"),
            (Field::TipoTrabajador, "1.Trabajador permanente", "1"),
            (Field::TipoTrabajador, "Eventual campo", "4"),
            (Field::TipoTrabajador, "2 - Eventual", "2"),
            (Field::TipoSalario, "Salario Fijo", "0"),
            (Field::TipoSalario, "0 - Fijo", "0"),
            (Field::TipoSalario, "Mixto", "2"),
            (Field::Jornada, "0 - Jornada normal", "0"),
            (Field::Jornada, "6 - Jornada reducida", "6"),
            (Field::Jornada, "Normal", "0"),
            (Field::Jornada, "Diurna", "0"),
        ] {
            assert_eq!(read(field, text), (Some(code.to_owned()), vec![]), "{text}");
        }
    }

    #[test]
    fn a_code_and_a_label_that_disagree_are_an_error() {
        for text in [
            "1 - Renuncia",
            "2 - Defunción",
            "3 - Pensión",
            "1 - Recorte de personal",
        ] {
            assert_eq!(
                read(Field::CausaBaja, text),
                (None, vec!["code-label-conflict"]),
                "{text}"
            );
        }
        assert_eq!(read(Field::Tipo, "02 Reingreso").1, ["code-label-conflict"]);
        assert_eq!(
            read(Field::TipoTrabajador, "1 - Confianza"),
            (Some("1".to_owned()), vec!["code-label-unknown"])
        );
    }

    #[test]
    fn what_means_several_values_or_none_is_left_to_the_parser() {
        for (field, text) in [
            (Field::TipoTrabajador, "Eventual"),
            (Field::TipoTrabajador, "5"),
            (Field::Tipo, "Ausentismo"),
            (Field::Tipo, "80"),
            (Field::CausaBaja, "Recorte"),
            (Field::Jornada, "7"),
            // Of one to five days: which, the word does not say.
            (Field::Jornada, "Semana reducida"),
        ] {
            assert_eq!(read(field, text), (None, vec![]), "{text}");
        }
    }

    #[test]
    fn every_code_and_label_means_itself_and_no_alias_another() {
        for field in [
            Field::Tipo,
            Field::TipoTrabajador,
            Field::TipoSalario,
            Field::Jornada,
            Field::CausaBaja,
        ] {
            for (code, label) in values(field) {
                assert_eq!(read(field, code).0.as_deref(), Some(code));
                assert_eq!(read(field, label).0.as_deref(), Some(code), "{label}");
                assert!(is_code(field, code.as_bytes()));
            }
            for (alias, code) in aliases(field) {
                assert_eq!(read(field, alias).0.as_deref(), Some(*code), "{alias}");
            }
        }
    }
}
