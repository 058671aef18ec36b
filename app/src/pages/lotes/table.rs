//! Lotes as a table: the state of each, and what is next.

use api::view::lotes::{LoteState, LoteView};
use app_logic::lotes::deadline::due;
use app_logic::lotes::required_signature::next_step;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::address::Address;
use crate::client::Permissions;
use crate::components::{Badge, ButtonLink, Cell, Column, Row, RowHeader, Table, Tone, Variant};
use crate::format::date;
use crate::messages::{lotes as text, movements as words};
use crate::pages::movement::lote_badge;

/// The table, its rows in the order given.
#[component]
pub(crate) fn LoteTable(
    #[prop(into)] caption: String,
    rows: Vec<LoteView>,
    may: Permissions,
) -> impl IntoView {
    let navigate = use_navigate();
    let columns = vec![
        Column::text(text::TITLE),
        Column::text(words::REGISTRO),
        Column::text(text::MOVEMENTS),
        Column::text(words::ESTADO),
        Column::text(text::PREPARED),
        Column::text(text::DUE),
        Column::text(text::NEXT_STEP),
    ];
    view! {
        <Table caption columns>
            {rows
                .into_iter()
                .map(|lote| {
                    let due = due(&lote);
                    let (numero, estado) = (lote.numero, lote.estado.clone());
                    let prepared = prepared(&lote);
                    let next = next_step(&lote, may);
                    let label = text::step_of(next, lote.numero);
                    let href = Address::Lote { id: lote.id.clone() }.href();
                    let open = {
                        let (navigate, href) = (navigate.clone(), href.clone());
                        Callback::new(move |()| navigate(&href, NavigateOptions::default()))
                    };
                    view! {
                        <Row on_open=open>
                            <RowHeader>{words::lote(numero)}</RowHeader>
                            <Cell label=words::REGISTRO>
                                <span class="stacked">
                                    <span>{lote.numero_registro}</span>
                                    <span class="muted">{lote.lugar}</span>
                                </span>
                            </Cell>
                            <Cell label=text::MOVEMENTS>
                                {words::tipo_plural(lote.tipo, u64::from(lote.movimientos))}
                            </Cell>
                            <Cell label=words::ESTADO>{badge(&estado, lote.second_pair.is_some())}</Cell>
                            <Cell label=text::PREPARED>{prepared}</Cell>
                            <Cell label=text::DUE>{due}</Cell>
                            <Cell label="">
                                <ButtonLink
                                    href
                                    variant=Variant::Quiet
                                    attr:aria-label=label
                                >
                                    {next}
                                </ButtonLink>
                            </Cell>
                        </Row>
                    }
                })
                .collect_view()}
        </Table>
    }
    .into_any()
}

/// The state; a lote that waits for another person to sign it says so.
fn badge(estado: &LoteState, second_pair: bool) -> AnyView {
    if second_pair {
        return view! { <Badge tone=Tone::Warning text=words::TO_APPROVE /> }.into_any();
    }
    lote_badge(estado).into_any()
}

/// When it was prepared, and by whom where another person is to sign it.
fn prepared(lote: &LoteView) -> AnyView {
    let day = date::day(lote.dates.created_at);
    match &lote.second_pair {
        None => day.into_any(),
        Some(pair) => view! {
            <span class="stacked">
                <span>{day}</span>
                <span class="muted">{pair.prepared_by.clone()}</span>
            </span>
        }
        .into_any(),
    }
}
