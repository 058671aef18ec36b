//! The cells of one row, as text.

use crate::limits::{MAX_CELL, MAX_COLUMNS};

/// The cells of a row that are not blank: columns count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowBuf {
    text: String,
    /// Column and end in `text`, in order.
    cells: Vec<(u16, u32)>,
}

impl RowBuf {
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Takes a cell; one that is blank, out of order or too far to the right is passed over.
    pub(crate) fn push(&mut self, column: usize, text: &str) {
        let text = text.trim();
        let before = self.cells.last().map(|(column, _)| usize::from(*column));
        if text.is_empty() || column >= MAX_COLUMNS || before.is_some_and(|last| column <= last) {
            return;
        }
        self.text.push_str(cut(text, MAX_CELL));
        let (Ok(column), Ok(end)) = (u16::try_from(column), u32::try_from(self.text.len())) else {
            return;
        };
        self.cells.push((column, end));
    }

    /// A cell; blank where there is none.
    pub(crate) fn get(&self, column: usize) -> &str {
        let at = self
            .cells
            .binary_search_by(|(known, _)| usize::from(*known).cmp(&column));
        at.map_or("", |at| self.at(at))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &str)> {
        (0..self.cells.len()).map(|at| (usize::from(self.cells[at].0), self.at(at)))
    }

    fn at(&self, at: usize) -> &str {
        let start = at
            .checked_sub(1)
            .map_or(0, |before| self.cells[before].1 as usize);
        &self.text[start..self.cells[at].1 as usize]
    }
}

/// The first bytes of a text, whole characters.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_their_column_and_the_others_are_blank() {
        let mut row = RowBuf::default();
        row.push(1, " uno ");
        row.push(1, "otra vez");
        row.push(3, "");
        row.push(5, "Ñandú");
        row.push(MAX_COLUMNS, "fuera");
        let cells: Vec<_> = row.iter().collect();
        assert_eq!(cells, [(1, "uno"), (5, "Ñandú")]);
        assert_eq!((row.get(0), row.get(5), row.get(9)), ("", "Ñandú", ""));
    }

    #[test]
    fn a_huge_cell_is_cut_at_a_whole_character() {
        let mut row = RowBuf::default();
        row.push(0, &"Ñ".repeat(MAX_CELL));
        assert_eq!(row.get(0).len(), MAX_CELL);
        row.clear();
        row.push(0, &format!("x{}", "Ñ".repeat(MAX_CELL)));
        assert_eq!(row.get(0).len(), MAX_CELL - 1);
    }
}
