//! The state of the lote in words, with IDSE's receipt and the movements that IMSS refused.

use api::functions::lotes;
use api::view::lotes::{LoteState, LoteView, ReciboView};
use api::view::movements::MovementView;
use app_logic::lotes::inquiry::missing_result;
use app_logic::lotes::required_signature::{RequiredSignature, is_on_its_way};
use app_logic::lotes::results::{receipt, rejected};
use app_logic::lotes::status_notice::StatusNotice;
use leptos::prelude::*;
use model::MovementStatus;

use super::LotePage;
use super::decide::DoubtButton;
use super::sign::ConnectPanel;
use crate::address;
use crate::client::Task;
use crate::components::{
    Actions, Button, ButtonLink, Definition, Definitions, ErrorNotice, Notice, Panel, Progress,
};
use crate::messages::lotes as text;
use crate::pages::lotes::contents::ONE_GROUP;
use crate::pages::movement::{Details, MovementTable};

/// The state, and what the person can do about it.
#[component]
pub(super) fn StatusPanel(page: LotePage) -> impl IntoView {
    let lote = page.lote;
    let notice = Memo::new(move |_| lote.with(|lote| lote.as_ref().map(StatusNotice::of)));
    let required = Memo::new(move |_| lote.with(|lote| lote.as_ref().map(RequiredSignature::of)));
    let connects = Memo::new(move |_| {
        let free = page.may.get().signs && !page.outcome.signing.busy().get();
        let required = required.get().filter(|_| free);
        required.filter(|required| {
            matches!(
                required,
                RequiredSignature::ChallengeToSend | RequiredSignature::ChallengeToAsk
            )
        })
    });
    let in_doubt = Memo::new(move |_| {
        let doubt = |lote: &LoteView| matches!(lote.estado, LoteState::Dudoso { .. });
        page.may.get().signs && lote.with(|lote| lote.as_ref().is_some_and(doubt))
    });
    let on_its_way = Memo::new(move |_| lote.with(|lote| lote.as_ref().is_some_and(is_on_its_way)));
    let recibo = Memo::new(move |_| lote.with(|lote| lote.as_ref().and_then(receipt)));
    let announced = move || {
        let numero = lote.with(|lote| lote.as_ref().map_or(0, |lote| lote.numero));
        notice
            .get()
            .map(|notice| text::announced(numero, notice.title))
            .unwrap_or_default()
    };
    view! {
        <p class="visually-hidden" role="status">
            {announced}
        </p>
        {move || notice.get().map(shown_notice)}
        <Show when=move || on_its_way.get()>
            <Progress label=text::AWAITING.to_owned() />
        </Show>
        {move || connects.get().map(|required| view! { <ConnectPanel page required /> })}
        <MissingResultPanel page />
        {move || recibo.get().map(receipt_panel)}
        <RejectedPanel page />
        <Show when=move || in_doubt.get()>
            <DoubtButton page />
        </Show>
    }
    .into_any()
}

fn shown_notice(notice: StatusNotice) -> AnyView {
    view! {
        <Notice tone=notice.tone title=notice.title>
            <p>{notice.text}</p>
            {notice.advice.map(|advice| view! { <p>{advice}</p> })}
        </Notice>
    }
    .into_any()
}

/// Since when a result is missing, what IDSE answered last, and "Consultar ahora" where a session lives.
#[component]
fn MissingResultPanel(page: LotePage) -> impl IntoView {
    let task = Task::new();
    let missing = Memo::new(move |_| {
        page.lote
            .with(|lote| lote.as_ref().and_then(missing_result))
    });
    let can_ask = Memo::new(move |_| {
        let can_ask = missing.with(|missing| missing.as_ref().is_some_and(|it| it.can_ask));
        can_ask && page.may.get().captures
    });
    let ask = Callback::new(move |()| {
        if let Some(lote) = page.lote.get_untracked() {
            task.run(lotes::ask(lote.id), move |lote| page.put(lote));
        }
    });
    move || {
        let known = missing.get()?;
        let needs_session = !known.can_ask && !page.may.get().signs;
        let shown = view! {
            <Panel title=text::LAST_ASKED>
                <Definitions>
                    <Definition term=text::SINCE>{known.since}</Definition>
                    <Definition term=text::LAST_ASKED>{known.asked}</Definition>
                </Definitions>
                {needs_session.then(|| view! { <p>{text::ASK_NEEDS_SESSION}</p> })}
                <ErrorNotice error=task.error() />
                <Show when=move || can_ask.get()>
                    <Actions>
                        <Button busy=task.busy() on_click=ask>
                            {text::ASK_NOW}
                        </Button>
                    </Actions>
                </Show>
            </Panel>
        };
        Some(shown)
    }
}

fn receipt_panel(recibo: ReciboView) -> AnyView {
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
fn RejectedPanel(page: LotePage) -> impl IntoView {
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
                    view! { <MovementTable rows uses=ONE_GROUP on_see=see /> }
                }}
                <Actions>
                    <ButtonLink href=address::movements_in_state(MovementStatus::Rechazado)>
                        {text::GO_REJECTED}
                    </ButtonLink>
                </Actions>
            </Panel>
            <Details open shown />
        </Show>
    }
    .into_any()
}
