//! `/lotes/:id/constancia`: what is printed of a lote: its facts, IMSS's receipt, each movement with its result.

use api::functions::lotes;
use api::view::lotes::{LoteDetail, ReceiptView};
use api::view::movements::MovementView;
use app_logic::lotes::constancia::{ConstanciaRow, facts, rows};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::address::Address;
use crate::client::{Changes, fetch, use_portal};
use crate::components::{
    ButtonLink, Cell, Column, Definition, Definitions, Load, Notice, PageHeader, Panel,
    PrintButton, Row, RowHeader, Table, Tone, Variant,
};
use crate::messages::{lotes as text, movements as words};

/// The constancia of one lote.
#[component]
pub fn Constancia() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    move || view! { <Screen id=id.get() /> }
}

#[component]
fn Screen(id: String) -> impl IntoView {
    let portal = use_portal();
    let session = portal.session();
    let changes = expect_context::<Changes>();
    let lote = Address::Lote { id: id.clone() };
    let fetched = fetch(move || {
        changes.on_lotes();
        let id = id.clone();
        async move {
            let detail = lotes::get(id.clone()).await?;
            let receipt = lotes::receipts(vec![id]).await?.into_iter().next();
            Ok((detail, receipt))
        }
    });
    let title = Signal::derive(move || {
        fetched.value().with(|known| {
            known.as_ref().map_or_else(
                || text::CONSTANCIA_TITLE.to_owned(),
                |(detail, _)| text::constancia(detail.lote.numero),
            )
        })
    });
    view! {
        <PageHeader title lead=text::CONSTANCIA_TEXT>
            <PrintButton />
            <ButtonLink href=lote variant=Variant::Quiet>
                {text::BACK_TO_LOTE}
            </ButtonLink>
        </PageHeader>
        <Load
            fetched=fetched
            lines=8
            children={move |(detail, receipt): (LoteDetail, Option<ReceiptView>)| {
                let session = session.get();
                let empresa = session.map(|session| session.empresa).unwrap_or_default();
                let facts = facts(&detail, receipt.as_ref(), &empresa, portal.now());
                let no_receipt = receipt.is_none();
                let content = receipt.and_then(|receipt| receipt.text);
                view! {
                    <Panel>
                        {no_receipt
                            .then(|| {
                                view! { <Notice tone=Tone::Warning>{text::CONSTANCIA_NO_RECEIPT}</Notice> }
                            })}
                        <Definitions>
                            {facts
                                .into_iter()
                                .map(|fact| {
                                    view! {
                                        <Definition term=fact.term code=fact.code>
                                            {fact.value}
                                        </Definition>
                                    }
                                })
                                .collect_view()}
                        </Definitions>
                    </Panel>
                    {movements(&detail.movements)}
                    {content
                        .map(|content| {
                            view! {
                                <Panel title=text::CONSTANCIA_RECEIPT>
                                    <pre class="receipt" tabindex="0">
                                        {content}
                                    </pre>
                                </Panel>
                            }
                        })}
                }
                    .into_any()
            }}
        />
    }
    .into_any()
}

fn movements(movements: &[MovementView]) -> AnyView {
    let rows = rows(movements);
    let columns = vec![
        Column::text(words::TRABAJADOR),
        Column::text(words::FECHA),
        Column::text(words::SBC_OR_CAUSA),
        Column::text(text::RESULT),
    ];
    view! {
        <Table caption=text::CONSTANCIA_MOVEMENTS columns>
            {rows.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}

fn row(row: ConstanciaRow) -> AnyView {
    view! {
        <Row>
            <RowHeader>
                <span class="stacked">
                    <span>{row.nombre}</span>
                    <span class="muted">{row.nss}</span>
                </span>
            </RowHeader>
            <Cell label=words::FECHA>{row.fecha}</Cell>
            <Cell label=words::SBC_OR_CAUSA>{row.worth}</Cell>
            <Cell label=text::RESULT>{row.result}</Cell>
        </Row>
    }
    .into_any()
}
