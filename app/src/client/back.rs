//! Back, as the browser's button and the gesture at a tablet's edge do it: it closes what lies over the
//! page before it leaves the page.

use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// How the state of an entry begins that belongs to something over the page.
const MARK: &str = "over:";

/// The entry in the browser's history that Back takes away instead of the page; copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct BackEntry {
    name: StoredValue<String>,
    pushed: StoredValue<bool>,
}

impl BackEntry {
    /// Returns the entry of what is called `id`; nothing is pushed yet.
    pub(crate) fn new(id: &str) -> Self {
        Self {
            name: StoredValue::new(format!("{MARK}{id}")),
            pushed: StoredValue::new(false),
        }
    }

    /// Lies on top of the history from now on.
    pub(crate) fn push(self) {
        if self.pushed.get_value() {
            return;
        }
        let state = JsValue::from_str(&self.name.get_value());
        if let Ok(history) = window().history()
            && history.push_state_with_url(&state, "", None).is_ok()
        {
            self.pushed.set_value(true);
        }
    }

    /// Is taken off the history, unless another page lies on it by now.
    pub(crate) fn leave(self) {
        if !self.pushed.get_value() {
            return;
        }
        self.pushed.set_value(false);
        let name = self.name.get_value();
        // A navigation that goes with the closing has its turn first.
        set_timeout(
            move || {
                if top().as_deref() == Some(&name)
                    && let Ok(history) = window().history()
                {
                    let _ = history.back();
                }
            },
            Duration::ZERO,
        );
    }
}

/// Calls `close` when Back takes the entry away.
pub(crate) fn on_back(entry: BackEntry, close: impl Fn() + 'static) {
    let listener = window_event_listener(ev::popstate, move |_| {
        let name = entry.name.get_value();
        if entry.pushed.get_value() && top().as_deref() != Some(&name) {
            entry.pushed.set_value(false);
            close();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Passes over entries whose dialog is long closed, for as long as the tab lives: called once.
pub(crate) fn skip_left_entries() {
    window_event_listener(ev::popstate, move |_| {
        if !top().is_some_and(|top| top.starts_with(MARK)) {
            return;
        }
        // What Back has just closed is closed by then.
        set_timeout(
            || {
                let open = document().query_selector("dialog[open]").ok().flatten();
                if open.is_none()
                    && top().is_some_and(|top| top.starts_with(MARK))
                    && let Ok(history) = window().history()
                {
                    let _ = history.back();
                }
            },
            Duration::ZERO,
        );
    });
}

/// The state of the history's present entry, where it is one of ours.
fn top() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}
