//! LibreOffice's sheets (OASIS OpenDocument 1.2, part 1, chapter 9): `content.xml`, streamed.

use std::io::{Read, Seek};

use quick_xml::events::{BytesStart, Event};

use super::parts::{Parts, Xml, attribute, entity};
use super::shown::write_number;
use super::{Each, Merged, Moved, Sheet, SheetEnd};
use crate::error::ReadError;
use crate::limits::{
    MAX_CELL, MAX_COLUMNS, MAX_PART, MAX_PARTS, MAX_REPEATED, MAX_ROWS, MAX_SHEET,
};
use crate::row::{CellKind, ColumnSet, RowBuf};

const CONTENT: &str = "content.xml";

/// A document whose sheets are known.
pub(crate) struct Ods<R> {
    parts: Parts<R>,
    sheets: Vec<Sheet>,
    since_1904: bool,
}

impl<R: Read + Seek> Ods<R> {
    pub(crate) fn open(mut parts: Parts<R>) -> Result<Self, ReadError> {
        if is_encrypted(&mut parts)? {
            return Err(ReadError::Password);
        }
        let mut sheets = Vec::new();
        let mut since_1904 = false;
        // Styles of sheets that are not shown come before the sheets.
        let mut hidden_styles = Vec::new();
        let mut style = String::new();
        let mut xml = content(&mut parts)?;
        let mut buffer = Vec::new();
        while sheets.len() < MAX_PARTS {
            match next(&mut xml, &mut buffer)? {
                Event::Start(e) => match e.local_name().as_ref() {
                    b"style" => style = attribute(&e, b"name").unwrap_or_default(),
                    b"table-properties"
                        if attribute(&e, b"display").as_deref() == Some("false")
                            && hidden_styles.len() < MAX_PARTS =>
                    {
                        hidden_styles.push(style.clone());
                    }
                    b"null-date" => {
                        let day = attribute(&e, b"date-value");
                        since_1904 |= day.is_some_and(|day| day.starts_with("1904-01-01"));
                    }
                    b"table" => {
                        let own = attribute(&e, b"style-name").unwrap_or_default();
                        sheets.push(Sheet {
                            name: attribute(&e, b"name").unwrap_or_default(),
                            is_hidden: hidden_styles.contains(&own),
                        });
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        if sheets.is_empty() {
            return Err(ReadError::NotATable("un documento sin hojas de cálculo"));
        }
        drop(xml);
        Ok(Self {
            parts,
            sheets,
            since_1904,
        })
    }

    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    pub(crate) fn since_1904(&self) -> bool {
        self.since_1904
    }

    pub(crate) fn rows(
        &mut self,
        sheet: usize,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<SheetEnd, ReadError> {
        let mut xml = content(&mut self.parts)?;
        let mut buffer = Vec::new();
        let mut passed = 0;
        loop {
            match next(&mut xml, &mut buffer)? {
                Event::Start(e) if is(&e, b"table") => {
                    if passed == sheet {
                        let mut table = Table::default();
                        let is_whole = table.rows(&mut xml, each, moved)?;
                        return Ok(SheetEnd {
                            is_whole,
                            hidden_columns: table.hidden_columns,
                            // Each row names its own covered cells.
                            merged: Merged::default(),
                        });
                    }
                    passed += 1;
                }
                Event::Eof => return Err(ReadError::NoSuchSheet),
                _ => {}
            }
        }
    }
}

fn content<R: Read + Seek>(parts: &mut Parts<R>) -> Result<Xml<'_, R>, ReadError> {
    parts
        .xml(CONTENT, MAX_SHEET)?
        .ok_or(ReadError::NotATable("un archivo comprimido"))
}

fn is_encrypted<R: Read + Seek>(parts: &mut Parts<R>) -> Result<bool, ReadError> {
    let Some(mut xml) = parts.xml("META-INF/manifest.xml", MAX_PART)? else {
        return Ok(false);
    };
    let mut buffer = Vec::new();
    loop {
        match next(&mut xml, &mut buffer)? {
            Event::Start(e) if is(&e, b"encryption-data") => return Ok(true),
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// A table while it is read.
#[derive(Default)]
struct Table {
    row: RowBuf,
    /// Of the sheet, counted from 1, of the row that is read.
    line: u32,
    rows: u32,
    /// Of them, those that the file has as one more of the same.
    repeated: u32,
    column: usize,
    cell: CellBuf,
    /// Columns that were declared, before the rows.
    declared: usize,
    hidden_columns: ColumnSet,
}

/// A cell while it is read.
#[derive(Default)]
struct CellBuf {
    /// What its attributes say; where they say nothing, its paragraphs do.
    value: Option<String>,
    kind: CellKind,
    /// What it is that cannot be read.
    unreadable: Option<String>,
    has_formula: bool,
    /// A text, which may be empty where a formula came to it.
    is_text: bool,
    is_error: bool,
    /// Merged cells lie over it: nobody sees what it holds.
    is_covered: bool,
    text: String,
    repeated: usize,
    /// Elements open within the cell.
    depth: u32,
    /// Elements open within a drawing or a note on the cell, whose text is not the cell's.
    aside: u32,
    /// Whether a paragraph of the cell is open.
    in_text: bool,
}

impl Table {
    /// Answers whether the end of the table was reached, or `each` ended the reading.
    fn rows<R: Read + Seek>(
        &mut self,
        xml: &mut Xml<'_, R>,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<bool, ReadError> {
        let mut buffer = Vec::new();
        let mut repeated = 1_u32;
        let mut in_cell = false;
        let mut hidden_groups = 0_u32;
        let mut groups: Vec<bool> = Vec::new();
        loop {
            match next(xml, &mut buffer)? {
                Event::Start(e) if in_cell => self.cell.begin_inner(&e),
                Event::End(e) if in_cell => {
                    if self.cell.depth > 0 {
                        self.cell.end_inner(e.local_name().as_ref());
                    } else {
                        in_cell = false;
                        self.take();
                    }
                }
                Event::Text(text) if in_cell => {
                    self.cell.push_text(&String::from_utf8_lossy(&text));
                }
                Event::CData(text) if in_cell => {
                    self.cell.push_text(&String::from_utf8_lossy(&text));
                }
                Event::GeneralRef(name) if in_cell => {
                    if let Some(c) = std::str::from_utf8(&name).ok().and_then(entity) {
                        self.cell.push_text(c.encode_utf8(&mut [0; 4]));
                    }
                }
                Event::Start(e) => match e.local_name().as_ref() {
                    b"table-row" => {
                        self.row.clear();
                        self.column = 0;
                        repeated = count(&e, b"number-rows-repeated");
                        let visibility = attribute(&e, b"visibility");
                        let hidden = matches!(visibility.as_deref(), Some("collapse" | "filter"));
                        self.row.is_hidden = hidden || hidden_groups > 0;
                    }
                    b"table-column" => {
                        let columns = count(&e, b"number-columns-repeated") as usize;
                        let visibility = attribute(&e, b"visibility");
                        if matches!(visibility.as_deref(), Some("collapse" | "filter")) {
                            self.hidden_columns.add(self.declared, columns);
                        }
                        self.declared = self.declared.saturating_add(columns);
                    }
                    b"table-row-group" => {
                        let hidden = attribute(&e, b"display").as_deref() == Some("false");
                        groups.push(hidden);
                        hidden_groups += u32::from(hidden);
                    }
                    b"table-cell" => {
                        in_cell = true;
                        self.cell.begin(&e);
                    }
                    b"covered-table-cell" => {
                        in_cell = true;
                        self.cell.begin(&e);
                        self.cell.is_covered = true;
                    }
                    _ => {}
                },
                Event::End(e) => match e.local_name().as_ref() {
                    b"table-row" => {
                        if !self.end(repeated, each)? {
                            return Ok(true);
                        }
                        if self.rows.is_multiple_of(1_024) {
                            let meter = xml.get_ref();
                            moved(meter.done(), meter.size().max(meter.done()));
                        }
                    }
                    b"table-row-group" => {
                        let hidden = groups.pop().unwrap_or(false);
                        hidden_groups = hidden_groups.saturating_sub(u32::from(hidden));
                    }
                    b"table" => return Ok(true),
                    _ => {}
                },
                Event::Eof => return Ok(false),
                _ => {}
            }
        }
    }

    fn take(&mut self) {
        let cell = &self.cell;
        let never_computed = cell.has_formula
            && !cell.is_text
            && cell.value.is_none()
            && cell.text.trim().is_empty();
        let unreadable = if cell.is_error {
            Some(format!("el error {}", cell.text.trim()))
        } else if never_computed && cell.unreadable.is_none() {
            Some("una fórmula que no se ha calculado".to_owned())
        } else {
            cell.unreadable.clone()
        };
        let seen = cell.value.as_deref().unwrap_or(&cell.text).trim();
        let unreadable = match unreadable {
            None if cell.is_covered && !seen.is_empty() => {
                Some(format!("«{seen}», debajo de celdas combinadas"))
            }
            unreadable => unreadable,
        };
        let (text, kind) = match &unreadable {
            Some(what) => (what.as_str(), CellKind::Unreadable),
            None => (cell.value.as_deref().unwrap_or(&cell.text), cell.kind),
        };
        // A repeated blank only moves on.
        if text.trim().is_empty() {
            if self.cell.is_covered {
                self.row.covered.add(self.column, self.cell.repeated);
            }
            self.column = self.column.saturating_add(self.cell.repeated);
            return;
        }
        for _ in 0..self.cell.repeated.min(MAX_COLUMNS) {
            self.row.push_as(self.column, text, kind);
            self.column = self.column.saturating_add(1);
        }
    }

    /// Hands the row over as often as it is repeated; a blank one only moves on.
    fn end(&mut self, repeated: u32, each: Each<'_>) -> Result<bool, ReadError> {
        if self.row.is_empty() {
            self.line = self.line.saturating_add(repeated);
            return Ok(true);
        }
        // All of them are counted before the first is handed over: there may be millions.
        self.rows = self.rows.saturating_add(repeated);
        if self.rows > MAX_ROWS {
            return Err(ReadError::TooLarge("trae demasiados renglones"));
        }
        self.repeated = self.repeated.saturating_add(repeated - 1);
        if self.repeated > MAX_REPEATED {
            return Err(ReadError::TooLarge(
                "repite un mismo renglón más de 100,000 veces, quizá debajo de tus datos",
            ));
        }
        for _ in 0..repeated {
            self.line = self.line.saturating_add(1);
            if !each(self.line, &self.row)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl CellBuf {
    fn begin(&mut self, e: &BytesStart<'_>) {
        *self = Self {
            text: std::mem::take(&mut self.text),
            repeated: count(e, b"number-columns-repeated") as usize,
            has_formula: attribute(e, b"formula").is_some(),
            ..Self::default()
        };
        self.text.clear();
        // Of two attributes of the name, LibreOffice's own says that the value is an error.
        self.is_error =
            e.attributes().with_checks(false).flatten().any(|one| {
                one.key.local_name().as_ref() == b"value-type" && &*one.value == b"error"
            });
        match attribute(e, b"value-type").as_deref() {
            Some("float" | "currency" | "percentage") => {
                let number = attribute(e, b"value").unwrap_or_default();
                let mut shown = String::new();
                match write_number(&mut shown, &number, false, false) {
                    Some(_) => self.value = Some(shown),
                    None => self.unreadable = Some(format!("«{number}» como número")),
                }
            }
            Some("date") => {
                let value = attribute(e, b"date-value").unwrap_or_default();
                let day = value.split('T').next().unwrap_or_default();
                self.value = Some(match day.parse::<jiff::civil::Date>() {
                    Ok(day) => imss::time::format_date(day),
                    Err(_) => day.to_owned(),
                });
                self.kind = CellKind::Day;
            }
            Some("boolean") => {
                let shown = match attribute(e, b"boolean-value").as_deref() {
                    Some("true") => "VERDADERO",
                    _ => "FALSO",
                };
                self.unreadable = Some(format!("el valor lógico {shown}"));
            }
            Some("string") => {
                self.value = attribute(e, b"string-value");
                self.is_text = true;
            }
            _ => {}
        }
    }

    fn begin_inner(&mut self, e: &BytesStart<'_>) {
        let name = e.local_name();
        let name = name.as_ref();
        let is_drawn = e.name().prefix().is_some_and(|prefix| {
            matches!(
                prefix.as_ref(),
                b"draw" | b"dr3d" | b"form" | b"script" | b"office"
            )
        });
        if self.aside > 0 || is_drawn || is_aside(name) {
            self.aside += 1;
        } else if name == b"p" || name == b"h" {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.in_text = true;
        } else if self.in_text {
            match name {
                b"s" => {
                    let spaces = count(e, b"c").min(16) as usize;
                    self.text.extend(std::iter::repeat_n(' ', spaces));
                }
                b"line-break" | b"tab" => self.text.push(' '),
                _ => {}
            }
        }
        self.depth += 1;
    }

    fn end_inner(&mut self, name: &[u8]) {
        self.depth -= 1;
        if self.aside > 0 {
            self.aside -= 1;
        } else if name == b"p" || name == b"h" {
            self.in_text = false;
        }
    }

    fn push_text(&mut self, text: &str) {
        if self.in_text && self.aside == 0 && self.text.len() < MAX_CELL {
            self.text.push_str(text);
        }
    }
}

/// Elements whose text is not that of the cell they are in.
fn is_aside(name: &[u8]) -> bool {
    matches!(
        name,
        b"annotation"
            | b"frame"
            | b"custom-shape"
            | b"text-box"
            | b"shapes"
            | b"note"
            | b"object"
            | b"caption"
            | b"ruby-text"
            | b"event-listeners"
            | b"detective"
            | b"cell-range-source"
    )
}

fn is(element: &BytesStart<'_>, name: &[u8]) -> bool {
    element.local_name().as_ref() == name
}

/// A count that the file claims: it is counted to, and never reserves memory.
fn count(element: &BytesStart<'_>, name: &[u8]) -> u32 {
    attribute(element, name)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1)
        .max(1)
}

fn next<'b, R: Read + Seek>(
    xml: &mut Xml<'_, R>,
    buffer: &'b mut Vec<u8>,
) -> Result<Event<'b>, ReadError> {
    buffer.clear();
    xml.get_mut().next_piece();
    Ok(xml.read_event_into(buffer)?)
}
