//! The certificate's life: progress along its paths, reminders by mail, the calendar at an address.

use crate::operation::{ID, operations};
use crate::view::certificate_life::{
    CalendarView, NewCalendar, PathProgressView, RemindingView, SaveProgress,
};

operations!(certificate_life {
    /// Every path that the company ever began, by registro patronal.
    People "certificate-life/progress" Progress = progress() -> Vec<PathProgressView>,
        sample {};

    /// Ticks steps of a path, and notes the day of its request. What somebody else changed since
    /// `seen` is refused.
    Captures "certificate-life/save" Save = save(request: SaveProgress) -> PathProgressView,
        sample { "request": {
            "registro": ID, "path": "primera-vez", "seen": 0, "steps": [], "asked_on": null,
        }};

    /// Whether the person is reminded by mail.
    Captures "certificate-life/reminding" GetReminding = reminding() -> RemindingView,
        sample {};

    /// Changes whether the person is reminded by mail.
    Captures "certificate-life/choose-reminders" ChooseReminders = choose_reminders(wanted: bool) -> RemindingView,
        sample { "wanted": true };

    /// The person's calendar, if there is one.
    Captures "certificate-life/calendar" GetCalendar = calendar() -> Option<CalendarView>,
        sample {};

    /// Makes the person's calendar a new address, and ends the one it had. The token is in this answer
    /// and nowhere else.
    Captures "certificate-life/renew-calendar" RenewCalendar = renew_calendar() -> NewCalendar,
        sample {};

    /// Ends the address of the person's calendar.
    Captures "certificate-life/revoke-calendar" RevokeCalendar = revoke_calendar() -> (),
        sample {};
});
