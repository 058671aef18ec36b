//! The position of every field, for preview and reading.

use serde::Serialize;

use crate::finding::Field;
use crate::movimiento::TipoMovimiento;

/// A field's place in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FieldSpan {
    /// The field.
    pub field: Field,
    /// Its first position, counted from 1 as the guide does.
    pub start: usize,
    /// Its length in bytes.
    pub len: usize,
    /// What to call it in a preview.
    pub label: &'static str,
}

impl FieldSpan {
    /// Returns its bytes within a record.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start - 1..self.start - 1 + self.len
    }
}

const fn span(field: Field, start: usize, len: usize, label: &'static str) -> FieldSpan {
    FieldSpan {
        field,
        start,
        len,
        label,
    }
}

const EMPLOYER: FieldSpan = span(Field::RegistroPatronal, 1, 11, "Registro patronal");
const TRABAJADOR: FieldSpan = span(Field::Nss, 12, 11, "NSS");
const PATERNO: FieldSpan = span(Field::Paterno, 23, 27, "Apellido paterno");
const MATERNO: FieldSpan = span(Field::Materno, 50, 27, "Apellido materno");
const NOMBRE: FieldSpan = span(Field::Nombre, 77, 27, "Nombre(s)");
const SALARY: FieldSpan = span(Field::Sbc, 104, 6, "Salario base de cotización");
const SALARY_KIND: FieldSpan = span(Field::TipoSalario, 117, 1, "Tipo de salario");
const WEEK: FieldSpan = span(Field::Jornada, 118, 1, "Semana o jornada reducida");
const DATE: FieldSpan = span(Field::Fecha, 119, 8, "Fecha del movimiento");
const KIND: FieldSpan = span(Field::Tipo, 132, 2, "Tipo de movimiento");
const GUIDE: FieldSpan = span(Field::Guia, 134, 5, "Guía");
const CODE: FieldSpan = span(Field::Clave, 139, 10, "Clave del trabajador");
const POPULATION_KEY: FieldSpan = span(Field::Curp, 150, 18, "CURP");
const END: FieldSpan = span(Field::Cierre, 168, 1, "Cierre (9)");

const fn blank(start: usize, len: usize) -> FieldSpan {
    span(Field::Relleno, start, len, "Espacios")
}

const REINGRESO: &[FieldSpan] = &[
    EMPLOYER,
    TRABAJADOR,
    PATERNO,
    MATERNO,
    NOMBRE,
    SALARY,
    blank(110, 6),
    span(Field::TipoTrabajador, 116, 1, "Tipo de trabajador"),
    SALARY_KIND,
    WEEK,
    DATE,
    span(Field::Umf, 127, 3, "UMF"),
    blank(130, 2),
    KIND,
    GUIDE,
    CODE,
    blank(149, 1),
    POPULATION_KEY,
    END,
];

const MODIFICACION: &[FieldSpan] = &[
    EMPLOYER,
    TRABAJADOR,
    PATERNO,
    MATERNO,
    NOMBRE,
    SALARY,
    blank(110, 6),
    blank(116, 1),
    SALARY_KIND,
    WEEK,
    DATE,
    blank(127, 5),
    KIND,
    GUIDE,
    CODE,
    blank(149, 1),
    POPULATION_KEY,
    END,
];

const BAJA: &[FieldSpan] = &[
    EMPLOYER,
    TRABAJADOR,
    PATERNO,
    MATERNO,
    NOMBRE,
    span(Field::Relleno, 104, 15, "Ceros"),
    DATE,
    blank(127, 5),
    KIND,
    GUIDE,
    CODE,
    span(Field::CausaBaja, 149, 1, "Causa de la baja"),
    blank(150, 18),
    END,
];

const TRAILER: &[FieldSpan] = &[
    span(Field::Relleno, 1, 13, "Asteriscos"),
    blank(14, 43),
    span(Field::Cuenta, 57, 6, "Número de movimientos"),
    blank(63, 71),
    GUIDE,
    blank(139, 29),
    END,
];

/// Returns the fields of a record of this type, in order, covering all 168 bytes.
#[must_use]
pub fn layout(tipo: TipoMovimiento) -> &'static [FieldSpan] {
    match tipo {
        TipoMovimiento::Reingreso => REINGRESO,
        TipoMovimiento::Modificacion => MODIFICACION,
        TipoMovimiento::Baja => BAJA,
    }
}

/// Returns the fields of the optional last record `[B]`.
#[must_use]
pub fn trailer_layout() -> &'static [FieldSpan] {
    TRAILER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispmag::RECORD_LEN;

    #[test]
    fn the_fields_cover_the_record_without_gap_or_overlap() {
        for spans in [REINGRESO, MODIFICACION, BAJA, TRAILER] {
            let end = spans.iter().fold(0, |end, span| {
                assert_eq!(span.range().start, end, "{}", span.label);
                span.range().end
            });
            assert_eq!(end, RECORD_LEN);
        }
    }
}
