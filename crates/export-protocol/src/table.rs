//! What a file is made of.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// Which file to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A workbook of Excel.
    Xlsx,
    /// Values separated by commas, UTF-8.
    Csv,
}

impl FileKind {
    /// Returns what the file's name ends with.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// Returns the file's media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv;charset=utf-8",
        }
    }
}

/// A table to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Which file.
    pub kind: FileKind,
    /// The name of its sheet; at most 31 characters.
    pub sheet: String,
    /// The name of the sheet of notes; at most 31 characters.
    pub notes_sheet: String,
    /// The columns, from the left; at most 26.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What stands at its top.
    pub heading: String,
    /// What its cells are.
    pub kind: ColumnKind,
    /// Its width, in characters.
    pub width: u16,
}

/// What the cells of a column are. A cell that is something else, because it could not be read as that,
/// is written as the text that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// Text; digits stay text, with their zeros.
    Text,
    /// A whole number.
    Whole,
    /// Pesos and centavos.
    Money,
    /// A day.
    Date,
    /// A day and a time of day.
    Moment,
}

/// The value of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[serde(rename = "e")]
    Empty,
    /// Text.
    #[serde(rename = "t")]
    Text(String),
    /// A whole number.
    #[serde(rename = "n")]
    Whole(i64),
    /// Centavos.
    #[serde(rename = "m")]
    Money(i64),
    /// A day.
    #[serde(rename = "d")]
    Date(Date),
    /// A day and a time of day.
    #[serde(rename = "s")]
    Moment(DateTime),
}

impl Cell {
    /// Returns a text, or an empty cell where there is none.
    #[must_use]
    pub fn text(text: &str) -> Self {
        match text.trim() {
            "" => Self::Empty,
            text => Self::Text(text.to_owned()),
        }
    }
}

/// A line of the sheet of notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: Cell,
}
