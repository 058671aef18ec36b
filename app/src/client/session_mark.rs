//! Whether this tab showed a reader the notice of "sólo consulta", as long as the tab lives.

use leptos::prelude::window;

const MADE: &str = "rubrica.consulta";

/// Whether the notice was accepted before the tab was loaded again.
pub(super) fn was_made() -> bool {
    let storage = window().session_storage().ok().flatten();
    storage.is_some_and(|storage| storage.get_item(MADE).ok().flatten().is_some())
}

/// Remembers it, or forgets it with the session.
pub(super) fn remember(made: bool) {
    if let Ok(Some(storage)) = window().session_storage() {
        // Where the browser keeps nothing, the notice is shown again after a reload.
        let _ = if made {
            storage.set_item(MADE, "1")
        } else {
            storage.remove_item(MADE)
        };
    }
}
