//! Workbooks: `.xlsx` and `.ods` streamed, `.xls` read whole, all under limits.
//!
//! `calamine` reads all three, and is not used: it reserves memory by counts that the file claims,
//! inflates without a bound, keeps whole sheets, and panics at places that a file names (docs/adr/0007).

mod chunks;
mod merged;
mod metered;
mod ods;
mod parts;
mod shown;
mod xls;
mod xlsx;

use std::io::{Read, Seek};

use crate::error::ReadError;
use crate::row::{ColumnSet, RowBuf};
use crate::sniff::Book;
pub(crate) use merged::Merged;

/// What is done with each row: its line in the sheet, its cells; `false` ends the reading.
pub(crate) type Each<'a> = &'a mut dyn FnMut(u32, &RowBuf) -> Result<bool, ReadError>;

/// How far the reading has come: bytes done, of how many.
pub(crate) type Moved<'a> = &'a mut dyn FnMut(u64, u64);

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// Whether the workbook hides it, so that its program may show it again or not.
    pub(crate) is_hidden: bool,
}

/// How the reading of a sheet ended.
#[derive(Debug)]
pub(crate) struct SheetEnd {
    /// Whether its end was reached, or `each` ended the reading; otherwise the sheet breaks off.
    pub(crate) is_whole: bool,
    pub(crate) hidden_columns: ColumnSet,
    /// Merged cells that the file names behind its rows, and that the rows do not know of.
    pub(crate) merged: Merged,
}

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

    /// The sheets, in order.
    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        match self {
            Self::Xlsx(book) => book.sheets(),
            Self::Ods(book) => book.sheets(),
            Self::Xls(book) => book.sheets(),
        }
    }

    /// Whether bare serial numbers count days from 1904.
    pub(crate) fn since_1904(&self) -> bool {
        match self {
            Self::Xlsx(book) => book.since_1904(),
            Self::Ods(book) => book.since_1904(),
            Self::Xls(book) => book.since_1904(),
        }
    }

    /// Hands over every row of a sheet that is not blank.
    pub(crate) fn rows(
        &mut self,
        sheet: usize,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<SheetEnd, ReadError> {
        match self {
            Self::Xlsx(book) => book.rows(sheet, each, moved),
            Self::Ods(book) => book.rows(sheet, each, moved),
            Self::Xls(book) => book.rows(sheet, each),
        }
    }
}
