//! Captures that were left before they were saved: kept as drafts in the background, and offered again.
//!
//! What was typed stays in this tab's memory until the server holds it: it names trabajadores and
//! salaries. The browser's storage gets the id of a draft alone, so that the page can offer it again
//! after it was reloaded.

use std::time::Duration;

use api::ApiError;
use api::functions::movements;
use api::view::movements::{Origin, SaveMovement};
use app_logic::capture::left_draft::{LeftDraft, LeftState, remembered, to_storage};
use app_logic::capture::starting_draft::person_of;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::changes::Changes;
use super::kept::Typed;
use super::later::Later;
use super::portal::Portal;

/// How long until what could not be kept is tried again.
const AGAIN: Duration = Duration::from_secs(10);
/// Where the id of the last draft is remembered in this tab.
const STORED: &str = "rubrica.captura-sin-terminar";

/// A form that was left.
#[derive(Clone, Debug, PartialEq, Eq)]
struct LeftForm {
    /// Company and name of who typed it.
    whose: (String, String),
    /// The address of the form.
    page: String,
    typed: Typed,
    state: LeftState,
}

/// What stores a form as a draft.
type StoreForm = fn(LeftDrafts, LeftForm);

/// The forms that were left, the last at the end; copies share them.
#[derive(Clone, Copy)]
pub struct LeftDrafts {
    portal: Portal,
    forms: RwSignal<Vec<LeftForm>>,
    /// Page of the form that the bar speaks of.
    announced: RwSignal<Option<String>>,
    changes: Changes,
    later: Later,
    /// Stores a form. Named by the forms alone, so that the login does not carry it.
    store: StoredValue<Option<StoreForm>>,
}

/// Puts [`LeftDrafts`] into the context; called once, by the root component.
pub(crate) fn provide_left_drafts(portal: Portal, changes: Changes) {
    let left = LeftDrafts {
        portal,
        forms: RwSignal::new(Vec::new()),
        announced: RwSignal::new(None),
        changes,
        later: Later::new(),
        store: StoredValue::new(None),
    };
    provide_context(left);
    // Another person at the same tab finds nothing.
    Effect::new(move |_| {
        portal.session().with(|_| ());
        if let Some(whose) = left.whose() {
            left.forms
                .update(|forms| forms.retain(|form| form.whose == whose));
        }
    });
    let back = window_event_listener(ev::online, move |_| left.keep_waiting());
    on_cleanup(move || back.remove());
}

impl LeftDrafts {
    /// Takes what was typed in a form that is being left. `drafted` says whether it may be stored as a
    /// draft: the changes of a movement that is ready stay in memory.
    pub fn leave(self, page: &str, typed: Typed, drafted: bool) {
        let Some(whose) = self.whose() else { return };
        self.store.set_value(Some(Self::store_form));
        let state = if drafted && !typed.registro.is_empty() {
            LeftState::Waiting
        } else {
            LeftState::InMemory
        };
        let form = LeftForm {
            whose,
            page: page.to_owned(),
            typed,
            state,
        };
        self.forms.update(|forms| {
            forms.retain(|other| other.page != form.page);
            forms.push(form);
        });
        self.announced.set(Some(page.to_owned()));
        self.keep_waiting();
    }

    /// Notes that the server holds the whole of a form that is being left, as the draft with this id.
    pub fn leave_stored(self, page: &str, typed: Typed, id: String) {
        let Some(whose) = self.whose() else { return };
        let form = LeftForm {
            whose,
            page: page.to_owned(),
            typed,
            state: LeftState::Stored { id },
        };
        self.forms.update(|forms| {
            forms.retain(|other| other.page != form.page);
            forms.push(form);
        });
        self.announced.set(Some(page.to_owned()));
    }

    /// Returns what the bar says.
    #[must_use]
    pub fn announced(self) -> Signal<Option<LeftDraft>> {
        Signal::derive(move || {
            let page = self.announced.get()?;
            self.offered(&page)
        })
    }

