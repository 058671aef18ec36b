//! Whether this tab reads through a consult link. Such a tab has a session of its own, beside the login
//! of the other tabs, and calls the server below a prefix of its own.

use api::routes::LINK_PREFIX;
use leptos::prelude::window;
use leptos::server_fn::client::set_server_url;

use super::browser;
use crate::address::{is_link_tab, opens_token};

/// Marks a tab that opened a link, for when it is loaded again.
const OPENED: &str = "rubrica.enlace";

/// What the tab is from its first request on.
pub(super) struct Start {
    /// It reads through a link.
    pub(super) is_link: bool,
    /// The token of the link to open, a consult link or a mailed one. It left the address bar.
    pub(super) token: Option<String>,
}

/// Decides what this tab is, before its first request. Called once.
pub(super) fn start() -> Start {
    let path = window().location().pathname().unwrap_or_default();
    let is_link = is_link_tab(&path, was_opened());
    let token = opens_token(&path).then(browser::take_fragment).flatten();
    if is_link {
        set_server_url(LINK_PREFIX);
    } else {
        remember(false);
    }
    Start { is_link, token }
}

/// Remembers whether this tab opened a link, as long as the tab lives.
pub(super) fn remember(opened: bool) {
    if let Ok(Some(storage)) = window().session_storage() {
        // Where the browser keeps nothing, the link is opened again after a reload.
        let _ = if opened {
            storage.set_item(OPENED, "1")
        } else {
            storage.remove_item(OPENED)
        };
    }
}

fn was_opened() -> bool {
    let storage = window().session_storage().ok().flatten();
    storage.is_some_and(|storage| storage.get_item(OPENED).ok().flatten().is_some())
}
