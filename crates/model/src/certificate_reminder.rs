//! When a certificate is reminded of: one rule for the page, the mail and what a person put off.

use crate::limits::CERTIFICATE_REMINDER_DAYS;

/// Returns the reminder that a certificate has reached, in days before its end: the last of
/// [`CERTIFICATE_REMINDER_DAYS`] that is not shorter than the days left. `None` before the first.
#[must_use]
pub fn reached(days_left: i64) -> Option<i64> {
    let reached = |days: &i64| days_left <= *days;
    CERTIFICATE_REMINDER_DAYS.into_iter().filter(reached).min()
}

#[cfg(test)]
mod tests {
    use super::reached;

    #[test]
    fn each_reminder_holds_until_the_next() {
        let by_day = [
            (61, None),
            (60, Some(60)),
            (31, Some(60)),
            (30, Some(30)),
            (16, Some(30)),
            (15, Some(15)),
            (8, Some(15)),
            (7, Some(7)),
            (2, Some(7)),
            (1, Some(1)),
            (0, Some(1)),
            (-1, Some(1)),
        ];
        for (days_left, reminder) in by_day {
            assert_eq!(reached(days_left), reminder, "{days_left} days left");
        }
    }
}
