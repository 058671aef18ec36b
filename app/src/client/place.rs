//! Where a person was in a list: how many rows were loaded and how far the page was scrolled.
//!
//! It is kept in the browser's own history entry, so that going back (or loading the page again) finds
//! the place, and following a link begins at the top.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::fetched::Pages;
use super::later::Later;

/// How long the page must rest before its place is kept: browsers refuse to note it at every step.
const REST: Duration = Duration::from_millis(200);

/// A place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Place {
    /// Rows that were loaded.
    rows: usize,
    /// Pixels from the top of the page.
    scroll: f64,
}

impl Place {
    /// The place kept in the history entry that is open; `None` where the person comes by a link.
    fn kept() -> Option<Self> {
        let state = window().history().ok()?.state().ok()?.as_string()?;
        serde_json::from_str(&state).ok()
    }

    fn keep(self) {
        let Ok(state) = serde_json::to_string(&self) else {
            return;
        };
        if let Ok(history) = window().history() {
            // Refused only by a browser that keeps no history.
            let _ = history.replace_state(&JsValue::from_str(&state), "");
        }
    }

    fn scroll_there(self) {
        request_animation_frame(move || {
            window().scroll_to_with_x_and_y(0.0, self.scroll);
        });
    }
}

/// Keeps the place in a list that comes page by page, and loads as many rows as were in view before.
pub fn keep_place_in_pages<T: Clone + Send + Sync + 'static>(pages: Pages<T>) {
    let loaded = pages.loaded().value();
    let rows =
        Signal::derive(move || loaded.with(|loaded| loaded.as_ref().map(|(rows, _)| rows.len())));
    let more = move || {
        let more = pages.has_more().get() && pages.error().with(Option::is_none);
        if more && !pages.busy().get() {
            pages.on_more().run(());
        }
        more
    };
    keep(rows, more);
}

/// Keeps the place on a page that is loaded whole. `loaded`: it is in view.
pub fn keep_place(loaded: Signal<bool>) {
    keep(Signal::derive(move || loaded.get().then_some(0)), || false);
}

/// `rows`: how many are in view; `None` until the first are. `more` asks for further rows; whether there
/// are any.
fn keep(rows: Signal<Option<usize>>, more: impl Fn() -> bool + Send + Sync + 'static) {
    let returning = StoredValue::new(Place::kept());
    let moved = StoredValue::new(false);
    let later = Later::new();
    let keep_now = move || {
        if moved.try_get_value() != Some(true) {
            return;
        }
        moved.set_value(false);
        let rows = rows.try_get_untracked().flatten();
        let scroll = window().scroll_y();
        if let (Some(rows), Ok(scroll)) = (rows, scroll) {
            Place { rows, scroll }.keep();
        }
    };
    let scrolled = window_event_listener(ev::scroll, move |_| {
        if returning.get_value().is_some() {
            return;
        }
        moved.set_value(true);
        later.after(REST, keep_now);
    });
    // A tap or a key may leave the page before it has rested.
    let tapped = window_event_listener(ev::pointerdown, move |_| keep_now());
    let typed = window_event_listener(ev::keydown, move |_| keep_now());
    on_cleanup(move || {
        for listener in [scrolled, tapped, typed] {
            listener.remove();
        }
        later.forget();
    });
    Effect::new(move |_| {
        let Some(rows) = rows.get() else {
            return;
        };
        let Some(place) = returning.get_value() else {
            return;
        };
        if rows < place.rows && more() {
            return;
        }
        returning.set_value(None);
        place.scroll_there();
    });
}
