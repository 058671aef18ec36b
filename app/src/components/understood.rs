//! Values as they are typed or pasted, after what programs do to them is undone: an NSS that ends in `.0`,
//! a sign that nobody sees.

use app_logic::typed_value::{TypedValue, understood};
use imss::finding::Field;
use leptos::prelude::*;

use super::form_field::FormSlot;

/// A typed field whose value is normalised when the person leaves it; copies share it.
#[derive(Clone, Copy)]
pub struct UnderstoodField {
    field: Field,
    typed: RwSignal<String>,
    last: RwSignal<Option<TypedValue>>,
}

impl UnderstoodField {
    /// Returns a field over the signal that it is typed into.
    #[must_use]
    pub fn new(field: Field, typed: RwSignal<String>) -> Self {
        Self {
            field,
            typed,
            last: RwSignal::new(None),
        }
    }

    /// Normalises what is typed: when the person leaves the field, and before the form is sent.
    pub fn leave(self) {
        let value = self
            .typed
            .with_untracked(|typed| understood(self.field, typed));
        let Some(value) = value else {
            return;
        };
        if value.error.is_none() && self.typed.with_untracked(|typed| *typed != value.text) {
            self.typed.set(value.text.clone());
        }
        self.last.set(Some(value));
    }

    /// Returns why the value cannot be understood, while it is still that value.
    #[must_use]
    pub fn error(self) -> Option<String> {
        self.now().and_then(|value| value.error)
    }

    /// Returns what was done to the value, while it is still that value.
    #[must_use]
    pub fn note(self) -> Option<String> {
        let notes = self.now()?.notes.join(" ");
        Some(notes).filter(|notes| !notes.is_empty())
    }

    /// Returns the field of a form with what there is to say of its value before other messages.
    #[must_use]
    pub fn beside(
        self,
        slot: FormSlot,
        error: Signal<Option<String>>,
        note: Signal<Option<String>>,
    ) -> FormSlot {
        let error = Signal::derive(move || self.error().or_else(|| error.get()));
        let note = Signal::derive(move || joined(self.note(), note.get()));
        slot.error(error)
            .note(note)
            .on_blur(Callback::new(move |()| self.leave()))
    }

    fn now(self) -> Option<TypedValue> {
        let value = self.last.get()?;
        let same = value.error.is_some() || self.typed.with(|typed| *typed == value.text);
        same.then_some(value)
    }
}

/// Returns two messages as one text.
#[must_use]
pub fn joined(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first} {second}")),
        (first, second) => first.or(second),
    }
}
