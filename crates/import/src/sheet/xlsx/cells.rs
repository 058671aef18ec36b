//! The cells of a sheet, row by row.

use std::io::{Read, Seek};

use quick_xml::events::{BytesStart, Event};

use super::cell_type::CellType;
use super::merges::merges;
use super::plain::{Opened, Plain};
use super::reference::{column_of, number};
use super::strings::Strings;
use super::{push_entity, push_text};
use crate::error::ReadError;
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::row::{CellKind, ColumnSet, RowBuf};
use crate::sheet::chunks::{Chunks, parser};
use crate::sheet::shown::{Days, write_number};
use crate::sheet::{Each, Merged, Moved, SheetEnd};

/// Reads the cells of a sheet.
pub(super) struct Cells<'a> {
    strings: &'a Strings,
    dates: &'a [bool],
    since_1904: bool,
    is_uncomputed: bool,
    days: Days,
    shown: String,
    place: Place,
}

/// How far the reading has come.
#[derive(Default)]
struct Place {
    row: RowBuf,
    line: u32,
    rows: u32,
    column: usize,
    kind: CellType,
    style: usize,
    value: String,
    in_value: bool,
    /// Whether the cell has a formula.
    has_formula: bool,
    hidden_columns: ColumnSet,
    /// Where in its chunk the cells of the sheet ended.
    ended_at: Option<usize>,
}

/// A cell as its tags have it.
struct PlainCell<'t> {
    kind: CellType,
    style: usize,
    value: &'t str,
}

/// Why a parser stopped.
enum Parsed {
    /// Behind a row, after so many bytes.
    Row(usize),
    /// At the end of its chunk.
    Chunk,
    /// At the end of the sheet's cells, after so many bytes.
    Sheet(usize),
}

impl<'a> Cells<'a> {
    /// Of a sheet of a workbook whose strings and styles are these.
    pub(super) fn new(strings: &'a Strings, dates: &'a [bool], since_1904: bool) -> Self {
        Self {
            strings,
            dates,
            since_1904,
            is_uncomputed: false,
            days: Days::new(since_1904),
            shown: String::new(),
            place: Place::default(),
        }
    }

    /// Of a workbook whose formulas may never have been computed.
    pub(super) fn of_formulas(mut self, is_uncomputed: bool) -> Self {
        self.is_uncomputed = is_uncomputed;
        self
    }

    /// Hands over every row that is not blank.
    pub(super) fn rows<R: Read + Seek>(
        mut self,
        chunks: &mut Chunks<'_, R>,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<SheetEnd, ReadError> {
        let mut is_whole = false;
        let mut merged = Merged::default();
        while let Some(chunk) = chunks.next()? {
            if !self.chunk(chunk, each)? {
                is_whole = true;
                let rest = self.place.ended_at.and_then(|at| chunk.get(at..));
                if let Some(rest) = rest.map(<[u8]>::to_vec) {
                    match merges(&rest, chunks) {
                        Ok(found) => merged = found,
                        Err(error @ ReadError::TooLarge(_)) => return Err(error),
                        // What is behind the cells is broken: which are merged cannot be known.
                        Err(_) => is_whole = false,
                    }
                }
                break;
            }
            let (done, total) = chunks.progress();
            moved(done, total);
        }
        Ok(SheetEnd {
            is_whole,
            hidden_columns: self.place.hidden_columns,
            merged,
        })
    }

    /// Rows of a chunk; `false` once there are no more, or no more are wanted.
    pub(super) fn chunk(&mut self, chunk: &[u8], each: Each<'_>) -> Result<bool, ReadError> {
        // What is no text is the parser's to read.
        let text = std::str::from_utf8(chunk).unwrap_or_default();
        let mut at = 0;
        loop {
            while let Some(read) = text.get(at..).and_then(|rest| self.plain_row(rest)) {
                at += read;
                if !self.end_row(each)? {
                    return Ok(false);
                }
            }
            match self.parsed_row(&chunk[at..])? {
                Parsed::Row(read) => at += read,
                Parsed::Chunk => return Ok(true),
                Parsed::Sheet(read) => {
                    self.place.ended_at = Some(at + read);
                    return Ok(false);
                }
            }
            if !self.end_row(each)? {
                return Ok(false);
            }
        }
    }

