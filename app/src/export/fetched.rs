//! How many rows of a file have come.

use leptos::prelude::*;

use super::ExportError;

/// How many rows have come; nothing while no file is made, or once the person cancelled it. Copies share
/// it.
#[derive(Clone, Copy)]
pub struct Fetched(RwSignal<Option<u32>>);

impl Fetched {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    pub(super) fn begin(self) {
        self.0.set(Some(0));
    }

    pub(super) fn end(self) {
        self.0.try_set(None);
    }

    pub(super) fn rows(self) -> ReadSignal<Option<u32>> {
        self.0.read_only()
    }

    /// Notes how many have come.
    ///
    /// # Errors
    /// [`ExportError::Cancelled`] where nobody waits for the file any more.
    pub fn note(self, rows: u32) -> Result<(), ExportError> {
        let waited_for = self.0.try_get_untracked().flatten().is_some();
        if waited_for {
            self.0.try_set(Some(rows));
            Ok(())
        } else {
            Err(ExportError::Cancelled)
        }
    }
}
