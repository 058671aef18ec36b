//! What a file is, by its content: names lie, and mail renames.

use crate::error::ReadError;
use crate::lines::Layout;

/// What reads a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Book(Book),
    Lines(Layout),
    Csv,
}

/// How a workbook is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Book {
    /// A zip: .xlsx or .ods.
    Zip,
    /// A compound file: .xls.
    Compound,
}

/// Bytes from the start of a file that are looked at.
pub(crate) const HEAD: usize = 64 << 10;

/// Looks at the first [`HEAD`] bytes of a file.
pub(crate) fn sniff(head: &[u8]) -> Result<Format, ReadError> {
    if head.is_empty() {
        return Err(ReadError::Empty);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Format::Book(Book::Zip));
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Format::Book(Book::Compound));
    }
    for (start, what) in STRANGE {
        if head.starts_with(start) {
            return Err(ReadError::NotATable(what));
        }
    }
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return Err(ReadError::Utf16);
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let first = text.trim_ascii_start();
    if first.is_empty() {
        return Err(ReadError::Empty);
    }
    if starts_as(first, b"<!doctype html")
        || starts_as(first, b"<html")
        || starts_as(first, b"<table")
    {
        return Err(ReadError::WebPage);
    }
    if starts_as(first, b"<?xml") {
        return Err(ReadError::NotATable("un documento XML"));
    }
    if starts_as(first, b"{\\rtf") {
        return Err(ReadError::NotATable("un documento de texto (RTF)"));
    }
    if starts_as(first, b"-----begin") {
        return Err(ReadError::NotATable("una llave o un certificado"));
    }
    // No text has these; DOS ends some files with 0x1A.
    let binary = |b: &&u8| matches!(b, 0..=8 | 14..=25 | 27..=31);
    if text.iter().filter(binary).count() > 0 {
        return Err(ReadError::NotATable("un archivo binario que no conocemos"));
    }
    Ok(Layout::of(text).map_or(Format::Csv, Format::Lines))
}

fn starts_as(text: &[u8], start: &[u8]) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Beginnings of files that people pick by mistake.
const STRANGE: &[(&[u8], &str)] = &[
    (b"%PDF", "un documento PDF"),
    (b"\x89PNG", "una imagen"),
    (b"\xFF\xD8\xFF", "una fotografía"),
    (b"GIF8", "una imagen"),
    (b"Rar!", "un archivo comprimido (RAR)"),
    (b"7z\xBC\xAF\x27\x1C", "un archivo comprimido (7z)"),
    (b"\x1F\x8B", "un archivo comprimido (gzip)"),
    (b"MZ", "un programa"),
    (b"SQLite format 3", "una base de datos"),
    (b"\x30\x82", "un certificado o una llave"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table_is_named() {
        for (head, what) in [
            (&b"%PDF-1.7"[..], "PDF"),
            (b"\x30\x82\x05\x0Arest", "certificado"),
            (b"<?xml version=\"1.0\"?><x/>", "XML"),
            (b"a\x00b", "binario"),
        ] {
            let error = sniff(head).unwrap_err();
            assert!(error.to_string().contains(what), "{error}");
            assert!(!error.hint().is_empty());
        }
        assert_eq!(sniff(b"").unwrap_err().code(), "empty");
        assert_eq!(sniff(b"\xEF\xBB\xBF  \r\n").unwrap_err().code(), "empty");
        assert_eq!(sniff(b"<HTML><table>").unwrap_err().code(), "web-page");
        assert_eq!(sniff(b"\xFF\xFEN\0").unwrap_err().code(), "utf16");
    }

    #[test]
    fn tables_are_known_by_their_content() {
        assert_eq!(sniff(b"PK\x03\x04").unwrap(), Format::Book(Book::Zip));
        assert_eq!(sniff(b"NSS;Nombre\n1;A").unwrap(), Format::Csv);
        let movt = b"Y6087828106929190844310715012026          0068770\r\n";
        assert_eq!(sniff(movt).unwrap(), Format::Lines(Layout::Movt));
    }
}
