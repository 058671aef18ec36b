//! What a column is, by its heading.

use std::collections::BTreeSet;

use import_protocol::{ColumnUse, ColumnView, Purpose, Why, is_mappable};
use imss::finding::Field;
use imss::names::to_ascii;

use crate::limits::MAX_COLUMNS;
use crate::row::{RowBuf, cut};

/// A heading as headings are compared: upper case, without accents and signs, single spaces.
pub(crate) fn name_of(heading: &str) -> String {
    let upper = to_ascii(&heading.to_uppercase());
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

/// The field that a heading names, as vendors and payroll files call it.
fn recognise(name: &str) -> Option<Field> {
    HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&name))
        .map(|(field, _)| *field)
}

/// The row, among the first of a table, that holds its headings: the one in which most are known.
/// `None` where there is no such row: then the first row is already data.
pub(crate) fn heading_row(rows: &[(u32, RowBuf)]) -> Option<usize> {
    let known = |row: &RowBuf| {
        let fields: BTreeSet<Field> = row
            .iter()
            .filter_map(|(_, cell)| recognise(&name_of(cell)))
            .collect();
        fields.len()
    };
    let best = rows
        .iter()
        .enumerate()
        .map(|(at, (_, row))| (known(row), at))
        // Of equals the first.
        .max_by_key(|(known, at)| (*known, std::cmp::Reverse(*at)))?;
    if best.0 > 0 {
        return Some(best.1);
    }
    // Headings in words of their own: a first row without a single digit.
    let (_, first) = rows.first()?;
    let words = first
        .iter()
        .all(|(_, cell)| !cell.bytes().any(|b| b.is_ascii_digit()));
    (words && rows.len() > 1).then_some(0)
}

/// The columns of a table: its headings, what they are recognised as, and the first values of each.
/// A field is given to one column only, the first that names it.
pub(crate) fn columns(
    heading: Option<&RowBuf>,
    samples: &[(u32, RowBuf)],
    purpose: Purpose,
) -> Vec<ColumnView> {
    let all = heading
        .into_iter()
        .chain(samples.iter().map(|(_, row)| row));
    let width = all
        .flat_map(RowBuf::iter)
        .map(|(column, _)| column + 1)
        .max()
        .unwrap_or(0)
        .min(MAX_COLUMNS);
    let mut taken = BTreeSet::new();
    (0..width)
        .map(|column| {
            let heading = heading.map_or("", |row| row.get(column)).to_owned();
            let field = recognise(&name_of(&heading));
            let values = samples.iter().map(|(_, row)| row.get(column));
            let field = field.filter(|field| is_mappable(purpose, *field) && taken.insert(*field));
            ColumnView {
                used_as: field.map(ColumnUse::Field),
                why: field.map(|_| Why::ExactName),
                hidden: false,
                samples: values
                    .filter(|value| !value.is_empty())
                    .take(3)
                    .map(str::to_owned)
                    .collect(),
                heading,
            }
        })
        .collect()
}

