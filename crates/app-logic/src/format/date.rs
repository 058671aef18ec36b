//! Dates and instants: `15/01/2026`, `15/01/2026 09:30`, in America/Mexico_City.

use imss::time::{mexico_city, mexico_city_date};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// Returns a date as a page shows it: `15/01/2026`.
#[must_use]
pub fn date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// Returns an instant as a page shows it, by the clock of Mexico City: `15/01/2026 09:30`.
#[must_use]
pub fn instant(at: Timestamp) -> String {
    let at = mexico_city(at);
    format!("{} {:02}:{:02}", date(at.date()), at.hour(), at.minute())
}

/// Returns the time of day of an instant: `09:30`.
#[must_use]
pub fn time(at: Timestamp) -> String {
    let at = mexico_city(at);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// Returns the date of an instant: `15/01/2026`.
#[must_use]
pub fn day(at: Timestamp) -> String {
    date(in_mexico(at))
}

/// Returns which day it is in Mexico City at an instant.
#[must_use]
pub fn in_mexico(at: Timestamp) -> Date {
    mexico_city_date(at)
}

/// Returns an instant some milliseconds later; the same where that is no instant.
#[must_use]
pub fn later(at: Timestamp, milliseconds: f64) -> Timestamp {
    SignedDuration::try_from_secs_f64(milliseconds / 1000.0)
        .ok()
        .and_then(|passed| at.checked_add(passed).ok())
        .unwrap_or(at)
}

/// Returns what a date field holds: `2026-01-15`.
#[must_use]
pub fn to_field(date: Date) -> String {
    date.to_string()
}

/// Returns the date in a date field; `None` while it holds none.
#[must_use]
pub fn from_field(text: &str) -> Option<Date> {
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date as civil;

    use super::{date, day, from_field, instant, later, to_field};

    #[test]
    fn dates_are_day_month_year() {
        assert_eq!(date(civil(2026, 1, 5)), "05/01/2026");
    }

    #[test]
    fn formats_an_instant_in_mexico_city() {
        let at: Timestamp = "2026-01-16T05:30:00Z".parse().unwrap();
        assert_eq!(instant(at), "15/01/2026 23:30");
        assert_eq!(day(at), "15/01/2026");
        let in_a_summer_of_old: Timestamp = "2022-07-01T12:00:00Z".parse().unwrap();
        assert_eq!(instant(in_a_summer_of_old), "01/07/2022 07:00");
    }

    #[test]
    fn a_date_field_gives_back_what_it_was_given() {
        assert_eq!(
            from_field(&to_field(civil(2026, 2, 28))),
            Some(civil(2026, 2, 28))
        );
        assert_eq!(from_field(""), None);
        assert_eq!(from_field("2026-02-30"), None);
    }

    #[test]
    fn a_strange_clock_moves_nothing() {
        let at = Timestamp::UNIX_EPOCH;
        assert_eq!(later(at, 1500.0).as_millisecond(), 1500);
        assert_eq!(later(at, f64::NAN), at);
        assert_eq!(later(at, f64::INFINITY), at);
    }
}
