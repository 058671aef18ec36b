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

/// The last offer; copies share it. One at a time: it belongs to what was done last.
#[derive(Clone, Copy)]
pub struct Undo {
    offer: RwSignal<Option<Offer>>,
    told: RwSignal<Option<String>>,
}

/// Puts an [`Undo`] into the context; it forgets with the session.
pub(crate) fn provide_undo(portal: Portal) {
    let undo = Undo {
        offer: RwSignal::new(None),
        told: RwSignal::new(None),
    };
    provide_context(undo);
    let session = portal.session();
    Effect::new(move |_| {
        session.track();
        undo.forget();
    });
}

impl Undo {
    /// What can be taken back now.
    #[must_use]
    pub fn offer(self) -> Signal<Option<Offer>> {
        self.offer.into()
    }

    /// Whose movement is as it was before.
    #[must_use]
    pub fn told(self) -> Signal<Option<String>> {
        self.told.into()
    }

    /// This was done.
    pub fn offers(self, offer: Offer) {
        self.told.set(None);
        self.offer.set(Some(offer));
    }

    /// It was taken back.
    pub fn taken_back(self, nombre: String) {
        self.offer.set(None);
        self.told.set(Some(nombre));
    }

    /// Says nothing any more.
    pub fn forget(self) {
        self.offer.set(None);
        self.told.set(None);
    }
}
