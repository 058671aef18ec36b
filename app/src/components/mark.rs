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
                stroke-width="4.2"
                stroke-linecap="round"
                stroke-linejoin="round"
                d="M17 46C22 33 25 20 29 13c8-7 19-1 14 9-3 6-10 9-18 9 8 0 12 4 14 10 2 5 7 5 11 0M8 55c14-7 31-9 49-6-13-1-24 0-33 6"
            ></path>
        </svg>
    }
    .into_any()
}
