//! The días hábiles in which the request of a certificate must be finished at the subdelegación.

use jiff::civil::Date;

use super::{Calendar, Holiday};

/// How many días hábiles there are to finish a request (domain facts §6 \[A\]).
pub const REQUEST_DAYS: u32 = 10;

/// The last day on which a request can be finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestDeadline {
    /// The last día hábil.
    pub last_day: Date,
    /// Días hábiles left from today on, today included; 0 once it is past.
    pub days_left: u32,
    /// Whether the last day is past: the request is cancelled.
    pub is_over: bool,
    /// The closed days in between, which do not count: the law's and the added ones.
    pub holidays: Vec<Holiday>,
}

impl Calendar {
    /// Counts [`REQUEST_DAYS`] from the día hábil after the request was made.
    #[must_use]
    pub fn request_deadline(&self, asked_on: Date, today: Date) -> RequestDeadline {
        let last_day = self.add_business_days(asked_on, REQUEST_DAYS);
        let is_over = today > last_day;
        let days_left = if is_over {
            0
        } else {
            // Today counts while its offices may still be open.
            let after_today = self.business_days_between(today.max(asked_on), last_day);
            let today_counts = today > asked_on && self.is_business_day(today);
            u32::try_from(after_today).unwrap_or(0) + u32::from(today_counts)
        };
        let years = asked_on.year()..=last_day.year();
        let holidays = years
            .flat_map(|year| self.holidays(year))
            .filter(|holiday| asked_on < holiday.date && holiday.date <= last_day)
            .collect();
        RequestDeadline {
            last_day,
            days_left,
            is_over,
            holidays,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::RequestDeadline;
    use crate::calendar::{Calendar, Holiday};

    fn last_day(asked_on: Date) -> RequestDeadline {
        Calendar::lft().request_deadline(asked_on, asked_on)
    }

    #[test]
    fn ten_dias_habiles_from_a_monday_end_two_weeks_later() {
        let deadline = last_day(date(2026, 1, 12));
        assert_eq!(deadline.last_day, date(2026, 1, 26));
        assert_eq!(deadline.days_left, 10);
        assert!(deadline.holidays.is_empty());
    }

    #[test]
    fn a_holiday_in_between_moves_the_last_day() {
        // Monday 16 November 2026 is the third of the month.
        let deadline = last_day(date(2026, 11, 9));
        assert_eq!(deadline.last_day, date(2026, 11, 24));
        assert_eq!(deadline.holidays.len(), 1);
        assert_eq!(deadline.holidays[0].date, date(2026, 11, 16));
        let over_christmas = last_day(date(2026, 12, 21));
        assert_eq!(over_christmas.last_day, date(2027, 1, 6));
        assert_eq!(over_christmas.holidays.len(), 2);
    }

    #[test]
    fn days_left_run_out_and_then_it_is_over() {
        let calendar = Calendar::lft();
        let asked_on = date(2026, 1, 12);
        let left = |today| calendar.request_deadline(asked_on, today);
        assert_eq!(left(date(2026, 1, 13)).days_left, 10);
        assert_eq!(left(date(2026, 1, 14)).days_left, 9);
        assert_eq!(left(date(2026, 1, 17)).days_left, 6, "a Saturday");
        assert_eq!(left(date(2026, 1, 26)).days_left, 1);
        let late = left(date(2026, 1, 27));
        assert_eq!((late.days_left, late.is_over), (0, true));
    }

    #[test]
    fn a_day_the_company_added_moves_the_last_day() {
        let added = Holiday {
            date: date(2026, 1, 19),
            name: "Aniversario".to_owned(),
        };
        let asked_on = date(2026, 1, 12);
        let deadline = Calendar::lft()
            .with([added.clone()])
            .request_deadline(asked_on, asked_on);
        assert_eq!(deadline.last_day, date(2026, 1, 27));
        assert_eq!(deadline.holidays, [added]);
    }
}