    /// Returns what is offered where a form is opened at this address.
    #[must_use]
    pub fn offered(self, page: &str) -> Option<LeftDraft> {
        let whose = self.whose();
        self.forms.with(|forms| {
            let form = forms
                .iter()
                .find(|form| form.page == page && Some(&form.whose) == whose.as_ref())?;
            Some(LeftDraft {
                page: form.page.clone(),
                tipo: form.typed.draft.tipo,
                person: person_of(&form.typed.draft),
                state: form.state.clone(),
            })
        })
    }

    /// Takes back what was typed at this address; afterwards it is forgotten.
    #[must_use]
    pub fn take(self, page: &str) -> Option<Typed> {
        let forms = self.forms.get_untracked();
        let form = forms.into_iter().find(|form| form.page == page)?;
        self.forget(page);
        Some(form.typed)
    }

    /// Forgets what was typed at this address.
    pub fn forget(self, page: &str) {
        self.forms
            .update(|forms| forms.retain(|form| form.page != page));
        if self
            .announced
            .with_untracked(|announced| announced.as_deref() == Some(page))
        {
            self.announced.set(None);
        }
    }

    /// Forgets a draft that is no longer one: it was saved as ready.
    pub fn forget_stored(self, id: &str) {
        let is_it = |form: &LeftForm| matches!(&form.state, LeftState::Stored { id: stored } if stored == id);
        let pages = self.forms.with_untracked(|forms| {
            let theirs = forms.iter().filter(|form| is_it(form));
            theirs.map(|form| form.page.clone()).collect::<Vec<_>>()
        });
        for page in pages {
            self.forget(&page);
        }
    }

    /// Takes the bar away; what was typed is offered where its form is opened.
    pub fn hush(self) {
        self.announced.set(None);
    }

    /// Remembers in this tab that the form at this address is held as a draft.
    pub fn remember(self, page: &str, id: &str) {
        if let Ok(Some(storage)) = window().session_storage() {
            // Where the browser keeps nothing, nothing is offered.
            let _ = storage.set_item(STORED, &to_storage(page, id));
        }
    }

    /// Returns the id of the draft that the form at this address was held as before the page was loaded.
    #[must_use]
    pub fn remembered(self, page: &str) -> Option<String> {
        let storage = window().session_storage().ok().flatten()?;
        let stored = storage.get_item(STORED).ok().flatten()?;
        remembered(&stored, page)
    }

    /// Forgets that id.
    pub fn forget_remembered(self) {
        if let Ok(Some(storage)) = window().session_storage() {
            let _ = storage.remove_item(STORED);
        }
    }

    fn whose(self) -> Option<(String, String)> {
        let session = self.portal.session();
        session.with_untracked(|session| {
            let session = session.as_ref()?;
            Some((session.empresa.clone(), session.name.clone()))
        })
    }

    /// Stores every form that waits.
    fn keep_waiting(self) {
        let Some(store) = self.store.get_value() else {
            return;
        };
        for form in self.forms.get_untracked() {
            if form.state == LeftState::Waiting {
                store(self, form);
            }
        }
    }

    fn store_form(self, form: LeftForm) {
        let request = SaveMovement {
            existing: form.typed.existing.clone(),
            registro: form.typed.registro.clone(),
            draft: form.typed.draft.clone(),
            ready: false,
            origin: form.typed.form.clone().map(Origin::Form),
        };
        spawn_local(async move {
            let answer = movements::save(request).await;
            let state = match answer.map(|saved| saved.movement) {
                Ok(Some(movement)) => {
                    self.remember(&form.page, &movement.id);
                    LeftState::Stored { id: movement.id }
                }
                Err(error) if error.code == ApiError::UNREACHABLE => {
                    self.later.after(AGAIN, move || self.keep_waiting());
                    return;
                }
                Ok(None) | Err(_) => LeftState::InMemory,
            };
            self.forms.update(|forms| {
                let same =
                    |other: &&mut LeftForm| other.page == form.page && other.typed == form.typed;
                if let Some(form) = forms.iter_mut().find(same) {
                    form.state = state;
                }
            });
            self.changes.movements_changed();
        });
    }
}
