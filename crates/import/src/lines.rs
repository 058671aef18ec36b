//! Files whose fields have fixed places: DISPMAG and SUA's two. Read in chunks of whole lines, so that
//! a long file needs no more memory than a chunk, and a page of it can be read again from the middle.

use std::io::{Read, Seek, SeekFrom};

use imss::dispmag;

use crate::error::ReadError;
use crate::limits::{MAX_PIECE, MAX_ROWS};
use crate::text::{Page, decoded_once};

/// Which file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    Dispmag,
    Aseg,
    Movt,
}

/// Characters of a line of ASEG.TXT and of MOVT.TXT (domain facts, section 2 `[A]`).
const ASEG: usize = 164;
const MOVT: usize = 49;

impl Layout {
    /// Recognises it by the length of its first lines; `None` for any other text.
    pub(crate) fn of(text: &[u8]) -> Option<Self> {
        let mut votes = [0_u32; 3];
        let mut looked = 0_u32;
        for (_, _, line) in lines(text).take(50).filter(|(_, _, line)| line[0] != b'*') {
            looked += 1;
            if let Some(layout) = Self::of_line(line) {
                votes[layout as usize] += 1;
            }
        }
        let most = [Self::Dispmag, Self::Aseg, Self::Movt]
            .into_iter()
            .max_by_key(|layout| votes[*layout as usize])?;
        // A few lines may have been spoiled by hand, or the last may be cut.
        let enough = votes[most as usize] * 2 >= looked && looked > 0;
        enough.then_some(most)
    }

    /// The length of the records of a text that is DISPMAG but for that length.
    pub(crate) fn other_length(text: &[u8]) -> Option<usize> {
        let mut lengths: Vec<usize> = Vec::new();
        let mut looked = 0;
        // The last line may be cut.
        for (_, _, line) in lines(text).take(50).filter(|(_, _, line)| line[0] != b'*') {
            looked += 1;
            if begins_a_record(line) {
                lengths.push(characters(line));
            }
        }
        lengths.sort_unstable();
        let longest_run = lengths
            .chunk_by(|a, b| a == b)
            .max_by_key(|run| run.len())?;
        let length = *longest_run.first()?;
        (longest_run.len() * 2 > looked && (120..=200).contains(&length)).then_some(length)
    }

    fn of_line(line: &[u8]) -> Option<Self> {
        // A delimited line of just such a length has its delimiters.
        if line.iter().any(|b| matches!(b, b'\t' | b';' | b'|' | b',')) {
            return None;
        }
        let characters = characters(line);
        let length = |wanted: usize| {
            characters == wanted || line.len() == wanted || written_twice(line, wanted)
        };
        if length(dispmag::RECORD_LEN) && line.ends_with(b"9") {
            Some(Self::Dispmag)
        } else if length(ASEG) {
            Some(Self::Aseg)
        } else if length(MOVT) {
            Some(Self::Movt)
        } else {
            None
        }
    }

    pub(crate) fn kind(self) -> import_protocol::Kind {
        match self {
            Self::Dispmag => import_protocol::Kind::Dispmag,
            Self::Aseg => import_protocol::Kind::Aseg,
            Self::Movt => import_protocol::Kind::Movt,
        }
    }
}

fn characters(line: &[u8]) -> usize {
    std::str::from_utf8(line).map_or(line.len(), |text| text.chars().count())
}

/// Whether a line has a length once its text, encoded twice, is decoded once.
fn written_twice(line: &[u8], wanted: usize) -> bool {
    let Some(text) = std::str::from_utf8(line)
        .ok()
        .filter(|text| !text.is_ascii())
    else {
        return false;
    };
    let once = |page| decoded_once(page, text).map(|once| once.chars().count());
    Page::ALL.into_iter().any(|page| once(page) == Some(wanted))
}

/// Whether a line begins as a record of DISPMAG does: registro patronal, NSS, and a surname.
fn begins_a_record(line: &[u8]) -> bool {
    let Some((head, rest)) = line.split_at_checked(22) else {
        return false;
    };
    let delimited = line.iter().any(|b| matches!(b, b'\t' | b';' | b'|' | b','));
    !delimited
        && head[0].is_ascii_alphanumeric()
        && head[1..].iter().all(u8::is_ascii_digit)
        && rest
            .first()
            .is_some_and(|b| b.is_ascii_alphabetic() || !b.is_ascii())
        && rest.len() > 90
}

/// Where rows begin: the file itself is what is kept of them.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Offset and line of every [`STEP`]th row.
    starts: Vec<(u64, u32)>,
    pub(crate) rows: u32,
}

/// Rows between two that are indexed.
const STEP: u32 = 256;

impl Index {
    /// Notes where a row begins.
    pub(crate) fn note(&mut self, offset: u64, line: u32) -> Result<(), ReadError> {
        if self.rows.is_multiple_of(STEP) {
            self.starts.push((offset, line));
        }
        if self.rows == MAX_ROWS {
            return Err(ReadError::TooLarge("trae demasiados renglones"));
        }
        self.rows += 1;
        Ok(())
    }

