//! The certificate's life: progress, reminders, the calendar.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use model::CertificatePath;
use serde::{Deserialize, Serialize};

/// How far a company is along a path, for one registro patronal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathProgressView {
    /// Id of the registro patronal.
    pub registro: String,
    /// Its number.
    pub numero: String,
    /// The path.
    pub path: CertificatePath,
    /// Counts its edits.
    pub version: u64,
    /// The steps that are done.
    pub done: Vec<StepDone>,
    /// When the request was made.
    pub asked_on: Option<Date>,
}

/// A step that is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// The step's name.
    pub step: String,
    /// Who ticked it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What changes along a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveProgress {
    /// Id of the registro patronal.
    pub registro: String,
    /// The path.
    pub path: CertificatePath,
    /// The version that the page shows; 0, there was none.
    pub seen: u64,
    /// The steps that change.
    pub steps: Vec<StepChange>,
    /// The day of the request, where it changes.
    pub asked_on: Option<AskedOnChange>,
}

/// A step ticked, or its tick taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepChange {
    /// The step's name.
    pub step: String,
    /// Whether it is done.
    pub done: bool,
}

/// The day of a request, set or taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedOnChange {
    /// The day; `None` takes it away.
    pub day: Option<Date>,
}

/// Whether a person is reminded by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemindingView {
    /// An address is known.
    pub has_address: bool,
    /// She wants reminders.
    pub wanted: bool,
}

/// A person's calendar, without its address: that is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarView {
    /// When its address was made.
    pub created_at: Timestamp,
    /// When a program last read it, to the hour.
    pub last_read: Option<Timestamp>,
}

/// An address just made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCalendar {
    /// The token, for `/relay/calendar/{token}`. It is shown once and kept nowhere.
    pub token: String,
}

// The token is never in it.
impl fmt::Debug for NewCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewCalendar").finish_non_exhaustive()
    }
}
