//! The demo's present, and the hours of an office in Mexico City.
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

// Compiled in, so that a container without time zones agrees.
static MEXICO_CITY: TimeZone = jiff::tz::get!("America/Mexico_City");

/// When the demo is made.
#[derive(Clone, Copy)]
pub(super) struct Now {
    /// The instant, whole seconds.
    pub(super) instant: Timestamp,
    /// The legal day.
    pub(super) today: Date,
}

impl Now {
    /// The present that this instant is.
    pub(super) fn at(instant: Timestamp) -> Self {
        let instant = Timestamp::from_second(instant.as_second()).expect("it was a timestamp");
        let today = imss::time::mexico_city_date(instant);
        Self { instant, today }
    }

    /// So many minutes ago.
    pub(super) fn minutes_ago(self, minutes: i64) -> Timestamp {
        self.instant - SignedDuration::from_mins(minutes)
    }

    /// The legal day so many days ago.
    pub(super) fn days_ago(self, days: i64) -> Date {
        self.today.saturating_sub(days.days())
    }

    /// The first day of the history: two years ago.
    pub(super) fn beginning(self) -> Date {
        self.today.saturating_sub(2.years())
    }
}

/// An instant of a day in Mexico City.
pub(super) fn instant(day: Date, hour: u32, minute: u32) -> Timestamp {
    let hour = i8::try_from(hour % 24).expect("below 24");
    let minute = i8::try_from(minute % 60).expect("below 60");
    let local = day.at(hour, minute, 0, 0);
    let zoned = local.to_zoned(MEXICO_CITY.clone());
    zoned
        .expect("the demo's days lie within a century of ours")
        .timestamp()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn office_hours_are_those_of_mexico_city() {
        let noon = instant(date(2026, 1, 15), 12, 0);
        assert_eq!(noon.to_string(), "2026-01-15T18:00:00Z");
        assert_eq!(Now::at(noon).today, date(2026, 1, 15));
        assert_eq!(Now::at(noon).beginning(), date(2024, 1, 15));
    }
}
