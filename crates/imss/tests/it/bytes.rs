//! Files for the tests to read.

use imss::dispmag::{self, Encoding, ReadOptions, WriteOptions};
use imss::finding::Finding;
use imss::movimiento::Movimiento;

/// Lines ended by CR LF.
pub(crate) fn file(lines: &[&str]) -> Vec<u8> {
    lines
        .iter()
        .flat_map(|line| [line.as_bytes(), b"\r\n"].concat())
        .collect()
}

/// A line with the text at a position (from 1) replaced.
pub(crate) fn put(line: &str, position: usize, text: &str) -> String {
    let mut characters: Vec<char> = line.chars().collect();
    let start = position - 1;
    characters.splice(start..start + text.chars().count(), text.chars());
    characters.into_iter().collect()
}

/// All findings of a file: of its records, and of the whole.
pub(crate) fn findings_of(bytes: &[u8]) -> Vec<Finding> {
    let reading = dispmag::read(bytes, &ReadOptions::default());
    let of_file = reading.findings.clone();
    reading
        .into_iter()
        .flat_map(|record| record.findings)
        .chain(of_file)
        .collect()
}

pub(crate) fn codes_of(bytes: &[u8]) -> Vec<&'static str> {
    findings_of(bytes)
        .iter()
        .map(|finding| finding.code.as_str())
        .collect()
}

/// The movements of a file that can be read.
pub(crate) fn movimientos_of(bytes: &[u8]) -> Vec<Movimiento> {
    dispmag::read(bytes, &ReadOptions::default())
        .into_iter()
        .filter_map(|record| record.movimiento)
        .collect()
}

pub(crate) fn written(movimientos: &[Movimiento], encoding: Encoding) -> Vec<u8> {
    let options = WriteOptions {
        encoding,
        trailer: false,
    };
    dispmag::write(movimientos, &options)
        .expect("the movements fit")
        .bytes
}
