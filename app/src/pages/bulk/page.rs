//! The page: which registro patronal, then its sheet.

use api::functions::{movements, registros};
use app_logic::bulk::row::{BulkRow, BulkTerms};
use app_logic::capture::choices::registro_choices;
use app_logic::sheet::outcome::Tally;
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::controls::{Chosen, Controls};
use super::load::{Loaded, load};
use super::table::Table;
use crate::address::Address;
use crate::client::{browser, fetch, use_portal};
use crate::components::{ButtonLink, Empty, Load, PageHeader, Panel, Select, Skeleton, Variant};
use crate::messages::{bulk as text, movements as words, sheet};
use crate::pages::not_found::NotFound;
use crate::pages::sheet::{BarTexts, Saving, Sheet, save_bar};

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
        registro_choices(&rows.unwrap_or_default())
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
            <ButtonLink href=Address::Trabajadores variant=Variant::Quiet>
                {text::GO_TRABAJADORES}
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
    let loaded = fetch(move || load(id.clone()));
    view! {
        <Load
            fetched=loaded
            lines=6
            children={move |found: Option<Loaded>| {
                let Some(found) = found else {
                    return view! { <NotFound /> }.into_any();
                };
                if found.trabajadores.is_empty() {
                    return view! {
                        <Empty title=text::NOBODY_TITLE text=text::NOBODY_TEXT>
                            <ButtonLink href=Address::Trabajadores>{text::GO_TRABAJADORES}</ButtonLink>
                        </Empty>
                    }
                        .into_any();
                }
                view! { <LoadedSheet tipo found /> }.into_any()
            }}
        />
    }
    .into_any()
}

#[component]
fn LoadedSheet(tipo: TipoMovimiento, found: Loaded) -> impl IntoView {
    let today = use_portal().today();
    let chosen = Chosen {
        fecha: RwSignal::new(String::new()),
        causa: RwSignal::new(String::new()),
    };
    let Loaded {
        registro,
        trabajadores,
        cut,
        checker,
    } = found;
    let rows: Vec<_> = trabajadores
        .into_iter()
        .map(|one| BulkRow::new(one, &registro.id, browser::unique_word()))
        .collect();
    let rows = Memo::new(move |_| rows.clone());
    let terms = Memo::new(move |_| BulkTerms {
        tipo,
        registro: registro.clone(),
        fecha: chosen.fecha.get(),
        causa: chosen.causa.get(),
        checker: checker.clone(),
        today,
    });
    let sheet = Sheet::new(rows, terms);
    view! {
        <Controls tipo sheet chosen />
        {cut.then(|| view! { <p class="muted">{text::CUT}</p> })}
        <Table tipo sheet />
        {save_bar(sheet, Saving::new(), bar_texts(tipo))}
    }
    .into_any()
}

fn bar_texts(tipo: TipoMovimiento) -> BarTexts {
    BarTexts {
        save: match tipo {
            TipoMovimiento::Baja => |count| text::save(TipoMovimiento::Baja, count),
            TipoMovimiento::Reingreso | TipoMovimiento::Modificacion => {
                |count| text::save(TipoMovimiento::Modificacion, count)
            }
        },
        saving: text::SAVING,
        done: |tally: Tally| text::saved(tally.saved + tally.existing, tally.refused),
        next: (|| Address::Lotes.href(), text::GO_LOTES),
        undo: |_| sheet::UNDO_SALARIES.to_owned(),
        note: "",
        asks: tipo == TipoMovimiento::Modificacion,
    }
}
