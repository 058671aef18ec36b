//! The rows of a workbook, packed: a workbook cannot be read from the middle.

use crate::error::ReadError;
use crate::limits::MAX_KEPT;
use crate::row::{CellKind, ColumnSet, RowBuf};
use crate::sheet::Merged;

/// Rows in a block: to find a row at most as many are passed over.
const BLOCK: u32 = 64;

/// The bit of a line that says that the row is hidden; no sheet has as many lines.
const HIDDEN: u32 = 1 << 31;

/// The bit of a line that says that merged cells cover some of the row's.
const COVERED: u32 = 1 << 30;

/// The kind of a cell lies in the highest bits of its length, which no cell needs.
const KIND_AT: u32 = 14;

/// Rows, one after the other: line (4 bytes), the columns that are covered (16, where there are any), cells
/// (1), then column (1), kind and length (2) and text of each.
#[derive(Debug, Default)]
pub(crate) struct PackedRows {
    bytes: Vec<u8>,
    starts: Vec<u32>,
    rows: u32,
}

impl PackedRows {
    pub(crate) fn rows(&self) -> u32 {
        self.rows
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, line: u32, row: &RowBuf) -> Result<(), ReadError> {
        let start = u32::try_from(self.bytes.len()).ok();
        let (Some(start), true) = (start, self.bytes.len() < MAX_KEPT) else {
            return Err(ReadError::TooLarge("trae demasiado texto"));
        };
        if self.rows.is_multiple_of(BLOCK) {
            self.starts.push(start);
        }
        let hidden = if row.is_hidden { HIDDEN } else { 0 };
        let covered = if row.covered.is_empty() { 0 } else { COVERED };
        let line = line | hidden | covered;
        self.bytes.extend_from_slice(&line.to_le_bytes());
        if covered != 0 {
            self.bytes.extend_from_slice(&row.covered.to_le_bytes());
        }
        let counted = self.bytes.len();
        self.bytes.push(0);
        let mut count = 0_u8;
        // A row keeps neither more columns nor longer cells than fit here (`limits`).
        for (column, text, kind) in row.cells().take(usize::from(u8::MAX)) {
            let length = u16::try_from(text.len()).unwrap_or(0) & ((1 << KIND_AT) - 1);
            let marked = length | ((kind as u16) << KIND_AT);
            self.bytes.push(u8::try_from(column).unwrap_or(u8::MAX));
            self.bytes.extend_from_slice(&marked.to_le_bytes());
            self.bytes
                .extend_from_slice(&text.as_bytes()[..usize::from(length)]);
            count += 1;
        }
        self.bytes[counted] = count;
        self.rows += 1;
        Ok(())
    }

    /// Returns the same rows with what merged cells cover of each.
    ///
    /// # Errors
    /// There is too much to keep.
    pub(crate) fn covered_by(self, merged: Merged) -> Result<Self, ReadError> {
        if merged.is_empty() {
            return Ok(self);
        }
        let mut covered = merged.covered();
        let mut with = Self::default();
        let mut outcome = Ok(());
        let mut changed = RowBuf::default();
        self.walk(0, |_, line, row| {
            changed.clone_from(row);
            changed.covered = covered.on(line);
            outcome = with.push(line, &changed);
            outcome.is_ok()
        });
        outcome.map(|()| with)
    }

    /// Every row from one on, with its line, until `each` answers `false`.
    pub(crate) fn walk(&self, from: u32, mut each: impl FnMut(u32, u32, &RowBuf) -> bool) {
        let Some(start) = self.starts.get((from / BLOCK) as usize) else {
            return;
        };
        let mut rest = Unpacking(&self.bytes[*start as usize..]);
        let mut row = RowBuf::default();
        for index in (from / BLOCK * BLOCK)..self.rows {
            let Some(line) = rest.row(&mut row) else {
                return;
            };
            if index >= from && !each(index, line, &row) {
                return;
            }
        }
    }
}

struct Unpacking<'a>(&'a [u8]);

impl<'a> Unpacking<'a> {
    fn row(&mut self, row: &mut RowBuf) -> Option<u32> {
        row.clear();
        let line = u32::from_le_bytes(self.take(4)?.try_into().ok()?);
        row.is_hidden = line & HIDDEN != 0;
        if line & COVERED != 0 {
            row.covered = ColumnSet::from_le_bytes(self.take(16)?.try_into().ok()?);
        }
        let count = self.take(1)?[0];
        for _ in 0..count {
            let column = self.take(1)?[0];
            let marked = u16::from_le_bytes(self.take(2)?.try_into().ok()?);
            let length = marked & ((1 << KIND_AT) - 1);
            let kind = match marked >> KIND_AT {
                0 => CellKind::Text,
                1 => CellKind::Day,
                _ => CellKind::Unreadable,
            };
            let text = std::str::from_utf8(self.take(usize::from(length))?).ok()?;
            row.push_as(usize::from(column), text, kind);
        }
        Some(line & !(HIDDEN | COVERED))
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_comes_back_from_wherever_the_walk_begins() {
        let mut packed = PackedRows::default();
        let mut row = RowBuf::default();
        for index in 0..1_000_u32 {
            row.clear();
            row.push(0, &index.to_string());
            row.push_as(7, "15/01/2026", CellKind::Day);
            row.push_unreadable(9, "Ñ");
            row.is_hidden = index % 3 == 0;
            if index % 5 == 0 {
                row.covered.add(8, 1);
            }
            packed.push(index + 2, &row).unwrap();
        }
        assert_eq!(packed.rows(), 1_000);
        for from in [0, 1, 63, 64, 65, 500, 999] {
            let mut next = from;
            packed.walk(from, |index, line, row| {
                assert_eq!((index, line), (next, next + 2));
                assert_eq!((row.get(0), row.get(9)), (&*index.to_string(), "Ñ"));
                assert_eq!(
                    (row.kind(7), row.kind(9)),
                    (CellKind::Day, CellKind::Unreadable)
                );
                assert_eq!(row.is_hidden, index % 3 == 0);
                assert_eq!(row.covered.has(8), index % 5 == 0);
                next += 1;
                true
            });
            assert_eq!(next, 1_000);
        }
        packed.walk(1_000, |_, _, _| unreachable!("there is no such row"));
    }
}
