//! The rows of a sheet, as the XML inside a workbook.

use std::fmt::Write as _;

use export_protocol::{Cell, ColumnKind};
use jiff::civil::{Date, DateTime, date};

use crate::csv_file::pesos;

/// Appends a row. `styles` are the kind and the style of each column; a cell that is not of its column's
/// kind is text without a style.
pub(crate) fn row(into: &mut String, number: u32, styles: &[(ColumnKind, u32)], cells: &[Cell]) {
    let _ = write!(into, "<row r=\"{number}\">");
    for ((letter, (kind, style)), cell) in ('A'..='Z').zip(styles).zip(cells) {
        let fits = matches!(
            (kind, cell),
            (ColumnKind::Text, Cell::Text(_))
                | (ColumnKind::Whole, Cell::Whole(_))
                | (ColumnKind::Money, Cell::Money(_))
                | (ColumnKind::Date, Cell::Date(_))
                | (ColumnKind::Moment, Cell::Moment(_))
        );
        if matches!(cell, Cell::Empty) {
            continue;
        }
        let _ = write!(into, "<c r=\"{letter}{number}\"");
        if fits {
            let _ = write!(into, " s=\"{style}\"");
        }
        match cell {
            Cell::Empty => {}
            Cell::Text(value) => {
                into.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                text(into, value);
                into.push_str("</t></is></c>");
            }
            Cell::Whole(value) => {
                let _ = write!(into, "><v>{value}</v></c>");
            }
            Cell::Money(centavos) => {
                let _ = write!(into, "><v>{}</v></c>", pesos(*centavos));
            }
            Cell::Date(day) => {
                let _ = write!(into, "><v>{}</v></c>", serial_day(*day));
            }
            Cell::Moment(at) => {
                let _ = write!(into, "><v>{}</v></c>", serial_moment(*at));
            }
        }
    }
    into.push_str("</row>");
}

/// Appends a text. Control characters, which XML cannot hold, become U+FFFD: seen, and not lost.
fn text(into: &mut String, value: &str) {
    for character in value.chars() {
        match character {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '\t' | '\n' => into.push(character),
            '\u{fffe}' | '\u{ffff}' => into.push('\u{fffd}'),
            other if other.is_control() => into.push('\u{fffd}'),
            other => into.push(other),
        }
    }
}

/// Excel's number of a day: days since 1899-12-30, which holds from March 1900 on.
fn serial_day(day: Date) -> i64 {
    let seconds = day.duration_since(date(1899, 12, 30)).as_secs();
    seconds.div_euclid(86_400)
}

/// The same with the time of day as a fraction of it, to the minute.
fn serial_moment(at: DateTime) -> String {
    let minutes = i64::from(at.hour()) * 60 + i64::from(at.minute());
    // 1,440 minutes a day: eight digits distinguish them.
    let fraction = minutes * 100_000_000 / 1_440;
    format!("{}.{fraction:08}", serial_day(at.date()))
}

#[cfg(test)]
mod tests {
    use export_protocol::{Cell, ColumnKind};
    use jiff::civil::date;

    use super::{row, serial_day, serial_moment};

    #[test]
    fn days_have_the_numbers_of_excel() {
        assert_eq!(serial_day(date(1900, 3, 1)), 61);
        assert_eq!(serial_day(date(2026, 1, 15)), 46_037);
        assert_eq!(
            serial_moment(date(2026, 1, 15).at(12, 0, 0, 0)),
            "46037.50000000"
        );
    }

    #[test]
    fn what_is_no_number_stays_text_without_a_style() {
        let mut xml = String::new();
        let styles = [(ColumnKind::Money, 3), (ColumnKind::Text, 1)];
        row(
            &mut xml,
            2,
            &styles,
            &[Cell::Text("<12,5".to_owned()), Cell::Empty],
        );
        assert_eq!(
            xml,
            "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">&lt;12,5</t></is></c></row>"
        );
    }
}
