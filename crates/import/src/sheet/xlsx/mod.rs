//! Excel since 2007 (ECMA-376, part 1, chapter 18): the parts that hold cells, streamed.

mod book;
#[cfg(test)]
mod both_ways;
mod cells;
mod plain;
mod strings;
mod styles;

use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::parts::{Parts, Xml, entity};
use super::{Each, Moved};
use crate::error::ReadError;
use crate::limits::MAX_SHEET;
use book::{relations, sheets, workbook_part};
use cells::Cells;
use strings::Strings;
use styles::dates;

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
            strings: Strings::of(strings),
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
        let cells = Cells::new(&self.strings, &self.dates, self.since_1904);
        let part = part.clone();
        let mut chunks = self
            .parts
            .chunks(&part, MAX_SHEET, b"row")?
            .ok_or(ReadError::NoSuchSheet)?;
        cells.rows(&mut chunks, each, moved)
    }
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
