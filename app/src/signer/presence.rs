//! The person's presence: keys and taps keep the worker open, leaving the page ends it.

use leptos::prelude::window;
use leptos::{ev, leptos_dom::helpers::window_event_listener};

use super::Signer;

/// Listens as long as the page lives.
pub(super) fn watch(signer: Signer) {
    let last = std::cell::Cell::new(None);
    let heard = std::rc::Rc::new(move |at: f64| {
        if is_due(last.get(), at) {
            last.set(Some(at));
            signer.touch();
        }
    });
    let on_key = heard.clone();
    window_event_listener(ev::keydown, move |event| on_key(event.time_stamp()));
    window_event_listener(ev::pointerdown, move |event| heard(event.time_stamp()));
    // A device that slept may have slept past the deadline, with its timers: the worker looks at the
    // clock before it takes the touch.
    window_event_listener(ev::visibilitychange, move |_| {
        let hidden = window()
            .document()
            .is_some_and(|document| document.hidden());
        if !hidden {
            signer.touch();
        }
    });
    window_event_listener(ev::pagehide, move |_| signer.end());
}

/// At most one message in ten seconds: nobody types against a deadline of less than a minute.
/// Milliseconds of the page's own steady clock, as events carry it.
fn is_due(last: Option<f64>, now: f64) -> bool {
    const EVERY: f64 = 10_000.0;
    last.is_none_or(|last| now - last >= EVERY || now < last)
}

#[cfg(test)]
mod tests {
    use super::is_due;

    #[test]
    fn reports_first_touch_and_then_one_in_ten_seconds() {
        assert!(is_due(None, 5.0));
        assert!(!is_due(Some(5.0), 9_000.0));
        assert!(is_due(Some(5.0), 10_005.0));
    }

    #[test]
    fn a_clock_that_went_back_silences_nobody() {
        assert!(is_due(Some(50_000.0), 3.0));
    }
}
