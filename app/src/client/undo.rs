//! What the person did last and can take back.

use leptos::prelude::*;

use super::portal::Portal;

/// Something that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A movement was deleted.
    Deleted {
        /// Its id.
        id: String,
        /// Whose it is.
        nombre: String,
    },
    /// A movement was changed.
    Edited {
        /// Its id.
        id: String,
        /// Its version now.
        version: u64,
        /// Whose it is.
        nombre: String,
    },
}

/// The offer to undo the last action. Copies share it.
#[derive(Clone, Copy)]
pub struct Undo {
    offer: RwSignal<Option<Offer>>,
    undone: RwSignal<Option<String>>,
}

/// Provides an [`Undo`] in the context. It is cleared when the session changes.
pub(crate) fn provide_undo(portal: Portal) {
    let undo = Undo {
        offer: RwSignal::new(None),
        undone: RwSignal::new(None),
    };
    provide_context(undo);
    let session = portal.session();
    Effect::new(move |_| {
        session.with(|_| ());
        undo.forget();
    });
}

impl Undo {
    /// Returns what can be undone now.
    #[must_use]
    pub fn offer(self) -> Signal<Option<Offer>> {
        self.offer.into()
    }

    /// Returns the name on the movement that was restored last.
    #[must_use]
    pub fn undone(self) -> Signal<Option<String>> {
        self.undone.into()
    }

    /// Offers to undo an action.
    pub fn offers(self, offer: Offer) {
        self.undone.set(None);
        self.offer.set(Some(offer));
    }

    /// Notes that the offer was used.
    pub fn taken_back(self, nombre: String) {
        self.offer.set(None);
        self.undone.set(Some(nombre));
    }

    /// Drops the offer and its outcome.
    pub fn forget(self) {
        self.offer.set(None);
        self.undone.set(None);
    }
}
