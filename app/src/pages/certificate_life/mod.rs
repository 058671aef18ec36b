//! `/certificado-imss`: how an IMSS certificate is asked for, renewed, recovered and cancelled, and what
//! of it can be done in the browser. Open to anybody, without an account; nothing here calls the server
//! but for what a company keeps: how far it is, for each registro patronal.

mod index;
mod kept;
mod path;
mod progress;
mod step;
mod tools;

use app_logic::certificate_life::Page;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

pub use index::Index;

use crate::components::PageHeader;
use crate::messages::certificate_life as text;

/// The path or the tool that the address names.
#[component]
pub fn Named() -> impl IntoView {
    let params = use_params_map();
    let page = Memo::new(move |_| {
        let slug = params.with(|params| params.get("camino"));
        slug.and_then(|slug| Page::parse(&slug))
    });
    move || match page.get() {
        Some(Page::Path(id)) => view! { <path::Path id /> }.into_any(),
        Some(Page::Tool(tool)) => view! { <tools::ToolPage tool /> }.into_any(),
        None => view! {
            <PageHeader title=text::NOT_FOUND lead=text::NOT_FOUND_TEXT />
            <index::Paths />
        }
        .into_any(),
    }
}
