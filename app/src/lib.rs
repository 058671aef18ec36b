//! The UI of Rúbrica: pages in Mexican Spanish, made of one set of components.
//!
//! `frontend`'s binary mounts [`App`] and does nothing else. Here live the pages (`pages`), what they
//! are made of (`components`), the frame around them (`shell`), the calls to the server (`client`), to
//! the signer worker (`signer`), to the worker that reads files (`import`) and to the one that writes
//! tables (`export`). What a page decides and
//! says is in `app_logic`; the rules of the domain are `imss`'s. Nothing here can name a type that holds
//! a private key.

#![expect(
    unreachable_pub,
    reason = "the component macro makes the properties of every component public"
)]

pub mod client;
pub mod components;
pub mod export;
pub mod import;
pub mod pages;
mod parts;
mod shell;
pub mod signer;

pub use app_logic::{address, format, messages};

use api::view::accounts::SessionView;
use leptos::prelude::*;
use leptos_router::components::Router;

use components::Navigated;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let portal = client::provide_portal();
    let network = client::provide_network();
    let changes = client::provide_changes(portal, network);
    client::provide_kept_form(portal);
    client::provide_left_drafts(portal, changes);
    client::provide_undo(portal);
    client::files::provide_known_files(portal);
    let signer = signer::provide_signer();
    if let Some(minutes) = client::preferences::idle_minutes() {
        signer.set_idle_minutes(minutes);
    }
    close_keys_with_session(portal, signer);
    client::back::skip_left_entries();
    provide_context(Navigated(StoredValue::new(false)));
    view! {
        <Router>
            <shell::Shell>
                <pages::AllRoutes />
            </shell::Shell>
        </Router>
    }
}

/// What a session opened ends with it: open keys are closed when it ends for whatever reason, and when
/// somebody else comes in.
fn close_keys_with_session(portal: client::Portal, signer: signer::Signer) {
    let session = portal.session();
    Effect::new(move |before: Option<Option<SessionView>>| {
        let now = session.get();
        let same = |before: &SessionView| {
            now.as_ref().is_some_and(|now| {
                (&now.empresa, &now.name, now.mode) == (&before.empresa, &before.name, before.mode)
            })
        };
        if before.flatten().is_some_and(|before| !same(&before)) {
            signer.end();
        }
        now
    });
}