    /// The nearest row before one that is indexed: which, its offset and its line.
    pub(crate) fn before(&self, row: u32) -> Option<(u32, u64, u32)> {
        let (offset, line) = self.starts.get((row / STEP) as usize)?;
        Some((row / STEP * STEP, *offset, *line))
    }
}

/// Bytes of a chunk when a whole file is read, and when a few rows are.
pub(crate) const CHUNK: usize = 1 << 20;
pub(crate) const SMALL_CHUNK: usize = 64 << 10;

/// Hands over chunks of whole lines from an offset on, with the offset of each and the lines before
/// it, until `each` answers `false`. Chunks have about `size` bytes; `each` may change them.
pub(crate) fn chunks<R: Read + Seek>(
    reader: &mut R,
    (offset, lines): (u64, u32),
    size: usize,
    mut each: impl FnMut(&mut [u8], u64, u32) -> Result<bool, ReadError>,
) -> Result<(), ReadError> {
    reader.seek(SeekFrom::Start(offset))?;
    let (mut offset, mut lines) = (offset, lines);
    let mut chunk: Vec<u8> = Vec::with_capacity(size + (size >> 2));
    loop {
        let held = chunk.len();
        let read = reader
            .by_ref()
            .take((size - held.min(size / 2)) as u64)
            .read_to_end(&mut chunk)?;
        let at_end = read == 0;
        let whole = if at_end {
            chunk.len()
        } else {
            last_line_end(&chunk)
        };
        if whole == 0 && !at_end {
            if chunk.len() > MAX_PIECE {
                return Err(ReadError::TooLarge("trae un renglón demasiado largo"));
            }
            continue;
        }
        if whole > 0 && !each(&mut chunk[..whole], offset, lines)? {
            return Ok(());
        }
        if at_end {
            return Ok(());
        }
        lines = lines.saturating_add(line_ends(&chunk[..whole]));
        offset += whole as u64;
        chunk.drain(..whole);
    }
}

/// How much of a chunk is whole lines: up to its last LF, so that a record with a stray CR inside is
/// never cut; where there is no LF, up to its last CR that surely has none behind it.
fn last_line_end(chunk: &[u8]) -> usize {
    let last = |wanted: u8, within: &[u8]| within.iter().rposition(|b| *b == wanted);
    last(b'\n', chunk)
        .or_else(|| last(b'\r', &chunk[..chunk.len().saturating_sub(1)]))
        .map_or(0, |at| at + 1)
}

/// Lines that end in a text: CR LF, LF or CR.
pub(crate) fn line_ends(text: &[u8]) -> u32 {
    let mut count = 0_u32;
    let mut before = 0;
    for byte in text {
        if *byte == b'\r' || (*byte == b'\n' && before != b'\r') {
            count = count.saturating_add(1);
        }
        before = *byte;
    }
    count
}

/// The lines of a chunk that are not blank: offset within it, line within it from 0, bytes.
pub(crate) fn lines(chunk: &[u8]) -> impl Iterator<Item = (usize, u32, &[u8])> {
    let mut at = 0;
    let mut line = 0;
    std::iter::from_fn(move || {
        while at < chunk.len() {
            let rest = &chunk[at..];
            let end = rest
                .iter()
                .position(|b| matches!(b, b'\n' | b'\r'))
                .unwrap_or(rest.len());
            let mark = if rest[end..].starts_with(b"\r\n") {
                2
            } else {
                1
            };
            let found = (at, line, &rest[..end]);
            at += end + mark;
            line += 1;
            if !found.2.iter().all(|b| matches!(b, b' ' | b'\t' | 0x1A)) {
                return Some(found);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn chunks_are_whole_lines_and_lose_nothing() {
        let mut file = Vec::new();
        for index in 0..200_000 {
            let end: &[u8] = match index % 3 {
                0 => b"\r\n",
                1 => b"\n",
                _ => b"\r",
            };
            file.extend_from_slice(format!("renglón {index}").as_bytes());
            file.extend_from_slice(end);
        }
        let mut seen = 0_u32;
        chunks(
            &mut Cursor::new(&file),
            (0, 0),
            CHUNK,
            |chunk, offset, before| {
                assert_eq!(before, seen);
                assert_eq!(&file[offset as usize..][..chunk.len()], &*chunk);
                for (at, line, bytes) in lines(chunk) {
                    assert_eq!(bytes, format!("renglón {seen}").as_bytes());
                    assert_eq!(before + line, seen);
                    assert!(chunk[at..].starts_with(bytes));
                    seen += 1;
                }
                Ok(true)
            },
        )
        .unwrap();
        assert_eq!(seen, 200_000);
    }

    #[test]
    fn a_line_without_end_is_refused_and_not_kept() {
        let endless = vec![b'x'; 3 * MAX_PIECE];
        let error =
            chunks(&mut Cursor::new(endless), (0, 0), CHUNK, |_, _, _| Ok(true)).unwrap_err();
        assert_eq!(error.code(), "too-large");
    }
}
