//! The tab of lotes: every one there ever was.

use api::functions::lotes;
use api::view::lotes::LoteView;
use app_logic::history::filters::Filters;
use app_logic::history::tabs::HistoryTab;
use leptos::prelude::*;

use super::printed::PrintedHead;
use crate::client::{Changes, fetch_pages, keep_place_in_pages, use_portal};
use crate::components::{Empty, ErrorNotice, Load, More, Unfold};
use crate::messages::{history as text, lotes as words};
use crate::pages::lotes::{LoteTable, Receipts};

/// The most lotes whose receipts one request asks for.
const RECEIPTS: usize = 100;

/// Lotes, newest first.
#[component]
pub(super) fn Lotes() -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let pages = fetch_pages(
        || (),
        move |(), cursor| {
            changes.on_lotes();
            async move {
                let page = lotes::list(cursor).await?;
                Ok((page.rows, page.next))
            }
        },
    );
    keep_place_in_pages(pages);
    let loaded = pages.loaded().value();
    let rows = Signal::derive(move || {
        loaded.with(|loaded| loaded.as_ref().map_or(0, |(rows, _)| rows.len()))
    });
    let filters = Signal::stored(Filters::default());
    view! {
        <PrintedHead tab=HistoryTab::Lotes filters rows more=pages.has_more() />
        <Load
            fetched=pages.loaded()
            lines=5
            children={move |(rows, _): (Vec<LoteView>, Option<String>)| {
                if rows.is_empty() {
                    view! { <Empty title=text::LOTES_EMPTY_TITLE text=text::LOTES_EMPTY_TEXT /> }
                        .into_any()
                } else {
                    let shown = rows.iter().take(RECEIPTS).map(|lote| lote.id.clone());
                    let shown: Vec<String> = shown.collect();
                    view! {
                        <LoteTable caption=text::LOTES_CAPTION rows may=may.get() />
                        <Unfold summary=words::RECEIPTS_OF_LIST>
                            <Receipts lotes=shown.clone() />
                        </Unfold>
                    }
                        .into_any()
                }
            }}
        />
        <ErrorNotice error=pages.error() />
        <More more=pages.has_more() busy=pages.busy() on_more=pages.on_more() />
    }
    .into_any()
}
