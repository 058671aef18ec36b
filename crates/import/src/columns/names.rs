//! What payroll files and vendors call the columns.

use import_protocol::{ColumnUse, Why};
use imss::finding::Field;
use imss::movimiento::TipoMovimiento;
use imss::names::to_ascii;

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

/// Words of headings that name something of somebody or something else.
const OF_OTHERS: &[&str] = &[
    "PATRON",
    "EMPRESA",
    "BANCO",
    "BENEFICIARIO",
    "CONYUGE",
    "MADRE",
    "PADRE",
    "JEFE",
    "DEPARTAMENTO",
    "PUESTO",
    "SUCURSAL",
    "NACIMIENTO",
    "ELABORACION",
    "CAPTURA",
    "IMPRESION",
    "VENCIMIENTO",
    "PAGO",
    "REPRESENTANTE",
];

/// Words of headings of salaries that are no salario base de cotización.
const OF_OTHER_SALARIES: &[&str] = &[
    "MENSUAL",
    "QUINCENAL",
    "SEMANAL",
    "ANUAL",
    "FACTOR",
    "TOPE",
    "MINIMO",
    "NETO",
    "BRUTO",
    "HORA",
];

struct Known {
    column_use: ColumnUse,
    /// Of several columns of one use the lowest is taken.
    rank: u8,
    names: &'static [&'static str],
}

const fn field(field: Field, names: &'static [&'static str]) -> Known {
    ranked(field, 0, names)
}

const fn ranked(field: Field, rank: u8, names: &'static [&'static str]) -> Known {
    Known {
        column_use: ColumnUse::Field(field),
        rank,
        names,
    }
}

const fn date_of(tipo: TipoMovimiento, names: &'static [&'static str]) -> Known {
    Known {
        column_use: ColumnUse::DateOf(tipo),
        rank: 0,
        names,
    }
}

