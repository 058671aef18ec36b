//! Bytes to text, and text to what is compared.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file: by its byte order mark, as UTF-8 where it is valid, else as Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    for (mark, encoding) in [
        (&b"\xEF\xBB\xBF"[..], UTF_8),
        (b"\xFF\xFE", UTF_16LE),
        (b"\xFE\xFF", UTF_16BE),
    ] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return encoding.decode_without_bom_handling(rest).0;
        }
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// One line: runs of blanks and control characters become a single space, the ends trimmed.
pub(crate) fn one_line(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control() || c == '\u{a0}';
    let words = text.split(blank).filter(|word| !word.is_empty());
    let mut line = String::with_capacity(text.len().min(1024));
    for word in words {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// For comparing headings and words: lower case, without accents, points and colons.
pub(crate) fn fold(text: &str) -> String {
    let plain = text.chars().flat_map(char::to_lowercase).map(|c| match c {
        'á' | 'à' | 'ä' => 'a',
        'é' | 'è' | 'ë' => 'e',
        'í' | 'ì' | 'ï' => 'i',
        'ó' | 'ò' | 'ö' => 'o',
        'ú' | 'ù' | 'ü' => 'u',
        'ñ' => 'n',
        '.' | ':' | '(' | ')' => ' ',
        other => other,
    });
    one_line(&plain.collect::<String>())
}

/// Whether a text is a worker's number: eleven digits.
pub(crate) fn is_nss(text: &str) -> bool {
    text.len() == 11 && text.bytes().all(|byte| byte.is_ascii_digit())
}
