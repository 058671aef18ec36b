//! Legal time is America/Mexico_City's, whatever the device or the server says.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::finding::ParseError;
use crate::finding::{Field, catalogue};

// Compiled in, so that a browser, a bare container and a laptop agree.
static MEXICO_CITY: TimeZone = jiff::tz::get!("America/Mexico_City");

/// The years a movement's date may have: IMSS was founded in 1943.
const YEARS: std::ops::RangeInclusive<u16> = 1943..=2199;

/// Returns the legal date at an instant.
#[must_use]
pub fn mexico_city_date(instant: Timestamp) -> Date {
    mexico_city(instant).date()
}

/// Returns the instant of an hour of a day in Mexico City; `None` where it is beyond this era.
pub fn mexico_city_instant(date: Date, hour: i8) -> Option<Timestamp> {
    let local = date.at(hour, 0, 0, 0);
    let zoned = local.to_zoned(MEXICO_CITY.clone()).ok()?;
    Some(zoned.timestamp())
}

/// Returns the legal date and time of day at an instant.
#[must_use]
pub fn mexico_city(instant: Timestamp) -> DateTime {
    MEXICO_CITY.to_datetime(instant)
}

/// Reads a date as people and forms write it: `15/01/2026`, `15-01-2026`, `15.1.2026`,
/// `2026-01-15`, `15012026`.
///
/// # Errors
/// Empty, another shape, or no such day.
pub fn parse_date(text: &str) -> Result<Date, ParseError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(catalogue::required(Field::Fecha).into());
    }
    let bad = || ParseError::from(catalogue::date_format(trimmed));
    let (day, month, year) = split_date(trimmed).ok_or_else(bad)?;
    date_of(day, month, year).ok_or_else(|| catalogue::date_impossible(trimmed).into())
}

/// Reads a movement's date off the wire, `2026-01-15`, of the years that a file can say.
pub(crate) fn deserialize_fecha<'de, D>(deserializer: D) -> Result<Date, D::Error>
where
    D: serde::Deserializer<'de>,
{
    let date = <Date as serde::Deserialize>::deserialize(deserializer)?;
    if YEARS.contains(&date.year().unsigned_abs()) && date.year() > 0 {
        Ok(date)
    } else {
        Err(serde::de::Error::custom(
            catalogue::date_impossible(&format_date(date)).message,
        ))
    }
}

/// A day of these years.
pub(crate) fn date_of(day: u16, month: u16, year: u16) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// Whether [`date_of`] finds a date; most have a day that every month has.
pub(crate) fn is_day(day: u16, month: u16, year: u16) -> bool {
    let early = (1..=28).contains(&day) && (1..=12).contains(&month) && YEARS.contains(&year);
    early || date_of(day, month, year).is_some()
}

fn split_date(text: &str) -> Option<(u16, u16, u16)> {
    let number = |part: &str, widths: std::ops::RangeInclusive<usize>| -> Option<u16> {
        let digits = widths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if digits { part.parse().ok() } else { None }
    };
    if text.len() == 8 && text.is_ascii() && !text.contains(['/', '-', '.']) {
        return Some((
            number(&text[..2], 2..=2)?,
            number(&text[2..4], 2..=2)?,
            number(&text[4..], 4..=4)?,
        ));
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => Some((
            number(day, 1..=2)?,
            number(month, 1..=2)?,
            number(year, 4..=4)?,
        )),
        [day, month, year] => Some((
            number(day, 1..=2)?,
            number(month, 1..=2)?,
            number(year, 4..=4)?,
        )),
        _ => None,
    }
}

/// Returns a date as IMSS writes it: `15/01/2026`.
#[must_use]
pub fn format_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// The Spanish names of the months, January first.
pub(crate) const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// The Spanish names of the days of the week, Monday first.
pub(crate) const WEEKDAYS: [&str; 7] = [
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
];

/// Returns the Spanish name of a date's month: `enero`.
#[must_use]
pub fn month_name(date: Date) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

/// Returns a date for use within a sentence: `martes 20 de enero`.
#[must_use]
pub fn date_in_words(date: Date) -> String {
    let weekday = WEEKDAYS[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())];
    let month = month_name(date);
    format!("{weekday} {} de {month}", date.day())
}

/// Returns the day of a spreadsheet's serial number (ECMA-376, part 1, 18.17.4): days since 30 December
/// 1899, or since 1 January 1904; the time of day is dropped. `None` beyond the years of a movement's
/// date.
#[must_use]
pub fn day_of_serial(serial: f64, since_1904: bool) -> Option<Date> {
    if !(1.0..110_000.0).contains(&serial) {
        return None;
    }
    let start = if since_1904 {
        jiff::civil::date(1904, 1, 1)
    } else {
        jiff::civil::date(1899, 12, 30)
    };
    start.checked_add((serial.floor() as i64).days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_mexico_city() {
        let before: Timestamp = "2026-01-16T05:59:59Z".parse().unwrap();
        let after: Timestamp = "2026-01-16T06:00:00Z".parse().unwrap();
        assert_eq!(mexico_city_date(before), date(2026, 1, 15));
        assert_eq!(mexico_city_date(after), date(2026, 1, 16));
        // Mexico left daylight saving time in October 2022: July is UTC-6 as well.
        let july: Timestamp = "2026-07-16T05:30:00Z".parse().unwrap();
        assert_eq!(mexico_city(july), date(2026, 7, 15).at(23, 30, 0, 0));
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "15/01/2026",
            "15-1-2026",
            "15.01.2026",
            "2026-01-15",
            " 15012026 ",
        ] {
            assert_eq!(parse_date(text).unwrap(), date(2026, 1, 15), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_its_reason() {
        for (text, code) in [
            ("", "required"),
            ("ayer", "date-format"),
            ("15/01/26", "date-format"),
            ("15/01", "date-format"),
            ("1501202A", "date-format"),
            ("31/02/2026", "date-impossible"),
            ("01/13/2026", "date-impossible"),
            ("15/01/0026", "date-impossible"),
        ] {
            assert_eq!(parse_date(text).unwrap_err().code(), code, "{text}");
        }
    }

    #[test]
    fn formats_a_date_in_words() {
        assert_eq!(date_in_words(date(2026, 1, 20)), "martes 20 de enero");
        assert_eq!(format_date(date(2026, 1, 5)), "05/01/2026");
    }

    #[test]
    fn serial_numbers_are_days_of_either_epoch() {
        assert_eq!(day_of_serial(46_037.75, false), Some(date(2026, 1, 15)));
        assert_eq!(day_of_serial(44_575.0, true), Some(date(2026, 1, 15)));
        assert_eq!(day_of_serial(f64::NAN, false), None);
        assert_eq!(day_of_serial(1e300, true), None);
    }
}
