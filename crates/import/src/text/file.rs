//! A file of text, read in its encoding.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use super::encoding::{Encoding, decoded_once, windows_1252_of};
use super::judge::{Candidate, Judge, Judgement};
use crate::error::ReadError;
use crate::limits::MAX_TRANSCODED;

/// Bytes that are judged at once.
const CHUNK: usize = 1 << 20;

/// A file whose encoding was judged. What is read of it is UTF-8, or of one byte a character as
/// [`TextFile::encoding`] says; a file of two bytes a character is kept in memory as UTF-8.
pub(crate) struct TextFile<R> {
    file: R,
    size: u64,
    /// Bytes of the mark that the file begins with.
    mark: u64,
    encoding: Encoding,
    pub(crate) judgement: Judgement,
    pub(crate) has_quotes: bool,
    memory: Option<Cursor<Vec<u8>>>,
    /// Whether what is kept in memory is in Windows-1252.
    is_fixed: bool,
}

impl<R: Read + Seek> TextFile<R> {
    /// Judges a file. `is_fixed` says that its fields have fixed places, one byte a character.
    pub(crate) fn open(mut file: R, size: u64, is_fixed: bool) -> Result<Self, ReadError> {
        file.rewind()?;
        let mut head = Vec::new();
        file.by_ref().take(4).read_to_end(&mut head)?;
        file.rewind()?;
        let mut judge = Judge::default();
        let utf16 = utf16_of(&head);
        let mark = if head.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        let judgement = if let Some(encoding) = utf16 {
            judge.has_quotes = true;
            Judgement {
                candidates: vec![Candidate {
                    encoding,
                    samples: Vec::new(),
                }],
                is_sure: true,
            }
        } else {
            file.seek(SeekFrom::Start(mark))?;
            let mut chunk = Vec::with_capacity(CHUNK);
            loop {
                chunk.clear();
                file.by_ref().take(CHUNK as u64).read_to_end(&mut chunk)?;
                if chunk.is_empty() {
                    break;
                }
                judge.look(&chunk);
            }
            Judgement {
                candidates: Vec::new(),
                is_sure: true,
            }
        };
        let has_quotes = judge.has_quotes;
        let judgement = if utf16.is_some() {
            judgement
        } else {
            let mut judged = judge.judgement();
            // A mark says so.
            if mark > 0 && judged.candidates[0].encoding == Encoding::Ascii {
                judged.candidates[0].encoding = Encoding::Utf8;
            }
            judged
        };
        let mut opened = Self {
            file,
            size,
            mark,
            encoding: judgement.candidates[0].encoding,
            judgement,
            has_quotes,
            memory: None,
            is_fixed,
        };
        opened.read_as(opened.encoding)?;
        Ok(opened)
    }

    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub(crate) fn size(&self) -> u64 {
        match &self.memory {
            Some(memory) => memory.get_ref().len() as u64,
            None => self.size,
        }
    }

    /// Where the text begins.
    pub(crate) fn start(&self) -> u64 {
        if self.memory.is_some() { 0 } else { self.mark }
    }

    /// Reads the file as one of its candidates from now on.
    pub(crate) fn choose(&mut self, option: usize) -> Result<(), ReadError> {
        let candidate = self.judgement.candidates.get(option);
        let encoding = candidate.ok_or(ReadError::NothingOpen)?.encoding;
        self.read_as(encoding)
    }

    fn read_as(&mut self, encoding: Encoding) -> Result<(), ReadError> {
        self.encoding = encoding;
        self.memory = None;
        let in_memory = match encoding {
            Encoding::Utf16Le | Encoding::Utf16Be => true,
            Encoding::Twice(_) | Encoding::Mixed => self.is_fixed,
            _ => false,
        };
        if !in_memory {
            return Ok(());
        }
        if self.size > MAX_TRANSCODED {
            return Err(ReadError::TooLarge(
                "en esta codificación leemos archivos de hasta 128 MB",
            ));
        }
        self.file.seek(SeekFrom::Start(self.mark))?;
        let mut bytes = Vec::new();
        self.file
            .by_ref()
            .take(MAX_TRANSCODED)
            .read_to_end(&mut bytes)?;
        let text = match encoding {
            Encoding::Utf16Le | Encoding::Utf16Be => {
                String::from_utf8_lossy(&encoding.transcoded(&bytes)).into_owned()
            }
            Encoding::Twice(page) => {
                let text = String::from_utf8_lossy(&bytes);
                decoded_once(page, &text).unwrap_or_else(|| text.into_owned())
            }
            _ => bytes
                .split_inclusive(|byte| *byte == b'\n')
                .map(|line| encoding.decode(line, std::str::from_utf8(line).is_ok()))
                .collect(),
        };
        let kept = if self.is_fixed {
            windows_1252_of(&text)
        } else {
            text.into_bytes()
        };
        self.memory = Some(Cursor::new(kept));
        Ok(())
    }
}

/// The encoding of two bytes a character that a file begins in, with a mark or without.
pub(crate) fn utf16_of(head: &[u8]) -> Option<Encoding> {
    match head {
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
        [b' '..=b'~', 0, b' '..=b'~', 0, ..] => Some(Encoding::Utf16Le),
        [0, b' '..=b'~', 0, b' '..=b'~', ..] => Some(Encoding::Utf16Be),
        _ => None,
    }
}

impl<R: Read> Read for TextFile<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match &mut self.memory {
            Some(memory) => memory.read(into),
            None => self.file.read(into),
        }
    }
}

impl<R: Seek> Seek for TextFile<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match &mut self.memory {
            Some(memory) => memory.seek(to),
            None => self.file.seek(to),
        }
    }
}
