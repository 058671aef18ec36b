//! The cells of a sheet, row by row.

use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::strings::Strings;
use super::{push_entity, push_text};
use crate::error::ReadError;
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::row::RowBuf;
use crate::sheet::chunks::Chunks;
use crate::sheet::shown::write_number;
use crate::sheet::{Each, Moved};

/// What a cell's value is (`t` of `c`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum CellType {
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Date,
    Error,
}

pub(super) struct Cells<'a> {
    pub(super) strings: &'a Strings,
    pub(super) dates: &'a [bool],
    pub(super) since_1904: bool,
    pub(super) value: String,
    pub(super) shown: String,
}

impl Cells<'_> {
    pub(super) fn rows<R: Read + Seek>(
        &mut self,
        chunks: &mut Chunks<'_, R>,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<(), ReadError> {
        let mut row = RowBuf::default();
        let (mut line, mut rows) = (0_u32, 0_u32);
        let mut column = 0_usize;
        let mut kind = CellType::Number;
        let mut style = 0_usize;
        let mut in_value = false;
        while let Some(mut xml) = chunks.next()? {
            loop {
                match xml.read_event()? {
                    Event::Start(e) => match e.local_name().as_ref() {
                        b"c" => {
                            kind = CellType::Number;
                            style = 0;
                            self.value.clear();
                            for attribute in e.attributes().with_checks(false).flatten() {
                                match attribute.key.as_ref() {
                                    b"r" => column = column_of(&attribute.value).unwrap_or(column),
                                    b"s" => style = number(&attribute.value),
                                    b"t" => kind = cell_type(&attribute.value),
                                    _ => {}
                                }
                            }
                        }
                        b"v" => in_value = kind != CellType::Inline,
                        b"t" => in_value = kind == CellType::Inline,
                        b"row" => {
                            row.clear();
                            column = 0;
                            let mut attributes = e.attributes();
                            line = attributes
                                .with_checks(false)
                                .flatten()
                                .filter(|one| one.key.as_ref() == b"r")
                                .map(|one| u32::try_from(number(&one.value)).unwrap_or(0))
                                .find(|stated| *stated > line && *stated <= MAX_ROWS)
                                .unwrap_or(line.saturating_add(1));
                        }
                        _ => {}
                    },
                    Event::End(e) => match e.local_name().as_ref() {
                        b"v" | b"t" => in_value = false,
                        b"c" => {
                            self.show(kind, style, column, &mut row);
                            column = column.saturating_add(1);
                        }
                        b"row" if !row.is_empty() => {
                            rows += 1;
                            if rows > MAX_ROWS {
                                return Err(ReadError::TooLarge("trae demasiados renglones"));
                            }
                            if !each(line, &row)? {
                                return Ok(());
                            }
                        }
                        b"sheetData" => return Ok(()),
                        _ => {}
                    },
                    Event::Text(text) if in_value => push_text(&mut self.value, &text),
                    Event::CData(text) if in_value => push_text(&mut self.value, &text),
                    Event::GeneralRef(name) if in_value => push_entity(&mut self.value, &name),
                    Event::Eof => break,
                    _ => {}
                }
            }
            let (done, total) = chunks.progress();
            moved(done, total);
        }
        Ok(())
    }

    fn show(&mut self, kind: CellType, style: usize, column: usize, row: &mut RowBuf) {
        if column >= MAX_COLUMNS || self.value.is_empty() {
            return;
        }
        match kind {
            CellType::Shared => {
                let index = self.value.trim().parse().unwrap_or(usize::MAX);
                row.push(column, self.strings.get(index));
            }
            CellType::Number => {
                let is_date = self.dates.get(style).copied().unwrap_or(false);
                self.shown.clear();
                write_number(&mut self.shown, &self.value, is_date, self.since_1904);
                row.push(column, &self.shown);
            }
            CellType::Bool => {
                row.push(
                    column,
                    if self.value == "1" {
                        "VERDADERO"
                    } else {
                        "FALSO"
                    },
                );
            }
            CellType::Date => {
                let day = self.value.split('T').next().unwrap_or_default();
                row.push(column, day);
            }
            CellType::Text | CellType::Inline | CellType::Error => row.push(column, &self.value),
        }
    }
}

fn cell_type(text: &[u8]) -> CellType {
    match text {
        b"s" => CellType::Shared,
        b"str" => CellType::Text,
        b"inlineStr" => CellType::Inline,
        b"b" => CellType::Bool,
        b"d" => CellType::Date,
        b"e" => CellType::Error,
        _ => CellType::Number,
    }
}

/// The column of `AB12`, from 0.
fn column_of(reference: &[u8]) -> Option<usize> {
    let mut column = 0_usize;
    for byte in reference {
        match byte.to_ascii_uppercase() {
            letter @ b'A'..=b'Z' if column <= MAX_COLUMNS * 26 => {
                column = column * 26 + usize::from(letter - b'A') + 1;
            }
            _ => break,
        }
    }
    column.checked_sub(1)
}

fn number(digits: &[u8]) -> usize {
    digits
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .fold(0_usize, |sum, b| {
            sum.saturating_mul(10).saturating_add(usize::from(b - b'0'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_and_far_ones_overflow_nothing() {
        assert_eq!(column_of(b"A1"), Some(0));
        assert_eq!(column_of(b"AB12"), Some(27));
        assert_eq!(column_of(b"12"), None);
        assert!(column_of(&[b'Z'; 500]).unwrap() >= MAX_COLUMNS);
    }
}
