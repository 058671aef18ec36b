//! The fields of a draft that are text, by their name.

use imss::finding::Field;
use imss::movimiento::MovimientoDraft;

/// Where a field is in a draft.
pub(crate) fn place<'d>(
    draft: &'d mut MovimientoDraft,
    rfc: &'d mut String,
    field: Field,
) -> Option<&'d mut String> {
    Some(match field {
        Field::RegistroPatronal => &mut draft.registro_patronal,
        Field::Nss => &mut draft.nss,
        Field::Paterno => &mut draft.paterno,
        Field::Materno => &mut draft.materno,
        Field::Nombre => &mut draft.nombre,
        Field::Sbc => &mut draft.sbc,
        Field::TipoTrabajador => &mut draft.tipo_trabajador,
        Field::TipoSalario => &mut draft.tipo_salario,
        Field::Jornada => &mut draft.jornada,
        Field::Fecha => &mut draft.fecha,
        Field::Umf => &mut draft.umf,
        Field::Guia => &mut draft.guia,
        Field::Clave => &mut draft.clave,
        Field::Curp => &mut draft.curp,
        Field::CausaBaja => &mut draft.causa,
        Field::Rfc => rfc,
        _ => return None,
    })
}

/// The text of a field of a draft.
pub(crate) fn text_of(draft: &MovimientoDraft, field: Field) -> &str {
    match field {
        Field::RegistroPatronal => &draft.registro_patronal,
        Field::Nss => &draft.nss,
        Field::Paterno => &draft.paterno,
        Field::Materno => &draft.materno,
        Field::Nombre => &draft.nombre,
        Field::Sbc => &draft.sbc,
        Field::TipoTrabajador => &draft.tipo_trabajador,
        Field::TipoSalario => &draft.tipo_salario,
        Field::Jornada => &draft.jornada,
        Field::Fecha => &draft.fecha,
        Field::Umf => &draft.umf,
        Field::Guia => &draft.guia,
        Field::Clave => &draft.clave,
        Field::Curp => &draft.curp,
        Field::CausaBaja => &draft.causa,
        _ => "",
    }
}

/// Every field of a draft that is text.
pub(crate) const TEXT_FIELDS: [Field; 15] = [
    Field::RegistroPatronal,
    Field::Nss,
    Field::Paterno,
    Field::Materno,
    Field::Nombre,
    Field::Sbc,
    Field::TipoTrabajador,
    Field::TipoSalario,
    Field::Jornada,
    Field::Fecha,
    Field::Umf,
    Field::Guia,
    Field::Clave,
    Field::Curp,
    Field::CausaBaja,
];

#[cfg(test)]
mod tests {
    use imss::movimiento::TipoMovimiento;

    use super::*;

    #[test]
    fn every_text_is_read_where_it_was_written() {
        let mut draft = MovimientoDraft::new(TipoMovimiento::Baja);
        let mut rfc = String::new();
        for field in TEXT_FIELDS {
            let text = place(&mut draft, &mut rfc, field).unwrap();
            field.as_str().clone_into(text);
        }
        for field in TEXT_FIELDS {
            assert_eq!(text_of(&draft, field), field.as_str());
        }
    }
}
