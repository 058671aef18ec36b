//! What a person decides of a lote: to dissolve it, and what became of it where nobody can tell.

use api::ApiError;
use api::functions::lotes;
use api::view::lotes::{LoteState, LoteView};
use app_logic::lotes::doubt::{self, NOT_RECEIVED, RECEIVED};
use leptos::prelude::*;

use super::LotePage;
use crate::client::Task;
use crate::components::{
    Actions, Button, Choice, Confirm, Definition, Definitions, Dialog, ErrorNotice, Panel, Radios,
    Variant,
};
use crate::format::date;
use crate::messages::{common, lotes as text, movements as words};

const DECISION: &str = "decision";

/// "Deshacer el lote", where this person may and no signature is under way.
#[component]
pub(super) fn DissolveButton(page: LotePage) -> impl IntoView {
    let task = Task::new();
    let asking = RwSignal::new(false);
    let offered = Memo::new(move |_| {
        let cancellable = |lote: &LoteView| lote.cancellable;
        let busy = page.outcome.signing.busy().get();
        !busy
            && page
                .lote
                .with(|lote| lote.as_ref().is_some_and(cancellable))
    });
    let signed = move || {
        let signed = |lote: &LoteView| matches!(lote.estado, LoteState::Firmado { .. });
        page.lote.with(|lote| lote.as_ref().is_some_and(signed))
    };
    let cancel = Callback::new(move |()| {
        let Some(lote) = page.lote.get_untracked() else {
            return;
        };
        task.request(lotes::cancel(lote.id, lote.version), move |lote| {
            asking.set(false);
            page.show(lote);
        });
    });
    view! {
        <Show when=move || offered.get()>
            <Actions>
                <Button on_click=move |()| {
                    task.clear();
                    asking.set(true);
                }>{text::CANCEL}</Button>
            </Actions>
        </Show>
        <Confirm
            open=asking
            id="deshacer-lote"
            title=text::CANCEL_TITLE
            confirm=text::CANCEL
            danger=true
            busy=task.busy()
            error=task.error()
            on_confirm=cancel
        >
            <p>{text::CANCEL_TEXT}</p>
            {move || signed().then(|| view! { <p>{text::CANCEL_SIGNED_TEXT}</p> })}
        </Confirm>
    }
    .into_any()
}

/// "Firmarlo otra vez": a lote that IDSE refused as a whole, unchanged, as a new attempt.
#[component]
pub(super) fn RetryPanel(page: LotePage) -> impl IntoView {
    let task = Task::new();
    let offered = Memo::new(move |_| {
        let retriable = |lote: &LoteView| lote.retriable;
        page.lote.with(|lote| lote.as_ref().is_some_and(retriable))
    });
    let again = Callback::new(move |()| {
        let Some(lote) = page.lote.get_untracked() else {
            return;
        };
        task.request(lotes::retry(lote.id, lote.version), move |lote| {
            page.show(lote);
        });
    });
    view! {
        <Show when=move || offered.get()>
            <Panel title=text::RETRY_TITLE>
                <p>{text::RETRY_TEXT}</p>
                <ErrorNotice error=task.error() />
                <Actions>
                    <Button variant=Variant::Primary busy=task.busy() on_click=again>
                        {text::RETRY}
                    </Button>
                </Actions>
            </Panel>
        </Show>
    }
    .into_any()
}

/// "Decidir qué pasó": what is known, and the two answers with what follows from each.
#[component]
pub(super) fn DoubtButton(page: LotePage) -> impl IntoView {
    let task = Task::new();
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(String::new());
    let decide = Callback::new(move |()| {
        let Some(lote) = page.lote.get_untracked() else {
            return;
        };
        let Some(decision) = doubt::decision(&chosen.get_untracked()) else {
            task.refuse(ApiError::new("missing", text::DOUBT_MISSING).at(DECISION));
            return;
        };
        task.request(
            lotes::resolve(lote.id, lote.version, decision),
            move |lote| {
                open.set(false);
                page.show(lote);
            },
        );
    });
    let options = Signal::stored(vec![
        Choice::new(RECEIVED, text::DOUBT_RECIBIDO).help(text::DOUBT_RECIBIDO_HELP),
        Choice::new(NOT_RECEIVED, text::DOUBT_NO_RECIBIDO).help(text::DOUBT_NO_RECIBIDO_HELP),
    ]);
    view! {
        <Actions>
            <Button
                variant=Variant::Primary
                on_click=move |()| {
                    task.clear();
                    chosen.set(String::new());
                    open.set(true);
                }
            >
                {text::DOUBT}
            </Button>
        </Actions>
        <Dialog open id="decidir-lote" title=text::DOUBT_TITLE>
            <p>{text::DOUBT_TEXT}</p>
            {move || page.lote.get().map(known_facts)}
            <Radios
                name=DECISION
                legend=text::DOUBT_CHOICE
                value=chosen
                options
                error=task.at(DECISION)
            />
            <ErrorNotice error=task.elsewhere(&[DECISION]) />
            <Actions>
                <Button variant=Variant::Primary busy=task.busy() on_click=decide>
                    {text::DOUBT_SAVE}
                </Button>
                <Button on_click=move |()| open.set(false)>{common::CANCEL}</Button>
            </Actions>
        </Dialog>
    }
    .into_any()
}

fn known_facts(lote: LoteView) -> AnyView {
    let why = doubt::doubt(&lote).map(|(why, since)| {
        let since = text::in_doubt_since(&date::instant(since));
        view! { <p>{why.to_owned()} " " {since}</p> }
    });
    view! {
        {why}
        <p>{text::DOUBT_LOOK_FOR}</p>
        <Definitions>
            <Definition term=text::REGISTRO code=true>
                {lote.numero_registro}
            </Definition>
            <Definition term=text::MOVEMENTS>
                {words::tipo_plural(lote.tipo, u64::from(lote.movimientos))}
            </Definition>
        </Definitions>
    }
    .into_any()
}
