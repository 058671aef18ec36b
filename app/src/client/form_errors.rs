//! What is wrong with a form: what the page found, all of it at once, and what the server answered.

use app_logic::form::{FieldError, message_at};
use leptos::prelude::*;

use super::Task;
use super::browser;

/// The errors of one form.
#[derive(Clone, Copy)]
pub struct FormErrors {
    task: Task,
    found: RwSignal<Vec<FieldError>>,
}

impl FormErrors {
    /// The errors of the form that `task` sends.
    #[must_use]
    pub fn of(task: Task) -> Self {
        Self {
            task,
            found: RwSignal::new(Vec::new()),
        }
    }

    /// Shows what the page found; answers whether the form can be sent.
    #[must_use]
    pub fn accept(self, found: Vec<FieldError>) -> bool {
        let right = found.is_empty();
        self.task.clear();
        self.found.set(found);
        if !right {
            browser::focus_first_invalid();
        }
        right
    }

    /// Returns the sentence beside a field.
    #[must_use]
    pub fn at(self, field: &'static str) -> Signal<Option<String>> {
        let answered = self.task.at(field);
        let found = self.found;
        Signal::derive(move || {
            found
                .with(|found| message_at(found, field))
                .or_else(|| answered.get())
        })
    }
}
