//! Nothing here yet, and what to do about it.

use leptos::prelude::*;

/// An empty state: a sentence, and the next step as its child.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(into, optional)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty__title">{title}</p>
            <p class="empty__text">{text}</p>
            <div class="empty__actions">{children.map(|children| children())}</div>
        </div>
    }
    .into_any()
}
