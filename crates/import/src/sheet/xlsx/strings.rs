//! The strings that cells share.

use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::{push_entity, push_text};
use crate::error::ReadError;
use crate::limits::{MAX_CELL, MAX_STRINGS};
use crate::row::cut;
use crate::sheet::parts::Parts;

/// The strings that cells share, one after the other.
#[derive(Default)]
pub(super) struct Strings {
    part: String,
    text: String,
    ends: Vec<u32>,
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
        let (mut in_text, mut phonetic) = (false, false);
        let mut start = 0;
        while let Some(mut xml) = chunks.next()? {
            loop {
                match xml.read_event()? {
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
                        b"sst" => return Ok(()),
                        _ => {}
                    },
                    Event::Text(text) if in_text => push_text(&mut self.text, &text),
                    Event::CData(text) if in_text => push_text(&mut self.text, &text),
                    Event::GeneralRef(name) if in_text => push_entity(&mut self.text, &name),
                    Event::Eof => break,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    pub(super) fn get(&self, index: usize) -> &str {
        let Some(end) = self.ends.get(index) else {
            return "";
        };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text
            .get(start as usize..*end as usize)
            .unwrap_or_default()
    }
}
