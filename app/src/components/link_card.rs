//! A choice of where to go, explained.

use leptos::prelude::*;
use leptos_router::components::A;

/// A card that is one link.
#[component]
pub fn LinkCard(
    #[prop(into)] href: String,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(into, optional)] note: String,
) -> impl IntoView {
    view! {
        <A href attr:class="link-card">
            <span class="link-card__title">{title}</span>
            <span class="link-card__text">{text}</span>
            <span class="link-card__note">{note}</span>
        </A>
    }
    .into_any()
}
