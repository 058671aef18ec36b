//! Where the lote stands: in words, with IDSE's receipt and the movements it refused.

use api::view::lotes::{LoteStatus, LoteView, ReciboView};
use api::view::movements::MovementView;
use leptos::prelude::*;

use super::Page;
use super::decide::Doubt;
use super::rules::{Asks, Told, rejected};
use super::sign::Connect;
use crate::components::{Actions, ButtonLink, Definition, Definitions, Notice, Panel, Progress};
use crate::format::date;
use crate::messages::lotes as text;
use crate::pages::movement::{Details, MovementTable, TableUse};

/// The state, and what the person can do about it.
#[component]
pub(super) fn State(page: Page) -> impl IntoView {
    let lote = page.lote;
    let told = Memo::new(move |_| lote.with(|lote| lote.as_ref().map(Told::of)));
    let asks = Memo::new(move |_| lote.with(|lote| lote.as_ref().map_or(Asks::Nothing, Asks::of)));
    let connects = Memo::new(move |_| {
        let free = page.may.get().signs && !page.outcome.signing.busy().get();
        let asks = Some(asks.get()).filter(|_| free);
        asks.filter(|asks| matches!(asks, Asks::ConnectToSend | Asks::ConnectToAsk))
    });
    let in_doubt = Memo::new(move |_| {
        let doubt = |lote: &LoteView| matches!(lote.estado, LoteStatus::Dudoso { .. });
        page.may.get().signs && lote.with(|lote| lote.as_ref().is_some_and(doubt))
    });
    let on_its_way = Memo::new(move |_| {
        let going = |lote: &LoteView| match lote.estado {
            LoteStatus::Firmado { .. } => lote.goes_out(),
            LoteStatus::Enviado { por_confirmar, .. } => !por_confirmar,
            _ => false,
        };
        lote.with(|lote| lote.as_ref().is_some_and(going))
    });
    let recibo = Memo::new(move |_| lote.with(|lote| lote.as_ref().and_then(recibo)));
    let announced = move || {
        let numero = lote.with(|lote| lote.as_ref().map_or(0, |lote| lote.numero));
        told.get()
            .map(|told| text::announced(numero, told.title))
            .unwrap_or_default()
    };
    view! {
        <p class="visually-hidden" role="status">
            {announced}
        </p>
        {move || told.get().map(notice)}
        <Show when=move || on_its_way.get()>
            <Progress label=text::AWAITING.to_owned() />
        </Show>
        {move || connects.get().map(|asks| view! { <Connect page asks /> })}
        {move || recibo.get().map(receipt)}
        <Rejected page />
        <Show when=move || in_doubt.get()>
            <Doubt page />
        </Show>
    }
    .into_any()
}

fn notice(told: Told) -> AnyView {
    view! {
        <Notice tone=told.tone title=told.title>
            <p>{told.text}</p>
            {(told.title == text::REFUSED_TITLE)
                .then(|| view! { <p>{text::REFUSED_TEXT}</p> })}
        </Notice>
    }
    .into_any()
}

fn recibo(lote: &LoteView) -> Option<ReciboView> {
    match &lote.estado {
        LoteStatus::Enviado { recibo, .. } | LoteStatus::Procesado { recibo, .. } => {
            Some(recibo.clone()).filter(|recibo| !recibo.folio.is_empty())
        }
        _ => None,
    }
}

fn receipt(recibo: ReciboView) -> AnyView {
    view! {
        <Panel title=text::RECEIPT_TITLE>
            <Definitions>
                <Definition term=text::FOLIO code=true>
                    {recibo.folio}
                </Definition>
                <Definition term=text::ID_LOTE code=true>
                    {recibo.id_lote}
                </Definition>
                <Definition term=text::RECEIVED_AT>{recibo.fecha}</Definition>
            </Definitions>
        </Panel>
    }
    .into_any()
}

/// The refused movements alone, so that nobody looks for them among thousands.
#[component]
fn Rejected(page: Page) -> impl IntoView {
    let rows = page.part(|detail| rejected(&detail.movements));
    let open = RwSignal::new(false);
    let shown = RwSignal::new(None::<MovementView>);
    let see = Callback::new(move |movement| {
        shown.set(Some(movement));
        open.set(true);
    });
    let some = Memo::new(move |_| rows.with(|rows| rows.as_ref().is_some_and(|it| !it.is_empty())));
    view! {
        <Show when=move || some.get()>
            <Panel title=text::RESULTS_TITLE>
                <p>{text::RESULTS_TEXT}</p>
                {move || {
                    let rows = rows.get().unwrap_or_default();
                    view! { <MovementTable rows uses=PLAIN on_see=see /> }
                }}
                <Actions>
                    <ButtonLink href="/historial/todos?estado=rechazado">
                        {text::GO_REJECTED}
                    </ButtonLink>
                </Actions>
            </Panel>
            <Details open shown />
        </Show>
    }
    .into_any()
}

/// Of one lote type and registro patronal are the same in every row.
pub(super) const PLAIN: TableUse = TableUse {
    tipo: false,
    registro: false,
    lote: false,
    edits: false,
};

/// Since when a lote is in doubt.
pub(super) fn since(lote: &LoteView) -> Option<String> {
    match &lote.estado {
        LoteStatus::Dudoso { since, .. } => Some(text::in_doubt_since(&date::instant(*since))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteStatus, ReciboView};

    use super::recibo;
    use crate::pages::lotes::testing::lote;

    #[test]
    fn a_receipt_is_shown_only_once_idse_gave_one() {
        let sent = |folio: &str| {
            lote(LoteStatus::Enviado {
                recibo: ReciboView {
                    folio: folio.to_owned(),
                    id_lote: String::new(),
                    fecha: String::new(),
                },
                por_confirmar: false,
            })
        };
        assert_eq!(recibo(&sent("")), None);
        assert!(recibo(&sent("1234567890123456789")).is_some());
    }
}
