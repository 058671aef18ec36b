//! A workbook whose rows are compressed as they come.
//!
//! `rust_xlsxwriter` keeps every cell until the file is saved, and its way around that wants temporary
//! files, which a browser has not. So it writes the workbook without rows ([`Skeleton`]), and the rows are
//! written here into the place of its one blank row, in the styles that it gave that row's cells.

use std::io::{Cursor, Write as _};

use export_protocol::{Cell, ColumnKind, Note, Table, WORKBOOK_MAX_ROWS};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::error::WriteError;
use crate::sheet_xml;
use crate::skeleton::{FIRST_SHEET, Skeleton};

type Archive = ZipWriter<Cursor<Vec<u8>>>;

pub(crate) struct Workbook {
    table: Table,
    styles: Vec<(ColumnKind, u32)>,
    head: String,
    /// The first sheet alone, compressed so far.
    sheet: Archive,
    rows: u32,
}

impl Workbook {
    pub(crate) fn begin(table: Table) -> Result<Self, WriteError> {
        let Skeleton { head, styles, .. } = Skeleton::write(&table, 0, &[])?;
        let kinds = table.columns.iter().map(|column| column.kind);
        let styles = kinds.zip(styles).collect();
        let mut sheet = ZipWriter::new(Cursor::new(Vec::new()));
        // Level 3 takes a third of the time of 6, and a tenth more bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(3));
        sheet
            .start_file(FIRST_SHEET, options)
            .map_err(WriteError::broken)?;
        sheet
            .write_all(head.as_bytes())
            .map_err(WriteError::broken)?;
        Ok(Self {
            table,
            styles,
            head,
            sheet,
            rows: 0,
        })
    }

    pub(crate) fn push(&mut self, rows: &[Vec<Cell>]) -> Result<u32, WriteError> {
        let mut xml = String::with_capacity(rows.len() * 1_024);
        for row in rows {
            if self.rows >= WORKBOOK_MAX_ROWS {
                return Err(WriteError::TooManyRows);
            }
            self.rows += 1;
            sheet_xml::row(&mut xml, self.rows + 1, &self.styles, row);
        }
        self.sheet
            .write_all(xml.as_bytes())
            .map_err(WriteError::broken)?;
        Ok(self.rows)
    }

    pub(crate) fn finish(mut self, notes: &[Note]) -> Result<Vec<u8>, WriteError> {
        let skeleton = Skeleton::write(&self.table, self.rows, notes)?;
        let same_styles = self
            .styles
            .iter()
            .map(|(_, style)| style)
            .eq(&skeleton.styles);
        if skeleton.head != self.head || !same_styles {
            return Err(WriteError::broken("the workbook's beginning changed"));
        }
        self.sheet
            .write_all(skeleton.tail.as_bytes())
            .map_err(WriteError::broken)?;
        let sheet = self.sheet.finish().map_err(WriteError::broken)?;
        assemble(&skeleton.file, sheet.into_inner()).map_err(WriteError::broken)
    }
}

/// The skeleton's file with another first sheet; every part is copied as it is compressed.
fn assemble(skeleton: &[u8], sheet: Vec<u8>) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut parts = ZipArchive::new(Cursor::new(skeleton))?;
    let mut sheet = ZipArchive::new(Cursor::new(sheet))?;
    let mut whole: Archive = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..parts.len() {
        let part = parts.by_index_raw(place)?;
        if part.name_raw() == FIRST_SHEET.as_bytes() {
            whole.raw_copy_file(sheet.by_index_raw(0)?)?;
        } else {
            whole.raw_copy_file(part)?;
        }
    }
    Ok(whole.finish()?.into_inner())
}
