//! Text with a delimiter, in UTF-8 or Windows-1252, record by record.

use std::borrow::Cow;
use std::io::{self, Read, Seek, SeekFrom};

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::WINDOWS_1252;

use crate::error::ReadError;
use crate::limits::{MAX_COLUMNS, MAX_PIECE};
use crate::row::RowBuf;

/// How a file of text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    /// Where its records begin, after a byte order mark and Excel's `sep=;`.
    pub(crate) start: u64,
    /// Lines before them.
    pub(crate) lines: u32,
}

/// Delimiters that are looked for, the likeliest first.
const DELIMITERS: &[u8] = b",;\t|^~:#";

impl Dialect {
    /// Told by the first bytes of a file.
    pub(crate) fn of(head: &[u8]) -> Self {
        let mark: usize = if head.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        let text = &head[mark..];
        if let Some([delimiter, b'\r' | b'\n', ..]) = text.strip_prefix(b"sep=") {
            let line = text.iter().position(|b| *b == b'\n').map_or(6, |at| at + 1);
            return Self {
                delimiter: *delimiter,
                start: (mark + line) as u64,
                lines: 1,
            };
        }
        let delimiter = DELIMITERS
            .iter()
            .map(|delimiter| (regularity(text, *delimiter), *delimiter))
            .rev()
            .max_by_key(|(regularity, _)| *regularity)
            .map_or(b',', |(_, delimiter)| delimiter);
        Self {
            delimiter,
            start: mark as u64,
            lines: 0,
        }
    }
}

/// How many of the first records have as many fields as most of them, if those are several; times the
/// fields, so that of two regular delimiters the one that tells more apart wins.
fn regularity(head: &[u8], delimiter: u8) -> usize {
    // The last record may be cut.
    let whole = head.iter().rposition(|b| *b == b'\n').unwrap_or(head.len());
    let mut counts: Vec<usize> = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(&head[..whole])
        .byte_records()
        .take(30)
        .flatten()
        .map(|record| record.len())
        .filter(|fields| (2..=MAX_COLUMNS).contains(fields))
        .collect();
    counts.sort_unstable();
    counts
        .chunk_by(|a, b| a == b)
        .map(|alike| alike.len() * alike.len() * alike[0])
        .max()
        .unwrap_or(0)
}

/// Every record that is not blank, from an offset and the lines before it on, with its own offset and
/// line, until told to stop.
pub(crate) fn records<R: Read + Seek>(
    reader: &mut R,
    dialect: Dialect,
    (offset, lines): (u64, u32),
    mut each: impl FnMut(&RowBuf, u64, u32) -> Result<bool, ReadError>,
) -> Result<(), ReadError> {
    reader.seek(SeekFrom::Start(offset))?;
    let fence = Fence {
        inner: reader,
        left: MAX_PIECE,
        recent: Vec::new(),
        recent_at: 0,
        lines: lines.saturating_add(1),
        after_cr: false,
    };
    let mut records = ReaderBuilder::new()
        .delimiter(dialect.delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(4 << 10)
        .from_reader(fence);
    let mut record = ByteRecord::new();
    let mut row = RowBuf::default();
    while records.read_byte_record(&mut record).map_err(broken)? {
        let before = record.position().map_or(0, csv::Position::byte);
        let fence = records.get_mut();
        fence.left = MAX_PIECE;
        let (start, line) = fence.start_after(before);
        row.clear();
        let utf8 = std::str::from_utf8(record.as_slice()).is_ok();
        for (column, field) in record.iter().take(MAX_COLUMNS).enumerate() {
            row.push(column, &decode(field, utf8));
        }
        if !row.is_empty() && !each(&row, offset + start, line)? {
            break;
        }
    }
    Ok(())
}

/// A record in UTF-8 if it is that, else in Windows-1252, in which Excel saves its tables in Mexico.
fn decode(field: &[u8], utf8: bool) -> Cow<'_, str> {
    match std::str::from_utf8(field) {
        Ok(text) if utf8 => Cow::Borrowed(text),
        _ => WINDOWS_1252.decode_without_bom_handling(field).0,
    }
}

fn broken(error: csv::Error) -> ReadError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => ReadError::broken(format!("{other:?}")),
    }
}

/// Ends a record that never ends (a quote that nobody closed), and knows on which line each begins: the
/// reader itself counts the line ends before a record to the record.
struct Fence<R> {
    inner: R,
    left: usize,
    /// What was read and not counted yet.
    recent: Vec<u8>,
    recent_at: u64,
    /// The line that `recent` begins on.
    lines: u32,
    after_cr: bool,
}

