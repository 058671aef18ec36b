//! `/historial/:tab`: movements by type, and lotes.

mod filters;
mod lotes;
mod movements;

use app_logic::history::filters::Filters;
use app_logic::history::tabs::{HistoryTab, tabs};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::address::Address;
use crate::client::use_portal;
use crate::components::{ButtonLink, PageHeader, Tabs, Variant};
use crate::messages::history as text;
use crate::pages::not_found::NotFound;

/// The history. A reader sees it without lotes and without anything that writes.
#[component]
pub fn History() -> impl IntoView {
    let may = use_portal().may();
    let params = use_params_map();
    let query = use_query_map();
    let filters = Memo::new(move |_| query.with(|query| Filters::read(|name| query.get(name))));
    let row = Signal::derive(move || filters.with(|filters| tabs(may.get().sees_lotes, filters)));
    let tab = Memo::new(move |_| {
        let name = params.read().get("tab");
        let first = HistoryTab::Movements(None).slug();
        HistoryTab::named(name.as_deref().unwrap_or(first), may.get().sees_lotes)
    });
    view! {
        {move || match tab.get() {
            None => view! { <NotFound /> }.into_any(),
            Some(tab) => {
                view! {
                    <PageHeader title=text::TITLE>
                        <Show when=move || may.get().captures>
                            <ButtonLink href=Address::Capture variant=Variant::Primary>
                                {text::CAPTURE}
                            </ButtonLink>
                        </Show>
                    </PageHeader>
                    <Tabs label=text::TABS tabs=row />
                    {match tab {
                        HistoryTab::Movements(tipo) => {
                            view! { <movements::Movements tipo /> }.into_any()
                        }
                        HistoryTab::Lotes => view! { <lotes::Lotes /> }.into_any(),
                    }}
                }
                    .into_any()
            }
        }}
    }
}
