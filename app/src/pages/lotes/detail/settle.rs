//! Movements settled by a person's word; and what IDSE said that could not be understood.

use api::functions::lotes;
use api::view::lotes::{LoteState, LoteView};
use api::view::movements::MovementView;
use app_logic::lotes::by_hand::{
    EXTEMPORANEO, OPERADO, RECHAZADO, SettleErrors, SettleForm, open_movements,
};
use leptos::prelude::*;

use super::LotePage;
use crate::address::{Address, LOTE};
use crate::client::{Task, browser};
use crate::components::{
    Actions, Button, ButtonLink, Checkboxes, Choice, Dialog, ErrorNotice, Form, Notice, Radios,
    TextArea, TextField, Tone, Variant,
};
use crate::messages::{by_hand as text, common, lotes as lote_text, movements as words};

/// Boxes in view: a lote may hold thousands.
const SHOWN: usize = 200;

/// "Marcar resultados a mano", where this person may, and what IDSE said that nobody understood.
#[component]
pub(super) fn SettlePanel(page: LotePage) -> impl IntoView {
    let open = RwSignal::new(false);
    let offered = Memo::new(move |_| {
        let settleable = |lote: &LoteView| lote.settleable;
        page.lote.with(|lote| lote.as_ref().is_some_and(settleable))
    });
    let unread = page.part(|detail| detail.unread.clone());
    // A lote that is filed by hand says so among its own steps.
    let bring = move || {
        let elsewhere = |lote: &LoteView| matches!(lote.estado, LoteState::PorFuera { .. });
        let lote = page.lote.get().filter(|lote| !elsewhere(lote))?;
        let href = Address::BringResults.with_query(&[(LOTE, &lote.id)]);
        Some(view! { <ButtonLink href>{text::BRING}</ButtonLink> })
    };
    view! {
        {move || {
            let lines = unread.get().filter(|lines| !lines.is_empty())?;
            Some(view! {
                <Notice tone=Tone::Warning title=text::UNREAD_TITLE>
                    <p>{text::UNREAD_TEXT}</p>
                    {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                </Notice>
            })
        }}
        <Show when=move || offered.get()>
            <Actions>
                {bring}
                <Button on_click=move |()| open.set(true)>{text::SETTLE_OPEN}</Button>
            </Actions>
        </Show>
        <Dialog open id="marcar-resultados" title=text::SETTLE_TITLE stays=true>
            {move || open.get().then(|| view! { <SettleDialog page open /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn SettleDialog(page: LotePage, open: RwSignal<bool>) -> impl IntoView {
    let task = Task::new();
    let ticked = RwSignal::new(Vec::<String>::new());
    let (outcome, codigo, reason) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let errors = RwSignal::new(SettleErrors::default());
    let rows = page.part(open_movements);
    let send = Callback::new(move |()| {
        let Some(lote) = page.lote.get_untracked() else {
            return;
        };
        let form = SettleForm {
            movements: ticked.get_untracked(),
            outcome: outcome.get_untracked(),
            codigo: codigo.get_untracked(),
            reason: reason.get_untracked(),
        };
        match form.request(&lote) {
            Ok(request) => {
                errors.set(SettleErrors::default());
                task.request(lotes::settle(request), move |lote| {
                    open.set(false);
                    page.show(lote);
                });
            }
            Err(found) => {
                let first = found.first();
                errors.set(found);
                if let Some(first) = first {
                    browser::focus_field(first);
                }
            }
        }
    });
    let options = Signal::stored(vec![
        Choice::new(OPERADO, text::OPERADO).help(text::OPERADO_HELP),
        Choice::new(EXTEMPORANEO, text::EXTEMPORANEO).help(text::EXTEMPORANEO_HELP),
        Choice::new(RECHAZADO, text::RECHAZADO).help(text::RECHAZADO_HELP),
    ]);
    let own = move |of: fn(&SettleErrors) -> Option<&'static str>| {
        Signal::derive(move || errors.with(of).map(str::to_owned))
    };
    let (missing, refused) = (own(|errors| errors.reason), task.at("reason"));
    let reason_error = Signal::derive(move || missing.get().or_else(|| refused.get()));
    view! {
        <Form on_submit=send>
            <p>{text::SETTLE_TEXT}</p>
            {move || rows.get().map(|rows| view! { <Which rows ticked error=own(|errors| errors.movements) /> })}
            <Radios
                name="outcome"
                legend=text::SETTLE_OUTCOME
                value=outcome
                options
                error=own(|errors| errors.outcome)
            />
            <Show when=move || outcome.with(|outcome| outcome == RECHAZADO)>
                <TextField
                    name="codigo"
                    label=text::CODIGO
                    value=codigo
                    help=text::CODIGO_HELP
                    optional=true
                    max_length=8
                />
            </Show>
            <TextArea
                name="reason"
                label=text::REASON
                value=reason
                help=text::REASON_HELP
                error=reason_error
                max_length=300
            />
            <ErrorNotice error=task.elsewhere(&["reason"]) />
            <Actions>
                <Button variant=Variant::Primary submit=true busy=task.busy()>
                    {move || text::settle(ticked.with(Vec::len))}
                </Button>
                <Button on_click=move |()| open.set(false)>{common::CANCEL}</Button>
            </Actions>
        </Form>
    }
    .into_any()
}

/// The movements without a result, each with its box; of very many the first, and a tap for all.
#[component]
fn Which(
    rows: Vec<MovementView>,
    ticked: RwSignal<Vec<String>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let all: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let (count, more) = (all.len(), all.len() > SHOWN);
    let every = Memo::new(move |_| ticked.with(Vec::len) == count);
    let toggle = move |()| {
        let none = every.get_untracked();
        ticked.set(if none { Vec::new() } else { all.clone() });
    };
    let options = rows.into_iter().take(SHOWN).map(|row| {
        let nss = words::nss(&row.draft.nss);
        Choice::new(row.id, row.nombre).help(nss)
    });
    let options = Signal::stored(options.collect::<Vec<_>>());
    view! {
        <Checkboxes name="movements" legend=text::SETTLE_WHICH chosen=ticked options error />
        {more.then(|| view! { <p class="muted">{lote_text::shown_of(SHOWN, count)}</p> })}
        <Actions>
            <Button variant=Variant::Quiet on_click=toggle>
                {move || if every.get() { text::SETTLE_NONE } else { text::SETTLE_ALL }}
            </Button>
        </Actions>
    }
    .into_any()
}
