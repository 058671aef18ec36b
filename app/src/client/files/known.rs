//! The remembered files of the person who is logged in, known before a form asks for them: read once the form
//! is drawn, they would push it down.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::remembered::{Remembered, Remembers, forget, remember, remembered};
use crate::client::portal::Portal;

/// The list; copies share it.
#[derive(Clone, Copy)]
pub struct KnownFiles {
    portal: Portal,
    list: RwSignal<Vec<Remembered>, LocalStorage>,
}

/// Puts [`KnownFiles`] into the context; called once, by the root component.
pub(crate) fn provide_known_files(portal: Portal) {
    let known = KnownFiles {
        portal,
        list: RwSignal::new_local(Vec::new()),
    };
    provide_context(known);
    let session = portal.session();
    Effect::new(move |_| {
        // Read, not only tracked: a memo that nobody read has no sources yet, and notifies of nothing.
        let is_known = session.with(Option::is_some);
        known.list.set(Vec::new());
        if is_known {
            spawn_local(known.read());
        }
    });
}

impl KnownFiles {
    /// Returns what this person opened before on this device.
    #[must_use]
    pub fn list(self) -> Vec<Remembered> {
        self.list.get()
    }

    /// Returns whose files are remembered: another person at the same device is shown her own files
    /// alone. Empty while nobody is logged in.
    #[must_use]
    pub fn owner(self) -> String {
        self.portal.session().with_untracked(|session| {
            session
                .as_ref()
                .map(|session| format!("{}\n{}", session.empresa, session.name))
                .unwrap_or_default()
        })
    }

    /// Remembers which files opened.
    pub fn remember(self, opening: Remembers) {
        spawn_local(async move {
            remember(opening).await;
            self.read().await;
        });
    }

    /// Forgets one.
    pub fn forget(self, one: Remembered) {
        self.list.update(|list| list.retain(|known| *known != one));
        spawn_local(forget(one));
    }

    async fn read(self) {
        let owner = self.owner();
        if owner.is_empty() {
            return;
        }
        let found = remembered(&owner).await;
        if self.owner() == owner {
            self.list.set(found);
        }
    }
}
