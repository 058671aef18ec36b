//! To be written.

use leptos::prelude::*;

use crate::components::PageHeader;

/// Chooses the type of movement.
#[component]
pub fn Choose() -> impl IntoView {
    view! { <PageHeader title="" /> }
}

/// Captures a movement: `:tipo` is reingreso, modificacion or baja; `:id` one to change.
#[component]
pub fn Capture() -> impl IntoView {
    view! { <PageHeader title="" /> }
}
