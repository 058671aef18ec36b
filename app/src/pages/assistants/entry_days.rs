//! The days of entry that were typed for this sheet.

use std::collections::HashMap;

use app_logic::assistants::person::{Person, fill_entry_days, typed_entry_day};
use jiff::civil::Date;
use leptos::prelude::*;

/// The days that were typed, by [`Person::key`]; copies share them.
#[derive(Clone, Copy)]
pub(super) struct Entries {
    pub(super) typed: RwSignal<HashMap<String, String>>,
}

impl Entries {
    pub(super) fn new() -> Self {
        Self {
            typed: RwSignal::new(HashMap::new()),
        }
    }

    /// People with what was typed for them.
    pub(super) fn known(self, mut people: Vec<Person>) -> Vec<Person> {
        self.typed.with(|typed| fill_entry_days(&mut people, typed));
        people
    }

    pub(super) fn of(self, person: &Person) -> Option<Date> {
        self.typed.with(|typed| typed_entry_day(person, typed))
    }

    pub(super) fn set(self, key: &str, day: String) {
        self.typed.update(|typed| {
            typed.insert(key.to_owned(), day);
        });
    }
}
