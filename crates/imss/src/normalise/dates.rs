//! Dates as people and programs write them.

use jiff::civil::Date;

use super::Conventions;
use super::signs::clean;
use crate::finding::{Field, Finding, catalogue};
use crate::names::fold;
use crate::time::{MONTHS, WEEKDAYS, date_of, day_of_serial, format_date};

/// What a date of numbers begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrder {
    /// 15/01/2026, as in Mexico.
    #[default]
    DayFirst,
    /// 01/15/2026, as in the United States.
    MonthFirst,
}

/// The days that a date of numbers may be, by what it begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderedDates {
    /// The day, if it begins with the day.
    pub day_first: Option<Date>,
    /// The day, if it begins with the month.
    pub month_first: Option<Date>,
}

/// Returns both readings of a date of numbers; `None` of a text whose order is fixed (2026-01-15,
/// 15-ene-2026, a serial number) and of what is no date.
#[must_use]
pub fn ordered_dates(text: &str) -> Option<OrderedDates> {
    let cleaned = clean(Field::Fecha, text, &mut Vec::new());
    match shape(without_time(&cleaned))? {
        Shape::Numbers {
            first,
            second,
            year,
        } => Some(OrderedDates {
            day_first: date_of(first, second, year.whole()),
            month_first: date_of(second, first, year.whole()),
        }),
        _ => None,
    }
}

/// Whether these bytes are `15/01/2026`, as forms and most files have it.
pub(super) fn is_plain_day_first(bytes: &[u8]) -> bool {
    let [d1, d2, b'/', m1, m2, b'/', year @ ..] = bytes else {
        return false;
    };
    year.len() == 4
        && [d1, d2, m1, m2].into_iter().all(u8::is_ascii_digit)
        && year.iter().all(u8::is_ascii_digit)
}

