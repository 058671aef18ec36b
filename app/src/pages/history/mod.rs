//! To be written.

use leptos::prelude::*;

use crate::components::PageHeader;

/// Where the history opens.
pub const FIRST_TAB: &str = "/historial/todos";

/// The page.
#[component]
pub fn History() -> impl IntoView {
    view! { <PageHeader title="" /> }
}
