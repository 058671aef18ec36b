//! "Ver más" below a list that goes on.

use leptos::prelude::*;

use super::button::Button;
use crate::messages::common;

/// Shows nothing once the end is reached.
#[component]
pub fn More(
    /// There is more to see.
    #[prop(into)]
    more: Signal<bool>,
    #[prop(into)] busy: Signal<bool>,
    on_more: Callback<()>,
) -> impl IntoView {
    view! {
        <Show when=move || more.get()>
            <div class="pager">
                <Button busy on_click=on_more>
                    {common::MORE}
                </Button>
            </div>
        </Show>
    }
    .into_any()
}
