//! To be written.

use leptos::prelude::*;

use crate::components::PageHeader;

/// The page.
#[component]
pub fn Lote() -> impl IntoView {
    view! { <PageHeader title="" /> }
}
