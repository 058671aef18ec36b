//! Keeps the keyboard's focus in place. When the focused element leaves the page (a row that was deleted, a
//! button whose work is done), the focus moves to the dialog or the content that contained it; the browser
//! would start again at the top.

use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};

/// What had the focus last, and the dialog around it.
#[derive(Clone)]
struct Stood {
    at: Element,
    dialog: Option<Element>,
}

/// Watches over the focus for as long as the tab lives.
pub(super) fn keep_focus(content: NodeRef<html::Main>) {
    let stood = StoredValue::new_local(None::<Stood>);
    let listener = window_event_listener(ev::focusin, move |event| {
        let at = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let _ = stood.try_set_value(at.map(|at| Stood {
            dialog: at.closest("dialog").ok().flatten(),
            at,
        }));
    });
    let look = Closure::<dyn FnMut(JsValue)>::new(move |_| {
        let Some(Some(Stood { at, dialog })) = stood.try_get_value() else {
            return;
        };
        let nowhere = document().active_element() == document().body().map(JsCast::unchecked_into);
        if at.is_connected() || !nowhere {
            return;
        }
        let open = |dialog: &Element| dialog.is_connected() && dialog.has_attribute("open");
        let refuge = dialog
            .filter(open)
            .and_then(|dialog| dialog.dyn_into::<HtmlElement>().ok())
            .or_else(|| content.get_untracked().map(JsCast::unchecked_into));
        if let Some(refuge) = refuge {
            let in_place = FocusOptions::new();
            in_place.set_prevent_scroll(true);
            // Fails only where it has left the document meanwhile.
            let _ = refuge.focus_with_options(&in_place);
        }
    });
    let observer = MutationObserver::new(look.as_ref().unchecked_ref());
    if let (Ok(observer), Some(body)) = (&observer, document().body()) {
        let all = MutationObserverInit::new();
        all.set_child_list(true);
        all.set_subtree(true);
        // Fails only for options that ask for nothing.
        let _ = observer.observe_with_options(&body, &all);
    }
    // The observer calls it until the tab is closed.
    look.forget();
    on_cleanup(move || listener.remove());
}
