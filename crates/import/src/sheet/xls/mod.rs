//! Excel before 2007 (MS-XLS; MS-CFB around it by `cfb`): read whole, so its size is limited instead of
//! its parts. The records that hold cells, of Excel 97 (BIFF8) and of Excel 95 (BIFF5).

mod cells;
mod globals;
mod records;
mod text;
mod value;

use std::io::{Cursor, Read, Seek, SeekFrom};

use super::{Each, Merged, Sheet, SheetEnd};
use crate::error::ReadError;
use crate::limits::{MAX_ROWS, MAX_XLS};
use crate::row::RowBuf;
use cells::{Cell, SheetCells};
use globals::Globals;

/// A workbook, in memory.
pub(crate) struct Xls {
    stream: Vec<u8>,
    globals: Globals,
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
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(ReadError::broken)?;
        // Since 2007 a workbook with a password is such a file too, with the workbook sealed inside.
        if file.is_stream("/EncryptedPackage") {
            return Err(ReadError::Password);
        }
        let name = ["/Workbook", "/Book"]
            .into_iter()
            .find(|name| file.is_stream(name))
            .ok_or(ReadError::NotATable("un documento de Office"))?;
        let mut stream = Vec::new();
        let inside = file.open_stream(name).map_err(ReadError::broken)?;
        // A stream is never longer than its file, whatever it says of itself.
        inside
            .take(MAX_XLS)
            .read_to_end(&mut stream)
            .map_err(ReadError::broken)?;
        let globals = Globals::read(&stream)?;
        Ok(Self { stream, globals })
    }

    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        let sheets = self.globals.sheets.iter();
        sheets.map(|(sheet, _)| sheet.clone()).collect()
    }

    pub(crate) fn since_1904(&self) -> bool {
        self.globals.since_1904
    }

    pub(crate) fn rows(&mut self, sheet: usize, each: Each<'_>) -> Result<SheetEnd, ReadError> {
        let (_, at) = self
            .globals
            .sheets
            .get(sheet)
            .ok_or(ReadError::NoSuchSheet)?;
        let stream = self
            .stream
            .get(*at as usize..)
            .ok_or_else(|| ReadError::broken("a sheet lies behind the end"))?;
        let SheetCells {
            mut cells,
            hidden_rows,
            hidden_columns,
            merged,
            ended,
        } = cells::read(stream, &self.globals)?;
        // Programs write them in order; a file may hold them in any.
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let mut covered = merged.covered();
        let mut row = RowBuf::default();
        let mut rows = 0;
        for of_row in cells.chunk_by(|one, other| one.row == other.row) {
            row.clear();
            for cell in of_row {
                self.globals
                    .push(&cell.value, usize::from(cell.column), &mut row);
            }
            let line = of_row.first().map_or(0, Cell::line);
            if row.is_empty() {
                continue;
            }
            row.is_hidden = of_row
                .first()
                .is_some_and(|cell| hidden_rows.contains(&cell.row));
            row.covered = covered.on(line);
            rows += 1;
            if rows > MAX_ROWS || !each(line, &row)? {
                break;
            }
        }
        Ok(SheetEnd {
            is_whole: ended,
            hidden_columns,
            merged: Merged::default(),
        })
    }
}
