//! Several ways to go on, side by side, each explained.

use leptos::prelude::*;

/// The ways.
#[component]
pub fn Ways(
    /// What they are ways out of, for assistive technology.
    #[prop(into)]
    label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <ol class="ways" aria-label=label>
            {children()}
        </ol>
    }
    .into_any()
}

/// One of them.
#[component]
pub fn Way(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <li class="ways__way">
            <h3 class="ways__title">{title}</h3>
            {children()}
        </li>
    }
    .into_any()
}
