//! To be written.

use leptos::prelude::*;

use crate::components::PageHeader;

/// The page.
#[component]
pub fn Certificates() -> impl IntoView {
    view! { <PageHeader title="" /> }
}
