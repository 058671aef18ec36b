//! The head of every page: names the document and takes the focus after a navigation.

use leptos::html;
use leptos::prelude::*;
use web_sys::FocusOptions;

use crate::messages::common;

/// Whether a page was already shown in this tab. The first one leaves the focus where the browser
/// puts it; every later one takes it, so that a screen reader says where it is.
#[derive(Clone, Copy)]
pub(crate) struct Navigated(pub(crate) StoredValue<bool>);

/// The one `h1` of a page, with what can be done on it beside.
#[component]
pub fn PageHeader(
    #[prop(into)] title: Signal<String>,
    #[prop(into, optional)] lead: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let navigated = expect_context::<Navigated>();
    Effect::new(move |_| document().set_title(&common::document_title(&title.get())));
    Effect::new(move |_| {
        let Some(heading) = heading.get() else { return };
        if navigated.0.get_value() {
            // Fails only where the heading has left the document again.
            let in_place = FocusOptions::new();
            in_place.set_prevent_scroll(true);
            let _ = heading.focus_with_options(&in_place);
        }
        navigated.0.set_value(true);
    });
    view! {
        <header class="page-header">
            <div class="page-header__text">
                <h1 class="page-header__title" tabindex="-1" node_ref=heading>
                    {move || title.get()}
                </h1>
                <p class="page-header__lead">{lead}</p>
            </div>
            <div class="page-header__actions">{children.map(|children| children())}</div>
        </header>
    }
    .into_any()
}
