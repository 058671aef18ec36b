//! The rows of a workbook, packed: a workbook cannot be read from the middle.

use crate::error::ReadError;
use crate::limits::MAX_KEPT;
use crate::row::RowBuf;

/// Rows in a block: to find a row at most as many are passed over.
const BLOCK: u32 = 64;

/// Rows, one after the other: line (4 bytes), cells (1), then column (1), length (2) and text of each.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    bytes: Vec<u8>,
    starts: Vec<u32>,
    rows: u32,
}

impl Packed {
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
        self.bytes.extend_from_slice(&line.to_le_bytes());
        let count = u8::try_from(row.iter().count()).unwrap_or(u8::MAX);
        self.bytes.push(count);
        for (column, text) in row.iter().take(usize::from(count)) {
            // A row keeps neither more columns nor longer cells than fit here (`limits`).
            let length = u16::try_from(text.len()).unwrap_or(0);
            self.bytes.push(u8::try_from(column).unwrap_or(u8::MAX));
            self.bytes.extend_from_slice(&length.to_le_bytes());
            self.bytes
                .extend_from_slice(&text.as_bytes()[..usize::from(length)]);
        }
        self.rows += 1;
        Ok(())
    }

    /// Every row from one on, with its line, until told to stop.
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
        let count = self.take(1)?[0];
        for _ in 0..count {
            let column = self.take(1)?[0];
            let length = u16::from_le_bytes(self.take(2)?.try_into().ok()?);
            let text = std::str::from_utf8(self.take(usize::from(length))?).ok()?;
            row.push(usize::from(column), text);
        }
        Some(line)
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
        let mut packed = Packed::default();
        let mut row = RowBuf::default();
        for index in 0..1_000_u32 {
            row.clear();
            row.push(0, &index.to_string());
            row.push(7, "Ñ");
            packed.push(index + 2, &row).unwrap();
        }
        assert_eq!(packed.rows(), 1_000);
        for from in [0, 1, 63, 64, 65, 500, 999] {
            let mut next = from;
            packed.walk(from, |index, line, row| {
                assert_eq!((index, line), (next, next + 2));
                assert_eq!((row.get(0), row.get(7)), (&*index.to_string(), "Ñ"));
                next += 1;
                true
            });
            assert_eq!(next, 1_000);
        }
        packed.walk(1_000, |_, _, _| unreachable!("there is no such row"));
    }
}