impl<R> Fence<R> {
    /// Where the record really begins that the reader places at `before`, and its line.
    fn start_after(&mut self, before: u64) -> (u64, u32) {
        let passed = usize::try_from(before.saturating_sub(self.recent_at)).unwrap_or(usize::MAX);
        let rest = self.recent.get(passed..).unwrap_or_default();
        let ends = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
        let start = passed.min(self.recent.len()) + ends.count();
        for byte in &self.recent[..start] {
            if *byte == b'\r' || (*byte == b'\n' && !self.after_cr) {
                self.lines = self.lines.saturating_add(1);
            }
            self.after_cr = *byte == b'\r';
        }
        self.recent.drain(..start);
        self.recent_at += start as u64;
        (self.recent_at, self.lines)
    }
}

impl<R: Read> Read for Fence<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let most = into.len().min(self.left);
        let read = self.inner.read(&mut into[..most])?;
        self.left -= read;
        self.recent.extend_from_slice(&into[..read]);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn rows(file: &[u8]) -> Vec<(u32, Vec<String>)> {
        let dialect = Dialect::of(file);
        let mut found = Vec::new();
        let start = (dialect.start, dialect.lines);
        records(&mut Cursor::new(file), dialect, start, |row, _, line| {
            found.push((line, row.iter().map(|(_, cell)| cell.to_owned()).collect()));
            Ok(true)
        })
        .unwrap();
        found
    }

    #[test]
    fn any_delimiter_is_found_and_quotes_are_heeded() {
        for delimiter in [";", "\t", "|", "~"] {
            let file = format!(
                "NSS{delimiter}Nombre{delimiter}SBC\r\n1{delimiter}\"A{delimiter}B\"{delimiter}687.70\r\n2{delimiter}C{delimiter}1,234.50\r\n"
            );
            let rows = rows(file.as_bytes());
            assert_eq!(
                rows[1].1,
                ["1", &format!("A{delimiter}B"), "687.70"],
                "{delimiter}"
            );
            assert_eq!(
                rows[2],
                (3, vec!["2".into(), "C".into(), "1,234.50".into()])
            );
        }
        assert_eq!(rows(b"NSS,Nombre\n1,\"A, B\"\n")[1].1, ["1", "A, B"]);
    }

    #[test]
    fn utf8_windows_1252_and_a_mark_give_one_text() {
        let utf8 = "Nombre;SBC\nMUÑOZ;1\n";
        let single: Vec<u8> = utf8
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        let marked = [b"\xEF\xBB\xBF", utf8.as_bytes()].concat();
        for file in [utf8.as_bytes(), &single, &marked] {
            assert_eq!(rows(file)[1].1, ["MUÑOZ", "1"]);
            assert_eq!(rows(file)[0].1[0], "Nombre");
        }
    }

    #[test]
    fn excels_own_line_names_the_delimiter() {
        let rows = rows(b"sep=;\r\nNSS;SBC\r\n1;2,5\r\n");
        assert_eq!(rows[0], (2, vec!["NSS".into(), "SBC".into()]));
        assert_eq!(rows[1].1, ["1", "2,5"]);
    }

    #[test]
    fn a_quote_that_never_closes_is_refused() {
        let mut file = b"NSS;Nombre\n1;\"".to_vec();
        file.resize(4 * MAX_PIECE, b'x');
        let dialect = Dialect {
            delimiter: b';',
            start: 0,
            lines: 0,
        };
        let error = records(&mut Cursor::new(file), dialect, (0, 0), |_, _, _| Ok(true));
        assert_eq!(error.unwrap_err().code(), "too-large");
    }

    #[test]
    fn reading_goes_on_from_any_record() {
        let file: String = (0..500).map(|n| format!("{n};\"a\nb\"\n\n")).collect();
        let dialect = Dialect::of(file.as_bytes());
        let mut places = Vec::new();
        let mut reader = Cursor::new(file.as_bytes());
        records(&mut reader, dialect, (0, 0), |row, offset, line| {
            places.push((row.get(0).to_owned(), offset, line));
            Ok(true)
        })
        .unwrap();
        assert_eq!(places.len(), 500);
        for (name, offset, line) in places.iter().step_by(37) {
            records(
                &mut reader,
                dialect,
                (*offset, line - 1),
                |row, _, again| {
                    assert_eq!((row.get(0), again), (&**name, *line));
                    Ok(false)
                },
            )
            .unwrap();
        }
    }
}
