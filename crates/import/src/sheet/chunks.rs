//! A long part of a workbook in chunks of whole elements: XML is parsed several times as fast from
//! memory as from a stream, and a chunk needs no more of it than a row.

use std::io::Read;

use super::metered::Part;
use crate::error::ReadError;
use crate::limits::MAX_ELEMENT;

/// Bytes that are read at once.
const CHUNK: u64 = 256 << 10;

/// A part, cut behind elements of one name.
pub(super) struct Chunks<'a, R: Read> {
    part: Part<'a, R>,
    element: &'static [u8],
    chunk: Vec<u8>,
    /// How much of the chunk was handed over.
    given: usize,
    ended: bool,
}

impl<'a, R: Read> Chunks<'a, R> {
    pub(super) fn of(part: Part<'a, R>, element: &'static [u8]) -> Self {
        Self {
            part,
            element,
            chunk: Vec::new(),
            given: 0,
            ended: false,
        }
    }

    /// The next chunk; the last is whatever is behind the last such element.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>, ReadError> {
        self.chunk.drain(..self.given);
        self.given = 0;
        while !self.ended {
            if self.chunk.len() > MAX_ELEMENT {
                return Err(ReadError::TooLarge("trae un renglón demasiado largo"));
            }
            self.part.next_piece();
            let read = self
                .part
                .by_ref()
                .take(CHUNK)
                .read_to_end(&mut self.chunk)?;
            self.ended = read == 0;
            if let Some(end) = last_end(&self.chunk, self.element) {
                self.given = end;
                return Ok(Some(&self.chunk[..end]));
            }
        }
        self.given = self.chunk.len();
        Ok((self.given > 0).then_some(&self.chunk))
    }

    /// The next piece behind the chunks, cut behind a tag; `None` at the end of the part.
    pub(super) fn tail(&mut self) -> Result<Option<&[u8]>, ReadError> {
        self.chunk.drain(..self.given);
        self.given = 0;
        loop {
            if let Some(last) = self.chunk.iter().rposition(|byte| *byte == b'>') {
                self.given = last + 1;
                return Ok(Some(&self.chunk[..self.given]));
            }
            if self.ended {
                return Ok(None);
            }
            if self.chunk.len() > MAX_ELEMENT {
                return Err(ReadError::TooLarge("trae un elemento demasiado largo"));
            }
            self.part.next_piece();
            let read = self
                .part
                .by_ref()
                .take(CHUNK)
                .read_to_end(&mut self.chunk)?;
            self.ended = read == 0;
        }
    }

    /// Bytes read so far, and how many there are, as the zip says.
    pub(super) fn progress(&self) -> (u64, u64) {
        let done = self.part.done();
        (done, self.part.size().max(done))
    }
}

/// A parser of a chunk, or of what is left of one. Elements may have begun in the chunk before.
pub(super) fn parser(chunk: &[u8]) -> quick_xml::Reader<&[u8]> {
    let mut xml = quick_xml::Reader::from_reader(chunk);
    let config = xml.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.trim_text_start = false;
    config.trim_text_end = false;
    xml
}

/// Where the last element of a name ends, its prefix aside, or the one that holds them all: what is
/// behind it is not looked at, however long it is.
fn last_end(chunk: &[u8], element: &[u8]) -> Option<usize> {
    let mut end = chunk.len();
    while let Some(at) = chunk[..end].iter().rposition(|byte| *byte == b'>') {
        let head = &chunk[..at];
        let start = head.iter().rposition(|byte| *byte == b'<')?;
        let tag = &head[start + 1..];
        let is_end = match (tag.strip_prefix(b"/"), tag.strip_suffix(b"/")) {
            (Some(name), _) => is_named(name, element) || is_named(name, b"sheetData"),
            (None, Some(empty)) => {
                let name = empty.split(u8::is_ascii_whitespace).next();
                name.is_some_and(|name| is_named(name, element))
            }
            (None, None) => false,
        };
        if is_end {
            return Some(at + 1);
        }
        end = start;
    }
    None
}

fn is_named(name: &[u8], element: &[u8]) -> bool {
    let prefix = name.trim_ascii_end().strip_suffix(element);
    prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(b":"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_ends_behind_its_last_whole_element() {
        let cut = |text: &str| last_end(text.as_bytes(), b"row").map(|end| text[..end].to_owned());
        assert_eq!(
            cut("<row>1</row><row>2</row><row>3"),
            Some("<row>1</row><row>2</row>".into())
        );
        assert_eq!(
            cut("<x:row/></x:row><x:row"),
            Some("<x:row/></x:row>".into())
        );
        assert_eq!(
            cut("<row r=\"1\"/><row r=\"2\" ht=\"15\"/><row r"),
            Some("<row r=\"1\"/><row r=\"2\" ht=\"15\"/>".into())
        );
        assert_eq!(
            cut("<row/></sheetData><hyperlink r=\"A1\"/>"),
            Some("<row/></sheetData>".into())
        );
        assert_eq!(cut("<arow/><row "), None);
        assert_eq!(cut("<row></arow></ro"), None);
        assert_eq!(cut("a > b"), None);
    }
}
