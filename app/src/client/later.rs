//! Something to be done once the person pauses.

use std::time::Duration;

use leptos::prelude::*;

/// A delayed action. Asking again restarts the delay; leaving the page cancels it.
#[derive(Clone, Copy)]
pub struct Later {
    round: StoredValue<u32>,
}

impl Later {
    /// Nothing asked for yet.
    #[expect(
        clippy::new_without_default,
        reason = "it belongs to the component that makes it"
    )]
    #[must_use]
    pub fn new() -> Self {
        Self {
            round: StoredValue::new(0),
        }
    }

    /// Does this once nothing else was asked for during `quiet`.
    pub fn after(self, quiet: Duration, act: impl FnOnce() + 'static) {
        let this = self.next();
        set_timeout(
            move || {
                if self.round.try_get_value() == Some(this) {
                    act();
                }
            },
            quiet,
        );
    }

    /// Does nothing after all.
    pub fn forget(self) {
        self.next();
    }

    fn next(self) -> u32 {
        let this = self
            .round
            .try_get_value()
            .unwrap_or_default()
            .wrapping_add(1);
        let _ = self.round.try_set_value(this);
        this
    }
}
