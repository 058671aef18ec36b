//! Names and values of one thing.

use leptos::prelude::*;

/// A list of [`Definition`]s.
#[component]
pub fn Definitions(children: Children) -> impl IntoView {
    view! { <dl class="definitions">{children()}</dl> }.into_any()
}

/// One name and its value.
#[component]
pub fn Definition(
    #[prop(into)] term: String,
    /// Digits and codes: equal widths, broken anywhere.
    #[prop(optional)]
    code: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="definitions__pair">
            <dt>{term}</dt>
            <dd class:code=code>{children()}</dd>
        </div>
    }
    .into_any()
}
