//! The cells of a sheet.

use std::collections::BTreeSet;

use super::globals::Globals;
use super::records::{Record, Records, cut_short, double_word, float, word};
use super::value::Value;
use crate::error::ReadError;
use crate::limits::MAX_COLUMNS;
use crate::row::ColumnSet;
use crate::sheet::Merged;

/// A cell that is not blank.
#[derive(Debug)]
pub(super) struct Cell {
    /// Both from 0.
    pub(super) row: u16,
    pub(super) column: u16,
    pub(super) value: Value,
}

impl Cell {
    /// Its line, from 1.
    pub(super) fn line(&self) -> u32 {
        u32::from(self.row) + 1
    }
}

/// What a sheet holds.
pub(super) struct SheetCells {
    pub(super) cells: Vec<Cell>,
    pub(super) hidden_rows: BTreeSet<u16>,
    pub(super) hidden_columns: ColumnSet,
    pub(super) merged: Merged,
    /// Whether the end of the sheet was reached.
    pub(super) ended: bool,
}

/// The cells of the sheet that a stream begins with; those too far to the right are not looked at.
pub(super) fn read(stream: &[u8], globals: &Globals) -> Result<SheetCells, ReadError> {
    let mut cells = Vec::new();
    let mut hidden_rows = BTreeSet::new();
    let mut hidden_columns = ColumnSet::default();
    let mut merged = Merged::default();
    let mut ended = false;
    // A chart inside a sheet is a stream of its own within.
    let mut depth = 0_u32;
    let mut formula = None;
    for Record { kind, data } in Records::of(stream) {
        match kind {
            0x0809 => depth += 1,
            0x000A if depth <= 1 => {
                ended = true;
                break;
            }
            0x000A => depth -= 1,
            _ if depth > 1 => {}
            0x00BD => several(data, &mut cells)?,
            // MS-XLS 2.4.221: a row of height zero is hidden.
            0x0208 if data.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                hidden_rows.insert(word(data, 0)?);
            }
            // MS-XLS 2.4.53: first and last column, width, style, flags.
            0x007D if data.get(8).is_some_and(|flags| flags & 1 != 0) => {
                let (first, last) = (word(data, 0)?, word(data, 2)?);
                let count = usize::from(last.saturating_sub(first)) + 1;
                hidden_columns.add(usize::from(first), count);
            }
            0x00E5 => merge(data, &mut merged)?,
            // The text that the formula before it came to, whose cell waits for it.
            0x0207 => {
                if let Some(place) = formula.take()
                    && let Some(cell) = cells.get_mut(place)
                {
                    let cell: &mut Cell = cell;
                    cell.value = text(data, 0, globals)?;
                }
            }
            0x0006 | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E => {
                let (row, column) = (word(data, 0)?, word(data, 2)?);
                let value = value(kind, data, globals)?;
                formula = matches!(value, Some(Value::NotComputed)).then_some(cells.len());
                cells.extend(value.map(|value| Cell { row, column, value }));
            }
            _ => {}
        }
        if cells.last().is_some_and(is_too_far) {
            cells.pop();
            formula = None;
        }
    }
    Ok(SheetCells {
        cells,
        hidden_rows,
        hidden_columns,
        merged,
        ended,
    })
}

/// MS-XLS 2.4.168: how many, then first and last row, first and last column of each, all from 0.
fn merge(data: &[u8], merged: &mut Merged) -> Result<(), ReadError> {
    let count = usize::from(word(data, 0)?);
    for place in (0..count).map(|at| 2 + at * 8) {
        let lines = (
            u32::from(word(data, place)?),
            u32::from(word(data, place + 2)?),
        );
        let columns = (word(data, place + 4)?, word(data, place + 6)?);
        merged.add(
            (lines.0 + 1, lines.1 + 1),
            (usize::from(columns.0), usize::from(columns.1)),
        )?;
    }
    Ok(())
}

fn is_too_far(cell: &Cell) -> bool {
    usize::from(cell.column) >= MAX_COLUMNS
}

