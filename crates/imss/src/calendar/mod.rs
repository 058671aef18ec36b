//! Working days, deadlines, and what lateness costs.
//!
//! Holidays of the Ley Federal del Trabajo are computed; every other closed day is data that an
//! administrator adds, so that a day IMSS declares needs no release.

mod baja;
mod deadline;
mod holidays;
mod request;

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

pub use baja::LateBaja;
pub use deadline::{Basis, Deadline, Filing};
pub use request::{REQUEST_DAYS, RequestDeadline};

/// A day on which nothing is due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// What it is called: `Jueves Santo`.
    pub name: String,
}

/// Working days: Monday to Friday, without the holidays of LFT article 74 and the days added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Holiday>", into = "Vec<Holiday>")]
pub struct Calendar {
    added: BTreeMap<Date, String>,
}

impl From<Vec<Holiday>> for Calendar {
    fn from(holidays: Vec<Holiday>) -> Self {
        Self {
            added: holidays.into_iter().map(|h| (h.date, h.name)).collect(),
        }
    }
}

impl From<Calendar> for Vec<Holiday> {
    fn from(calendar: Calendar) -> Self {
        calendar
            .added
            .into_iter()
            .map(|(date, name)| Holiday { date, name })
            .collect()
    }
}

impl Calendar {
    /// Returns the holidays of the law alone.
    #[must_use]
    pub fn lft() -> Self {
        Self::default()
    }

    /// Returns the calendar with the days that an administrator added, of any year.
    #[must_use]
    pub fn with(mut self, holidays: impl IntoIterator<Item = Holiday>) -> Self {
        self.added
            .extend(holidays.into_iter().map(|h| (h.date, h.name)));
        self
    }

    /// Returns the closed days of a year, the law's and the added, in order. Weekends are not listed.
    #[must_use]
    pub fn holidays(&self, year: i16) -> Vec<Holiday> {
        let mut days: BTreeMap<Date, String> = holidays::of_year(year)
            .into_iter()
            .map(|(date, name)| (date, name.to_owned()))
            .collect();
        let added = self.added.iter().filter(|(date, _)| date.year() == year);
        days.extend(added.map(|(date, name)| (*date, name.clone())));
        days.into_iter()
            .map(|(date, name)| Holiday { date, name })
            .collect()
    }

    /// Whether deadlines run on this day.
    #[must_use]
    pub fn is_business_day(&self, date: Date) -> bool {
        !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !holidays::is_lft_holiday(date)
            && !self.added.contains_key(&date)
    }

    /// Returns the `count`th working day after a date (the date itself does not count); for zero, the
    /// date itself if it is one, else the next.
    #[must_use]
    pub fn add_business_days(&self, date: Date, count: u32) -> Date {
        let mut day = date;
        if count == 0 {
            while !self.is_business_day(day) && day < Date::MAX {
                day = next_day(day);
            }
            return day;
        }
        for _ in 0..count {
            day = self.next_business_day(day);
        }
        day
    }

    /// Returns the first working day after a date.
    #[must_use]
    pub fn next_business_day(&self, date: Date) -> Date {
        let mut day = next_day(date);
        while !self.is_business_day(day) && day < Date::MAX {
            day = next_day(day);
        }
        day
    }

    /// Returns the last working day before a date.
    #[must_use]
    pub fn previous_business_day(&self, date: Date) -> Date {
        let mut day = previous_day(date);
        while !self.is_business_day(day) && day > Date::MIN {
            day = previous_day(day);
        }
        day
    }

    /// Returns the working days in (from, to]; negative when `to` lies before `from`.
    #[must_use]
    pub fn business_days_between(&self, from: Date, to: Date) -> i32 {
        if to < from {
            return -self.business_days_between(to, from);
        }
        let mut count = 0;
        let mut day = from;
        while day < to {
            day = next_day(day);
            count += i32::from(self.is_business_day(day));
        }
        count
    }
}

fn next_day(date: Date) -> Date {
    date.tomorrow().unwrap_or(Date::MAX)
}

fn previous_day(date: Date) -> Date {
    date.yesterday().unwrap_or(Date::MIN)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weekends_and_the_holidays_of_the_law_are_no_working_days() {
        let calendar = Calendar::lft();
        for closed in [
            date(2026, 1, 1),
            date(2026, 1, 3),
            date(2026, 1, 4),
            date(2026, 2, 2),
            date(2026, 3, 16),
            date(2026, 5, 1),
            date(2026, 9, 16),
            date(2026, 11, 16),
            date(2026, 12, 25),
            date(2024, 10, 1),
        ] {
            assert!(!calendar.is_business_day(closed), "{closed}");
        }
        for open in [
            date(2026, 1, 2),
            date(2026, 10, 1),
            date(2026, 2, 5),
            date(2026, 11, 20),
        ] {
            assert!(calendar.is_business_day(open), "{open}");
        }
    }

    #[test]
    fn an_administrator_closes_a_day_without_a_release() {
        let holy_thursday = date(2026, 4, 2);
        let calendar = Calendar::lft();
        assert!(calendar.is_business_day(holy_thursday));
        let extended = calendar.with([Holiday {
            date: holy_thursday,
            name: "Jueves Santo".to_owned(),
        }]);
        assert!(!extended.is_business_day(holy_thursday));
        assert!(
            extended
                .holidays(2026)
                .iter()
                .any(|h| h.name == "Jueves Santo")
        );
        let text = serde_json::to_string(&extended).unwrap();
        assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), extended);
    }

    #[test]
    fn counting_steps_over_closed_days() {
        let calendar = Calendar::lft();
        // Friday 30 January; Monday 2 February is a holiday.
        assert_eq!(
            calendar.add_business_days(date(2026, 1, 30), 1),
            date(2026, 2, 3)
        );
        assert_eq!(
            calendar.previous_business_day(date(2026, 2, 3)),
            date(2026, 1, 30)
        );
        assert_eq!(
            calendar.add_business_days(date(2026, 2, 1), 0),
            date(2026, 2, 3)
        );
        assert_eq!(
            calendar.business_days_between(date(2026, 1, 30), date(2026, 2, 4)),
            2
        );
        assert_eq!(
            calendar.business_days_between(date(2026, 2, 4), date(2026, 1, 30)),
            -2
        );
    }
}
