//! The certificate's life: how far a company is along a path, who is reminded of what, and the calendar
//! that a program reads at a secret address.

use jiff::Timestamp;
use jiff::civil::Date;
use model::CertificatePath;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, RegistroId, UserId};
use crate::values::Digest;

/// How far a company is along one path, for one registro patronal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PathProgress {
    /// The company.
    pub empresa: EmpresaId,
    /// The registro patronal; with the path, the record's identity.
    pub registro: RegistroId,
    /// The path.
    pub path: CertificatePath,
    /// Counts its edits.
    pub version: u64,
    /// The steps that were ever ticked, one entry each.
    pub steps: Vec<StepTick>,
    /// When the request was made, where somebody said so.
    pub asked_on: Option<AskedOn>,
}

/// A step as it was last left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepTick {
    /// The step's name within its path.
    pub step: String,
    /// Whether it is ticked.
    pub done: bool,
    /// Who ticked it, or took the tick away.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// The version of the record that this made.
    pub version: u64,
}

/// The day of a request as it was last left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AskedOn {
    /// The day; `None`: taken away again.
    pub day: Option<Date>,
    /// Who said so.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// The version of the record that this made.
    pub version: u64,
}

impl PathProgress {
    /// Whether a step is ticked.
    pub fn is_done(&self, step: &str) -> bool {
        self.steps.iter().any(|tick| tick.step == step && tick.done)
    }

    /// Returns when the request was made, where that is known and the step it hangs on is not done.
    pub fn open_request(&self) -> Option<Date> {
        let step = self.path.step_with_deadline()?;
        let asked_on = self.asked_on.as_ref()?.day?;
        (!self.is_done(step)).then_some(asked_on)
    }
}

/// A reminder that was written; it is written once. Its identity names what it reminded of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reminded {
    /// The company.
    pub empresa: EmpresaId,
    /// The digest of what was reminded of, and at which threshold.
    pub id: Digest,
    /// When.
    pub at: Timestamp,
}

/// Whether a person wants reminders by mail; there is none until she says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReminderChoice {
    /// The company.
    pub empresa: EmpresaId,
    /// The person, and so the record's identity.
    pub user: UserId,
    /// Counts its edits.
    pub version: u64,
    /// Whether she wants them.
    pub wanted: bool,
}

/// A calendar that a program reads at a secret address; one per person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalendarFeed {
    /// The company.
    pub empresa: EmpresaId,
    /// The person, and so the record's identity.
    pub user: UserId,
    /// Counts its edits.
    pub version: u64,
    /// The digest of the token in the address.
    pub token: Digest,
    /// When the address was made.
    pub created_at: Timestamp,
    /// When it was last read, to the hour.
    pub last_read: Option<Timestamp>,
}
