//! Excel since 2007 (ECMA-376, part 1, chapter 18): the parts that hold cells, streamed.

use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::parts::{Parts, Xml, attribute, entity};
use super::{Each, Moved};
use crate::error::ReadError;
use crate::limits::{MAX_CELL, MAX_COLUMNS, MAX_PART, MAX_PARTS, MAX_ROWS, MAX_SHEET, MAX_STRINGS};
use crate::row::{RowBuf, cut};

/// A workbook whose strings and styles are read.
pub(crate) struct Xlsx<R> {
    parts: Parts<R>,
    /// Name and part of every sheet.
    sheets: Vec<(String, String)>,
    strings: Strings,
    /// By style, whether its numbers are dates.
    dates: Vec<bool>,
    /// Days are counted from 1904, as old Macs did.
    since_1904: bool,
    ready: bool,
}

impl<R: Read + Seek> Xlsx<R> {
    pub(crate) fn open(mut parts: Parts<R>) -> Result<Self, ReadError> {
        let book = workbook_part(&mut parts)?;
        let folder = book.rfind('/').map_or("", |at| &book[..=at]).to_owned();
        let file = &book[folder.len()..];
        let relations = relations(&mut parts, &format!("{folder}_rels/{file}.rels"), &folder)?;
        let (sheets, since_1904) = sheets(&mut parts, &book, &relations)?;
        if sheets.is_empty() {
            return Err(ReadError::NotATable("un archivo comprimido"));
        }
        let dates = dates(&mut parts, &format!("{folder}styles.xml"))?;
        let strings = relations
            .iter()
            .find(|one| one.kind == "sharedStrings")
            .map_or_else(
                || format!("{folder}sharedStrings.xml"),
                |one| one.target.clone(),
            );
        Ok(Self {
            strings: Strings {
                part: strings,
                ..Strings::default()
            },
            parts,
            sheets,
            dates,
            since_1904,
            ready: false,
        })
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        self.sheets.iter().map(|(name, _)| name.clone()).collect()
    }

