//! The fields of the form of one movement.

use imss::finding::Field;
use imss::movimiento::TipoMovimiento;

use super::choices::{cause_choices, salary_choices, trabajador_choices, week_choices};
use crate::form::{FieldSpec, Keyboard};
use crate::messages::capture as text;

/// Returns how a field of a movement is shown and typed.
pub fn spec(field: Field, tipo: TipoMovimiento) -> FieldSpec {
    let name = field.as_str();
    match field {
        Field::Fecha => FieldSpec::date(name, date_label(tipo)),
        Field::Nss => FieldSpec::line(name, text::NSS, 24)
            .keyboard(Keyboard::Digits)
            .help(text::NSS_HELP),
        Field::Curp => capitals(field, text::CURP, 30)
            .help(text::CURP_HELP)
            .optional(),
        Field::Paterno => capitals(field, text::PATERNO, 60),
        Field::Materno => capitals(field, text::MATERNO, 60).optional(),
        Field::Nombre => capitals(field, text::NOMBRE, 60),
        Field::Sbc => FieldSpec::line(name, text::SBC, 24)
            .keyboard(Keyboard::Decimal)
            .help(text::SBC_HELP),
        Field::TipoSalario => FieldSpec::list(name, text::TIPO_SALARIO, salary_choices, ""),
        Field::TipoTrabajador => {
            FieldSpec::list(name, text::TIPO_TRABAJADOR, trabajador_choices, "")
        }
        Field::Jornada => FieldSpec::list(name, text::JORNADA, week_choices, ""),
        Field::CausaBaja => {
            FieldSpec::list("causa", text::CAUSA, cause_choices, text::CHOOSE_CAUSE)
        }
        Field::Umf => FieldSpec::line(name, text::UMF, 10)
            .keyboard(Keyboard::Digits)
            .help(text::UMF_HELP)
            .optional(),
        Field::Guia => FieldSpec::line(name, text::GUIA, 12)
            .keyboard(Keyboard::Digits)
            .help(text::GUIA_HELP)
            .optional(),
        Field::Clave => capitals(field, text::CLAVE, 20)
            .help(text::CLAVE_HELP)
            .optional(),
        // The registro patronal is chosen, and the rest is no field of this form.
        other => FieldSpec::line(other.as_str(), other.label(), 255),
    }
}

fn capitals(field: Field, label: &'static str, max_length: u32) -> FieldSpec {
    FieldSpec::line(field.as_str(), label, max_length).keyboard(Keyboard::Capitals)
}

fn date_label(tipo: TipoMovimiento) -> &'static str {
    match tipo {
        TipoMovimiento::Reingreso => text::FECHA_REINGRESO,
        TipoMovimiento::Modificacion => text::FECHA_MODIFICACION,
        TipoMovimiento::Baja => text::FECHA_BAJA,
    }
}

/// Groups of fields, each beside each other where there is room.
type Rows = &'static [&'static [Field]];

/// A part of the form under a heading of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormPart {
    /// The heading.
    pub legend: &'static str,
    /// Its fields: each group beside each other where there is room.
    pub rows: Rows,
}

/// Returns the parts of the form below the registro patronal and the date.
pub fn parts(tipo: TipoMovimiento) -> [FormPart; 3] {
    use Field::{
        CausaBaja, Clave, Curp, Guia, Jornada, Materno, Nombre, Nss, Paterno, Sbc, TipoSalario,
        TipoTrabajador, Umf,
    };
    const NAMES: &[Field] = &[Paterno, Materno, Nombre];
    let [person, terms, others]: [Rows; 3] = match tipo {
        TipoMovimiento::Reingreso => [
            &[&[Nss, Curp], NAMES],
            &[&[Sbc, TipoSalario, TipoTrabajador, Jornada]],
            &[&[Umf, Guia, Clave]],
        ],
        TipoMovimiento::Modificacion => [
            &[&[Nss, Curp], NAMES],
            &[&[Sbc, TipoSalario, Jornada]],
            &[&[Guia, Clave]],
        ],
        TipoMovimiento::Baja => [&[&[Nss], NAMES], &[&[CausaBaja]], &[&[Guia, Clave]]],
    };
    let baja = tipo == TipoMovimiento::Baja;
    [
        FormPart {
            legend: text::TRABAJADOR,
            rows: person,
        },
        FormPart {
            legend: if baja { text::LEAVING } else { text::SALARY },
            rows: terms,
        },
        FormPart {
            legend: text::OTHERS,
            rows: others,
        },
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use imss::finding::{Field, Finding};
    use imss::movimiento::{MovimientoDraft, TipoMovimiento};

    use super::{parts, spec};

    /// The fields that findings of an empty draft name, but for the registro patronal and the date.
    fn required(tipo: TipoMovimiento) -> BTreeSet<Field> {
        let (_, findings) = MovimientoDraft::new(tipo).parse();
        let named = findings.into_iter().filter(Finding::is_error);
        named
            .filter_map(|one| one.field)
            .filter(|field| !matches!(field, Field::RegistroPatronal | Field::Fecha))
            .collect()
    }

    #[test]
    fn form_shows_every_required_field_once() {
        for tipo in TipoMovimiento::ALL {
            let shown: Vec<Field> = parts(*tipo)
                .iter()
                .flat_map(|part| part.rows.iter().copied().flatten().copied())
                .collect();
            let unique: BTreeSet<_> = shown.iter().copied().collect();
            assert_eq!(unique.len(), shown.len(), "{tipo:?}");
            assert!(required(*tipo).is_subset(&unique), "{tipo:?}");
            for field in required(*tipo) {
                assert!(!spec(field, *tipo).optional, "{field:?}");
            }
        }
    }
}
