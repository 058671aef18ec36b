//! What a tab shows whose consult link ended.

use leptos::prelude::*;

use crate::client::use_portal;
use crate::components::{Empty, Narrow, PageHeader};
use crate::messages::entry as text;

/// Says that the link ended. Offers no login: who reads through a link may have none.
#[component]
pub fn LinkEnded() -> impl IntoView {
    let (title, words) = if use_portal().departed() {
        (text::LINK_CLOSED_TITLE, text::LINK_CLOSED_TEXT)
    } else {
        (text::LINK_ENDED_TITLE, text::LINK_ENDED_TEXT)
    };
    view! {
        <Narrow>
            <PageHeader title />
            <Empty title=words />
        </Narrow>
    }
}