    pub(crate) fn rows(
        &mut self,
        sheet: usize,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<(), ReadError> {
        if !self.ready {
            self.strings.read(&mut self.parts)?;
            self.ready = true;
        }
        let (_, part) = self.sheets.get(sheet).ok_or(ReadError::NoSuchSheet)?;
        let mut cells = Cells {
            strings: &self.strings,
            dates: &self.dates,
            since_1904: self.since_1904,
            value: String::new(),
            shown: String::new(),
        };
        let part = part.clone();
        let mut xml = self
            .parts
            .xml(&part, MAX_SHEET)?
            .ok_or(ReadError::NoSuchSheet)?;
        cells.rows(&mut xml, each, moved)
    }
}

/// The part that is the workbook itself (ECMA-376, part 2, 9.3).
fn workbook_part<R: Read + Seek>(parts: &mut Parts<R>) -> Result<String, ReadError> {
    if !parts.has("_rels/.rels") {
        return Err(ReadError::NotATable("un archivo comprimido"));
    }
    let relations = relations(parts, "_rels/.rels", "")?;
    relations
        .into_iter()
        .find(|one| one.kind == "officeDocument")
        .map(|one| one.target)
        .ok_or(ReadError::NotATable("un archivo comprimido"))
}

struct Relation {
    id: String,
    /// The last segment of its type.
    kind: String,
    target: String,
}

fn relations<R: Read + Seek>(
    parts: &mut Parts<R>,
    part: &str,
    folder: &str,
) -> Result<Vec<Relation>, ReadError> {
    let mut found = Vec::new();
    let Some(mut xml) = parts.xml(part, MAX_PART)? else {
        return Ok(found);
    };
    let mut buffer = Vec::new();
    while found.len() < MAX_PARTS {
        match next(&mut xml, &mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == b"Relationship" => {
                let target = attribute(&e, b"Target").unwrap_or_default();
                let kind = attribute(&e, b"Type").unwrap_or_default();
                found.push(Relation {
                    id: attribute(&e, b"Id").unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: match target.strip_prefix('/') {
                        Some(whole) => whole.to_owned(),
                        None => format!("{folder}{target}"),
                    },
                });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(found)
}

/// Name and part of every sheet of cells, and whether days count from 1904.
fn sheets<R: Read + Seek>(
    parts: &mut Parts<R>,
    book: &str,
    relations: &[Relation],
) -> Result<(Vec<(String, String)>, bool), ReadError> {
    let mut found = Vec::new();
    let mut since_1904 = false;
    let Some(mut xml) = parts.xml(book, MAX_PART)? else {
        return Err(ReadError::NotATable("un archivo comprimido"));
    };
    let mut buffer = Vec::new();
    while found.len() < MAX_PARTS {
        match next(&mut xml, &mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == b"workbookPr" => {
                let set = attribute(&e, b"date1904");
                since_1904 = matches!(set.as_deref(), Some("1" | "true"));
            }
            Event::Start(e) if e.local_name().as_ref() == b"sheet" => {
                let name = attribute(&e, b"name").unwrap_or_default();
                let id = attribute(&e, b"id").unwrap_or_default();
                let part = relations
                    .iter()
                    .find(|one| one.id == id && one.kind == "worksheet");
                if let Some(part) = part {
                    found.push((name, part.target.clone()));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok((found, since_1904))
}

/// By style (`cellXfs`), whether its numbers are dates.
fn dates<R: Read + Seek>(parts: &mut Parts<R>, part: &str) -> Result<Vec<bool>, ReadError> {
    let mut styles = Vec::new();
    let Some(mut xml) = parts.xml(part, MAX_PART)? else {
        return Ok(styles);
    };
    let mut formats: Vec<(u32, bool)> = Vec::new();
    let mut in_styles = false;
    let mut buffer = Vec::new();
    while styles.len() < MAX_PARTS && formats.len() < MAX_PARTS {
        match next(&mut xml, &mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == b"numFmt" => {
                let id = attribute(&e, b"numFmtId").and_then(|id| id.parse().ok());
                let code = attribute(&e, b"formatCode").unwrap_or_default();
                if let Some(id) = id {
                    formats.push((id, is_date_format(&code)));
                }
            }
            Event::Start(e) if e.local_name().as_ref() == b"cellXfs" => in_styles = true,
            Event::End(e) if e.local_name().as_ref() == b"cellXfs" => in_styles = false,
            Event::Start(e) if in_styles && e.local_name().as_ref() == b"xf" => {
                let id: u32 = attribute(&e, b"numFmtId")
                    .and_then(|id| id.parse().ok())
                    .unwrap_or(0);
                let own = formats.iter().find(|(known, _)| *known == id);
                styles.push(own.map_or_else(|| is_built_in_date(id), |(_, date)| *date));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(styles)
}

/// ECMA-376, part 1, 18.8.30: the formats of dates that every workbook has without declaring them.
fn is_built_in_date(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=36 | 50..=58)
}

/// Whether a format shows a day or a year: letters outside quotes, brackets and escapes.
fn is_date_format(code: &str) -> bool {
    let mut signs = code.chars();
    let mut quoted = false;
    let mut bracketed = false;
    while let Some(c) = signs.next() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            '\\' | '_' | '*' => {
                signs.next();
            }
            'd' | 'D' | 'y' | 'Y' => return true,
            _ => {}
        }
    }
    false
}

/// The strings that cells share, one after the other.
#[derive(Default)]
struct Strings {
    part: String,
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    fn read<R: Read + Seek>(&mut self, parts: &mut Parts<R>) -> Result<(), ReadError> {
        let Some(mut xml) = parts.xml(&self.part, MAX_STRINGS)? else {
            return Ok(());
        };
        let mut buffer = Vec::new();
        let (mut in_text, mut phonetic) = (false, false);
        let mut start = 0;
        loop {
            match next(&mut xml, &mut buffer)? {
                Event::Start(e) => match e.local_name().as_ref() {
                    b"si" => start = self.text.len(),
                    b"t" => in_text = !phonetic,
                    b"rPh" => phonetic = true,
                    _ => {}
                },
                Event::End(e) => match e.local_name().as_ref() {
                    b"si" => {
                        let end = start + cut(&self.text[start..], MAX_CELL).len();
                        self.text.truncate(end);
                        let end = u32::try_from(end).unwrap_or(u32::MAX);
                        self.ends.push(end);
                    }
                    b"t" => in_text = false,
                    b"rPh" => phonetic = false,
                    b"sst" => break,
                    _ => {}
                },
                Event::Text(text) if in_text => push_text(&mut self.text, &text),
                Event::CData(text) if in_text => push_text(&mut self.text, &text),
                Event::GeneralRef(name) if in_text => push_entity(&mut self.text, &name),
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn get(&self, index: usize) -> &str {
        let Some(end) = self.ends.get(index) else {
            return "";
        };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text
            .get(start as usize..*end as usize)
            .unwrap_or_default()
    }
}

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

struct Cells<'a> {
    strings: &'a Strings,
    dates: &'a [bool],
    since_1904: bool,
    value: String,
    shown: String,
}

impl Cells<'_> {
    fn rows<R: Read + Seek>(
        &mut self,
        xml: &mut Xml<'_, R>,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<(), ReadError> {
        let mut buffer = Vec::new();
        let mut row = RowBuf::default();
        let (mut line, mut rows) = (0_u32, 0_u32);
        let mut column = 0_usize;
        let mut kind = CellType::Number;
        let mut style = 0_usize;
        let mut in_value = false;
        loop {
            match next(xml, &mut buffer)? {
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
                    b"row" => {
                        if !row.is_empty() {
                            rows += 1;
                            if rows > MAX_ROWS {
                                return Err(ReadError::TooLarge("trae demasiados renglones"));
                            }
                            if !each(line, &row)? {
                                return Ok(());
                            }
                        }
                        if rows.is_multiple_of(1_024) {
                            let meter = xml.get_ref();
                            moved(meter.done(), meter.size().max(meter.done()));
                        }
                    }
                    b"sheetData" => return Ok(()),
                    _ => {}
                },
                Event::Text(text) if in_value => push_text(&mut self.value, &text),
                Event::CData(text) if in_value => push_text(&mut self.value, &text),
                Event::GeneralRef(name) if in_value => push_entity(&mut self.value, &name),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
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

/// A number as a person would type it, or the day it stands for.
fn write_number(out: &mut String, text: &str, is_date: bool, since_1904: bool) {
    use std::fmt::Write as _;
    let text = text.trim();
    let plain = text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    if plain && !is_date {
        out.push_str(text);
        return;
    }
    let Ok(value) = text.parse::<f64>() else {
        out.push_str(text);
        return;
    };
    if is_date && let Some(day) = super::super::interpret::day_of_serial(value, since_1904) {
        out.push_str(&imss::time::format_date(day));
        return;
    }
    // The shortest text that is this number: 687.7, not 687.70000000000005. Writing to a String
    // cannot fail.
    let _ = write!(out, "{value}");
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

fn push_text(out: &mut String, bytes: &[u8]) {
    match std::str::from_utf8(bytes) {
        Ok(text) => out.push_str(text),
        Err(_) => out.push_str(&String::from_utf8_lossy(bytes)),
    }
}

fn push_entity(out: &mut String, name: &[u8]) {
    out.extend(std::str::from_utf8(name).ok().and_then(entity));
}

fn next<'b, R: Read + Seek>(
    xml: &mut Xml<'_, R>,
    buffer: &'b mut Vec<u8>,
) -> Result<Event<'b>, ReadError> {
    buffer.clear();
    xml.get_mut().next_piece();
    Ok(xml.read_event_into(buffer)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, is_date: bool) -> String {
        let mut out = String::new();
        write_number(&mut out, text, is_date, false);
        out
    }

    #[test]
    fn numbers_are_shown_as_they_were_typed() {
        assert_eq!(shown("92919084431", false), "92919084431");
        assert_eq!(shown("687.70000000000005", false), "687.7");
        assert_eq!(shown("9.2919084431E10", false), "92919084431");
        assert_eq!(shown("46037", true), "15/01/2026");
        assert_eq!(shown("46037.75", true), "15/01/2026");
        assert_eq!(shown("-1", true), "-1");
    }

    #[test]
    fn formats_of_dates_are_told_from_others() {
        for code in ["dd/mm/yyyy", "[$-80A]d\\-mmm\\-yy", "yyyy", "[h]:mm d"] {
            assert!(is_date_format(code), "{code}");
        }
        for code in ["0.00", "#,##0.00\"d\"", "[Red]0", "\\d0", "@", "_-$* 0"] {
            assert!(!is_date_format(code), "{code}");
        }
    }

    #[test]
    fn columns_are_counted_and_far_ones_overflow_nothing() {
        assert_eq!(column_of(b"A1"), Some(0));
        assert_eq!(column_of(b"AB12"), Some(27));
        assert_eq!(column_of(b"12"), None);
        assert!(column_of(&[b'Z'; 500]).unwrap() >= MAX_COLUMNS);
    }
}
