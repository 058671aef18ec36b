//! Texts inside records: of BIFF8 in one or two bytes a character, before that in a code page.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

use super::records::cut_short;
use crate::error::ReadError;
use crate::limits::MAX_CELL;

/// How texts are written in a stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// BIFF8, whose texts begin with a byte of flags.
    pub(super) unicode: bool,
    /// Of the others.
    pub(super) page: &'static Encoding,
}

impl Spelling {
    /// Until the stream says otherwise.
    pub(super) const USUAL: Self = Self {
        unicode: true,
        page: WINDOWS_1252,
    };

    /// The text of so many characters behind its count.
    pub(super) fn read(self, characters: usize, data: &[u8]) -> Result<String, ReadError> {
        let mut out = String::new();
        if self.unicode {
            let mut pieces = Pieces::of(vec![data]);
            let wide = pieces.byte()? & WIDE != 0;
            pieces.characters(characters, wide, &mut out)?;
        } else {
            let bytes = data.get(..characters).ok_or_else(cut_short)?;
            out.push_str(&self.page.decode_without_bom_handling(bytes).0);
        }
        Ok(out)
    }
}

/// The code page of a number (MS-XLS 2.4.52); an unknown one is taken for Windows' own.
pub(super) fn page(number: u16) -> &'static Encoding {
    match number {
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        10_000 | 0x8000 => MACINTOSH,
        _ => WINDOWS_1252,
    }
}

/// Flags before a text (MS-XLS 2.5.293): two bytes a character; more behind it; runs of fonts behind it.
pub(super) const WIDE: u8 = 0x01;
pub(super) const EXTENDED: u8 = 0x04;
pub(super) const RICH: u8 = 0x08;

/// The pieces of one long record, read as one.
pub(super) struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    at: usize,
    rest: &'a [u8],
}

impl<'a> Pieces<'a> {
    pub(super) fn of(pieces: Vec<&'a [u8]>) -> Self {
        let rest = pieces.first().copied().unwrap_or_default();
        Self {
            pieces,
            at: 0,
            rest,
        }
    }

    pub(super) fn byte(&mut self) -> Result<u8, ReadError> {
        while self.rest.is_empty() {
            self.turn()?;
        }
        let (first, rest) = self.rest.split_first().ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(*first)
    }

    pub(super) fn word(&mut self) -> Result<u16, ReadError> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn double_word(&mut self) -> Result<u32, ReadError> {
        Ok(u32::from(self.word()?) | u32::from(self.word()?) << 16)
    }

    pub(super) fn skip(&mut self, mut count: usize) -> Result<(), ReadError> {
        while count > self.rest.len() {
            count -= self.rest.len();
            self.turn()?;
        }
        self.rest = &self.rest[count..];
        Ok(())
    }

    /// Takes so many characters. Where they go on in the next piece, its first byte says again how wide
    /// they are. What is too long for a cell is passed over.
    pub(super) fn characters(
        &mut self,
        mut count: usize,
        mut wide: bool,
        out: &mut String,
    ) -> Result<(), ReadError> {
        loop {
            let width = if wide { 2 } else { 1 };
            let here = count.min(self.rest.len() / width);
            let (taken, rest) = self.rest.split_at(here * width);
            let room = MAX_CELL.saturating_sub(out.len());
            if wide {
                let units = taken.chunks_exact(2).take(room);
                let units = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
                out.extend(
                    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)),
                );
            } else {
                out.extend(taken.iter().take(room).map(|byte| char::from(*byte)));
            }
            self.rest = rest;
            count -= here;
            if count == 0 {
                return Ok(());
            }
            self.turn()?;
            wide = self.byte()? & WIDE != 0;
        }
    }

    fn turn(&mut self) -> Result<(), ReadError> {
        self.at += 1;
        self.rest = self.pieces.get(self.at).copied().ok_or_else(cut_short)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_piece_in_another_width() {
        let mut pieces = Pieces::of(vec![b"\x00AB", b"\x01\xd1\x00C\x00", b"rest"]);
        assert_eq!(pieces.byte().unwrap() & WIDE, 0);
        let mut out = String::new();
        pieces.characters(4, false, &mut out).unwrap();
        assert_eq!(out, "ABÑC");
        pieces.skip(2).unwrap();
        assert_eq!(pieces.word().unwrap(), u16::from_le_bytes(*b"st"));
        assert!(pieces.byte().is_err());
    }

    #[test]
    fn a_text_of_a_code_page_is_read_in_it() {
        let old = Spelling {
            unicode: false,
            page: page(10_000),
        };
        assert_eq!(old.read(2, b"\x84!x").unwrap(), "Ñ!");
        assert!(Spelling::USUAL.read(9, b"\x00abc").is_err());
    }
}
