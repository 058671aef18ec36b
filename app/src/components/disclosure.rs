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

/// The same for something long: what is inside is made when it is opened for the first time.
#[component]
pub fn Unfold(#[prop(into)] summary: String, children: ChildrenFn) -> impl IntoView {
    let opened = RwSignal::new(false);
    view! {
        <details class="disclosure" on:toggle=move |_| opened.set(true)>
            <summary class="disclosure__summary">{summary}</summary>
            <div class="disclosure__content">
                <Show when=move || opened.get()>{children()}</Show>
            </div>
        </details>
    }
    .into_any()
}

/// A panel that folds on its own. What is inside is made once: what somebody picked or typed there
/// stays while it folds and unfolds.
#[component]
pub fn FoldingPanel(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] folded: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure disclosure--panel" prop:open=move || !folded.get()>
            <summary class="disclosure__summary">
                <h2 class="disclosure__title">{move || title.get()}</h2>
            </summary>
            <div class="disclosure__content">{children()}</div>
        </details>
    }
    .into_any()
}
