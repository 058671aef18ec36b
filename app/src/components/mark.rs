//! Rúbrica's mark: the flourish under a signature.

use leptos::prelude::*;

/// The mark, drawn in the colour of the text around it. Decoration: the name stands beside it.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
            <path
                fill="none"
                stroke="currentColor"
                stroke-width="5"
                stroke-linecap="round"
                stroke-linejoin="round"
                d="M14 40C18 22 27 8 36 10c9 2 4 17-9 20 9-1 15 4 17 13M8 53c16-8 30-9 48-5-14-1-24 1-31 7"
            ></path>
        </svg>
    }
    .into_any()
}
