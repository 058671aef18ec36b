//! Workbooks: `.xlsx` and `.ods` streamed, `.xls` read whole, all under limits.
//!
//! `calamine` reads all three, and is not used: it reserves memory by counts that stand in the file,
//! inflates without a bound, keeps whole sheets, and panics at places that a file names (docs/adr/0007).

mod chunks;
mod ods;
mod parts;
mod shown;
mod xls;
mod xlsx;

use std::io::{Read, Seek};

use crate::error::ReadError;
use crate::row::RowBuf;
use crate::sniff::Book;

/// What is done with each row: its line in the sheet, its cells; `false` ends the reading.
pub(crate) type Each<'a> = &'a mut dyn FnMut(u32, &RowBuf) -> Result<bool, ReadError>;

/// How far the reading has come: bytes done, of how many.
pub(crate) type Moved<'a> = &'a mut dyn FnMut(u64, u64);

/// A workbook.
pub(crate) enum Workbook<R: Read + Seek> {
    Xlsx(xlsx::Xlsx<R>),
    Ods(ods::Ods<R>),
    Xls(xls::Xls),
}

impl<R: Read + Seek> Workbook<R> {
    pub(crate) fn open(reader: R, book: Book) -> Result<Self, ReadError> {
        Ok(match book {
            Book::Zip => {
                let zip = parts::Parts::open(reader)?;
                if zip.has("content.xml") && zip.has("mimetype") {
                    Self::Ods(ods::Ods::open(zip)?)
                } else {
                    Self::Xlsx(xlsx::Xlsx::open(zip)?)
                }
            }
            Book::Compound => Self::Xls(xls::Xls::open(reader)?),
        })
    }

    pub(crate) fn kind(&self) -> import_protocol::Kind {
        match self {
            Self::Xlsx(_) => import_protocol::Kind::Xlsx,
            Self::Ods(_) => import_protocol::Kind::Ods,
            Self::Xls(_) => import_protocol::Kind::Xls,
        }
    }

    /// The names of the sheets, in order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        match self {
            Self::Xlsx(book) => book.sheets(),
            Self::Ods(book) => book.sheets(),
            Self::Xls(book) => book.sheets(),
        }
    }

    /// Every row of a sheet that is not blank.
    pub(crate) fn rows(
        &mut self,
        sheet: usize,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<(), ReadError> {
        match self {
            Self::Xlsx(book) => book.rows(sheet, each, moved),
            Self::Ods(book) => book.rows(sheet, each, moved),
            Self::Xls(book) => book.rows(sheet, each),
        }
    }
}
