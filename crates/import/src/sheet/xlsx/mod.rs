//! Excel since 2007 (ECMA-376, part 1, chapter 18): the parts that hold cells, streamed.

mod book;
#[cfg(test)]
mod both_ways;
mod cell_type;
mod cells;
mod merges;
mod plain;
mod reference;
mod strings;
mod styles;

use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::parts::{Parts, Xml, entity};
use super::{Each, Moved, Sheet, SheetEnd};
use crate::error::ReadError;
use crate::limits::MAX_SHEET;
use book::{relations, workbook, workbook_part};
use cells::Cells;
use strings::Strings;
use styles::dates;

/// A workbook whose strings and styles are read.
pub(crate) struct Xlsx<R> {
    parts: Parts<R>,
    /// Every sheet, and its part.
    sheets: Vec<(Sheet, String)>,
    strings: Strings,
    /// By style, whether its numbers are dates.
    dates: Vec<bool>,
    /// Days are counted from 1904, as old Macs did.
    since_1904: bool,
    /// Its formulas are to be computed when it is opened: a program wrote it that computes none.
    is_uncomputed: bool,
    ready: bool,
}

impl<R: Read + Seek> Xlsx<R> {
    pub(crate) fn open(mut parts: Parts<R>) -> Result<Self, ReadError> {
        let book = workbook_part(&mut parts)?;
        let folder = book.rfind('/').map_or("", |at| &book[..=at]).to_owned();
        let file = &book[folder.len()..];
        let relations = relations(&mut parts, &format!("{folder}_rels/{file}.rels"), &folder)?;
        if book.to_lowercase().ends_with(".bin") {
            return Err(ReadError::BinaryWorkbook);
        }
        let read = workbook(&mut parts, &book, &relations)?;
        if read.sheets.is_empty() {
            return Err(ReadError::NotATable("un libro sin hojas de cálculo"));
        }
        let part_of = |kind: &str, usual: &str| {
            let named = relations.iter().find(|one| one.kind == kind);
            named.map_or_else(|| format!("{folder}{usual}"), |one| one.target.clone())
        };
        let dates = dates(&mut parts, &part_of("styles", "styles.xml"))?;
        let strings = part_of("sharedStrings", "sharedStrings.xml");
        Ok(Self {
            strings: Strings::of(strings),
            parts,
            sheets: read.sheets,
            dates,
            since_1904: read.since_1904,
            is_uncomputed: read.is_uncomputed,
            ready: false,
        })
    }

    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        self.sheets.iter().map(|(sheet, _)| sheet.clone()).collect()
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
        if !self.ready {
            self.strings.read(&mut self.parts)?;
            self.ready = true;
        }
        let (_, part) = self.sheets.get(sheet).ok_or(ReadError::NoSuchSheet)?;
        let cells =
            Cells::new(&self.strings, &self.dates, self.since_1904).of_formulas(self.is_uncomputed);
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
