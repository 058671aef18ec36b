//! The certificate's life: how far a company is along the paths that lead to a certificate, reminders
//! before a certificate ends or a request lapses, and the calendar of those ends.

mod calendar;
mod error;
mod progress;
mod reminder_mail;
mod reminders;

pub use calendar::{CalendarState, calendar_at, calendar_of, renew_calendar, revoke_calendar};
pub use error::CertificateLifeError;
pub use progress::{ProgressChange, StepChange, list, save};
pub use reminders::{Reminding, choose_reminders, remind, reminding};
