//! The workbooks we write: the template, and the rows that were not taken.

use import_protocol::{Purpose, RowView, mappable};
use imss::finding::Field;
use imss::movimiento::MovimientoDraft;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::error::ReadError;

/// An empty table with the headings that are recognised, every column as text so that an NSS keeps its
/// zeros, and a second sheet that says what goes where.
pub(crate) fn template(purpose: Purpose) -> Result<Vec<u8>, ReadError> {
    write_template(purpose).map_err(ReadError::broken)
}

fn write_template(purpose: Purpose) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let text = Format::new().set_num_format("@");
    let sheet = book.add_worksheet().set_name(match purpose {
        Purpose::Movements => "Movimientos",
        Purpose::Plantilla => "Trabajadores",
    })?;
    for (column, field) in (0_u16..).zip(mappable(purpose)) {
        sheet.set_column_format(column, &text)?;
        sheet.set_column_width(column, 20)?;
        sheet.write_string_with_format(0, column, field.label(), &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let help = book.add_worksheet().set_name("Instrucciones")?;
    help.set_column_width(0, 28)?;
    help.set_column_width(1, 90)?;
    help.write_string_with_format(0, 0, "Columna", &bold)?;
    help.write_string_with_format(0, 1, "Qué va en ella", &bold)?;
    for (row, field) in (1_u32..).zip(mappable(purpose)) {
        help.write_string(row, 0, field.label())?;
        help.write_string(row, 1, explained(*field))?;
    }
    book.save_to_buffer()
}

fn explained(field: Field) -> &'static str {
    match field {
        Field::Tipo => "08 reingreso, 07 modificación de salario o 02 baja. También la palabra.",
        Field::RegistroPatronal => "11 caracteres. Vacía, se toma el que elijas al importar.",
        Field::Nss => "11 dígitos, con sus ceros.",
        Field::Curp => "18 caracteres. No hace falta en una baja.",
        Field::Rfc => "13 caracteres. Puede ir vacía.",
        Field::Paterno => "Como lo tiene el IMSS, hasta 27 letras.",
        Field::Materno => "Puede ir vacía si no tiene.",
        Field::Nombre => "Como lo tiene el IMSS, hasta 27 letras.",
        Field::Fecha => "Día, mes y año: 15/01/2026.",
        Field::Sbc => "Pesos al día con centavos, como 687.70. No hace falta en una baja.",
        Field::TipoTrabajador => {
            "1 permanente, 2 eventual de ciudad, 3 eventual de construcción, 4 eventual del campo. Vacía, permanente."
        }
        Field::TipoSalario => "0 fijo, 1 variable, 2 mixto. Vacía, fijo.",
        Field::Jornada => {
            "0 normal, 1 a 5 días de semana reducida, 6 jornada reducida. Vacía, normal."
        }
        Field::Umf => "3 dígitos. Vacía, la del registro patronal.",
        Field::Guia => "5 dígitos. Vacía, la del registro patronal.",
        Field::Clave => "La tuya, hasta 10 caracteres. Puede ir vacía.",
        Field::CausaBaja => "Solo en una baja: 1 a 9, o A para pensión. También la palabra.",
        _ => "",
    }
}

/// The rows that were not taken: a table that can be mended and imported again, with the reasons in
/// its last column.
pub(crate) struct Rejected {
    book: Workbook,
    purpose: Purpose,
    row: u32,
}

impl Rejected {
    pub(crate) fn new(purpose: Purpose) -> Result<Self, ReadError> {
        Self::begin(purpose).map_err(ReadError::broken)
    }

    fn begin(purpose: Purpose) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        let bold = Format::new().set_bold();
        let text = Format::new().set_num_format("@");
        let sheet = book.add_worksheet().set_name("Renglones rechazados")?;
        let mut column = 0;
        for field in mappable(purpose) {
            sheet.set_column_format(column, &text)?;
            sheet.write_string_with_format(0, column, field.label(), &bold)?;
            column += 1;
        }
        for heading in ["Renglón del archivo", "Por qué"] {
            sheet.write_string_with_format(0, column, heading, &bold)?;
            column += 1;
        }
        sheet.set_column_width(column - 1, 100)?;
        sheet.set_freeze_panes(1, 0)?;
        Ok(Self {
            book,
            purpose,
            row: 1,
        })
    }

    pub(crate) fn push(&mut self, view: &RowView) -> Result<(), ReadError> {
        self.write(view).map_err(ReadError::broken)
    }

    fn write(&mut self, view: &RowView) -> Result<(), XlsxError> {
        let sheet = self.book.worksheet_from_index(0)?;
        let mut column = 0_u16;
        for field in mappable(self.purpose) {
            let text = value(&view.draft, &view.rfc, *field);
            if !text.is_empty() {
                sheet.write_string(self.row, column, text)?;
            }
            column += 1;
        }
        sheet.write_number(self.row, column, view.line)?;
        sheet.write_string(self.row, column + 1, reasons(view))?;
        self.row += 1;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<Vec<u8>, ReadError> {
        self.book.save_to_buffer().map_err(ReadError::broken)
    }
}

fn reasons(view: &RowView) -> String {
    let mut reasons = Vec::new();
    if view.left_out {
        reasons.push("Lo dejaste fuera.".to_owned());
    }
    for finding in &view.findings {
        let label = finding.field.map(Field::label);
        reasons.push(match label {
            Some(label) => format!("{label}: {}", finding.message),
            None => finding.message.clone(),
        });
    }
    reasons.join("\n")
}

fn value<'a>(draft: &'a MovimientoDraft, rfc: &'a str, field: Field) -> &'a str {
    match field {
        Field::Tipo => draft.tipo.code(),
        Field::Rfc => rfc,
        other => draft.text(other).unwrap_or_default(),
    }
}
