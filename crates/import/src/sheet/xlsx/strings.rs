//! The strings that cells share.

use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::plain::Plain;
use super::{push_entity, push_text};
use crate::error::ReadError;
use crate::limits::{MAX_CELL, MAX_STRINGS};
use crate::row::cut;
use crate::sheet::chunks::parser;
use crate::sheet::parts::Parts;

/// The strings that cells share, one after the other.
#[derive(Default)]
pub(super) struct Strings {
    part: String,
    text: String,
    ends: Vec<u32>,
}

/// How far the reading of them has come.
#[derive(Default)]
pub(super) struct Place {
    in_text: bool,
    phonetic: bool,
    /// Where the string begins that is read.
    start: usize,
}

/// Why a parser stopped.
enum Parsed {
    /// Behind a string, after so many bytes.
    String(usize),
    /// At the end of its chunk.
    Chunk,
    /// At the end of all strings.
    All,
}

impl Strings {
    /// Of a part that is read later.
    pub(super) fn of(part: String) -> Self {
        Self {
            part,
            ..Self::default()
        }
    }

    pub(super) fn read<R: Read + Seek>(&mut self, parts: &mut Parts<R>) -> Result<(), ReadError> {
        let Some(mut chunks) = parts.chunks(&self.part, MAX_STRINGS, b"si")? else {
            return Ok(());
        };
        let mut place = Place::default();
        while let Some(chunk) = chunks.next()? {
            if !self.chunk(chunk, &mut place)? {
                break;
            }
        }
        Ok(())
    }

    /// Strings of a chunk; `false` once there are no more.
    pub(super) fn chunk(&mut self, chunk: &[u8], place: &mut Place) -> Result<bool, ReadError> {
        // What is no text is the parser's to read.
        let text = std::str::from_utf8(chunk).unwrap_or_default();
        let mut at = 0;
        loop {
            while let Some(read) = text
                .get(at..)
                .and_then(|rest| self.plain_string(rest, place))
            {
                at += read;
            }
            match self.parsed_string(&chunk[at..], place)? {
                Parsed::String(read) => at += read,
                Parsed::Chunk => return Ok(true),
                Parsed::All => return Ok(false),
            }
        }
    }

    /// Takes the next string, where its XML is plain; answers how many bytes it has.
    fn plain_string(&mut self, text: &str, place: &mut Place) -> Option<usize> {
        if place.in_text || place.phonetic {
            return None;
        }
        let mut plain = Plain::of(text);
        plain.skip_space();
        plain.take("<si>")?;
        let string = plain.t()?;
        plain.take("</si>")?;
        place.start = self.text.len();
        self.text.push_str(cut(string, MAX_CELL));
        self.end();
        Some(plain.read())
    }

    /// Takes whatever comes up to the end of a string, by a parser of XML.
    fn parsed_string(&mut self, rest: &[u8], place: &mut Place) -> Result<Parsed, ReadError> {
        let mut xml = parser(rest);
        loop {
            match xml.read_event()? {
                Event::Start(e) => match e.local_name().as_ref() {
                    b"si" => place.start = self.text.len(),
                    b"t" => place.in_text = !place.phonetic,
                    b"rPh" => place.phonetic = true,
                    _ => {}
                },
                Event::End(e) => match e.local_name().as_ref() {
                    b"si" => {
                        let start = place.start;
                        let end = start + cut(&self.text[start..], MAX_CELL).len();
                        self.text.truncate(end);
                        self.end();
                        let read = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
                        return Ok(Parsed::String(read.min(rest.len())));
                    }
                    b"t" => place.in_text = false,
                    b"rPh" => place.phonetic = false,
                    b"sst" => return Ok(Parsed::All),
                    _ => {}
                },
                Event::Text(text) if place.in_text => push_text(&mut self.text, &text),
                Event::CData(text) if place.in_text => push_text(&mut self.text, &text),
                Event::GeneralRef(name) if place.in_text => push_entity(&mut self.text, &name),
                Event::Eof => return Ok(Parsed::Chunk),
                _ => {}
            }
        }
    }

    fn end(&mut self) {
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// A string; `None` where the workbook has fewer.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start as usize..*end as usize)
    }
}
