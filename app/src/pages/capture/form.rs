//! `/capturar/:tipo` and `/capturar/:tipo/:id`: what a form begins with.

use api::ApiError;
use api::functions::{movements, registros, settings, trabajadores};
use api::view::movements::{MovementState, MovementView};
use app_logic::capture::checker::DraftChecker;
use app_logic::capture::source::FormSource;
use app_logic::capture::starting_draft;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::editor::MovementForm;
use super::left::OfferLeft;
use super::outcome::{BEFORE, SavedBefore};
use super::refusal::Refusal;
use super::state::{EditedMovement, FormBasis, FormStart, page_of};
use crate::address::Address;
use crate::client::{Typed, browser, fetch};
use crate::components::{ButtonLink, Empty, Load, PageHeader};
use crate::messages::{capture as text, movements as words};
use crate::pages::not_found::NotFound;

/// The form that an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    New(TipoMovimiento, FormSource),
    Existing(TipoMovimiento, String),
    Nothing,
}

/// A form for one movement, new or to be changed.
#[component]
pub fn Capture() -> impl IntoView {
    let location = use_location();
    // The router's own `use_query_map` keeps the query of the path before when another path matches the same
    // route (leptos_router 0.8.17). While another page is coming, the form stays as it is.
    let asked = Memo::new(move |before: Option<&Asked>| {
        let address = location.pathname.with(|path| Address::parse(path));
        let query = location.query.read();
        match (address, before) {
            (Some(Address::NewMovement { tipo }), None | Some(Asked::New(..) | Asked::Nothing)) => {
                Asked::New(tipo, FormSource::parse(|name| query.get(name)))
            }
            (Some(Address::EditMovement { tipo, id }), None | Some(Asked::Existing(..))) => {
                Asked::Existing(tipo, id)
            }
            (_, Some(before)) => before.clone(),
            (_, None) => Asked::Nothing,
        }
    });
    move || match asked.get() {
        Asked::Nothing => view! { <NotFound /> }.into_any(),
        Asked::New(tipo, source) => view! {
            <PageHeader title=text::title(tipo, false) />
            <NewMovement tipo source />
        }
        .into_any(),
        Asked::Existing(tipo, id) => view! {
            <PageHeader title=text::title(tipo, true) />
            <ExistingMovement id />
        }
        .into_any(),
    }
}

/// What a new form begins with.
#[derive(Clone)]
struct NewForm {
    basis: FormBasis,
    start: FormStart,
}

async fn load_new(tipo: TipoMovimiento, source: FormSource) -> Result<NewForm, ApiError> {
    let registros = registros::list().await?;
    let checker = DraftChecker::new(&settings::get().await?);
    let last = movements::defaults().await?;
    let usual = last.registro.or_else(|| match registros.as_slice() {
        [only] => Some(only.id.clone()),
        _ => None,
    });
    let (registro, draft) = match source {
        FormSource::Usual => {
            let repeated = last.drafts.into_iter().find(|draft| draft.tipo == tipo);
            let known = repeated.unwrap_or_else(|| MovimientoDraft::new(tipo));
            (usual, starting_draft::with_usual(tipo, known))
        }
        FormSource::Copy(id) => {
            let copied = movements::get(id).await?;
            (
                Some(copied.registro),
                starting_draft::copy_of(tipo, copied.draft),
            )
        }
        FormSource::Trabajador { nss, registro } => {
            let trabajador = trabajadores::get(nss).await?.trabajador;
            let vigente = trabajador.relaciones.iter().find(|one| one.vigente);
            let registro = registro
                .or_else(|| vigente.map(|one| one.registro.clone()))
                .or(usual);
            let known = trabajador.draft(tipo, registro.as_deref().unwrap_or_default());
            (registro, starting_draft::of_trabajador(tipo, known))
        }
    };
    let registro = registro.filter(|id| registros.iter().any(|one| one.id == *id));
    Ok(NewForm {
        start: FormStart::new(registro.unwrap_or_default(), draft),
        basis: FormBasis { registros, checker },
    })
}

