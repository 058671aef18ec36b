//! LibreOffice's sheets (OASIS OpenDocument 1.2, part 1, chapter 9): `content.xml`, streamed.

use std::io::{Read, Seek};

use quick_xml::events::{BytesStart, Event};

use super::parts::{Parts, Xml, attribute, entity};
use super::{Each, Moved};
use crate::error::ReadError;
use crate::limits::{MAX_COLUMNS, MAX_PART, MAX_PARTS, MAX_REPEATED, MAX_ROWS, MAX_SHEET};
use crate::row::RowBuf;

const CONTENT: &str = "content.xml";

/// A document whose sheets are known by name.
pub(crate) struct Ods<R> {
    parts: Parts<R>,
    sheets: Vec<String>,
}

impl<R: Read + Seek> Ods<R> {
    pub(crate) fn open(mut parts: Parts<R>) -> Result<Self, ReadError> {
        if is_encrypted(&mut parts)? {
            return Err(ReadError::Password);
        }
        let mut sheets = Vec::new();
        let mut xml = content(&mut parts)?;
        let mut buffer = Vec::new();
        while sheets.len() < MAX_PARTS {
            match next(&mut xml, &mut buffer)? {
                Event::Start(e) if is(&e, b"table") => {
                    sheets.push(attribute(&e, b"name").unwrap_or_default());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if sheets.is_empty() {
            return Err(ReadError::NotATable("un documento sin hojas de cálculo"));
        }
        drop(xml);
        Ok(Self { parts, sheets })
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        self.sheets.clone()
    }

    pub(crate) fn rows(
        &mut self,
        sheet: usize,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<(), ReadError> {
        let mut xml = content(&mut self.parts)?;
        let mut buffer = Vec::new();
        let mut passed = 0;
        loop {
            match next(&mut xml, &mut buffer)? {
                Event::Start(e) if is(&e, b"table") => {
                    if passed == sheet {
                        return Table::default().rows(&mut xml, each, moved);
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
    /// Of them, those that stand in the file as one more of the same.
    repeated: u32,
    column: usize,
    cell: CellBuf,
}

/// A cell while it is read.
#[derive(Default)]
struct CellBuf {
    /// What its attributes say; where they say nothing, its paragraphs do.
    value: Option<String>,
    text: String,
    repeated: usize,
}

impl Table {
    fn rows<R: Read + Seek>(
        mut self,
        xml: &mut Xml<'_, R>,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<(), ReadError> {
        let mut buffer = Vec::new();
        let mut repeated = 1_u32;
        let (mut in_cell, mut in_text, mut in_note) = (false, 0_u32, 0_u32);
        loop {
            match next(xml, &mut buffer)? {
                Event::Start(e) => match e.local_name().as_ref() {
                    b"table-row" => {
                        self.row.clear();
                        self.column = 0;
                        repeated = count(&e, b"number-rows-repeated");
                    }
                    b"table-cell" | b"covered-table-cell" => {
                        in_cell = true;
                        self.begin(&e);
                    }
                    b"annotation" => in_note += 1,
                    b"p" if in_cell && in_note == 0 => {
                        in_text += 1;
                        if !self.cell.text.is_empty() {
                            self.cell.text.push(' ');
                        }
                    }
                    b"s" if in_text > 0 => self.cell.text.push(' '),
                    _ => {}
                },
                Event::End(e) => match e.local_name().as_ref() {
                    b"table-row" => {
                        if !self.end(repeated, each)? {
                            return Ok(());
                        }
                        if self.rows.is_multiple_of(1_024) {
                            let meter = xml.get_ref();
                            moved(meter.done(), meter.size().max(meter.done()));
                        }
                    }
                    b"table-cell" | b"covered-table-cell" => {
                        in_cell = false;
                        self.take();
                    }
                    b"annotation" => in_note = in_note.saturating_sub(1),
                    b"p" => in_text = in_text.saturating_sub(1),
                    b"table" => return Ok(()),
                    _ => {}
                },
                Event::Text(text) if in_text > 0 && in_note == 0 => {
                    self.cell.text.push_str(&String::from_utf8_lossy(&text));
                }
                Event::GeneralRef(name) if in_text > 0 && in_note == 0 => {
                    let known = std::str::from_utf8(&name).ok().and_then(entity);
                    self.cell.text.extend(known);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn begin(&mut self, e: &BytesStart<'_>) {
        self.cell.text.clear();
        self.cell.repeated = count(e, b"number-columns-repeated") as usize;
        let kind = attribute(e, b"value-type");
        self.cell.value = match kind.as_deref() {
            Some("float" | "currency" | "percentage") => attribute(e, b"value"),
            Some("date") => attribute(e, b"date-value")
                .map(|day| day.split('T').next().unwrap_or_default().to_owned()),
            Some("string") => attribute(e, b"string-value"),
            _ => None,
        };
    }

    fn take(&mut self) {
        let text = self.cell.value.as_deref().unwrap_or(&self.cell.text);
        // A repeated blank only moves on.
        if text.trim().is_empty() {
            self.column = self.column.saturating_add(self.cell.repeated);
            return;
        }
        for _ in 0..self.cell.repeated.min(MAX_COLUMNS) {
            self.row.push(self.column, text);
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

fn is(element: &BytesStart<'_>, name: &[u8]) -> bool {
    element.local_name().as_ref() == name
}

/// A count that stands in the file: it is counted to, never allocated by.
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
