//! The bars below every page of a session: what can be undone, and a capture that was left. They come with the
//! part that every session reads, since the login needs neither.

mod left;
mod undo;

use leptos::prelude::*;

/// Both bars.
#[component]
pub fn Bars() -> impl IntoView {
    view! {
        <undo::UndoBar />
        <left::LeftBar />
    }
}
