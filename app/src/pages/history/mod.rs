//! `/historial/:tab`: movements by type, and lotes.

mod criteria;
mod export;
mod filters;
mod lotes;
mod movements;
mod printed;

use api::functions::movements as movements_api;
use app_logic::history::filters::Filters;
use app_logic::history::tabs::{HistoryTab, tabs};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};

use crate::address::Address;
use crate::client::{Changes, fetch, use_portal};
use crate::components::{ButtonLink, ExternalLink, PageHeader, PrintButton, Tabs, Variant};
use crate::messages::{consult, history as text};
use crate::pages::not_found::NotFound;

/// The history. A reader sees it without lotes and without anything that writes.
#[component]
pub fn History() -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let params = use_params_map();
    let filters = filters_in_address(|_| true);
    let counts = fetch(move || {
        changes.on_movements();
        changes.on_lotes();
        movements_api::tabs(filters.get().request(None, None))
    });
    let row = Signal::derive(move || {
        let counts = counts.value().get();
        filters.with(|filters| tabs(may.get().sees_lotes, filters, counts.as_ref()))
    });
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
                        <ExternalLink href=consult::IDSE_ADDRESS>{consult::ACCESS_IDSE}</ExternalLink>
                        <PrintButton />
                        <Show when=move || may.get().captures>
                            <ButtonLink href=Address::Deleted variant=Variant::Quiet>
                                {text::DELETED}
                            </ButtonLink>
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

/// The filters in the address, while it opens a tab that `applies`; afterwards they stay as they were, so
/// that a list which is being left is not loaded again. The router's own `use_query_map` keeps the query of
/// the path before when another path matches the same route (leptos_router 0.8.17).
fn filters_in_address(
    applies: impl Fn(HistoryTab) -> bool + Send + Sync + 'static,
) -> Memo<Filters> {
    let location = use_location();
    Memo::new(move |before: Option<&Filters>| {
        let tab = location.pathname.with(|path| HistoryTab::of_path(path));
        let query = location.query.read();
        if tab.is_some_and(&applies) {
            Filters::read(|name| query.get(name))
        } else {
            before.cloned().unwrap_or_default()
        }
    })
}
