//! How Excel's numbers and days are shown.

use std::fmt::Write as _;

use imss::time::day_of_serial;

use crate::row::CellKind;

/// Writes a number as a person would type it, or the day that it is. `None` of a text that is no number.
pub(super) fn write_number(
    out: &mut String,
    text: &str,
    is_date: bool,
    since_1904: bool,
) -> Option<CellKind> {
    let text = text.trim();
    let plain = text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    if !is_date && (plain || is_shortest(text)) {
        out.push_str(text);
        return Some(CellKind::Text);
    }
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite())?;
    Some(write_value(out, value, is_date, since_1904))
}

/// Whether no shorter text is this number: `687.7`, as nearly every cell has it. Fifteen digits are as
/// many as a double keeps apart from any others.
fn is_shortest(text: &str) -> bool {
    let Some((whole, decimals)) = text.split_once('.') else {
        return false;
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    text.len() <= 16
        && digits(whole)
        && digits(decimals)
        && !decimals.is_empty()
        && !decimals.ends_with('0')
        && (whole == "0" || !(whole.is_empty() || whole.starts_with('0')))
}

/// The same of a number that the file has as one.
pub(super) fn write_value(
    out: &mut String,
    value: f64,
    is_date: bool,
    since_1904: bool,
) -> CellKind {
    if is_date && let Some(day) = day_of_serial(value, since_1904) {
        out.push_str(&imss::time::format_date(day));
        return CellKind::Day;
    }
    // Writing to a String cannot fail.
    let _ = write!(out, "{}", as_shown(value));
    CellKind::Text
}

/// The number of the fifteen digits that spreadsheets show: 492.09, not 492.09000000000003.
fn as_shown(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}

/// Days that the file has as whole numbers, as they are shown: a sheet repeats a few.
pub(super) struct Days {
    since_1904: bool,
    /// Number and text, each at its number's place.
    known: Vec<(u32, String)>,
}

/// Places for days: a year of them rarely meets another.
const DAYS: u32 = 512;

impl Days {
    pub(super) fn new(since_1904: bool) -> Self {
        Self {
            since_1904,
            known: vec![(u32::MAX, String::new()); DAYS as usize],
        }
    }

    /// What [`write_number`] writes of a whole number that is a day; `None` of any other text, and of a
    /// number that is no day.
    pub(super) fn shown(&mut self, text: &str) -> Option<&str> {
        let digits = (1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let serial: u32 = text.parse().ok().filter(|_| digits)?;
        let (known, shown) = self.known.get_mut((serial % DAYS) as usize)?;
        if *known != serial {
            *known = serial;
            shown.clear();
            let kind = write_number(shown, text, true, self.since_1904);
            if kind != Some(CellKind::Day) {
                shown.clear();
            }
        }
        Some(&**shown).filter(|shown| !shown.is_empty())
    }
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
    fn distinguishes_formats_of_dates() {
        for code in ["dd/mm/yyyy", "[$-80A]d\\-mmm\\-yy", "yyyy", "[h]:mm d"] {
            assert!(is_date_format(code), "{code}");
        }
        for code in ["0.00", "#,##0.00\"d\"", "[Red]0", "\\d0", "@", "_-$* 0"] {
            assert!(!is_date_format(code), "{code}");
        }
    }

    #[test]
    fn days_are_shown_as_any_other_number_of_a_day() {
        let mut days = Days::new(false);
        // 46037 and 46549 have one place.
        for text in ["46037", "46549", "46037", "046037", "1"] {
            assert_eq!(days.shown(text), Some(&*shown(text, true)), "{text}");
        }
        for text in [
            "", "46037.5", "-1", "+46037", " 46037", "1234567", "0", "999999",
        ] {
            assert_eq!(days.shown(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_number_that_is_taken_as_it_stands_is_the_shortest(
            text in "[0-9]{0,15}\\.[0-9]{0,15}|[0-9]{1,4}\\.[0-9]{1,4}",
        ) {
            if is_shortest(&text) {
                let value: f64 = text.parse().unwrap();
                proptest::prop_assert_eq!(as_shown(value).to_string(), text);
            }
        }
    }

    fn shown(text: &str, is_date: bool) -> String {
        let mut out = String::new();
        let _ = write_number(&mut out, text, is_date, false);
        out
    }

    #[test]
    fn numbers_are_shown_as_they_were_typed() {
        assert_eq!(shown("92919084431", false), "92919084431");
        assert_eq!(shown("687.70000000000005", false), "687.7");
        assert_eq!(shown("492.09000000000003", false), "492.09");
        assert_eq!(shown("1173.8999999999999", false), "1173.9");
        assert_eq!(shown("123456789012345678", false), "123456789012346000");
        assert_eq!(shown("9.2919084431E10", false), "92919084431");
        assert_eq!(shown("46037", true), "15/01/2026");
        assert_eq!(shown("46037.75", true), "15/01/2026");
        assert_eq!(shown("-1", true), "-1");
    }
}
