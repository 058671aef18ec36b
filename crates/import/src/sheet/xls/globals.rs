//! What comes before the sheets: their names and places, the strings that cells share, the styles.

use super::records::{Record, Records, cut_short, double_word, word};
use super::text::{EXTENDED, Pieces, RICH, Spelling, WIDE, page};
use super::value::Value;
use crate::error::ReadError;
use crate::limits::{MAX_PARTS, MAX_STYLES};
use crate::row::RowBuf;
use crate::sheet::Sheet;
use crate::sheet::shown::{is_built_in_date, is_date_format, write_value};

/// Of a whole workbook.
pub(super) struct Globals {
    pub(super) spelling: Spelling,
    /// Every sheet of cells, and where in the stream it begins.
    pub(super) sheets: Vec<(Sheet, u32)>,
    strings: Vec<Box<str>>,
    /// The format of each style.
    styles: Vec<u16>,
    /// Formats of the file's own, and whether they show a day.
    formats: Vec<(u16, bool)>,
    pub(super) since_1904: bool,
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
                0x0022 => globals.since_1904 |= word(data, 0)? == 1,
                // FilePass: what follows is encrypted.
                0x002F => return Err(ReadError::Password),
                0x041E => globals.format(data)?,
                0x00E0 if globals.styles.len() < MAX_STYLES => globals.styles.push(word(data, 2)?),
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

    /// Puts a value into a row, as a person would type it.
    pub(super) fn push(&self, value: &Value, column: usize, row: &mut RowBuf) {
        match value {
            Value::Text(text) => row.push(column, text),
            Value::Shared(index) => match self.strings.get(*index as usize) {
                Some(text) => row.push(column, text),
                None => row.push_unreadable(column, "un texto que le falta al libro"),
            },
            Value::Number { value, style } => {
                let mut shown = String::new();
                let kind = write_value(&mut shown, *value, self.is_date(*style), self.since_1904);
                row.push_as(column, &shown, kind);
            }
            Value::Bool(value) => {
                let shown = if *value { "VERDADERO" } else { "FALSO" };
                row.push_unreadable(column, &format!("el valor lógico {shown}"));
            }
            Value::Error(code) => {
                row.push_unreadable(column, &format!("el error {}", error_name(*code)));
            }
            Value::NotComputed => {
                row.push_unreadable(column, "una fórmula que no se ha calculado");
            }
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
        if self.formats.len() == MAX_STYLES {
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
            // The two lowest bits: hidden, and hidden so that only a program shows it again.
            let is_hidden = data.get(4).is_some_and(|state| state & 3 != 0);
            let sheet = Sheet { name, is_hidden };
            self.sheets.push((sheet, double_word(data, 0)?));
        }
        Ok(())
    }

    /// The count of a text's characters at a place, and what is behind it.
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

/// The name of an error (MS-XLS 2.5.10).
fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "de la hoja",
    }
}

/// MS-XLS 2.4.265: two counts, neither of them used to reserve memory, then the strings.
fn strings(mut pieces: Pieces<'_>) -> Result<Vec<Box<str>>, ReadError> {
    pieces.double_word()?;
    let unique = pieces.double_word()?;
    let mut strings = Vec::new();
    for _ in 0..unique {
        let Ok(length) = pieces.word() else {
            // Fewer than it says: cells that name the others cannot be read.
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