const NAMES: &[Known] = &[
    field(
        Field::Tipo,
        &[
            "TIPO DE MOVIMIENTO",
            "TIPO MOVIMIENTO",
            "TIPO MOV",
            "TIPO DE MOV",
            "MOVIMIENTO",
            "TIPO",
            "CVE MOVIMIENTO",
            "CLAVE MOVIMIENTO",
            "CLAVE DE MOVIMIENTO",
            "MOV",
        ],
    ),
    field(
        Field::RegistroPatronal,
        &[
            "REGISTRO PATRONAL",
            "REGISTRO PATRONAL IMSS",
            "REG PATRONAL",
            "REG PAT",
            "REGPAT",
            "NRP",
            "RP",
            "NUMERO DE REGISTRO PATRONAL",
            "NO REGISTRO PATRONAL",
        ],
    ),
    field(
        Field::Nss,
        &[
            "NSS",
            "N S S",
            "NUMERO DE SEGURIDAD SOCIAL",
            "NUMERO DE SEGURO SOCIAL",
            "NUM SEGURO SOCIAL",
            "NUM DE SEGURO SOCIAL",
            "NUM SEGURIDAD SOCIAL",
            "NO SEGURO SOCIAL",
            "NO DE SEGURO SOCIAL",
            "NO SEGURIDAD SOCIAL",
            "SEGURO SOCIAL",
            "SEGURIDAD SOCIAL",
            "NUMERO IMSS",
            "NUM IMSS",
            "NO IMSS",
            "IMSS",
            "AFILIACION",
            "NUMERO DE AFILIACION",
            "NO AFILIACION",
            "NO DE AFILIACION",
            "NUM AFILIACION",
        ],
    ),
    field(Field::Curp, &["CURP", "C U R P", "CLAVE CURP"]),
    field(Field::Rfc, &["RFC", "R F C", "RFC DEL TRABAJADOR"]),
    field(
        Field::Paterno,
        &[
            "APELLIDO PATERNO",
            "PATERNO",
            "AP PATERNO",
            "A PATERNO",
            "APE PATERNO",
            "PRIMER APELLIDO",
            "APELLIDO 1",
        ],
    ),
    field(
        Field::Materno,
        &[
            "APELLIDO MATERNO",
            "MATERNO",
            "AP MATERNO",
            "A MATERNO",
            "APE MATERNO",
            "SEGUNDO APELLIDO",
            "APELLIDO 2",
        ],
    ),
    field(
        Field::Nombre,
        &[
            "NOMBRE S",
            "NOMBRE",
            "NOMBRES",
            "NOMBRE DE PILA",
            "NOMBRE PROPIO",
        ],
    ),
    Known {
        column_use: ColumnUse::FullName,
        rank: 0,
        names: &[
            "NOMBRE COMPLETO",
            "NOMBRE DEL TRABAJADOR",
            "NOMBRE TRABAJADOR",
            "NOMBRE DEL EMPLEADO",
            "NOMBRE EMPLEADO",
            "NOMBRE DE EMPLEADO",
            "NOMBRE DEL ASEGURADO",
            "NOMBRE Y APELLIDOS",
            "NOMBRES Y APELLIDOS",
            "APELLIDOS Y NOMBRE",
            "APELLIDOS Y NOMBRES",
            "APELLIDOS Y NOMBRE S",
            "APELLIDO PATERNO MATERNO Y NOMBRE S",
            "APELLIDO PATERNO APELLIDO MATERNO Y NOMBRE S",
            "PATERNO MATERNO NOMBRE",
            "PATERNO MATERNO Y NOMBRE",
            "TRABAJADOR",
            "ASEGURADO",
        ],
    },
    field(
        Field::Fecha,
        &[
            "FECHA DEL MOVIMIENTO",
            "FECHA MOVIMIENTO",
            "FECHA DE MOVIMIENTO",
            "FECHA MOV",
            "FECHA DE MOV",
            "FEC MOV",
            "FECHA",
        ],
    ),
    date_of(
        TipoMovimiento::Reingreso,
        &[
            "FECHA DE ALTA",
            "FECHA ALTA",
            "FECHA DEL ALTA",
            "FECHA DE INGRESO",
            "FECHA INGRESO",
            "FECHA DE REINGRESO",
            "FECHA REINGRESO",
            "FECHA DE CONTRATACION",
            "FECHA CONTRATACION",
            "FECHA DE ENTRADA",
            "FEC INGRESO",
            "F INGRESO",
            "FEC ALTA",
            "F ALTA",
        ],
    ),
    date_of(
        TipoMovimiento::Baja,
        &[
            "FECHA DE BAJA",
            "FECHA BAJA",
            "FECHA DE LA BAJA",
            "FECHA DE TERMINO",
            "FECHA TERMINO",
            "FECHA DE SALIDA",
            "FECHA SALIDA",
            "FECHA DE EGRESO",
            "FECHA DE SEPARACION",
            "FEC BAJA",
            "F BAJA",
        ],
    ),
    date_of(
        TipoMovimiento::Modificacion,
        &[
            "FECHA DE MODIFICACION",
            "FECHA MODIFICACION",
            "FECHA DE LA MODIFICACION",
            "FECHA DE CAMBIO",
            "FECHA DEL CAMBIO",
            "FECHA CAMBIO",
            "FECHA DE AUMENTO",
            "FECHA DEL AUMENTO",
            "FECHA AUMENTO",
            "FEC MODIFICACION",
            "FEC CAMBIO",
        ],
    ),
    ranked(
        Field::Sbc,
        0,
        &[
            "SALARIO BASE DE COTIZACION",
            "SBC",
            "S B C",
            "SALARIO BASE COTIZACION",
            "NUEVO SBC",
            "SBC NUEVO",
        ],
    ),
    ranked(
        Field::Sbc,
        1,
        &[
            "SALARIO DIARIO INTEGRADO",
            "SDI",
            "S D I",
            "SALARIO INTEGRADO",
            "SAL INTEGRADO",
            "DIARIO INTEGRADO",
            "NUEVO SDI",
            "SDI NUEVO",
        ],
    ),
    ranked(Field::Sbc, 2, &["SALARIO BASE", "NUEVO SALARIO"]),
    ranked(Field::Sbc, 3, &["SALARIO"]),
    field(
        Field::TipoTrabajador,
        &[
            "TIPO DE TRABAJADOR",
            "TIPO TRABAJADOR",
            "TIPO TRAB",
            "TIPO DE TRAB",
        ],
    ),
    field(
        Field::TipoSalario,
        &["TIPO DE SALARIO", "TIPO SALARIO", "TIPO SAL", "TIPO DE SAL"],
    ),
    field(
        Field::Jornada,
        &[
            "SEMANA O JORNADA REDUCIDA",
            "JORNADA",
            "TIPO DE JORNADA",
            "TIPO JORNADA",
            "JORNADA REDUCIDA",
            "SEMANA JORNADA",
            "SEMANA JORNADA REDUCIDA",
            "JORNADA SEMANA",
        ],
    ),
    field(
        Field::Umf,
        &[
            "UMF",
            "U M F",
            "UNIDAD DE MEDICINA FAMILIAR",
            "UNIDAD MEDICA",
            "CLINICA",
            "UNIDAD MEDICA FAMILIAR",
        ],
    ),
    field(
        Field::Guia,
        &["GUIA", "NUMERO DE GUIA", "NO GUIA", "NO DE GUIA"],
    ),
    field(
        Field::Clave,
        &[
            "CLAVE DEL TRABAJADOR",
            "CLAVE TRABAJADOR",
            "CLAVE DE TRABAJADOR",
            "CLAVE DEL EMPLEADO",
            "CLAVE DE EMPLEADO",
            "CLAVE EMPLEADO",
            "CLAVE",
            "CVE TRABAJADOR",
            "CVE EMPLEADO",
            "NUMERO DE EMPLEADO",
            "NUM EMPLEADO",
            "NUM DE EMPLEADO",
            "NO EMPLEADO",
            "NO DE EMPLEADO",
            "NUMERO EMPLEADO",
            "NO EMP",
            "NO DE EMP",
            "NUM EMP",
            "NUMERO DE EMP",
            "EMP",
            "ID EMPLEADO",
            "EMPLEADO",
            "CODIGO",
            "CODIGO EMPLEADO",
            "CODIGO DE EMPLEADO",
            "NUMERO DE TRABAJADOR",
            "NO TRABAJADOR",
            "NO DE TRABAJADOR",
            "NO TRAB",
            "NOMINA",
            "NUMERO DE NOMINA",
            "NO NOMINA",
            "NO DE NOMINA",
        ],
    ),
    field(
        Field::CausaBaja,
        &[
            "CAUSA DE LA BAJA",
            "CAUSA DE BAJA",
            "CAUSA BAJA",
            "CAUSA",
            "MOTIVO DE BAJA",
            "MOTIVO DE LA BAJA",
            "MOTIVO BAJA",
            "MOTIVO",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use import_protocol::{Purpose, mappable};

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
