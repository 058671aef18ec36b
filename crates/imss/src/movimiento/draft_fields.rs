//! The fields of a draft by name: the one list of what is typed as text.

use super::MovimientoDraft;
use crate::finding::Field;

macro_rules! text_fields {
    ($($field:ident: $member:ident),+ $(,)?) => {
        impl MovimientoDraft {
            /// The fields that hold text, in the order of a form: all but the type.
            pub const TEXT_FIELDS: &'static [Field] = &[$(Field::$field),+];

            /// Returns the text of a field; `None` where a draft has no such field.
            #[must_use]
            pub fn text(&self, field: Field) -> Option<&str> {
                match field {
                    $(Field::$field => Some(&self.$member),)+
                    _ => None,
                }
            }

            /// Returns the text of a field to be changed; `None` where a draft has no such field.
            pub fn text_mut(&mut self, field: Field) -> Option<&mut String> {
                match field {
                    $(Field::$field => Some(&mut self.$member),)+
                    _ => None,
                }
            }
        }
    };
}

text_fields!(
    RegistroPatronal: registro_patronal,
    Nss: nss,
    Paterno: paterno,
    Materno: materno,
    Nombre: nombre,
    Sbc: sbc,
    TipoTrabajador: tipo_trabajador,
    TipoSalario: tipo_salario,
    Jornada: jornada,
    Fecha: fecha,
    Umf: umf,
    Guia: guia,
    Clave: clave,
    Curp: curp,
    CausaBaja: causa,
);

#[cfg(test)]
mod tests {
    use super::MovimientoDraft;
    use crate::finding::Field;
    use crate::movimiento::TipoMovimiento;

    #[test]
    fn every_field_but_the_type_is_text() {
        let draft = MovimientoDraft::new(TipoMovimiento::Baja);
        let fields = serde_json::to_value(&draft).unwrap();
        let members = fields.as_object().unwrap().len();
        assert_eq!(MovimientoDraft::TEXT_FIELDS.len(), members - 1);
        assert_eq!(draft.text(Field::Tipo), None);
    }

    #[test]
    fn changed_text_is_read_back() {
        let mut draft = MovimientoDraft::new(TipoMovimiento::Baja);
        for field in MovimientoDraft::TEXT_FIELDS {
            *draft.text_mut(*field).unwrap() = field.as_str().to_owned();
        }
        for field in MovimientoDraft::TEXT_FIELDS {
            assert_eq!(draft.text(*field), Some(field.as_str()));
        }
    }
}
