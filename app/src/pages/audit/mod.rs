//! `/bitacora`: the audit log.

mod export;
mod filters;

use api::functions::audit;
use api::view::audit::AuditRow;
use app_logic::audit::{AuditFilters, through};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::client::{fetch_pages, keep_place_in_pages};
use crate::components::{
    Cell, Column, Empty, ErrorNotice, Load, More, PageHeader, Row, RowHeader, Table,
};
use crate::format::date;
use crate::messages::audit as text;
use export::ExportAudit;
use filters::FilterForm;

/// Who did what and when, newest first, page by page.
#[component]
pub fn Audit() -> impl IntoView {
    let query = use_query_map();
    let filters =
        Memo::new(move |_| query.with(|query| AuditFilters::read(|name| query.get(name))));
    let pages = fetch_pages(
        move || filters.get(),
        move |filters: AuditFilters, cursor| {
            let request = filters.request(cursor);
            async move {
                let page = audit::search(request).await?;
                Ok((page.rows, page.next))
            }
        },
    );
    keep_place_in_pages(pages);
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD>
            <ExportAudit filters />
        </PageHeader>
        {move || view! { <FilterForm filters=filters.get() /> }}
        <Load
            fetched=pages.loaded()
            lines=6
            children={move |(rows, _): (Vec<AuditRow>, Option<String>)| {
                if rows.is_empty() {
                    view! { <Empty title=text::EMPTY_TITLE text=text::EMPTY_TEXT /> }.into_any()
                } else {
                    table(rows)
                }
            }}
        />
        <ErrorNotice error=pages.error() />
        <More more=pages.has_more() busy=pages.busy() on_more=pages.on_more() />
    }
    .into_any()
}

fn table(rows: Vec<AuditRow>) -> AnyView {
    let columns = vec![
        Column::text(text::WHEN),
        Column::text(text::WHO),
        Column::text(text::WHAT),
        Column::text(text::SUBJECT),
        Column::text(text::DETAIL),
    ];
    view! {
        <Table caption=text::CAPTION columns>
            {rows
                .into_iter()
                .map(|row| {
                    let way = through(&row);
                    view! {
                        <Row>
                            <RowHeader>{date::instant(row.at)}</RowHeader>
                            <Cell label=text::WHO>
                                <span class="stacked">
                                    <span>{row.who}</span>
                                    <span class="muted">{way}</span>
                                    <span class="muted">{row.address}</span>
                                </span>
                            </Cell>
                            <Cell label=text::WHAT>{row.what}</Cell>
                            <Cell label=text::SUBJECT>{row.subject}</Cell>
                            <Cell label=text::DETAIL>{row.detail}</Cell>
                        </Row>
                    }
                })
                .collect_view()}
        </Table>
    }
    .into_any()
}