/// What follows row, column and style; nothing where there is nothing to show.
fn value(kind: u16, data: &[u8], globals: &Globals) -> Result<Option<Value>, ReadError> {
    let style = word(data, 4)?;
    let number = |value| Some(Value::Number { value, style });
    Ok(match kind {
        0x00FD => Some(Value::Shared(double_word(data, 6)?)),
        0x0203 => number(float(data, 6)?),
        0x027E => number(packed(double_word(data, 6)?)),
        // A value, and whether it is an error.
        0x0205 => match data.get(6..8) {
            Some([value, 0]) => Some(Value::Bool(*value != 0)),
            Some([code, _]) => Some(Value::Error(*code)),
            _ => return Err(cut_short()),
        },
        // MS-XLS 2.5.133: a number, unless its end says otherwise.
        0x0006 => match data.get(6..14) {
            Some([1, _, value, _, _, _, 0xFF, 0xFF]) => Some(Value::Bool(*value != 0)),
            Some([2, _, code, _, _, _, 0xFF, 0xFF]) => Some(Value::Error(*code)),
            // An empty text.
            Some([3, _, _, _, _, _, 0xFF, 0xFF]) => None,
            // A text, which follows.
            Some([_, _, _, _, _, _, 0xFF, 0xFF]) => Some(Value::NotComputed),
            _ => {
                let value = float(data, 6)?;
                // Always to be computed, and nothing yet: a program wrote it that computes none.
                let always = data.get(14).is_some_and(|flags| flags & 1 != 0);
                if value == 0.0 && always {
                    Some(Value::NotComputed)
                } else {
                    number(value)
                }
            }
        },
        _ => Some(text(data, 6, globals)?),
    })
}

/// A text whose count of characters is at a place.
fn text(data: &[u8], at: usize, globals: &Globals) -> Result<Value, ReadError> {
    let length = usize::from(word(data, at)?);
    let behind = data.get(at + 2..).unwrap_or_default();
    if length == 0 {
        return Ok(Value::Text("".into()));
    }
    let text = globals.spelling.read(length, behind)?;
    Ok(Value::Text(text.into_boxed_str()))
}

/// MS-XLS 2.4.175: row, first column, style and packed number of each, last column.
fn several(data: &[u8], cells: &mut Vec<Cell>) -> Result<(), ReadError> {
    let (row, first) = (word(data, 0)?, word(data, 2)?);
    let packs = data.get(4..).unwrap_or_default().chunks_exact(6);
    let columns = (first..=u16::MAX).take_while(|column| usize::from(*column) < MAX_COLUMNS);
    for (column, pack) in columns.zip(packs) {
        let value = Value::Number {
            value: packed(double_word(pack, 2)?),
            style: word(pack, 0)?,
        };
        cells.push(Cell { row, column, value });
    }
    Ok(())
}

/// A number in four bytes (MS-XLS 2.5.217): whole or the upper half of a float, and perhaps a hundredth.
fn packed(number: u32) -> f64 {
    let value = if number & 2 != 0 {
        f64::from(number.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(number & !3) << 32)
    };
    if number & 1 != 0 {
        value / 100.0
    } else {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_whole_or_halves_of_floats_and_hundredths() {
        assert_eq!(packed((68_770 << 2) | 3), 687.7);
        assert_eq!(packed((5_u32 << 2) | 2), 5.0);
        assert_eq!(packed((u32::MAX << 2) | 2), -1.0);
        let half = (687.5_f64.to_bits() >> 32) as u32;
        assert_eq!(packed(half), 687.5);
    }

    #[test]
    fn of_several_numbers_those_too_far_to_the_right_are_not_looked_at() {
        for (first, looked_at) in [(0, 2), (127, 1), (128, 0), (u16::MAX, 0)] {
            let mut record = vec![3, 0];
            record.extend(u16::to_le_bytes(first));
            record.extend([0; 12]);
            let mut cells = Vec::new();
            several(&record, &mut cells).unwrap();
            assert_eq!(cells.len(), looked_at, "{first}");
        }
    }
}
