//! Días hábiles and the local date, for the two rules that need them.

use jiff::civil::{Date, Weekday, date};
use jiff::tz::{TimeZone, offset};
use jiff::{Timestamp, ToSpan, Zoned};

/// Local time of Mexico City: UTC−6 all year since October 2022, when the law ended summer time.
pub(crate) fn mexico(now: Timestamp) -> Zoned {
    now.to_zoned(TimeZone::fixed(offset(-6)))
}

/// The `count`th día hábil after `day`.
pub(crate) fn business_days_after(day: Date, count: u32) -> Date {
    let mut day = day;
    for _ in 0..count {
        day = next(day);
        while !is_business_day(day) {
            day = next(day);
        }
    }
    day
}

fn next(day: Date) -> Date {
    day.checked_add(1.day()).unwrap_or(Date::MAX)
}

/// Neither a weekend nor a holiday of LFT art. 74.
fn is_business_day(day: Date) -> bool {
    // The last day there is must count, or the search above would not end.
    if day == Date::MAX {
        return true;
    }
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !weekend && !is_holiday(day)
}

fn is_holiday(day: Date) -> bool {
    let fixed = [(1, 1), (5, 1), (9, 16), (12, 25)];
    if fixed.contains(&(day.month(), day.day())) {
        return true;
    }
    // The federal executive changes on 1 October every six years from 2024.
    if day.year() >= 2024 && (day.year() - 2024) % 6 == 0 && (day.month(), day.day()) == (10, 1) {
        return true;
    }
    let monday = |month, nth| {
        date(day.year(), month, 1)
            .nth_weekday_of_month(nth, Weekday::Monday)
            .ok()
    };
    [monday(2, 1), monday(3, 3), monday(11, 3)].contains(&Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_holidays_are_skipped() {
        // Friday 30 January 2026; Monday 2 February is the first Monday of February.
        assert_eq!(business_days_after(date(2026, 1, 30), 1), date(2026, 2, 3));
        assert_eq!(business_days_after(date(2025, 12, 24), 5), date(2026, 1, 2));
    }

    #[test]
    fn the_local_date_is_mexico_citys() {
        let now: Timestamp = "2026-01-15T03:00:00Z".parse().unwrap();
        assert_eq!(mexico(now).date(), date(2026, 1, 14));
    }
}
