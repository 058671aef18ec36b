//! Pages that are not there, or not for this session.

use leptos::prelude::*;

use crate::address::Address;
use crate::components::{ButtonLink, Empty, PageHeader};
use crate::messages::common as text;

/// No page has this address.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <PageHeader title=text::NOT_FOUND_TITLE />
        <Empty title=text::NOT_FOUND_TEXT>
            <ButtonLink href=Address::Home>{text::GO_HOME}</ButtonLink>
        </Empty>
    }
}

/// The page exists, and this session may not open it.
#[component]
pub fn NotAllowed() -> impl IntoView {
    view! {
        <PageHeader title=text::NOT_ALLOWED_TITLE />
        <Empty title=text::NOT_ALLOWED_TEXT>
            <ButtonLink href=Address::Home>{text::GO_HOME}</ButtonLink>
        </Empty>
    }
}
