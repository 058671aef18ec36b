//! The cells of one row, as text.

use crate::limits::{MAX_CELL, MAX_COLUMNS};

/// What a cell is beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum CellKind {
    #[default]
    Text,
    /// A day that the file has as one: its order is not in question.
    Day,
    /// There, but it cannot be read; the text says in Spanish what is there.
    Unreadable,
}

/// Some of the columns that are looked at, which count from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ColumnSet(u128);

impl ColumnSet {
    /// Adds a column and those behind it, `count` in all; those too far to the right are passed over.
    pub(crate) fn add(&mut self, first: usize, count: usize) {
        for column in first..first.saturating_add(count).min(MAX_COLUMNS) {
            self.0 |= u32::try_from(column)
                .ok()
                .and_then(|column| 1_u128.checked_shl(column))
                .unwrap_or(0);
        }
    }

    pub(crate) fn has(self, column: usize) -> bool {
        u32::try_from(column)
            .ok()
            .and_then(|column| self.0.checked_shr(column))
            .is_some_and(|rest| rest & 1 != 0)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Every column, in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        (0..MAX_COLUMNS).filter(move |column| self.has(*column))
    }

    pub(crate) fn to_le_bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    pub(crate) fn from_le_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_le_bytes(bytes))
    }
}

/// The cells of a row that are not blank: columns count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowBuf {
    text: String,
    /// In order of their columns.
    cells: Vec<Cell>,
    /// Whether the file hides the row.
    pub(crate) is_hidden: bool,
    /// Columns over which a merged cell of another place lies: what it shows is not this row's, or not this
    /// column's. A row that has nothing else is blank.
    pub(crate) covered: ColumnSet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    column: u16,
    kind: CellKind,
    /// In `text`.
    end: u32,
}

impl RowBuf {
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.is_hidden = false;
        self.covered = ColumnSet::default();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Takes a cell of text; one that is blank, out of order or too far to the right is passed over.
    pub(crate) fn push(&mut self, column: usize, text: &str) {
        self.push_as(column, text, CellKind::Text);
    }

    /// Takes a cell that cannot be read; `what` says in Spanish what is there.
    pub(crate) fn push_unreadable(&mut self, column: usize, what: &str) {
        self.push_as(column, what, CellKind::Unreadable);
    }

    /// Takes a cell of a kind, as [`RowBuf::push`] does.
    pub(crate) fn push_as(&mut self, column: usize, text: &str, kind: CellKind) {
        let text = text.trim();
        let before = self.cells.last().map(|cell| usize::from(cell.column));
        if text.is_empty() || column >= MAX_COLUMNS || before.is_some_and(|last| column <= last) {
            return;
        }
        self.text.push_str(cut(text, MAX_CELL));
        let (Ok(column), Ok(end)) = (u16::try_from(column), u32::try_from(self.text.len())) else {
            return;
        };
        self.cells.push(Cell { column, kind, end });
    }

    /// The text of a cell; blank where there is none.
    pub(crate) fn get(&self, column: usize) -> &str {
        self.place(column).map_or("", |at| self.text_at(at))
    }

    /// The kind of a cell; that of text where there is none.
    pub(crate) fn kind(&self, column: usize) -> CellKind {
        self.place(column)
            .map_or(CellKind::Text, |at| self.cells[at].kind)
    }

    /// Column and text of every cell.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells().map(|(column, text, _)| (column, text))
    }

    /// Column, text and kind of every cell.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (usize, &str, CellKind)> {
        self.cells
            .iter()
            .enumerate()
            .map(|(at, cell)| (usize::from(cell.column), self.text_at(at), cell.kind))
    }

    fn place(&self, column: usize) -> Option<usize> {
        self.cells
            .binary_search_by(|cell| usize::from(cell.column).cmp(&column))
            .ok()
    }

    fn text_at(&self, at: usize) -> &str {
        let start = at
            .checked_sub(1)
            .map_or(0, |before| self.cells[before].end as usize);
        &self.text[start..self.cells[at].end as usize]
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
    fn columns_are_kept_as_far_as_they_are_looked_at() {
        let mut columns = ColumnSet::default();
        assert!(columns.is_empty());
        columns.add(2, 2);
        columns.add(127, 16_384);
        assert_eq!(columns.iter().collect::<Vec<_>>(), [2, 3, 127]);
        assert!(!columns.has(200));
        assert_eq!(ColumnSet::from_le_bytes(columns.to_le_bytes()), columns);
    }

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

    #[test]
    fn a_cell_that_cannot_be_read_is_not_blank() {
        let mut row = RowBuf::default();
        row.push_unreadable(2, "una fórmula sin calcular");
        assert!(!row.is_empty());
        assert_eq!(row.kind(2), CellKind::Unreadable);
        assert_eq!(row.kind(3), CellKind::Text);
    }
}
