//! Text with a delimiter, record by record.

use std::io::{self, Read, Seek, SeekFrom};

use csv::{ByteRecord, ReaderBuilder};

use crate::error::ReadError;
use crate::limits::{MAX_COLUMNS, MAX_PIECE};
use crate::row::RowBuf;
use crate::text::{Encoding, TextFile};

/// How a file of text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    /// Where its records begin, after a byte order mark and Excel's `sep=;`.
    pub(crate) start: u64,
    /// Lines before them.
    pub(crate) lines: u32,
    /// Where its records end: before a quote that is never closed.
    pub(crate) end: u64,
}

/// Delimiters that are looked for, the likeliest first.
const DELIMITERS: &[u8] = b",;\t|^~:#";

impl Dialect {
    /// Recognises it by the first bytes of a text that begins at `mark`.
    pub(crate) fn of(head: &[u8], mark: u64) -> Self {
        if let Some([delimiter, b'\r' | b'\n', ..]) = head.strip_prefix(b"sep=") {
            let line = head.iter().position(|b| *b == b'\n').map_or(6, |at| at + 1);
            return Self {
                delimiter: *delimiter,
                start: mark + line as u64,
                lines: 1,
                end: u64::MAX,
            };
        }
        let delimiter = DELIMITERS
            .iter()
            .map(|delimiter| (regularity(head, *delimiter), *delimiter))
            .rev()
            .max_by_key(|(regularity, _)| *regularity)
            .map_or(b',', |(_, delimiter)| delimiter);
        Self {
            delimiter,
            start: mark,
            lines: 0,
            end: u64::MAX,
        }
    }
}

/// How many of the first records have as many fields as most of them, if those are several; times the
/// fields, so that of two regular delimiters the one that separates more wins.
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
/// line, until `each` answers `false`.
pub(crate) fn records<R: Read + Seek>(
    file: &mut TextFile<R>,
    dialect: Dialect,
    (offset, lines): (u64, u32),
    mut each: impl FnMut(&RowBuf, u64, u32) -> Result<bool, ReadError>,
) -> Result<(), ReadError> {
    let encoding = file.encoding();
    file.seek(SeekFrom::Start(offset))?;
    let fence = Fence {
        inner: file,
        left: MAX_PIECE,
        before_end: dialect.end.saturating_sub(offset),
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
        take(&record, encoding, &mut row);
        if !row.is_empty() && !each(&row, offset + start, line)? {
            break;
        }
    }
    Ok(())
}

fn take(record: &ByteRecord, encoding: Encoding, row: &mut RowBuf) {
    row.clear();
    let utf8 = encoding != Encoding::Mixed || std::str::from_utf8(record.as_slice()).is_ok();
    for (column, field) in record.iter().take(MAX_COLUMNS).enumerate() {
        row.push(column, &encoding.decode(field, utf8));
    }
}

fn broken(error: csv::Error) -> ReadError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => ReadError::broken(format!("{other:?}")),
    }
}

/// A quote that was opened and swallows records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenQuote {
    /// Where its record begins, and the line of that.
    pub(crate) offset: u64,
    pub(crate) line: u32,
}

/// Finds the first quote that is not closed where its field ends: one that reaches the end of the file,
/// or the next quote of another record.
pub(crate) fn open_quote<R: Read + Seek>(
    file: &mut TextFile<R>,
    dialect: Dialect,
) -> Result<Option<OpenQuote>, ReadError> {
    if !file.has_quotes {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(dialect.start))?;
    let mut quotes = Quotes::new(dialect);
    let mut chunk = vec![0; 64 << 10];
    loop {
        let count = file.read(&mut chunk)?;
        if count == 0 {
            return Ok(quotes.at_end());
        }
        for byte in &chunk[..count] {
            if let Some(open) = quotes.next(*byte) {
                return Ok(Some(open));
            }
        }
    }
}

/// Follows quotes as the reader of records does.
struct Quotes {
    delimiter: u8,
    state: Quoting,
    at: u64,
    line: u32,
    after_cr: bool,
    record: OpenQuote,
    /// Of the field that is quoted.
    opened_in: OpenQuote,
    breaks: u32,
    delimiters: u32,
    /// Delimiters of the first record.
    width: Option<u32>,
    in_record: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    FieldStart,
    Unquoted,
    Quoted,
    /// Behind a quote within a quoted field.
    Behind,
}

impl Quotes {
    fn new(dialect: Dialect) -> Self {
        let record = OpenQuote {
            offset: dialect.start,
            line: dialect.lines + 1,
        };
        Self {
            delimiter: dialect.delimiter,
            state: Quoting::FieldStart,
            at: dialect.start,
            line: record.line,
            after_cr: false,
            record,
            opened_in: record,
            breaks: 0,
            delimiters: 0,
            width: None,
            in_record: 0,
        }
    }

