//! What a file is, by its content: names lie, and mail renames.

use crate::error::ReadError;
use crate::lines::Layout;
use crate::text::utf16_of;

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
    if is_old_excel(head) {
        return Err(ReadError::OldExcel);
    }
    let transcoded = utf16_of(head).map(|encoding| encoding.transcoded(head));
    let text = match &transcoded {
        Some(text) => text,
        None => head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head),
    };
    let first = text.trim_ascii_start();
    if first.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(error) = markup(first) {
        return Err(error);
    }
    if starts_as(first, b"{\\rtf") {
        return Err(ReadError::NotATable("un documento de texto (RTF)"));
    }
    if starts_as(first, b"-----begin") {
        return Err(ReadError::NotATable("una llave o un certificado"));
    }
    if starts_as(first, b"{\"") || starts_as(first, b"[{") {
        return Err(ReadError::NotATable("un archivo JSON"));
    }
    // No text has these; DOS ends some files with 0x1A.
    let binary = |b: &&u8| matches!(b, 0..=8 | 14..=25 | 27..=31);
    if text.iter().filter(binary).count() > 0 {
        return Err(ReadError::NotATable("un archivo binario que no conocemos"));
    }
    match (Layout::of(text), Layout::other_length(text)) {
        (Some(layout), _) => Ok(Format::Lines(layout)),
        (None, Some(length)) => Err(ReadError::RecordLength(length)),
        (None, None) => Ok(Format::Csv),
    }
}

/// The streams of Excel 2 to 4, which are in no compound file, by their first record.
fn is_old_excel(head: &[u8]) -> bool {
    matches!(head, [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..])
}

/// What a text is that begins with a tag, or with the headers of a page saved in one file.
fn markup(first: &[u8]) -> Option<ReadError> {
    if starts_as(first, b"mime-version:") {
        return Some(ReadError::WebPage);
    }
    if !first.starts_with(b"<") {
        return None;
    }
    let head = first[..first.len().min(4 << 10)].to_ascii_lowercase();
    let has = |wanted: &[u8]| head.windows(wanted.len()).any(|part| part == wanted);
    if has(b"urn:schemas-microsoft-com:office:spreadsheet") && !has(b"<html") {
        return Some(ReadError::Excel2003Xml);
    }
    if has(b"office:document") {
        return Some(ReadError::NotATable(
            "un documento plano de LibreOffice; guárdalo como .ods o .xlsx",
        ));
    }
    let web = [
        &b"<!doctype html"[..],
        b"<html",
        b"<table",
        b"<meta",
        b"<head",
        b"<body",
        b"<div",
        b"<style",
        b"<script",
    ];
    if web.into_iter().any(has) {
        return Some(ReadError::WebPage);
    }
    starts_as(first, b"<?xml").then_some(ReadError::NotATable("un documento XML"))
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
        let code = |head: &[u8]| sniff(head).unwrap_err().code();
        assert_eq!(code(b"<meta charset=utf-8>\r\n<table>"), "web-page");
        assert_eq!(
            code(b"MIME-Version: 1.0\r\nContent-Type: multipart/related"),
            "web-page"
        );
        assert_eq!(
            code(b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"),
            "excel-2003-xml"
        );
        assert_eq!(code(b"\x09\x04\x06\x00\x00\x04"), "old-excel");
    }

    #[test]
    fn tables_are_known_by_their_content() {
        assert_eq!(sniff(b"PK\x03\x04").unwrap(), Format::Book(Book::Zip));
        assert_eq!(sniff(b"NSS;Nombre\n1;A").unwrap(), Format::Csv);
        let movt = b"Y6087828106929190844310715012026          0068770\r\n";
        assert_eq!(sniff(movt).unwrap(), Format::Lines(Layout::Movt));
        let wide: Vec<u8> = "NSS;Nombre\r\n1;MUÑOZ\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(sniff(&wide).unwrap(), Format::Csv);
        let short = format!("Y608782810692919084431{:<145}\r\n", "FUENTE").repeat(3);
        assert!(matches!(
            sniff(short.as_bytes()),
            Err(ReadError::RecordLength(167))
        ));
    }
}
