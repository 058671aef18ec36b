//! How Excel's numbers and days are shown.

use std::fmt::Write as _;

use crate::interpret::day_of_serial;

/// A number as a person would type it, or the day it stands for.
pub(super) fn write_number(out: &mut String, text: &str, is_date: bool, since_1904: bool) {
    let text = text.trim();
    let plain = text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    if plain && !is_date {
        out.push_str(text);
        return;
    }
    let Ok(value) = text.parse::<f64>() else {
        out.push_str(text);
        return;
    };
    write_value(out, value, is_date, since_1904);
}

/// The same of a number that stands in the file as one.
pub(super) fn write_value(out: &mut String, value: f64, is_date: bool, since_1904: bool) {
    if is_date && let Some(day) = day_of_serial(value, since_1904) {
        out.push_str(&imss::time::format_date(day));
        return;
    }
    // The shortest text that is this number: 687.7, not 687.70000000000005. Writing to a String
    // cannot fail.
    let _ = write!(out, "{value}");
}

/// ECMA-376, part 1, 18.8.30: the formats of dates that every workbook has without declaring them.
pub(super) fn is_built_in_date(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=36 | 50..=58)
}

/// Whether a format shows a day or a year: letters outside quotes, brackets and escapes.
pub(super) fn is_date_format(code: &str) -> bool {
    let mut signs = code.chars();
    let mut quoted = false;
    let mut bracketed = false;
    while let Some(c) = signs.next() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            '\\' | '_' | '*' => {
                signs.next();
            }
            'd' | 'D' | 'y' | 'Y' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates_are_told_from_others() {
        for code in ["dd/mm/yyyy", "[$-80A]d\\-mmm\\-yy", "yyyy", "[h]:mm d"] {
            assert!(is_date_format(code), "{code}");
        }
        for code in ["0.00", "#,##0.00\"d\"", "[Red]0", "\\d0", "@", "_-$* 0"] {
            assert!(!is_date_format(code), "{code}");
        }
    }

    fn shown(text: &str, is_date: bool) -> String {
        let mut out = String::new();
        write_number(&mut out, text, is_date, false);
        out
    }

    #[test]
    fn numbers_are_shown_as_they_were_typed() {
        assert_eq!(shown("92919084431", false), "92919084431");
        assert_eq!(shown("687.70000000000005", false), "687.7");
        assert_eq!(shown("9.2919084431E10", false), "92919084431");
        assert_eq!(shown("46037", true), "15/01/2026");
        assert_eq!(shown("46037.75", true), "15/01/2026");
        assert_eq!(shown("-1", true), "-1");
    }
}
