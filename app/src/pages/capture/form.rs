//! `/capturar/:tipo` and `/capturar/:tipo/:id`: what a form begins with.

use api::ApiError;
use api::functions::{movements, registros, settings, trabajadores};
use api::view::movements::{MovementStatus, MovementView};
use api::view::registros::RegistroView;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::editor::{Begin, MovementForm};
use super::refusal::Refusal;
use super::rules::{self, Measures};
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
    let source = Memo::new(move |_| query.with(|query| Source::read(|name| query.get(name))));
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

/// What a new form begins with, as its address says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// What the person used last.
    Usual,
    /// Another movement, by its id.
    Copy(String),
    /// A worker, by NSS, at a registro patronal (id).
    Worker {
        nss: String,
        registro: Option<String>,
    },
}

impl Source {
    fn read(query: impl Fn(&str) -> Option<String>) -> Self {
        match (query("copia"), query("trabajador")) {
            (Some(id), _) => Self::Copy(id),
            (None, Some(nss)) => Self::Worker {
                nss,
                registro: query("registro"),
            },
            (None, None) => Self::Usual,
        }
    }
}

/// Everything a new form stands on.
#[derive(Clone)]
struct Ground {
    registros: Vec<RegistroView>,
    measures: Measures,
    begin: Begin,
}

async fn ground(tipo: TipoMovimiento, source: Source) -> Result<Ground, ApiError> {
    let registros = registros::list().await?;
    let measures = Measures::of(&settings::get().await?);
    let last = movements::defaults().await?;
    let usual = last.registro.or_else(|| match registros.as_slice() {
        [only] => Some(only.id.clone()),
        _ => None,
    });
    let (registro, draft) = match source {
        Source::Usual => {
            let repeated = last.drafts.into_iter().find(|draft| draft.tipo == tipo);
            let known = repeated.unwrap_or_else(|| MovimientoDraft::new(tipo));
            (usual, rules::begin_with(tipo, known))
        }
        Source::Copy(id) => {
            let copied = movements::get(id).await?;
            (Some(copied.registro), rules::copy(tipo, copied.draft))
        }
        Source::Worker { nss, registro } => {
            let worker = trabajadores::get(nss).await?.trabajador;
            let vigente = worker.relaciones.iter().find(|one| one.vigente);
            let registro = registro
                .or_else(|| vigente.map(|one| one.registro.clone()))
                .or(usual);
            let known = worker.draft(tipo, registro.as_deref().unwrap_or_default());
            (registro, rules::of_worker(tipo, known))
        }
    };
    Ok(Ground {
        measures,
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
fn NewMovement(tipo: TipoMovimiento, source: Source) -> impl IntoView {
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
                        measures=ground.measures
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
    measures: Measures,
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
        measures: Measures::of(&settings::get().await?),
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
                    draft: rules::for_form(movement.draft.clone()),
                };
                view! {
                    <MovementForm
                        page
                        registros=all.registros
                        measures=all.measures
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

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn the_address_says_what_a_form_begins_with() {
        let query = |pairs: &'static [(&'static str, &'static str)]| {
            Source::read(|name| {
                let found = pairs.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(query(&[]), Source::Usual);
        assert_eq!(query(&[("copia", "1")]), Source::Copy("1".to_owned()));
        assert_eq!(
            query(&[("trabajador", "2"), ("registro", "r")]),
            Source::Worker {
                nss: "2".to_owned(),
                registro: Some("r".to_owned())
            }
        );
    }
}
