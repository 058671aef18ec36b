//! What stands before the sheets: their names and places, the strings that cells share, the styles.

use super::cells::Value;
use super::records::{Record, Records, cut_short, double_word, word};
use super::text::{EXTENDED, Pieces, RICH, Spelling, WIDE, page};
use crate::error::ReadError;
use crate::limits::MAX_PARTS;
use crate::sheet::shown::{is_built_in_date, is_date_format, write_value};

/// Of a whole workbook.
pub(super) struct Globals {
    pub(super) spelling: Spelling,
    /// Name of every sheet of cells, and where in the stream it begins.
    pub(super) sheets: Vec<(String, u32)>,
    strings: Vec<Box<str>>,
    /// The format of each style.
    styles: Vec<u16>,
    /// Formats of the file's own, and whether they show a day.
    formats: Vec<(u16, bool)>,
    since_1904: bool,
}

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<Self, ReadError> {
        let mut globals = Self {
            spelling: Spelling::USUAL,
            sheets: Vec::new(),
            strings: Vec::new(),
            styles: Vec::new(),
            formats: Vec::new(),
            since_1904: false,
        };
        let mut records = Records::of(stream);
        while let Some(Record { kind, data }) = records.next() {
            match kind {
                // BOF: its version is that of all texts.
                0x0809 => globals.spelling.unicode = word(data, 0)? >= 0x0600,
                0x0042 => globals.spelling.page = page(word(data, 0)?),
                0x0022 => globals.since_1904 = word(data, 0)? == 1,
                // FilePass: what follows is encrypted.
                0x002F => return Err(ReadError::Password),
                0x041E => globals.format(data)?,
                0x00E0 if globals.styles.len() < MAX_PARTS => globals.styles.push(word(data, 2)?),
                0x0085 if globals.sheets.len() < MAX_PARTS => globals.sheet(data)?,
                0x00FC => {
                    let mut pieces = vec![data];
                    pieces.extend(records.continued());
                    globals.strings = strings(Pieces::of(pieces))?;
                }
                0x000A => break,
                _ => {}
            }
        }
        if globals.sheets.is_empty() {
            return Err(ReadError::broken("a workbook without sheets"));
        }
        Ok(globals)
    }

    /// A value as a person would type it.
    pub(super) fn show(&self, value: &Value, out: &mut String) {
        match value {
            Value::Text(text) => out.push_str(text),
            Value::Shared(index) => {
                let text = self.strings.get(*index as usize);
                out.push_str(text.map_or("", |text| text));
            }
            Value::Number { value, style } => {
                write_value(out, *value, self.is_date(*style), self.since_1904);
            }
            Value::Bool(true) => out.push_str("VERDADERO"),
            Value::Bool(false) => out.push_str("FALSO"),
        }
    }

    fn is_date(&self, style: u16) -> bool {
        let Some(format) = self.styles.get(usize::from(style)) else {
            return false;
        };
        let own = self.formats.iter().find(|(known, _)| known == format);
        own.map_or_else(|| is_built_in_date(u32::from(*format)), |(_, date)| *date)
    }

    fn format(&mut self, data: &[u8]) -> Result<(), ReadError> {
        if self.formats.len() == MAX_PARTS {
            return Ok(());
        }
        let (length, rest) = self.count(data, 2, self.spelling.unicode)?;
        let code = self.spelling.read(length, rest)?;
        self.formats.push((word(data, 0)?, is_date_format(&code)));
        Ok(())
    }

    fn sheet(&mut self, data: &[u8]) -> Result<(), ReadError> {
        let kind = *data.get(5).ok_or_else(cut_short)?;
        // Others are charts and macros.
        if kind == 0 {
            let (length, rest) = self.count(data, 6, false)?;
            let name = self.spelling.read(length, rest)?;
            self.sheets.push((name, double_word(data, 0)?));
        }
        Ok(())
    }

    /// The count of a text's characters at a place, and what stands behind it.
    fn count<'a>(
        &self,
        data: &'a [u8],
        at: usize,
        in_two_bytes: bool,
    ) -> Result<(usize, &'a [u8]), ReadError> {
        let (count, behind) = if in_two_bytes {
            (usize::from(word(data, at)?), at + 2)
        } else {
            (usize::from(*data.get(at).ok_or_else(cut_short)?), at + 1)
        };
        Ok((count, data.get(behind..).unwrap_or_default()))
    }
}

/// MS-XLS 2.4.265: two counts, of which neither is reserved by, then the strings.
fn strings(mut pieces: Pieces<'_>) -> Result<Vec<Box<str>>, ReadError> {
    pieces.double_word()?;
    let unique = pieces.double_word()?;
    let mut strings = Vec::new();
    for _ in 0..unique {
        let Ok(length) = pieces.word() else {
            // Fewer than it says: cells that name the others are blank.
            break;
        };
        let flags = pieces.byte()?;
        let runs = if flags & RICH != 0 { pieces.word()? } else { 0 };
        let more = if flags & EXTENDED != 0 {
            pieces.double_word()?
        } else {
            0
        };
        let mut text = String::new();
        pieces.characters(usize::from(length), flags & WIDE != 0, &mut text)?;
        pieces.skip(usize::from(runs) * 4)?;
        pieces.skip(more as usize)?;
        strings.push(text.into_boxed_str());
    }
    Ok(strings)
}
