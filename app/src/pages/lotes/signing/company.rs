//! For whom it is signed, once more: a person may belong to several companies.

use leptos::prelude::*;

use crate::client::use_portal;
use crate::messages::companies as text;

/// "Firmas por …".
#[component]
pub(crate) fn SignsFor() -> impl IntoView {
    let session = use_portal().session();
    view! {
        <p>
            {move || session.get().map(|session| text::signs_for(&session.empresa))}
        </p>
    }
    .into_any()
}
