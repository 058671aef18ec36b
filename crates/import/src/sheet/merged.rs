//! Ranges of merged cells: a sheet shows the value of their first cell over all of them, and the others
//! hold nothing that a person sees.

use crate::error::ReadError;
use crate::limits::{MAX_COLUMNS, MAX_MERGED};
use crate::row::ColumnSet;

/// A range: lines from 1, columns from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    lines: (u32, u32),
    columns: (usize, usize),
}

/// The merged ranges of a sheet.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    ranges: Vec<Range>,
}

impl Merged {
    /// Adds a range; one of a single cell, or too far to the right, is passed over.
    ///
    /// # Errors
    /// There are too many of them.
    pub(super) fn add(
        &mut self,
        lines: (u32, u32),
        columns: (usize, usize),
    ) -> Result<(), ReadError> {
        let is_one = lines.0 == lines.1 && columns.0 == columns.1;
        let is_backwards = lines.0 > lines.1 || columns.0 > columns.1;
        if is_one || is_backwards || columns.0 >= MAX_COLUMNS {
            return Ok(());
        }
        if self.ranges.len() == MAX_MERGED {
            return Err(ReadError::TooLarge("combina demasiadas celdas"));
        }
        let columns = (columns.0, columns.1.min(MAX_COLUMNS - 1));
        self.ranges.push(Range { lines, columns });
        Ok(())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Returns what tells, line by line, which columns are covered.
    pub(crate) fn covered(mut self) -> Covered {
        self.ranges.sort_by_key(|range| range.lines.0);
        Covered {
            ranges: self.ranges,
            next: 0,
            until: [0; MAX_COLUMNS],
        }
    }
}

/// Which columns of a line are covered, asked for lines that ascend.
#[derive(Debug)]
pub(crate) struct Covered {
    /// In the order of their first lines.
    ranges: Vec<Range>,
    /// The first range that begins below the line that was asked for last.
    next: usize,
    /// By column, the last line that a range above covers.
    until: [u32; MAX_COLUMNS],
}

impl Covered {
    /// Returns the columns of a line that a merged cell covers: every one but the first cell of a range.
    pub(crate) fn on(&mut self, line: u32) -> ColumnSet {
        let mut shown = ColumnSet::default();
        while let Some(range) = self.ranges.get(self.next)
            && range.lines.0 <= line
        {
            self.next += 1;
            let (first, last) = range.columns;
            // Where two overlap, nobody can say whose value is seen.
            if range.lines.0 == line && self.until[first] < line {
                shown.add(first, 1);
            }
            for until in &mut self.until[first..=last] {
                *until = (*until).max(range.lines.1);
            }
        }
        let mut covered = ColumnSet::default();
        for (column, until) in self.until.iter().enumerate() {
            if *until >= line && !shown.has(column) {
                covered.add(column, 1);
            }
        }
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(set: ColumnSet) -> Vec<usize> {
        set.iter().collect()
    }

    #[test]
    fn the_first_cell_of_a_range_is_not_covered() {
        let mut merged = Merged::default();
        merged.add((2, 4), (1, 2)).unwrap();
        merged.add((4, 4), (5, 6)).unwrap();
        merged.add((9, 9), (0, 0)).unwrap();
        let mut covered = merged.covered();
        let by_line = [1, 2, 3, 4, 5, 9].map(|line| columns(covered.on(line)));
        assert_eq!(by_line[0], [0; 0]);
        assert_eq!(by_line[1], [2]);
        assert_eq!(by_line[2], [1, 2]);
        assert_eq!(by_line[3], [1, 2, 6]);
        assert_eq!(by_line[4..], [vec![], vec![]]);
    }

    #[test]
    fn ranges_above_hold_on_a_line_that_was_passed_over() {
        let mut merged = Merged::default();
        merged.add((8, 20), (0, 0)).unwrap();
        merged.add((2, u32::MAX), (3, usize::MAX)).unwrap();
        let mut covered = merged.covered();
        let expected: Vec<usize> = std::iter::once(0).chain(3..MAX_COLUMNS).collect();
        assert_eq!(columns(covered.on(15)), expected);
    }

    #[test]
    fn cells_of_two_ranges_are_covered() {
        let mut merged = Merged::default();
        merged.add((2, 5), (0, 1)).unwrap();
        merged.add((3, 3), (1, 2)).unwrap();
        let mut covered = merged.covered();
        assert_eq!(columns(covered.on(3)), [0, 1, 2]);
    }

    #[test]
    fn too_many_ranges_are_refused() {
        let mut merged = Merged::default();
        for line in 0..MAX_MERGED as u32 {
            merged.add((line, line), (0, 1)).unwrap();
        }
        let error = merged.add((1, 1), (0, 1)).unwrap_err();
        assert_eq!(error.code(), "too-large");
    }
}
