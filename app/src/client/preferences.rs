//! What a person set for this device: nothing secret, nothing of the company.

use app_logic::entry::remembered_users::after_login;
use leptos::prelude::window;

const USERS: &str = "rubrica.usuarios";
const IDLE_MINUTES: &str = "rubrica.minutos-sin-actividad";

/// Returns after how many idle minutes keys lock; `None` where the person never chose.
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

/// Returns the usernames that logged in on this device, the last one first; none where the browser keeps
/// nothing.
#[must_use]
pub fn usernames() -> Vec<String> {
    let storage = window().local_storage().ok().flatten();
    let kept = storage.and_then(|storage| storage.get_item(USERS).ok().flatten());
    kept.and_then(|kept| serde_json::from_str(&kept).ok())
        .unwrap_or_default()
}

/// Remembers that somebody logged in.
pub fn remember_username(username: &str) {
    let known = after_login(&usernames(), username);
    if let (Ok(Some(storage)), Ok(kept)) = (window().local_storage(), serde_json::to_string(&known))
    {
        let _ = storage.set_item(USERS, &kept);
    }
}

/// Forgets who logged in on this device.
pub fn forget_usernames() {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(USERS);
    }
}

/// Returns a text kept on this device under a key; `None` where there is none, or the browser keeps
/// nothing.
#[must_use]
pub fn kept(key: &str) -> Option<String> {
    let storage = window().local_storage().ok().flatten()?;
    storage.get_item(&format!("rubrica.{key}")).ok().flatten()
}

/// Keeps a text on this device. Where the browser keeps nothing it is lost with the page.
pub fn keep(key: &str, text: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(&format!("rubrica.{key}"), text);
    }
}
