//! Paper: what is shown on it alone, and the button that prints.

use leptos::prelude::*;

use super::button::{Button, Variant};
use crate::client::browser;
use crate::messages::common;

/// Shows its children on paper alone.
#[component]
pub fn Printed(children: Children) -> impl IntoView {
    view! { <div class="printed">{children()}</div> }.into_any()
}

/// A button that prints the page.
#[component]
pub fn PrintButton() -> impl IntoView {
    view! {
        <Button variant=Variant::Quiet on_click=|()| browser::print()>
            {common::PRINT}
        </Button>
    }
    .into_any()
}
