//! The movements of a file, each with what IDSE says and what it does in Rúbrica.

use api::view::receipts::{MatchedRow, RowVerdict};
use app_logic::lotes::bring_results::{does, said, tipo};
use leptos::prelude::*;

use crate::components::{Cell, Column, More, Row, RowHeader, Table};
use crate::messages::{bring_results as text, movements as words};

/// Rows in view before "Ver más".
const AT_ONCE: usize = 100;

/// The table; more of it on demand.
#[component]
pub(super) fn ResultRows(rows: Signal<Vec<MatchedRow>>) -> impl IntoView {
    let limit = RwSignal::new(AT_ONCE);
    let more = Signal::derive(move || rows.with(Vec::len) > limit.get());
    let columns = || {
        vec![
            Column::text(text::TRABAJADOR),
            Column::text(text::WHAT),
            Column::text(text::SAID),
            Column::text(text::DOES),
        ]
    };
    view! {
        {move || {
            let shown = rows.with(|rows| rows.iter().take(limit.get()).cloned().collect::<Vec<_>>());
            view! {
                <Table caption=text::CAPTION columns=columns()>
                    {shown.into_iter().map(row).collect_view()}
                </Table>
            }
        }}
        <More
            more
            busy=Signal::stored(false)
            on_more=Callback::new(move |()| limit.update(|limit| *limit += AT_ONCE))
        />
    }
    .into_any()
}

fn row(one: MatchedRow) -> impl IntoView {
    let nombre = match &one.verdict {
        RowVerdict::Settles { nombre, .. } => nombre.clone(),
        _ => one.row.nombre.clone(),
    };
    let (said, does) = (said(&one.row.outcome), does(&one.verdict));
    let tipo = tipo(&one.row);
    let nss = words::nss(&one.row.nss);
    view! {
        <Row>
            <RowHeader>
                <span class="stacked">
                    <span>{nombre}</span>
                    <span class="muted">{nss}</span>
                </span>
            </RowHeader>
            <Cell label=text::WHAT>
                <span class="stacked">
                    <span>{tipo}</span>
                    <span class="muted">{one.row.fecha}</span>
                </span>
            </Cell>
            <Cell label=text::SAID>{said}</Cell>
            <Cell label=text::DOES>{does}</Cell>
        </Row>
    }
}
