//! Signs that programs leave around and inside a value.

use std::borrow::Cow;

use crate::finding::{Field, Finding, catalogue};

/// Whether a value is printable ASCII with nothing around it that programs leave.
pub(super) fn is_plain_text(bytes: &[u8]) -> bool {
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return true;
    };
    bytes.iter().all(|b| matches!(b, b' '..=b'~'))
        && !matches!(first, b' ' | b'=' | b'"' | b'\'' | b'#')
        && *last != b' '
        && !(bytes.len() == 7 && bytes[3] == b':')
        && !bytes.windows(2).any(|two| two == b"_x")
}

/// The value without escapes, invisible signs and what forces it to be text; spaces around it go.
pub(super) fn clean<'a>(field: Field, text: &'a str, findings: &mut Vec<Finding>) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(text);
    if text.contains("_x")
        && let Some(decoded) = decode_escapes(&text)
    {
        findings.push(catalogue::value_escapes(field));
        text = Cow::Owned(decoded);
    }
    if text.chars().any(is_replaced) {
        let (visible, removed) = without_invisible(&text);
        if let Some(removed) = removed {
            findings.push(catalogue::value_invisible(field, &name_of_sign(removed)));
        }
        text = Cow::Owned(visible);
    }
    let trimmed = text.trim();
    if let Some(inner) = forced(trimmed) {
        findings.push(catalogue::value_forced_text(field));
        return Cow::Owned(inner);
    }
    if trimmed.len() == text.len() {
        text
    } else {
        Cow::Owned(trimmed.to_owned())
    }
}

/// What is within `="…"` and `"…"` or behind apostrophes, however often they were put around it.
fn forced(text: &str) -> Option<String> {
    let mut inner = forced_once(text)?;
    while let Some(further) = forced_once(&inner) {
        inner = further;
    }
    Some(inner)
}

fn forced_once(text: &str) -> Option<String> {
    let quoted = text.strip_prefix('=').unwrap_or(text).trim_start();
    let inner = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    if let Some(inner) = inner {
        return Some(inner.replace("\"\"", "\"").trim().to_owned());
    }
    let rest = text.strip_prefix('\'')?;
    Some(rest.trim().to_owned())
}

/// Replaces each `_xHHHH_` by its character (ECMA-376, part 1, 22.9.2.19), once: `_x005F_` is an
/// underscore that begins no escape. `None` where there is no escape.
fn decode_escapes(text: &str) -> Option<String> {
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(c) = rest.chars().next() {
        if let Some(unit) = escape(rest) {
            units.push(unit);
            rest = &rest[7..];
            found = true;
        } else {
            let mut buffer = [0; 2];
            units.extend_from_slice(c.encode_utf16(&mut buffer));
            rest = &rest[c.len_utf8()..];
        }
    }
    found.then(|| String::from_utf16_lossy(&units))
}

/// The unit of UTF-16 of the escape that a text begins with.
fn escape(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let hexadecimal = digits.bytes().all(|b| b.is_ascii_hexdigit());
    let ends = text.as_bytes().get(6) == Some(&b'_');
    if hexadecimal && ends {
        u16::from_str_radix(digits, 16).ok()
    } else {
        None
    }
}

/// The text without signs that nobody sees, every space a plain one; and the first sign that was taken
/// out.
fn without_invisible(text: &str) -> (String, Option<char>) {
    let mut out = String::with_capacity(text.len());
    let mut removed = None;
    for c in text.chars() {
        if c.is_whitespace() || c == '\u{2800}' || c == '\u{3164}' {
            // Several line ends and tabs in a row are one space.
            let breaks = !matches!(c, ' ' | '\u{A0}');
            if !(breaks && out.ends_with(' ')) {
                out.push(' ');
            }
        } else if is_invisible(c) {
            removed.get_or_insert(c);
        } else {
            out.push(c);
        }
    }
    (out, removed)
}

/// Whether a sign is taken out, or is a space other than the plain one.
fn is_replaced(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_whitespace() || matches!(c, '\u{2800}' | '\u{3164}') || is_invisible(c)
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

fn name_of_sign(c: char) -> String {
    let name = match c {
        '\u{AD}' => "guion opcional",
        '\u{200B}' => "espacio de ancho cero",
        '\u{200C}' | '\u{200D}' => "unión de ancho cero",
        '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "marca de dirección"
        }
        '\u{FEFF}' => "marca de orden de bytes",
        _ => "signo de control",
    };
    format!("{name}, U+{:04X}", u32::from(c))
}

/// The name of the error that a spreadsheet shows in place of a value, in English or Spanish.
pub(super) fn sheet_error(text: &str) -> Option<&str> {
    const ERRORS: [&str; 22] = [
        "#N/A",
        "#N/D",
        "#REF!",
        "#¡REF!",
        "#VALUE!",
        "#¡VALOR!",
        "#VALOR!",
        "#DIV/0!",
        "#¡DIV/0!",
        "#NAME?",
        "#¿NOMBRE?",
        "#NOMBRE?",
        "#NULL!",
        "#¡NULO!",
        "#NULO!",
        "#NUM!",
        "#¡NUM!",
        "#SPILL!",
        "#¡DESBORDAMIENTO!",
        "#CALC!",
        "#FIELD!",
        "#GETTING_DATA",
    ];
    if let Some(code) = text
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("Err:"))
    {
        let digits = &text[code.len()..];
        return (digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(text);
    }
    if !text.starts_with('#') {
        return None;
    }
    let too_narrow = text.len() >= 2 && text.bytes().all(|b| b == b'#');
    let upper = text.to_uppercase();
    (too_narrow || ERRORS.contains(&upper.as_str())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded_once() {
        for (text, decoded) in [
            ("a_x000D_b", Some("a\rb")),
            ("_x005F_x000D_", Some("_x000D_")),
            ("_x00D1_", Some("Ñ")),
            ("_xD83D__xDE00_", Some("\u{1F600}")),
            ("_x00_", None),
            ("_x00G1_", None),
            ("a_x", None),
            ("_xÑÑÑ_", None),
        ] {
            assert_eq!(decode_escapes(text).as_deref(), decoded, "{text}");
        }
    }

    #[test]
    fn breaks_are_one_space_and_marks_are_named() {
        assert_eq!(without_invisible("A\r\nB\tC"), ("A B C".to_owned(), None));
        let (text, removed) = without_invisible("\u{FEFF}A\u{200E}");
        assert_eq!((text.as_str(), removed), ("A", Some('\u{FEFF}')));
        assert_eq!(name_of_sign('\u{FEFF}'), "marca de orden de bytes, U+FEFF");
    }
}
