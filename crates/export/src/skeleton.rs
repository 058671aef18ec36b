//! A workbook with headings, one row of blank cells that carry the columns' styles, and the notes:
//! everything of the file but its rows. `rust_xlsxwriter` writes it.

use std::io::{Cursor, Read as _};

use export_protocol::{Cell, ColumnKind, Note, Table};
use rust_xlsxwriter::{Color, Format, Workbook, Worksheet, XlsxError};
use zip::ZipArchive;

use crate::error::WriteError;

/// The part of a workbook that is its first sheet.
pub(crate) const FIRST_SHEET: &str = "xl/worksheets/sheet1.xml";

/// A workbook without rows.
pub(crate) struct Skeleton {
    /// The file.
    pub(crate) file: Vec<u8>,
    /// The XML of the first sheet up to its first row below the headings.
    pub(crate) head: String,
    /// The XML after that row.
    pub(crate) tail: String,
    /// The style of each column.
    pub(crate) styles: Vec<u32>,
}

impl Skeleton {
    /// Writes it for a table of so many rows.
    pub(crate) fn write(table: &Table, rows: u32, notes: &[Note]) -> Result<Self, WriteError> {
        let file = workbook(table, rows, notes).map_err(WriteError::broken)?;
        let xml = first_sheet(&file)?;
        let (head, rest) = xml
            .split_once("<row r=\"2\"")
            .ok_or_else(|| WriteError::broken("the sheet has no second row"))?;
        let (sample, tail) = rest
            .split_once("</row>")
            .ok_or_else(|| WriteError::broken("the second row has no end"))?;
        let styles = styles(sample);
        if styles.len() != table.columns.len() {
            return Err(WriteError::broken("a column has no style"));
        }
        Ok(Self {
            head: without_dimension(head),
            tail: tail.to_owned(),
            styles,
            file,
        })
    }
}

fn workbook(table: &Table, rows: u32, notes: &[Note]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let heading = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xE9_EC_EF));
    let sheet = book.add_worksheet().set_name(&table.sheet)?;
    for (place, column) in (0_u16..).zip(&table.columns) {
        sheet.set_column_width(place, column.width)?;
        sheet.write_string_with_format(0, place, &column.heading, &heading)?;
        sheet.write_blank(1, place, &format_of(column.kind))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    let last = u16::try_from(table.columns.len()).unwrap_or(1).max(1) - 1;
    sheet.autofilter(0, 0, rows.max(1), last)?;
    let second = book.add_worksheet().set_name(&table.notes_sheet)?;
    second.set_column_width(0, 34)?;
    second.set_column_width(1, 60)?;
    for (row, note) in (0_u32..).zip(notes) {
        second.write_string_with_format(row, 0, &note.label, &heading)?;
        write(second, row, &note.value)?;
    }
    book.save_to_buffer()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts and amounts far below 2^53"
)]
fn write(sheet: &mut Worksheet, row: u32, value: &Cell) -> Result<(), XlsxError> {
    match value {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string(row, 1, text)?;
        }
        Cell::Whole(number) => {
            sheet.write_number_with_format(
                row,
                1,
                *number as f64,
                &format_of(ColumnKind::Whole),
            )?;
        }
        Cell::Money(centavos) => {
            let pesos = *centavos as f64 / 100.0;
            sheet.write_number_with_format(row, 1, pesos, &format_of(ColumnKind::Money))?;
        }
        Cell::Date(day) => {
            sheet.write_string(row, 1, day.to_string())?;
        }
        Cell::Moment(at) => {
            sheet.write_string(row, 1, at.to_string())?;
        }
    }
    Ok(())
}

fn format_of(kind: ColumnKind) -> Format {
    Format::new().set_num_format(match kind {
        ColumnKind::Text => "@",
        ColumnKind::Whole => "#,##0",
        ColumnKind::Money => "#,##0.00",
        ColumnKind::Date => "dd/mm/yyyy",
        ColumnKind::Moment => "dd/mm/yyyy hh:mm",
    })
}

/// The XML of the first sheet.
fn first_sheet(file: &[u8]) -> Result<String, WriteError> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(WriteError::broken)?;
    let mut entry = archive.by_name(FIRST_SHEET).map_err(WriteError::broken)?;
    let mut xml = String::new();
    entry.read_to_string(&mut xml).map_err(WriteError::broken)?;
    Ok(xml)
}

/// The numbers of the styles in a row of blank cells, `<c r="A2" s="3"/>` each.
fn styles(row: &str) -> Vec<u32> {
    row.split("<c ")
        .skip(1)
        .filter_map(|cell| {
            let (_, rest) = cell.split_once(" s=\"")?;
            let (number, _) = rest.split_once('"')?;
            number.parse().ok()
        })
        .collect()
}

/// The sheet's head without the range it names as filled, which no reader needs and which would be wrong.
fn without_dimension(head: &str) -> String {
    let Some((before, rest)) = head.split_once("<dimension ") else {
        return head.to_owned();
    };
    let Some((_, after)) = rest.split_once("/>") else {
        return head.to_owned();
    };
    format!("{before}{after}")
}
