//! How much of a file is looked at. What passes them is refused with a sentence, or cut where that is
//! harmless.

/// Bytes of a file that is read piece by piece.
pub(crate) const MAX_FILE: u64 = 512 << 20;

/// Bytes of an .xls, which is read whole.
pub(crate) const MAX_XLS: u64 = 32 << 20;

/// Rows: twice what a sheet of Excel has.
pub(crate) const MAX_ROWS: u32 = 2_000_000;

/// Rows that an .ods holds in a word, by repeating one: a few bytes must not be minutes of work.
pub(crate) const MAX_REPEATED: u32 = 100_000;

/// Columns; those after it are not looked at.
pub(crate) const MAX_COLUMNS: usize = 128;

/// Bytes of a cell; the rest is cut off, which no field of a movement survives without a finding.
pub(crate) const MAX_CELL: usize = 1_000;

/// Bytes of a line of text, of a record of CSV with its quoted line ends, of an element of XML.
pub(crate) const MAX_PIECE: usize = 1 << 20;

/// Bytes of a row of a workbook, with all its cells.
pub(crate) const MAX_ELEMENT: usize = 4 << 20;

/// Bytes that a sheet may inflate to.
pub(crate) const MAX_SHEET: u64 = 1 << 30;

/// Bytes that the strings of a workbook may inflate to.
pub(crate) const MAX_STRINGS: u64 = 256 << 20;

/// Bytes that any other part of a workbook may inflate to.
pub(crate) const MAX_PART: u64 = 64 << 20;

/// Sheets and relations of a workbook that are looked at.
pub(crate) const MAX_PARTS: usize = 4_096;

/// Styles and formats of a workbook: as many as Excel writes.
pub(crate) const MAX_STYLES: usize = 65_536;

/// Bytes of a file of text that is kept in memory because it cannot be read piece by piece.
pub(crate) const MAX_TRANSCODED: u64 = 128 << 20;

/// Merged ranges of a sheet.
pub(crate) const MAX_MERGED: usize = 500_000;

/// Bytes of cells that are kept of a workbook.
pub(crate) const MAX_KEPT: usize = 512 << 20;
