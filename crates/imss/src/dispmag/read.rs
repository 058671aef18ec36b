//! A file → its records.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::record::{Record, parse_line};
use super::{LINE_END, RECORD_LEN, trailer};
use crate::finding::{Finding, catalogue};
use crate::id::RegistroPatronal;
use crate::movimiento::TipoMovimiento;

/// How to read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// Take every byte as a character of Windows-1252, even where the line is valid UTF-8.
    pub single_byte: bool,
}

/// A file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<'a> {
    /// Its records, in order; the trailer is not one.
    pub records: Vec<Record<'a>>,
    /// What there is to say of the file as a whole.
    pub findings: Vec<Finding>,
}

impl<'a> IntoIterator for Reading<'a> {
    type Item = Record<'a>;
    type IntoIter = std::vec::IntoIter<Record<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.records.into_iter()
    }
}

/// Reads a whole file. See [`Reader`] to go record by record.
#[must_use]
pub fn read<'a>(bytes: &'a [u8], options: &ReadOptions) -> Reading<'a> {
    let mut reader = Reader::new(bytes, options);
    let records = reader.by_ref().collect();
    Reading {
        records,
        findings: reader.finish(),
    }
}

/// Reads record by record, so that a long file needs no more memory than one record and can be
/// stopped between two.
///
/// It takes CR LF, LF and CR, a missing last line end, blank lines, the end mark of DOS, a byte
/// order mark, Windows-1252, UTF-8 and ASCII.
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    line: usize,
    single_byte: bool,
    scratch: Vec<u8>,
    records: usize,
    tipos: BTreeSet<TipoMovimiento>,
    employers: BTreeSet<RegistroPatronal>,
    after_trailer: bool,
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    /// Returns at the first record of a file.
    #[must_use]
    pub fn new(bytes: &'a [u8], options: &ReadOptions) -> Self {
        let unmarked = bytes.strip_prefix(b"\xEF\xBB\xBF");
        let findings = unmarked
            .map(|_| catalogue::record_utf8())
            .into_iter()
            .collect();
        Self {
            rest: unmarked.unwrap_or(bytes),
            line: 0,
            single_byte: options.single_byte,
            scratch: Vec::with_capacity(RECORD_LEN),
            records: 0,
            tipos: BTreeSet::new(),
            employers: BTreeSet::new(),
            after_trailer: false,
            findings,
        }
    }

    /// Goes on with further bytes of the same file, which begin a line: a file need not be in memory
    /// as a whole. What was not read of the bytes before is passed over.
    #[must_use]
    pub fn go_on<'b>(self, bytes: &'b [u8]) -> Reader<'b> {
        Reader {
            rest: bytes,
            line: self.line,
            single_byte: self.single_byte,
            scratch: self.scratch,
            records: self.records,
            tipos: self.tipos,
            employers: self.employers,
            after_trailer: self.after_trailer,
            findings: self.findings,
        }
    }

    /// Returns what there is to say of the file, once every record has been taken.
    #[must_use]
    pub fn finish(mut self) -> Vec<Finding> {
        if self.records == 0 {
            self.findings.push(catalogue::file_empty());
        }
        if self.tipos.len() > 1 {
            self.findings.push(catalogue::file_mixed_types());
        }
        if self.employers.len() > 1 {
            self.findings.push(catalogue::file_mixed_employers());
        }
        self.findings
    }

    fn count(&mut self, record: &Record<'_>) {
        self.records += 1;
        if let Some(tipo) = record.tipo
            && !self.tipos.contains(&tipo)
        {
            self.tipos.insert(tipo);
        }
        if let Some(movimiento) = &record.movimiento
            && !self.employers.contains(&movimiento.registro_patronal())
        {
            self.employers.insert(movimiento.registro_patronal());
        }
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        while !self.rest.is_empty() {
            let raw = take_line(&mut self.rest);
            self.line += 1;
            if raw.iter().all(|b| matches!(b, b' ' | b'\t' | 0x1A)) {
                continue;
            }
            if trailer::is_trailer(raw) {
                self.findings.extend(trailer::findings(raw, self.records));
                self.after_trailer = true;
                continue;
            }
            if std::mem::take(&mut self.after_trailer) {
                self.findings.push(catalogue::trailer_position());
            }
            let record = parse_line(self.line, raw, self.single_byte, &mut self.scratch);
            self.count(&record);
            return Some(record);
        }
        None
    }
}

/// Takes a line and its end off the front.
fn take_line<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let bytes = *rest;
    // The ordinary record needs no search.
    if bytes.get(RECORD_LEN..RECORD_LEN + 2) == Some(LINE_END)
        && !bytes[..RECORD_LEN].contains(&b'\n')
    {
        *rest = &bytes[RECORD_LEN + 2..];
        return &bytes[..RECORD_LEN];
    }
    if let Some(end) = bytes.iter().position(|b| matches!(b, b'\n' | b'\r')) {
        let after = &bytes[end..];
        let mark = if after.starts_with(LINE_END) { 2 } else { 1 };
        *rest = &after[mark..];
        return &bytes[..end];
    }
    *rest = &[];
    bytes
}
