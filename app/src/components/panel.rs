//! A surface for things that belong together.

use leptos::prelude::*;

/// A panel, with a heading where it needs one.
#[component]
pub fn Panel(#[prop(into, optional)] title: Option<String>, children: Children) -> impl IntoView {
    view! {
        <section class="panel">
            {title.map(|title| view! { <h2 class="panel__title">{title}</h2> })}
            {children()}
        </section>
    }
    .into_any()
}

/// A narrow panel in the middle, for pages that ask one thing.
#[component]
pub fn Narrow(children: Children) -> impl IntoView {
    view! { <div class="narrow">{children()}</div> }.into_any()
}

/// Panels or cards beside each other where there is room.
#[component]
pub fn Grid(children: Children) -> impl IntoView {
    view! { <div class="grid">{children()}</div> }.into_any()
}