/// The date as `15/01/2026`; `None` leaves the text to the parser.
pub(super) fn normalise(
    text: &str,
    conventions: Conventions,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let shape = shape(without_time(text))?;
    let date = match shape {
        Shape::Serial(serial) => day_of_serial(serial, conventions.since_1904),
        Shape::Fixed { day, month, year } => date_of(day, month, year.whole()),
        Shape::Numbers {
            first,
            second,
            year,
        } => match conventions.date_order {
            DateOrder::DayFirst => date_of(first, second, year.whole()),
            DateOrder::MonthFirst => date_of(second, first, year.whole()),
        },
    };
    let Some(date) = date else {
        findings.push(catalogue::date_impossible(text));
        return None;
    };
    let read = format_date(date);
    match shape {
        Shape::Serial(_) => findings.push(catalogue::date_serial(text, &read)),
        Shape::Fixed { year, .. } | Shape::Numbers { year, .. } => {
            if let Year::OfTwoDigits(_) = year {
                findings.push(catalogue::date_two_digit_year(text, &read));
            }
        }
    }
    (read != text).then_some(read)
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    /// Two numbers in an order that only the source knows, and the year.
    Numbers { first: u16, second: u16, year: Year },
    /// One order alone.
    Fixed { day: u16, month: u16, year: Year },
    /// Days since the epoch of a workbook.
    Serial(f64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    Whole(u16),
    OfTwoDigits(u16),
}

impl Year {
    fn parse(digits: &str) -> Option<Self> {
        let number = digits.parse().ok()?;
        match digits.len() {
            4 => Some(Self::Whole(number)),
            2 => Some(Self::OfTwoDigits(number)),
            _ => None,
        }
    }

    /// Two digits are years from 1950 to 2049, as Excel reads them.
    fn whole(self) -> u16 {
        match self {
            Self::Whole(year) => year,
            Self::OfTwoDigits(year) if year < 50 => 2000 + year,
            Self::OfTwoDigits(year) => 1900 + year,
        }
    }
}

fn shape(text: &str) -> Option<Shape> {
    if !text.bytes().any(|b| b.is_ascii_digit()) || text.len() > 60 {
        return None;
    }
    let words = text.chars().any(char::is_alphabetic);
    if words {
        return shape_of_words(text);
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() == 5 && digits(whole) && digits(decimals) {
        return text.parse().ok().map(Shape::Serial);
    }
    if text.len() == 8 && digits(text) {
        return shape_of_eight_digits(text);
    }
    let parts: Vec<&str> = text
        .split(['/', '-', '.', '\\', ' ', '–', '‐'])
        .filter(|part| !part.is_empty())
        .collect();
    let [one, two, three] = parts[..] else {
        return None;
    };
    let number = |part: &str| -> Option<u16> {
        ((1..=2).contains(&part.len()) && digits(part)).then(|| part.parse().ok())?
    };
    if one.len() == 4 && digits(one) {
        return Some(Shape::Fixed {
            day: number(three)?,
            month: number(two)?,
            year: Year::parse(one)?,
        });
    }
    if !digits(three) {
        return None;
    }
    Some(Shape::Numbers {
        first: number(one)?,
        second: number(two)?,
        year: Year::parse(three)?,
    })
}

/// `15012026` or `20260115`: no eight digits are a day in both ways.
fn shape_of_eight_digits(text: &str) -> Option<Shape> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    if date_of(day, month, year).is_some() {
        let year = Year::Whole(year);
        return Some(Shape::Fixed { day, month, year });
    }
    Some(Shape::Numbers {
        first: number(0..2)?,
        second: number(2..4)?,
        year: Year::Whole(number(4..8)?),
    })
}

/// `15-ene-2026`, `jueves 15 de enero de 2026`, `Jan 15, 2026`.
fn shape_of_words(text: &str) -> Option<Shape> {
    let folded = fold(text);
    let mut parts = parts_of(&folded);
    if parts.len() > 3
        && parts
            .first()
            .is_some_and(|first| is_word_of(first, &WEEKDAYS))
    {
        parts.remove(0);
    }
    let [one, two, three] = parts[..] else {
        return None;
    };
    let number = |part: &str| -> Option<u16> {
        ((1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())?
    };
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    let (day, month, year) = if let Some(month) = month_of(two) {
        if is_year(one) {
            (number(three)?, month, Year::parse(one)?)
        } else {
            (number(one)?, month, Year::parse(three)?)
        }
    } else {
        (number(two)?, month_of(one)?, Year::parse(three)?)
    };
    Some(Shape::Fixed { day, month, year })
}

/// Runs of letters and of digits, without the words that only join them.
fn parts_of(folded: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        let (part, behind) = rest.split_at(end);
        rest = behind;
        if kind(first) != (false, false) && !matches!(part, "DE" | "DEL" | "A" | "EL") {
            parts.push(part);
        }
    }
    parts
}

fn month_of(word: &str) -> Option<u16> {
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if matches!(word, "SEPT" | "SET" | "SETIEMBRE") {
        return Some(9);
    }
    (1..)
        .zip(MONTHS.iter().zip(ENGLISH))
        .find_map(|(number, (spanish, english))| {
            let named = is_word_of(word, &[spanish]) || is_word_of(word, &[english]);
            named.then_some(number)
        })
}

/// Whether a word in upper case is one of these, whole or its first three letters.
fn is_word_of(word: &str, names: &[&str]) -> bool {
    names.iter().any(|name| {
        let name = fold(name);
        word == name || (word.len() == 3 && name.starts_with(word))
    })
}

/// The text without a time of day behind it.
fn without_time(text: &str) -> &str {
    let begins_time = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits) && text[digits..].starts_with(':')
    };
    for (at, sign) in text.char_indices() {
        if (sign == ' ' || sign == 'T') && begins_time(text[at + 1..].trim_start()) {
            return text[..at].trim_end_matches([' ', ',']);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(text: &str, conventions: Conventions) -> (Option<String>, Vec<&'static str>) {
        let mut findings = Vec::new();
        let read = normalise(text, conventions, &mut findings);
        (read, findings.iter().map(|one| one.code.as_str()).collect())
    }

    #[test]
    fn dates_in_words_are_read() {
        for text in [
            "15-ene-2026",
            "15/Ene/2026",
            "15 de enero de 2026",
            "15 DE ENERO DEL 2026",
            "jueves, 15 de enero de 2026",
            "jue 15 ene 2026",
            "enero 15, 2026",
            "Jan 15, 2026",
            "15-Jan-2026",
            "2026-ene-15",
            "15ene2026",
            "15.01.2026 ",
            "15 / 01 / 2026",
            "2026/01/15",
            "20260115",
            "2026-01-15T00:00:00",
            "15/01/2026 12:00 a. m.",
            "15 de enero de 2026, 0:00",
        ] {
            let (date, codes) = read(text.trim(), Conventions::default());
            assert_eq!(date.as_deref(), Some("15/01/2026"), "{text}");
            assert!(codes.is_empty(), "{text}");
        }
    }

    #[test]
    fn years_of_two_digits_are_read_with_a_warning() {
        for (text, wanted) in [
            ("15/01/26", "15/01/2026"),
            ("15-ene-26", "15/01/2026"),
            ("3/4/98", "03/04/1998"),
        ] {
            let (date, codes) = read(text, Conventions::default());
            assert_eq!(
                (date.as_deref(), codes),
                (Some(wanted), vec!["date-two-digit-year"])
            );
        }
    }

    #[test]
    fn serial_numbers_are_days_of_the_workbooks_epoch() {
        let (date, codes) = read("46037", Conventions::default());
        assert_eq!(
            (date.as_deref(), codes),
            (Some("15/01/2026"), vec!["date-serial"])
        );
        let old_mac = Conventions {
            since_1904: true,
            ..Conventions::default()
        };
        assert_eq!(read("44575.0", old_mac).0.as_deref(), Some("15/01/2026"));
    }

    #[test]
    fn the_order_of_the_source_decides_and_refuses_what_it_cannot_be() {
        let month_first = Conventions {
            date_order: DateOrder::MonthFirst,
            ..Conventions::default()
        };
        assert_eq!(
            read("01/10/2026", month_first).0.as_deref(),
            Some("10/01/2026")
        );
        assert_eq!(
            read("15/01/2026", month_first),
            (None, vec!["date-impossible"])
        );
        assert_eq!(
            read("31 de febrero de 2026", month_first),
            (None, vec!["date-impossible"])
        );
        let both = ordered_dates("03/04/2026").unwrap();
        assert_eq!(both.day_first, Some(date(2026, 4, 3)));
        assert_eq!(both.month_first, Some(date(2026, 3, 4)));
        assert_eq!(ordered_dates("15/01/2026 00:00").unwrap().month_first, None);
        for fixed in ["2026-03-04", "4-mar-2026", "46037", "hoy", ""] {
            assert_eq!(ordered_dates(fixed), None, "{fixed}");
        }
    }

    #[test]
    fn what_is_no_date_is_left_to_the_parser() {
        for text in [
            "ayer",
            "15/01",
            "mañana 3",
            "enero 2026",
            "99",
            "1/2/3/4",
            "150126",
        ] {
            assert_eq!(read(text, Conventions::default()), (None, vec![]), "{text}");
        }
    }
}
