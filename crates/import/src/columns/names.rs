//! Recognises what a heading names.

use import_protocol::{ColumnUse, Why};
use imss::finding::Field;
use imss::names::to_ascii;

use super::known_names::{Known, NAMES, OF_OTHER_SALARIES, OF_OTHERS};
use crate::row::cut;

/// A heading as headings are compared: upper case, without accents and signs, single spaces.
pub(crate) fn name_of(heading: &str) -> String {
    let normalised = imss::normalise::normalise(Field::Nombre, heading);
    let upper = to_ascii(&normalised.text.to_uppercase());
    let mut name = String::with_capacity(upper.len());
    for word in upper.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
    }
    cut(&name, 80).to_owned()
}

/// What a heading may name, and how well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recognised {
    pub(crate) column_use: ColumnUse,
    pub(crate) why: Why,
    /// The lower, the better the column fits its use.
    pub(crate) rank: u8,
}

/// What a heading names: a known name exactly, or the longest that it contains.
pub(crate) fn recognise(name: &str) -> Option<Recognised> {
    if name.is_empty() {
        return None;
    }
    let of_before = ["ANTERIOR", "PREVIO", "PREVIA", "ANT"];
    let is_of_before = name.split(' ').any(|word| of_before.contains(&word));
    let exact = NAMES.iter().find_map(|known| {
        known.names.contains(&name).then(|| Recognised {
            column_use: known.column_use,
            why: Why::ExactName,
            rank: known.rank * 2,
        })
    });
    if exact.is_some() || is_of_before {
        return exact;
    }
    let has_word = |words: &[&str]| name.split(' ').any(|word| words.contains(&word));
    if has_word(OF_OTHERS) {
        return None;
    }
    let mut found: Vec<(usize, &Known, &str)> = Vec::new();
    for known in NAMES {
        let inner = known
            .names
            .iter()
            .filter(|inner| is_telling(inner) && contains_words(name, inner))
            .max_by_key(|inner| inner.len());
        if let Some(inner) = inner {
            found.push((inner.len(), known, inner));
        }
    }
    if has_word(OF_OTHER_SALARIES) {
        found.retain(|(_, known, _)| {
            known.column_use != ColumnUse::Field(Field::Sbc) || known.rank < 2
        });
    }
    let (_, known, inner) = found.iter().max_by_key(|(length, ..)| *length)?;
    // `Fecha de alta o baja` dates both.
    let dates = found
        .iter()
        .filter(|(_, known, _)| matches!(known.column_use, ColumnUse::DateOf(_)));
    let both = dates.count() > 1 || (is_date(known) && names_two_types(name));
    let newer = name
        .split(' ')
        .any(|word| matches!(word, "NUEVO" | "NUEVA"));
    Some(Recognised {
        column_use: if both && is_date(known) {
            ColumnUse::Field(Field::Fecha)
        } else {
            known.column_use
        },
        why: Why::ContainsName {
            known: (*inner).to_owned(),
        },
        rank: if newer { 0 } else { known.rank * 2 + 1 },
    })
}

fn is_date(known: &Known) -> bool {
    matches!(known.column_use, ColumnUse::DateOf(_))
}

fn names_two_types(name: &str) -> bool {
    let types = [
        &["ALTA", "INGRESO", "REINGRESO"][..],
        &["BAJA", "TERMINO"],
        &["MODIFICACION", "CAMBIO"],
    ];
    let named = types
        .iter()
        .filter(|words| name.split(' ').any(|word| words.contains(&word)));
    named.count() > 1
}

/// Whether the words of a name follow each other in a heading.
fn contains_words(heading: &str, name: &str) -> bool {
    let heading: Vec<&str> = heading.split(' ').collect();
    let name: Vec<&str> = name.split(' ').collect();
    heading.windows(name.len()).any(|words| words == name)
}

/// Words that alone say too little about a heading that has others.
fn is_telling(name: &str) -> bool {
    !matches!(
        name,
        "TIPO"
            | "FECHA"
            | "CLAVE"
            | "NOMBRE"
            | "EMPLEADO"
            | "TRABAJADOR"
            | "IMSS"
            | "RP"
            | "SALARIO"
            | "MOVIMIENTO"
            | "MOTIVO"
            | "CAUSA"
            | "NOMINA"
            | "INGRESO"
            | "ALTA"
            | "JORNADA"
            | "CODIGO"
            | "EMP"
            | "AFILIACION"
            | "CLINICA"
            | "ASEGURADO"
            | "APELLIDOS"
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use import_protocol::{Purpose, mappable};
    use imss::movimiento::TipoMovimiento;

    use super::*;

    fn found(heading: &str) -> Option<ColumnUse> {
        recognise(&name_of(heading)).map(|one| one.column_use)
    }

    #[test]
    fn headings_are_recognised_whatever_their_case_accents_and_signs() {
        for (heading, expected) in [
            ("N.S.S.", Field::Nss),
            ("Ap. Paterno", Field::Paterno),
            ("SALARIO DIARIO INTEGRADO (SDI)", Field::Sbc),
            ("Reg. Patronal", Field::RegistroPatronal),
            ("NSS del trabajador", Field::Nss),
            ("SBC al 01/01/2026", Field::Sbc),
            ("No. Emp.", Field::Clave),
            ("Nombre_x000D_(s)", Field::Nombre),
            ("\u{FEFF}CURP", Field::Curp),
            ("Clave de causa de baja", Field::CausaBaja),
        ] {
            assert_eq!(
                found(heading),
                Some(ColumnUse::Field(expected)),
                "{heading}"
            );
        }
        assert_eq!(found("Nombre del empleado"), Some(ColumnUse::FullName));
    }

    #[test]
    fn headings_of_something_else_are_left_alone() {
        for heading in [
            "Teléfono",
            "Fecha de nacimiento",
            "Nombre del patrón",
            "Salario mensual",
            "SBC anterior",
            "Fecha de pago",
            "RFC del patrón",
            "",
        ] {
            assert_eq!(found(heading), None, "{heading}");
        }
    }

    #[test]
    fn distinguishes_dates_of_one_type() {
        for (heading, expected) in [
            ("Fecha de baja", ColumnUse::DateOf(TipoMovimiento::Baja)),
            (
                "Fecha de ingreso",
                ColumnUse::DateOf(TipoMovimiento::Reingreso),
            ),
            (
                "Fecha del cambio de salario",
                ColumnUse::DateOf(TipoMovimiento::Modificacion),
            ),
            (
                "Fecha de baja (IMSS)",
                ColumnUse::DateOf(TipoMovimiento::Baja),
            ),
            ("Fecha de alta o baja", ColumnUse::Field(Field::Fecha)),
            ("Fecha del movimiento", ColumnUse::Field(Field::Fecha)),
        ] {
            assert_eq!(found(heading), Some(expected), "{heading}");
        }
    }

    #[test]
    fn every_use_has_a_name_and_no_name_two_uses() {
        let mut seen = BTreeSet::new();
        for known in NAMES {
            for name in known.names {
                assert_eq!(name_of(name), *name);
                assert!(seen.insert(*name), "{name}");
            }
        }
        for purpose in [Purpose::Movements, Purpose::Plantilla] {
            for field in mappable(purpose) {
                assert_eq!(found(field.label()), Some(ColumnUse::Field(*field)));
            }
        }
    }
}