    fn next(&mut self, byte: u8) -> Option<OpenQuote> {
        self.at += 1;
        let is_break = matches!(byte, b'\r' | b'\n');
        if is_break && !(byte == b'\n' && self.after_cr) {
            self.line = self.line.saturating_add(1);
        }
        self.after_cr = byte == b'\r';
        match (self.state, byte) {
            (Quoting::FieldStart, b'"') => {
                self.state = Quoting::Quoted;
                self.opened_in = self.record;
                self.breaks = 0;
                self.delimiters = 0;
            }
            (Quoting::Quoted, b'"') => self.state = Quoting::Behind,
            (Quoting::Quoted, _) => {
                self.breaks += u32::from(is_break);
                self.delimiters += u32::from(byte == self.delimiter);
            }
            (Quoting::Behind, b'"') => self.state = Quoting::Quoted,
            (Quoting::Behind, _) if byte != self.delimiter && !is_break => {
                if self.breaks > 0 {
                    return Some(self.opened_in);
                }
                self.state = Quoting::Unquoted;
            }
            _ => {
                if self.state == Quoting::Behind && self.swallows_records() {
                    return Some(self.opened_in);
                }
                self.outside(byte, is_break);
            }
        }
        None
    }

    fn outside(&mut self, byte: u8, is_break: bool) {
        if is_break {
            self.width.get_or_insert(self.in_record);
            self.in_record = 0;
            self.record = OpenQuote {
                offset: self.at,
                line: self.line,
            };
            self.state = Quoting::FieldStart;
        } else if byte == self.delimiter {
            self.in_record += 1;
            self.state = Quoting::FieldStart;
        } else {
            self.state = Quoting::Unquoted;
        }
    }

    /// Whether a closed field holds as many delimiters as a record.
    fn swallows_records(&self) -> bool {
        self.breaks > 0 && self.delimiters >= self.width.unwrap_or(0).max(4)
    }

    fn at_end(&self) -> Option<OpenQuote> {
        let open = self.state == Quoting::Quoted
            || (self.state == Quoting::Behind && self.swallows_records());
        open.then_some(self.opened_in)
    }
}

/// Ends a record that never ends, and knows on which line each begins: the reader itself counts the line
/// ends before a record to the record.
struct Fence<R> {
    inner: R,
    left: usize,
    /// Bytes up to the end of the records.
    before_end: u64,
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
        let end = usize::try_from(self.before_end).unwrap_or(usize::MAX);
        let most = into.len().min(self.left).min(end);
        let read = self.inner.read(&mut into[..most])?;
        self.left -= read;
        self.before_end -= read as u64;
        self.recent.extend_from_slice(&into[..read]);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn opened(bytes: &[u8]) -> (TextFile<Cursor<Vec<u8>>>, Dialect) {
        let file = Cursor::new(bytes.to_vec());
        let file = TextFile::open(file, bytes.len() as u64, false).unwrap();
        let mark = file.start();
        let dialect = Dialect::of(&bytes[usize::try_from(mark).unwrap()..], mark);
        (file, dialect)
    }

    fn rows(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let (mut file, dialect) = opened(bytes);
        let mut found = Vec::new();
        let start = (dialect.start, dialect.lines);
        records(&mut file, dialect, start, |row, _, line| {
            found.push((line, row.iter().map(|(_, cell)| cell.to_owned()).collect()));
            Ok(true)
        })
        .unwrap();
        found
    }

    fn open_line(bytes: &[u8]) -> Option<u32> {
        let (mut file, dialect) = opened(bytes);
        open_quote(&mut file, dialect)
            .unwrap()
            .map(|open| open.line)
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
    fn a_quote_that_swallows_records_is_found_on_its_line() {
        assert_eq!(open_line(b"a;b\n1;\"x\n2;y\n3;z\n"), Some(2));
        assert_eq!(open_line(b"a;b\n1;x\n2;\"y\n3;\"z\"\n"), Some(3));
        assert_eq!(
            open_line(b"a;b;c;d;e\n1;2;3;4;\"x\n1;2;3;4;y\n1;2;3;4;z\"\n"),
            Some(2)
        );
        for sound in [
            &b"a;b\n1;\"x\ny\"\n2;z\n"[..],
            b"a;b\n1;\"Calle 1, Col. Centro\nLeon, Gto.\"\n",
            b"a;b\n1;\"x \"\"y\"\" z\"\r\n",
            b"a;b\n1;5\" TUBO\n2;x\n",
            b"a;b\n1;\"JUAN\" PEREZ\n2;x\n",
            b"a;b\n1;\"x\"",
        ] {
            assert_eq!(open_line(sound), None, "{}", String::from_utf8_lossy(sound));
        }
    }

    #[test]
    fn a_record_without_end_is_refused() {
        let mut bytes = b"NSS;Nombre\n1;\"".to_vec();
        bytes.resize(4 * MAX_PIECE, b'x');
        let (mut file, dialect) = opened(&bytes);
        let dialect = Dialect {
            delimiter: b';',
            ..dialect
        };
        let error = records(&mut file, dialect, (0, 0), |_, _, _| Ok(true));
        assert_eq!(error.unwrap_err().code(), "too-large");
    }

    #[test]
    fn reading_goes_on_from_any_record() {
        let text: String = (0..500).map(|n| format!("{n};\"a\nb\"\n\n")).collect();
        let (mut file, dialect) = opened(text.as_bytes());
        let mut places = Vec::new();
        records(&mut file, dialect, (0, 0), |row, offset, line| {
            places.push((row.get(0).to_owned(), offset, line));
            Ok(true)
        })
        .unwrap();
        assert_eq!(places.len(), 500);
        for (name, offset, line) in places.iter().step_by(37) {
            records(&mut file, dialect, (*offset, line - 1), |row, _, again| {
                assert_eq!((row.get(0), again), (&**name, *line));
                Ok(false)
            })
            .unwrap();
        }
    }
}
