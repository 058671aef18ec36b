//! A CSV file: UTF-8 with its mark, commas, CRLF, days as `2026-01-15`, which a spreadsheet reads as a
//! day in every language.

use csv::{Terminator, Writer, WriterBuilder};
use export_protocol::{Cell, Table};

use crate::error::WriteError;

/// A spreadsheet takes a text that begins so for a formula; the last four are the wide forms of the
/// first four.
const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

pub(crate) struct CsvFile {
    writer: Writer<Vec<u8>>,
    rows: u32,
}

impl CsvFile {
    pub(crate) fn begin(table: &Table) -> Result<Self, WriteError> {
        // Without the mark Excel reads the accents as another encoding.
        let begun = "\u{feff}".as_bytes().to_vec();
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(begun);
        let headings = table.columns.iter().map(|column| safe(&column.heading));
        writer.write_record(headings).map_err(WriteError::broken)?;
        Ok(Self { writer, rows: 0 })
    }

    pub(crate) fn push(&mut self, rows: &[Vec<Cell>]) -> Result<u32, WriteError> {
        for row in rows {
            self.writer
                .write_record(row.iter().map(text))
                .map_err(WriteError::broken)?;
            self.rows = self.rows.saturating_add(1);
        }
        Ok(self.rows)
    }

    pub(crate) fn finish(self) -> Result<Vec<u8>, WriteError> {
        self.writer
            .into_inner()
            .map_err(|error| WriteError::broken(error.to_string()))
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => safe(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Money(centavos) => pesos(*centavos),
        Cell::Date(date) => date.to_string(),
        Cell::Moment(at) => format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute()),
    }
}

/// A text that no spreadsheet runs as a formula: an apostrophe says that text follows.
fn safe(text: &str) -> String {
    if text.starts_with(FORMULA_STARTS) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Centavos as pesos, `687.70`.
pub(crate) fn pesos(centavos: i64) -> String {
    let sign = if centavos < 0 { "-" } else { "" };
    let centavos = centavos.unsigned_abs();
    format!("{sign}{}.{:02}", centavos / 100, centavos % 100)
}

#[cfg(test)]
mod tests {
    use super::{pesos, safe};

    #[test]
    fn pesos_have_two_decimals() {
        assert_eq!(pesos(68_770), "687.70");
        assert_eq!(pesos(5), "0.05");
        assert_eq!(pesos(-105), "-1.05");
    }

    #[test]
    fn no_text_begins_as_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "＝1"] {
            assert!(safe(formula).starts_with('\''), "{formula}");
        }
        assert_eq!(safe("PEÑA-LÓPEZ"), "PEÑA-LÓPEZ");
    }
}
