//! The page: which registro patronal, then its sheet.

use api::functions::{movements, registros};
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::controls::Controls;
use super::saving::{Save, Saving};
use super::sheet::{Ground, Sheet, ground};
use super::table::Lines;
use crate::client::fetch;
use crate::components::{
    ButtonLink, Choice, Empty, Load, PageHeader, Panel, Select, Skeleton, Variant,
};
use crate::messages::{bulk as text, movements as words};
use crate::pages::not_found::NotFound;

/// Salaries or bajas for many.
#[component]
pub fn Many() -> impl IntoView {
    let params = use_params_map();
    let what = Memo::new(move |_| params.read().get("what").unwrap_or_default());
    move || match what.get().as_str() {
        "salarios" => view! { <Of tipo=TipoMovimiento::Modificacion /> }.into_any(),
        "bajas" => view! { <Of tipo=TipoMovimiento::Baja /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Of(tipo: TipoMovimiento) -> impl IntoView {
    let registro = RwSignal::new(String::new());
    let both = fetch(|| async { Ok((registros::list().await?, movements::defaults().await?)) });
    let options = Signal::derive(move || {
        let rows = both.value().get().map(|(rows, _)| rows);
        rows.unwrap_or_default()
            .into_iter()
            .map(|row| {
                let data = &row.data;
                let label = words::registro(&data.numero, &data.subdelegacion, &data.razon_social);
                Choice::new(row.id, label)
            })
            .collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        let Some((rows, last)) = both.value().get() else {
            return;
        };
        let known = last
            .registro
            .filter(|id| rows.iter().any(|row| row.id == *id))
            .or_else(|| rows.first().map(|row| row.id.clone()));
        if registro.with_untracked(String::is_empty)
            && let Some(known) = known
        {
            registro.set(known);
        }
    });
    view! {
        <PageHeader title=text::title(tipo)>
            <ButtonLink href="/trabajadores" variant=Variant::Quiet>
                {text::GO_WORKERS}
            </ButtonLink>
        </PageHeader>
        <Panel>
            <Select name="registro" label=words::REGISTRO value=registro options />
        </Panel>
        {move || {
            let id = registro.get();
            if id.is_empty() {
                view! { <Skeleton lines=4 /> }.into_any()
            } else {
                view! { <AtRegistro tipo id /> }.into_any()
            }
        }}
    }
    .into_any()
}

/// The sheet of a registro patronal. Changes elsewhere do not load it again: it is being typed into.
#[component]
fn AtRegistro(tipo: TipoMovimiento, id: String) -> impl IntoView {
    let loaded = fetch(move || ground(id.clone()));
    view! {
        <Load
            fetched=loaded
            lines=6
            children={move |found: Option<Ground>| {
                let Some(found) = found else {
                    return view! { <NotFound /> }.into_any();
                };
                let sheet = Sheet::new(tipo, found);
                if sheet.lines.with_untracked(Vec::is_empty) {
                    return view! {
                        <Empty title=text::NOBODY_TITLE text=text::NOBODY_TEXT>
                            <ButtonLink href="/trabajadores">{text::GO_WORKERS}</ButtonLink>
                        </Empty>
                    }
                        .into_any();
                }
                let saving = Saving::new();
                view! {
                    <Controls sheet />
                    {sheet.cut.then(|| view! { <p class="muted">{text::CUT}</p> })}
                    <Lines sheet />
                    <Save sheet saving />
                }
                    .into_any()
            }}
        />
    }
    .into_any()
}
