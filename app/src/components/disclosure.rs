//! Something that is opened to be read.

use leptos::prelude::*;

/// The browser's own `<details>`.
#[component]
pub fn Disclosure(
    #[prop(into)] summary: String,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open>
            <summary class="disclosure__summary">{summary}</summary>
            <div class="disclosure__content">{children()}</div>
        </details>
    }
    .into_any()
}
