//! A state with the log of its changes, as lotes and movements have one.

use std::fmt;

use jiff::Timestamp;
use model::{LoteStatus, MovementStatus};
use serde::{Deserialize, Serialize};

use super::Actor;

/// Who changed a state, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change<S> {
    /// The instant it happened.
    pub at: Timestamp,
    /// The one who did it.
    pub by: Actor,
    /// The new status.
    pub to: S,
}

/// A state that only some others may follow.
pub(super) trait Staged {
    /// Its bare name.
    type Status: Status;

    /// The bare name of the state.
    fn status(&self) -> Self::Status;
}

/// The bare name of a [`Staged`] state.
pub(super) trait Status: Copy + fmt::Debug {
    /// Whether `to` may follow.
    fn may_become(self, to: Self) -> bool;
}

impl Status for LoteStatus {
    fn may_become(self, to: Self) -> bool {
        self.may_become(to)
    }
}

impl Status for MovementStatus {
    fn may_become(self, to: Self) -> bool {
        self.may_become(to)
    }
}

/// A change of state that is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{from:?} cannot become {to:?}")]
pub struct NotAllowed<S: fmt::Debug> {
    /// The present status.
    pub from: S,
    /// The status it was to take.
    pub to: S,
}

/// Changes a state, and logs who did so and when.
pub(super) fn change_state<S: Staged>(
    state: &mut S,
    log: &mut Vec<Change<S::Status>>,
    next: S,
    at: Timestamp,
    by: Actor,
) -> Result<(), NotAllowed<S::Status>> {
    let (from, to) = (state.status(), next.status());
    if !from.may_become(to) {
        return Err(NotAllowed { from, to });
    }
    log.push(Change { at, by, to });
    *state = next;
    Ok(())
}
