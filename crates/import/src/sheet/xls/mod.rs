//! Excel before 2007: read whole by `calamine`, so its size is limited instead of its parts.

use std::io::{Cursor, Read, Seek, SeekFrom};

use calamine::{Data, Reader as _, XlsError};

use super::Each;
use crate::error::ReadError;
use crate::interpret::day_of_serial;
use crate::limits::{MAX_COLUMNS, MAX_ROWS, MAX_XLS};
use crate::row::RowBuf;

/// A workbook, in memory.
pub(crate) struct Xls {
    book: calamine::Xls<Cursor<Vec<u8>>>,
}

impl Xls {
    pub(crate) fn open(mut reader: impl Read + Seek) -> Result<Self, ReadError> {
        let size = reader.seek(SeekFrom::End(0))?;
        if size > MAX_XLS {
            return Err(ReadError::TooLarge(
                "un .xls se lee de hasta 32 MB; guárdalo como .xlsx",
            ));
        }
        reader.rewind()?;
        let mut bytes = Vec::new();
        reader.take(MAX_XLS).read_to_end(&mut bytes)?;
        // Since 2007 a workbook with a password is such a file too, with the workbook sealed inside.
        if contains(&bytes, &utf16("EncryptedPackage")) {
            return Err(ReadError::Password);
        }
        if !contains(&bytes, &utf16("Workbook")) && !contains(&bytes, &utf16("Book")) {
            return Err(ReadError::NotATable("un documento de Office"));
        }
        let book = calamine::Xls::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsError::Password => ReadError::Password,
            other => ReadError::broken(other),
        })?;
        Ok(Self { book })
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    pub(crate) fn rows(&mut self, sheet: usize, each: Each<'_>) -> Result<(), ReadError> {
        let name = self.sheets().get(sheet).cloned();
        let name = name.ok_or(ReadError::NoSuchSheet)?;
        let cells = self
            .book
            .worksheet_range(&name)
            .map_err(ReadError::broken)?;
        let (first_row, first_column) = cells.start().unwrap_or_default();
        let mut row = RowBuf::default();
        let mut line = first_row;
        for cells in cells.rows().take(MAX_ROWS as usize) {
            line = line.saturating_add(1);
            row.clear();
            for (at, cell) in cells.iter().take(MAX_COLUMNS).enumerate() {
                row.push(first_column as usize + at, &shown(cell));
            }
            if !row.is_empty() && !each(line, &row)? {
                break;
            }
        }
        Ok(())
    }
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(serial) => day_of_serial(serial.as_f64(), false)
            .map_or_else(|| serial.as_f64().to_string(), imss::time::format_date),
        Data::DateTimeIso(day) => day.split('T').next().unwrap_or_default().to_owned(),
        other => other.to_string(),
    }
}

fn utf16(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
