//! What a person set for this device: nothing secret, nothing of the company.

use leptos::prelude::window;

const IDLE_MINUTES: &str = "rubrica.minutos-sin-actividad";

/// After how many idle minutes keys lock by themselves; `None` where she never said.
#[must_use]
pub fn idle_minutes() -> Option<u32> {
    let storage = window().local_storage().ok().flatten()?;
    storage.get_item(IDLE_MINUTES).ok().flatten()?.parse().ok()
}

/// Keeps it for the next time. Where the browser keeps nothing it holds for this page alone.
pub fn set_idle_minutes(minutes: u32) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(IDLE_MINUTES, &minutes.to_string());
    }
}
