//! Pieces of text → the lines that a person sees, each with its cells from left to right.

use super::page::Piece;
use crate::text::one_line;

/// A cell of a line: words that stand together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) x: f64,
    pub(super) end: f64,
    pub(super) text: String,
}

/// A line, from left to right.
pub(super) type Line = Vec<Cell>;

/// Part of a letter's size within which two base lines are one.
const SAME_LINE: f64 = 0.4;
/// Part of a letter's size from which a gap is a blank.
const BLANK: f64 = 0.15;
/// Letters' sizes from which a gap separates two cells.
const APART: f64 = 0.9;

/// The lines of a page, from above.
pub(super) fn lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines = Vec::new();
    let mut line: Vec<Piece> = Vec::new();
    for piece in pieces {
        let same = line.first().is_some_and(|first| {
            (piece.y - first.y).abs() <= SAME_LINE * first.size.max(piece.size)
        });
        if !same && !line.is_empty() {
            lines.push(cells(std::mem::take(&mut line)));
        }
        line.push(piece);
    }
    if !line.is_empty() {
        lines.push(cells(line));
    }
    lines
}

fn cells(mut pieces: Vec<Piece>) -> Line {
    pieces.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut cells: Line = Vec::new();
    for piece in pieces {
        match cells.last_mut() {
            Some(cell) if piece.x - cell.end < APART * piece.size => {
                if piece.x - cell.end > BLANK * piece.size {
                    cell.text.push(' ');
                }
                cell.text.push_str(&piece.text);
                cell.end = cell.end.max(piece.end);
            }
            _ => cells.push(Cell {
                x: piece.x,
                end: piece.end,
                text: piece.text,
            }),
        }
    }
    for cell in &mut cells {
        cell.text = one_line(&cell.text);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(x: f64, y: f64, text: &str) -> Piece {
        let width = 5.0 * text.chars().count() as f64;
        Piece {
            x,
            end: x + width,
            y,
            size: 10.0,
            text: text.to_owned(),
        }
    }

    #[test]
    fn lines_are_by_place_and_not_by_order() {
        let pieces = vec![
            piece(200.0, 20.4, "b2"),
            piece(10.0, 40.0, "c1"),
            piece(10.0, 20.0, "a"),
            piece(15.0, 20.0, "1"),
            piece(40.0, 20.0, "x"),
        ];
        let texts: Vec<Vec<String>> = lines(pieces)
            .into_iter()
            .map(|line| line.into_iter().map(|cell| cell.text).collect())
            .collect();
        assert_eq!(texts, [vec!["a1", "x", "b2"], vec!["c1"]]);
    }
}
