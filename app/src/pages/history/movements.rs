//! The tabs of movements.

use api::functions::movements;
use api::view::movements::MovementView;
use app_logic::history::tabs::HistoryTab;
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;

use super::export::ExportMovements;
use super::filters::FilterForm;
use super::filters_in_address;
use super::printed::PrintedHead;
use crate::client::{Changes, fetch_pages, keep_place_in_pages, use_portal};
use crate::components::{Actions, Empty, ErrorNotice, Load, More};
use crate::messages::history as text;
use crate::pages::movement::{Details, MovementTable, TableUse, Ticked, TickedActions};

/// Movements of a type, newest first, page by page.
#[component]
pub(super) fn Movements(tipo: Option<TipoMovimiento>) -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let filters = filters_in_address(move |tab| tab == HistoryTab::Movements(tipo));
    let pages = fetch_pages(
        move || filters.get(),
        move |filters, cursor| {
            changes.on_movements();
            let request = filters.request(tipo, cursor);
            async move {
                let page = movements::history(request).await?;
                Ok((page.rows, page.next))
            }
        },
    );
    keep_place_in_pages(pages);
    let open = RwSignal::new(false);
    let shown = RwSignal::new(None::<MovementView>);
    let see = Callback::new(move |movement: MovementView| {
        shown.set(Some(movement));
        open.set(true);
    });
    let ticked = Ticked::new();
    let uses = move || TableUse {
        tipo: tipo.is_none(),
        registro: true,
        lote: may.get().sees_lotes,
        edits: may.get().captures,
    };
    let loaded = pages.loaded().value();
    let rows = Signal::derive(move || {
        loaded.with(|loaded| loaded.as_ref().map_or(0, |(rows, _)| rows.len()))
    });
    view! {
        <PrintedHead tab=HistoryTab::Movements(tipo) filters rows more=pages.has_more() />
        {move || view! { <FilterForm filters=filters.get() /> }}
        {move || {
            filters.get().note().map(|note| view! { <p class="muted">{note}</p> })
        }}
        <Show when=move || may.get().exports>
            <Actions>
                <ExportMovements tipo filters />
            </Actions>
        </Show>
        <Show when=move || may.get().captures>
            <TickedActions ticked />
        </Show>
        <Load
            fetched=pages.loaded()
            lines=6
            children={move |(rows, _): (Vec<MovementView>, Option<String>)| {
                match (rows.is_empty(), filters.get().is_nothing()) {
                    (true, false) if pages.has_more().get() => {
                        view! { <Empty title=text::NOT_YET_TITLE text=text::NOT_YET_TEXT /> }
                            .into_any()
                    }
                    (false, _) => view! { <MovementTable rows uses=uses() ticked=ticked on_see=see /> }.into_any(),
                    (true, true) => {
                        view! { <Empty title=text::EMPTY_TITLE text=text::EMPTY_TEXT /> }.into_any()
                    }
                    (true, false) => {
                        view! { <Empty title=text::NOTHING_TITLE text=text::NOTHING_TEXT /> }
                            .into_any()
                    }
                }
            }}
        />
        <ErrorNotice error=pages.error() />
        <More more=pages.has_more() busy=pages.busy() on_more=pages.on_more() />
        <Details open shown />
    }
    .into_any()
}