/// The first name of each field is the one our template uses.
const HEADINGS: &[(Field, &[&str])] = &[
    (
        Field::Tipo,
        &[
            "TIPO DE MOVIMIENTO",
            "TIPO MOVIMIENTO",
            "TIPO MOV",
            "TIPO DE MOV",
            "MOVIMIENTO",
            "TIPO",
            "CVE MOVIMIENTO",
        ],
    ),
    (
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
    (
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
    (Field::Curp, &["CURP", "C U R P", "CLAVE CURP"]),
    (Field::Rfc, &["RFC", "R F C", "RFC DEL TRABAJADOR"]),
    (
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
    (
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
    (
        Field::Nombre,
        &[
            "NOMBRE S",
            "NOMBRE",
            "NOMBRES",
            "NOMBRE DE PILA",
            "NOMBRE DEL TRABAJADOR",
        ],
    ),
    (
        Field::Fecha,
        &[
            "FECHA DEL MOVIMIENTO",
            "FECHA MOVIMIENTO",
            "FECHA DE MOVIMIENTO",
            "FECHA MOV",
            "FECHA",
            "FECHA DE ALTA",
            "FECHA ALTA",
            "FECHA DE INGRESO",
            "FECHA INGRESO",
            "FECHA DE REINGRESO",
            "FECHA DE BAJA",
            "FECHA BAJA",
            "FECHA DE MODIFICACION",
            "FECHA DE CAMBIO",
        ],
    ),
    (
        Field::Sbc,
        &[
            "SALARIO BASE DE COTIZACION",
            "SBC",
            "S B C",
            "SALARIO BASE COTIZACION",
            "SALARIO DIARIO INTEGRADO",
            "SDI",
            "S D I",
            "SALARIO INTEGRADO",
            "SAL INTEGRADO",
            "SALARIO BASE",
            "NUEVO SBC",
            "NUEVO SALARIO",
            "SALARIO",
        ],
    ),
    (
        Field::TipoTrabajador,
        &[
            "TIPO DE TRABAJADOR",
            "TIPO TRABAJADOR",
            "TIPO TRAB",
            "TIPO DE TRAB",
        ],
    ),
    (
        Field::TipoSalario,
        &["TIPO DE SALARIO", "TIPO SALARIO", "TIPO SAL", "TIPO DE SAL"],
    ),
    (
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
    (
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
    (
        Field::Guia,
        &["GUIA", "NUMERO DE GUIA", "NO GUIA", "NO DE GUIA"],
    ),
    (
        Field::Clave,
        &[
            "CLAVE DEL TRABAJADOR",
            "CLAVE TRABAJADOR",
            "CLAVE",
            "CVE TRABAJADOR",
            "NUMERO DE EMPLEADO",
            "NUM EMPLEADO",
            "NO EMPLEADO",
            "NO DE EMPLEADO",
            "NUMERO EMPLEADO",
            "EMPLEADO",
            "NUMERO DE TRABAJADOR",
            "NO TRABAJADOR",
            "NOMINA",
            "NUMERO DE NOMINA",
        ],
    ),
    (
        Field::CausaBaja,
        &[
            "CAUSA DE LA BAJA",
            "CAUSA DE BAJA",
            "CAUSA BAJA",
            "CAUSA",
            "MOTIVO DE BAJA",
            "MOTIVO BAJA",
            "MOTIVO",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use import_protocol::mappable;

    use super::*;

    fn row(cells: &[&str]) -> RowBuf {
        let mut row = RowBuf::default();
        for (column, cell) in cells.iter().enumerate() {
            row.push(column, cell);
        }
        row
    }

    fn fields(headings: &[&str]) -> Vec<Option<Field>> {
        columns(Some(&row(headings)), &[], Purpose::Movements)
            .into_iter()
            .map(|column| column.used_as.map(ColumnUse::field))
            .collect()
    }

    #[test]
    fn headings_are_recognised_whatever_their_case_accents_and_signs() {
        let headings = [
            "N.S.S.",
            "Ap. Paterno",
            "SALARIO DIARIO INTEGRADO (SDI)",
            "Reg. Patronal",
            "Teléfono",
        ];
        let found = fields(&headings);
        assert_eq!(found[0], Some(Field::Nss));
        assert_eq!(found[1], Some(Field::Paterno));
        assert_eq!(found[3], Some(Field::RegistroPatronal));
        assert_eq!(found[4], None);
    }

    #[test]
    fn a_field_is_given_to_the_first_column_that_names_it() {
        assert_eq!(fields(&["Salario", "SBC"]), [Some(Field::Sbc), None]);
    }

    #[test]
    fn headings_are_found_below_a_title() {
        let rows = [
            (1, row(&["Nómina de la quincena 2"])),
            (3, row(&["NSS", "Nombre", "SBC"])),
            (4, row(&["92919084431", "KARLA", "687.70"])),
        ];
        assert_eq!(heading_row(&rows), Some(1));
        assert_eq!(heading_row(&rows[2..]), None);
    }

    #[test]
    fn every_field_has_a_heading_and_no_heading_two_fields() {
        let mut seen = BTreeSet::new();
        for (field, names) in HEADINGS {
            for name in *names {
                assert_eq!(name_of(name), *name);
                assert!(seen.insert(*name), "{name}");
            }
            assert_eq!(
                recognise(&name_of(field.label())),
                Some(*field),
                "{}",
                field.label()
            );
        }
        for purpose in [Purpose::Movements, Purpose::Plantilla] {
            for field in mappable(purpose) {
                assert!(HEADINGS.iter().any(|(known, _)| known == field));
            }
        }
    }
}
