//! The form of a trabajador's own data.

use api::view::trabajadores::TrabajadorData;
use imss::finding::Field;

use crate::form::{FieldSpec, Keyboard};
use crate::messages::{capture, movements, trabajadores as text};

/// The fields, in the order of the form, each with the field that findings name.
pub const FIELDS: [(Field, FieldSpec); 8] = [
    (
        Field::Nss,
        FieldSpec::line("trabajador-nss", capture::NSS, 24)
            .keyboard(Keyboard::Digits)
            .help(capture::NSS_HELP),
    ),
    (
        Field::Curp,
        capitals("trabajador-curp", capture::CURP, 30).optional(),
    ),
    (
        Field::Rfc,
        capitals("trabajador-rfc", text::RFC, 24).optional(),
    ),
    (
        Field::Paterno,
        capitals("trabajador-paterno", capture::PATERNO, 60),
    ),
    (
        Field::Materno,
        capitals("trabajador-materno", capture::MATERNO, 60).optional(),
    ),
    (
        Field::Nombre,
        capitals("trabajador-nombre", capture::NOMBRE, 60),
    ),
    (
        Field::Clave,
        capitals("trabajador-clave", movements::CLAVE, 20).optional(),
    ),
    (
        Field::Umf,
        FieldSpec::line("trabajador-umf", movements::UMF, 10)
            .keyboard(Keyboard::Digits)
            .optional(),
    ),
];

const fn capitals(name: &'static str, label: &'static str, max_length: u32) -> FieldSpec {
    FieldSpec::line(name, label, max_length).keyboard(Keyboard::Capitals)
}

/// Returns the text of a field; `None` where the form has no such field.
pub fn field_mut(data: &mut TrabajadorData, field: Field) -> Option<&mut String> {
    match field {
        Field::Nss => Some(&mut data.nss),
        Field::Curp => Some(&mut data.curp),
        Field::Rfc => Some(&mut data.rfc),
        Field::Paterno => Some(&mut data.paterno),
        Field::Materno => Some(&mut data.materno),
        Field::Nombre => Some(&mut data.nombre),
        Field::Clave => Some(&mut data.clave),
        Field::Umf => Some(&mut data.umf),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use api::view::trabajadores::TrabajadorData;

    use super::{FIELDS, field_mut};

    #[test]
    fn every_field_has_its_own_text() {
        let mut data = TrabajadorData::default();
        for (field, spec) in FIELDS {
            *field_mut(&mut data, field).unwrap() = spec.name.to_owned();
        }
        let texts: BTreeSet<_> = FIELDS
            .iter()
            .map(|(field, _)| field_mut(&mut data, *field).unwrap().clone())
            .collect();
        assert_eq!(texts.len(), FIELDS.len());
    }
}