#[component]
fn NewMovement(tipo: TipoMovimiento, source: FormSource) -> impl IntoView {
    let loaded = fetch(move || load_new(tipo, source.clone()));
    // What the next form begins with, and who was saved last in a series.
    let next = RwSignal::new(None::<(FormStart, Option<SavedBefore>)>);
    let on_next = Callback::new(move |(start, before): (FormStart, Option<SavedBefore>)| {
        let to_review = before.as_ref().is_some_and(|one| one.unseen);
        next.set(Some((start, before)));
        browser::focus_field(if to_review { BEFORE } else { "nss" });
    });
    let on_resume = Callback::new(move |typed: Typed| {
        next.set(Some((FormStart::resumed(typed, None), None)));
    });
    let page = Address::NewMovement { tipo }.href();
    view! {
        <OfferLeft page=page.clone() reloaded=true on_resume />
        <Load
            fetched=loaded
            lines=6
            children={move |loaded: NewForm| {
                if loaded.basis.registros.is_empty() {
                    return view! {
                        <Empty title=text::NO_REGISTROS_TITLE text=text::NO_REGISTROS_TEXT>
                            <ButtonLink href=Address::Registros>{text::GO_REGISTROS}</ButtonLink>
                        </Empty>
                    }
                        .into_any();
                }
                let (start, before) = next.get().unwrap_or((loaded.start, None));
                view! {
                    <MovementForm
                        page=page.clone()
                        basis=loaded.basis
                        existing=None
                        start
                        before
                        refusal=None
                        on_next
                    />
                }
                    .into_any()
            }}
        />
    }
    .into_any()
}

/// A movement to be changed, and IMSS's words about the one it corrects.
#[derive(Clone)]
struct Opened {
    movement: MovementView,
    basis: FormBasis,
    refusal: Option<Refusal>,
}

async fn opened(id: String) -> Result<Opened, ApiError> {
    let movement = movements::get(id).await?;
    let refused = match &movement.corrects {
        Some(id) => Some(movements::get(id.clone()).await?),
        None => None,
    };
    Ok(Opened {
        basis: FormBasis {
            registros: registros::list().await?,
            checker: DraftChecker::new(&settings::get().await?),
        },
        refusal: refused.and_then(refusal),
        movement,
    })
}

fn refusal(refused: MovementView) -> Option<Refusal> {
    match refused.estado {
        MovementState::Rechazado {
            codigo,
            texto,
            campo,
            ofrece_actualizar,
            ..
        } => Some(Refusal {
            words: words::rejected(&codigo, &texto),
            field: campo,
            trabajador: ofrece_actualizar.then(|| refused.draft.nss.trim().to_owned()),
        }),
        _ => None,
    }
}

#[component]
fn ExistingMovement(id: String) -> impl IntoView {
    let all = fetch(move || opened(id.clone()));
    // What was typed here before and never stored.
    let resumed = RwSignal::new(None::<Typed>);
    let page = all.value();
    let page = Memo::new(move |_| page.with(|all| all.as_ref().map(|all| page_of(&all.movement))));
    let on_resume = Callback::new(move |typed: Typed| resumed.set(Some(typed)));
    view! {
        {move || {
            page.get().map(|page| view! { <OfferLeft page reloaded=false on_resume /> })
        }}
        <Load
            fetched=all
            lines=6
            children={move |all: Opened| {
                let movement = all.movement;
                let open = movement.lote.is_none()
                    && matches!(
                        movement.estado,
                        MovementState::Borrador | MovementState::Listo
                    );
                if !open {
                    return view! {
                        <Empty title=text::NOT_EDITABLE_TITLE text=text::NOT_EDITABLE_TEXT>
                            <ButtonLink href=Address::FIRST_HISTORY>{text::GO_HISTORY}</ButtonLink>
                        </Empty>
                    }
                        .into_any();
                }
                let key = (movement.id.clone(), movement.version);
                let edited = EditedMovement {
                    key: key.clone(),
                    is_draft: movement.estado == MovementState::Borrador,
                };
                let start = match resumed.get() {
                    Some(typed) => FormStart::resumed(typed, Some(key)),
                    None => FormStart::editing(&movement),
                };
                view! {
                    <MovementForm
                        page=page_of(&movement)
                        basis=all.basis
                        existing=Some(edited)
                        start
                        before=None
                        refusal=all.refusal
                        on_next=None
                    />
                }
                    .into_any()
            }}
        />
    }
    .into_any()
}
