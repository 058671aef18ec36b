//! What of a path is done, on this device.

use app_logic::certificate_life::PathId;
use app_logic::certificate_life::progress::{Progress, storage_key};
use leptos::prelude::*;

use crate::client::preferences;

/// The progress that this device keeps of a path.
pub(super) fn kept_on_device(path: PathId) -> Progress {
    let text = preferences::kept(&storage_key(path));
    Progress::from_text(&text.unwrap_or_default())
}

/// The progress of one path; copies share it. Every change is kept at once.
#[derive(Clone, Copy)]
pub(super) struct PathProgress {
    path: PathId,
    now: RwSignal<Progress>,
}

impl PathProgress {
    pub(super) fn of(path: PathId) -> Self {
        Self {
            path,
            now: RwSignal::new(kept_on_device(path)),
        }
    }

    pub(super) fn now(self) -> ReadSignal<Progress> {
        self.now.read_only()
    }

    pub(super) fn change(self, change: impl FnOnce(&mut Progress)) {
        self.now.update(change);
        let text = self.now.with_untracked(Progress::to_text);
        preferences::keep(&storage_key(self.path), &text);
    }
}