    /// Takes the next row, where its XML is plain; answers how many bytes it has. `None` leaves all
    /// but the row's cells as it was.
    pub(super) fn plain_row(&mut self, text: &str) -> Option<usize> {
        if self.place.in_value {
            return None;
        }
        let mut plain = Plain::of(text);
        plain.skip_space();
        plain.take("<row")?;
        let before = self.place.line;
        let (mut line, mut is_hidden) = (None, false);
        let opened = plain.attributes(|name, value| {
            if name == b"r" && line.is_none() {
                line = stated_line(value, before);
            }
            is_hidden |= hides(name, value);
        })?;
        self.place.row.clear();
        self.place.row.is_hidden = is_hidden;
        let (column, cell) = match opened {
            Opened::Filled => self.plain_cells(&mut plain)?,
            Opened::Empty => (0, None),
        };
        // As the parser would leave them for whatever follows.
        self.place.line = line.unwrap_or(before.saturating_add(1));
        self.place.column = column;
        if let Some(PlainCell { kind, style, value }) = cell {
            self.place.kind = kind;
            self.place.style = style;
            self.place.has_formula = false;
            self.place.value.clear();
            self.place.value.push_str(value);
        }
        Some(plain.read())
    }

    /// Takes cells up to behind the end of their row; answers the column that would come next, and what
    /// the last cell was.
    fn plain_cells<'t>(&mut self, plain: &mut Plain<'t>) -> Option<(usize, Option<PlainCell<'t>>)> {
        let (mut column, mut cell) = (0_usize, None);
        loop {
            plain.skip_space();
            if plain.take("</row>").is_some() {
                return Some((column, cell));
            }
            plain.take("<c")?;
            let (mut kind, mut style) = (CellType::Number, 0);
            let opened = plain.attributes(|name, value| match name {
                b"r" => column = column_of(value).unwrap_or(column),
                b"s" => style = number(value),
                b"t" => kind = cell_type(value),
                _ => {}
            })?;
            let value = match opened {
                Opened::Filled => plain.value(kind)?,
                Opened::Empty => "",
            };
            self.show(kind, style, column, value, false);
            column = column.saturating_add(1);
            cell = Some(PlainCell { kind, style, value });
        }
    }

    /// Takes whatever comes up to the end of a row, by a parser of XML.
    fn parsed_row(&mut self, rest: &[u8]) -> Result<Parsed, ReadError> {
        let mut xml = parser(rest);
        loop {
            let place = &mut self.place;
            match xml.read_event()? {
                Event::Start(e) => match e.local_name().as_ref() {
                    b"c" => {
                        place.kind = CellType::Number;
                        place.style = 0;
                        place.has_formula = false;
                        place.value.clear();
                        for attribute in e.attributes().with_checks(false).flatten() {
                            let value = &attribute.value;
                            match attribute.key.as_ref() {
                                b"r" => place.column = column_of(value).unwrap_or(place.column),
                                b"s" => place.style = number(value),
                                b"t" => place.kind = cell_type(value),
                                _ => {}
                            }
                        }
                    }
                    b"v" => place.in_value = place.kind != CellType::Inline,
                    b"t" => place.in_value = place.kind == CellType::Inline,
                    b"f" => place.has_formula = true,
                    b"col" => place.hidden_columns.take(&e),
                    b"row" => {
                        place.row.clear();
                        place.column = 0;
                        for one in e.attributes().with_checks(false).flatten() {
                            place.row.is_hidden |= hides(one.key.as_ref(), &one.value);
                        }
                        place.line = e
                            .attributes()
                            .with_checks(false)
                            .flatten()
                            .filter(|one| one.key.as_ref() == b"r")
                            .find_map(|one| stated_line(&one.value, place.line))
                            .unwrap_or(place.line.saturating_add(1));
                    }
                    _ => {}
                },
                Event::End(e) => match e.local_name().as_ref() {
                    b"v" | b"t" => place.in_value = false,
                    b"c" => {
                        let (kind, style, column) = (place.kind, place.style, place.column);
                        let has_formula = place.has_formula;
                        let value = std::mem::take(&mut place.value);
                        place.column = column.saturating_add(1);
                        self.show(kind, style, column, &value, has_formula);
                        self.place.value = value;
                    }
                    b"row" => {
                        let read = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
                        return Ok(Parsed::Row(read.min(rest.len())));
                    }
                    b"sheetData" => {
                        let read = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
                        return Ok(Parsed::Sheet(read.min(rest.len())));
                    }
                    _ => {}
                },
                Event::Text(text) if place.in_value => push_text(&mut place.value, &text),
                Event::CData(text) if place.in_value => push_text(&mut place.value, &text),
                Event::GeneralRef(name) if place.in_value => push_entity(&mut place.value, &name),
                Event::Eof => return Ok(Parsed::Chunk),
                _ => {}
            }
        }
    }

    /// Hands the row over, unless it is blank; `false` where no more are wanted.
    fn end_row(&mut self, each: Each<'_>) -> Result<bool, ReadError> {
        let place = &mut self.place;
        if place.row.is_empty() {
            return Ok(true);
        }
        place.rows += 1;
        if place.rows > MAX_ROWS {
            return Err(ReadError::TooLarge("trae demasiados renglones"));
        }
        each(place.line, &place.row)
    }

    fn show(
        &mut self,
        kind: CellType,
        style: usize,
        column: usize,
        value: &str,
        has_formula: bool,
    ) {
        if column >= MAX_COLUMNS {
            return;
        }
        let row = &mut self.place.row;
        let never_computed = has_formula
            && kind == CellType::Number
            && (value.is_empty() || (self.is_uncomputed && value == "0"));
        if never_computed {
            row.push_unreadable(column, "una fórmula que no se ha calculado");
            return;
        }
        if kind == CellType::Error {
            row.push_unreadable(column, &format!("el error {value}"));
            return;
        }
        if value.is_empty() {
            return;
        }
        match kind {
            CellType::Shared => {
                let index = value.trim().parse().unwrap_or(usize::MAX);
                match self.strings.get(index) {
                    Some(text) => row.push(column, text),
                    None => row.push_unreadable(column, "un texto que le falta al libro"),
                }
            }
            CellType::Number => {
                let is_date = self.dates.get(style).copied().unwrap_or(false);
                if is_date && let Some(day) = self.days.shown(value) {
                    row.push_as(column, day, CellKind::Day);
                } else {
                    self.shown.clear();
                    match write_number(&mut self.shown, value, is_date, self.since_1904) {
                        Some(kind) => row.push_as(column, &self.shown, kind),
                        None => row.push_unreadable(column, &format!("«{value}» como número")),
                    }
                }
            }
            CellType::Bool => {
                let shown = if value.trim() == "1" {
                    "VERDADERO"
                } else {
                    "FALSO"
                };
                row.push_unreadable(column, &format!("el valor lógico {shown}"));
            }
            CellType::Date => {
                let day = value.split('T').next().unwrap_or_default();
                row.push_as(column, day, CellKind::Day);
            }
            CellType::Text | CellType::Inline | CellType::Error => row.push(column, value),
        }
    }
}

impl ColumnSet {
    /// Takes the columns of a `<col>` that hides them, which count from 1.
    fn take(&mut self, col: &BytesStart<'_>) {
        let (mut min, mut max, mut is_hidden) = (0, 0, false);
        for attribute in col.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                b"min" => min = number(&attribute.value),
                b"max" => max = number(&attribute.value),
                b"hidden" => is_hidden = matches!(&*attribute.value, b"1" | b"true"),
                _ => {}
            }
        }
        if is_hidden && (1..=max).contains(&min) {
            self.add(min - 1, max - min + 1);
        }
    }
}

/// Whether an attribute of a row hides it: by a filter, by hand, or by a height of nothing.
fn hides(name: &[u8], value: &[u8]) -> bool {
    match name {
        b"hidden" => matches!(value, b"1" | b"true"),
        b"ht" => matches!(value, b"0" | b"0.0"),
        _ => false,
    }
}

/// The number that a row states, where rows before it leave it free.
fn stated_line(digits: &[u8], before: u32) -> Option<u32> {
    let stated = u32::try_from(number(digits)).unwrap_or(0);
    (stated > before && stated <= MAX_ROWS).then_some(stated)
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
