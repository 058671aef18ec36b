//! `/movimientos/:id`: one movement, its life, and what else was filed for the person.

use api::functions::movements;
use api::view::movements::{HistoryRequest, MovementView};
use app_logic::movement::next_step::next_step;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::aftermath::Aftermath;
use super::details::{Details, content, step_link};
use super::table::{MovementTable, TableUse};
use crate::address::Address;
use crate::client::{Changes, fetch, use_portal};
use crate::components::{Actions, ButtonLink, Load, PageHeader, Variant};
use crate::messages::movements as text;

/// How many other movements of the person are listed; the history has them all.
const OTHERS: u32 = 50;

/// One movement, read again whenever it may have changed.
#[component]
pub(crate) fn MovementPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    move || view! { <One id=id.get() /> }
}

#[component]
fn One(id: String) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let movement = fetch(move || {
        changes.on_movements();
        movements::get(id.clone())
    });
    let title = Signal::derive(move || {
        let name = movement.value().get().map(|movement| movement.nombre);
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| text::PAGE_TITLE.to_owned())
    });
    view! {
        <PageHeader title>
            <ButtonLink href=Address::FIRST_HISTORY variant=Variant::Quiet>
                {text::BACK_TO_HISTORY}
            </ButtonLink>
        </PageHeader>
        <Load
            fetched=movement
            lines=8
            children={move |movement: MovementView| {
                let id = movement.id.clone();
                let nss = movement.draft.nss.trim().to_owned();
                view! {
                    <Whole movement />
                    {(!nss.is_empty()).then(|| view! { <Others id nss /> })}
                }
                    .into_any()
            }}
        />
    }
    .into_any()
}

#[component]
fn Whole(movement: MovementView) -> impl IntoView {
    let may = use_portal().may().get();
    let step = next_step(&movement, may);
    let lote = movement.lote.clone().filter(|_| may.sees_lotes);
    let trabajador = may.works.then(|| Address::Trabajador {
        nss: movement.draft.nss.trim().to_owned(),
    });
    let after = may
        .captures
        .then(|| view! { <Aftermath movement=movement.clone() /> });
    let goes_to_lote = matches!(
        step.action,
        app_logic::movement::next_step::NextAction::OpenLote(_)
    );
    view! {
        {after}
        {content(movement, step.text, may.reads_idse_files)}
        <Actions>
            {step_link(step.action)}
            {lote
                .filter(|_| !goes_to_lote)
                .map(|lote| {
                    let href = Address::Lote { id: lote.id };
                    view! { <ButtonLink href>{text::open_lote(lote.numero)}</ButtonLink> }
                })}
            {trabajador.map(|href| view! { <ButtonLink href>{text::GO_TRABAJADOR}</ButtonLink> })}
        </Actions>
    }
    .into_any()
}

/// What else was filed for the person, newest first.
#[component]
fn Others(id: String, nss: String) -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let others = fetch(move || {
        changes.on_movements();
        let request = HistoryRequest {
            texto: nss.clone(),
            limit: OTHERS,
            ..HistoryRequest::default()
        };
        let id = id.clone();
        async move {
            let mut rows = movements::history(request).await?.rows;
            rows.retain(|row| row.id != id);
            Ok(rows)
        }
    });
    let open = RwSignal::new(false);
    let shown = RwSignal::new(None::<MovementView>);
    let see = Callback::new(move |movement: MovementView| {
        shown.set(Some(movement));
        open.set(true);
    });
    view! {
        <section class="stack">
            <h2 class="subtitle">{text::OTHERS}</h2>
            <Load
                fetched=others
                lines=3
                children={move |rows: Vec<MovementView>| {
                    if rows.is_empty() {
                        return view! { <p class="muted">{text::OTHERS_EMPTY}</p> }.into_any();
                    }
                    let uses = TableUse {
                        tipo: true,
                        registro: true,
                        lote: may.get().sees_lotes,
                        edits: may.get().captures,
                    };
                    view! { <MovementTable rows uses on_see=see /> }.into_any()
                }}
            />
        </section>
        <Details open shown />
    }
    .into_any()
}
