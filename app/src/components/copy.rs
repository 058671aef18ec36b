//! A text to be copied.

use leptos::prelude::*;

use super::button::{Button, Variant};
use crate::client::browser;
use crate::messages::common;

/// Shows a text whole and copies it with a tap.
#[component]
pub fn CopyText(
    /// What the text is.
    #[prop(into)]
    label: String,
    #[prop(into)] text: String,
) -> impl IntoView {
    let copied = RwSignal::new(None::<bool>);
    let shown = text.clone();
    let copy = move |()| {
        let text = text.clone();
        leptos::task::spawn_local(async move {
            let done = browser::copy(&text).await;
            copied.set(Some(done));
        });
    };
    view! {
        <div class="copy">
            <p class="copy__label">{label}</p>
            <p class="copy__text code">{shown}</p>
            <div class="copy__action">
                <Button variant=Variant::Primary on_click=copy>
                    {common::COPY}
                </Button>
                <span class="copy__result" role="status">
                    {move || {
                        copied.get().map(|done| if done { common::COPIED } else { common::NOT_COPIED })
                    }}
                </span>
            </div>
        </div>
    }
    .into_any()
}
