//! Bytes to text, for a portal that does not always say its encoding.

use std::borrow::Cow;

/// UTF-8 where the bytes are valid UTF-8, else Windows-1252 (which every byte string is).
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|&b| windows_1252(b)).collect()),
    }
}

/// One line: control characters and runs of blanks become a single space, the ends trimmed.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(1024));
    for word in text.split(|c: char| c.is_whitespace() || c.is_control() || c == '\u{a0}') {
        if word.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// For matching headings and words: lower case, without accents.
pub(crate) fn fold(text: &str) -> String {
    one_line(text)
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'á' | 'à' | 'ä' => 'a',
            'é' | 'è' | 'ë' => 'e',
            'í' | 'ì' | 'ï' => 'i',
            'ó' | 'ò' | 'ö' => 'o',
            'ú' | 'ù' | 'ü' => 'u',
            'ñ' => 'n',
            other => other,
        })
        .collect()
}

/// The first `limit` characters, with an ellipsis if there were more.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1252_is_read_where_utf_8_fails() {
        assert_eq!(decode(b"MU\xd1OZ \x80"), "MUÑOZ €");
        assert_eq!(decode("MUÑOZ".as_bytes()), "MUÑOZ");
        assert_eq!(decode(b"\xEF\xBB\xBFa"), "a");
    }

    #[test]
    fn texts_are_folded_and_shortened_by_character() {
        assert_eq!(fold("  Código\u{a0} de\n ERROR "), "codigo de error");
        assert_eq!(shorten("ñandú", 2), "ña…");
        assert_eq!(shorten("ñandú", 5), "ñandú");
    }
}
