//! `/capturar/:tipo` and `/capturar/:tipo/:id`: what a form begins with.

use api::ApiError;
use api::functions::{movements, registros, settings, trabajadores};
use api::view::movements::{MovementStatus, MovementView};
use api::view::registros::RegistroView;
use app_logic::capture::checker::DraftChecker;
use app_logic::capture::source::FormSource;
use app_logic::capture::starting_draft;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::editor::{Begin, MovementForm};
use super::refusal::Refusal;
use crate::client::{browser, fetch};
use crate::components::{ButtonLink, Empty, Load, PageHeader};
use crate::messages::{capture as text, movements as words};
use crate::pages::movement::{edit_path, slug, tipo_of};
use crate::pages::not_found::NotFound;

/// A form for one movement, new or to be changed.
#[component]
pub fn Capture() -> impl IntoView {
    let params = use_params_map();
    let asked = Memo::new(move |_| {
        let params = params.read();
        (params.get("tipo").unwrap_or_default(), params.get("id"))
    });
    let query = use_query_map();
    let source = Memo::new(move |_| query.with(|query| FormSource::parse(|name| query.get(name))));
    move || {
        let (tipo, id) = asked.get();
        match (tipo_of(&tipo), id) {
            (None, _) => view! { <NotFound /> }.into_any(),
            (Some(tipo), None) => view! {
                <PageHeader title=text::title(tipo, false) />
                <NewMovement tipo source=source.get() />
            }
            .into_any(),
            (Some(tipo), Some(id)) => view! {
                <PageHeader title=text::title(tipo, true) />
                <ExistingMovement id />
            }
            .into_any(),
        }
    }
}

/// Everything a new form stands on.
#[derive(Clone)]
struct Ground {
    registros: Vec<RegistroView>,
    checker: DraftChecker,
    begin: Begin,
}

async fn ground(tipo: TipoMovimiento, source: FormSource) -> Result<Ground, ApiError> {
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
            let worker = trabajadores::get(nss).await?.trabajador;
            let vigente = worker.relaciones.iter().find(|one| one.vigente);
            let registro = registro
                .or_else(|| vigente.map(|one| one.registro.clone()))
                .or(usual);
            let known = worker.draft(tipo, registro.as_deref().unwrap_or_default());
            (registro, starting_draft::of_trabajador(tipo, known))
        }
    };
    Ok(Ground {
        checker,
        begin: Begin {
            registro: registro
                .filter(|id| registros.iter().any(|one| one.id == *id))
                .unwrap_or_default(),
            draft,
        },
        registros,
    })
}

#[component]
fn NewMovement(tipo: TipoMovimiento, source: FormSource) -> impl IntoView {
    let ground = fetch(move || ground(tipo, source.clone()));
    // A series: what the next form begins with, and who was saved last.
    let next = RwSignal::new(None::<(Begin, String)>);
    let on_next = Callback::new(move |(begin, saved): (Begin, String)| {
        next.set(Some((begin, saved)));
        browser::focus_field("nss");
    });
    view! {
        <Load
            fetched=ground
            lines=6
            children={move |ground: Ground| {
                if ground.registros.is_empty() {
                    return view! {
                        <Empty title=text::NO_REGISTROS_TITLE text=text::NO_REGISTROS_TEXT>
                            <ButtonLink href="/registros">{text::GO_REGISTROS}</ButtonLink>
                        </Empty>
                    }
                        .into_any();
                }
                let (begin, before) = match next.get() {
                    Some((begin, saved)) => (begin, Some(saved)),
                    None => (ground.begin, None),
                };
                let page = format!("/capturar/{}", slug(tipo));
                view! {
                    <MovementForm
                        page
                        registros=ground.registros
                        checker=ground.checker
                        existing=None
                        begin
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

/// A movement to be changed, and what IMSS said of the one it corrects.
#[derive(Clone)]
struct Opened {
    movement: MovementView,
    registros: Vec<RegistroView>,
    checker: DraftChecker,
    refusal: Option<Refusal>,
}

async fn opened(id: String) -> Result<Opened, ApiError> {
    let movement = movements::get(id).await?;
    let refused = match &movement.corrects {
        Some(id) => Some(movements::get(id.clone()).await?),
        None => None,
    };
    Ok(Opened {
        registros: registros::list().await?,
        checker: DraftChecker::new(&settings::get().await?),
        refusal: refused.and_then(refusal),
        movement,
    })
}

fn refusal(refused: MovementView) -> Option<Refusal> {
    match refused.estado {
        MovementStatus::Rechazado {
            codigo,
            texto,
            campo,
            ofrece_actualizar,
            ..
        } => Some(Refusal {
            words: words::rejected(&codigo, &texto),
            field: campo,
            worker: ofrece_actualizar.then(|| refused.draft.nss.trim().to_owned()),
        }),
        _ => None,
    }
}

#[component]
fn ExistingMovement(id: String) -> impl IntoView {
    let all = fetch(move || opened(id.clone()));
    view! {
        <Load
            fetched=all
            lines=6
            children={move |all: Opened| {
                let movement = all.movement;
                let open = movement.lote.is_none()
                    && matches!(
                        movement.estado,
                        MovementStatus::Borrador | MovementStatus::Listo
                    );
                if !open {
                    return view! {
                        <Empty title=text::NOT_EDITABLE_TITLE text=text::NOT_EDITABLE_TEXT>
                            <ButtonLink href="/historial/todos">{text::GO_HISTORY}</ButtonLink>
                        </Empty>
                    }
                        .into_any();
                }
                let page = edit_path(movement.tipo, &movement.id);
                let begin = Begin {
                    registro: movement.registro.clone(),
                    draft: starting_draft::for_form(movement.draft.clone()),
                };
                view! {
                    <MovementForm
                        page
                        registros=all.registros
                        checker=all.checker
                        existing=Some(movement)
                        begin
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
