//! `/capturar/:tipo` and `/capturar/:tipo/:id`.

use api::functions::{movements, registros};
use api::view::movements::{EstadoMovimiento, MovementView, SaveMovement};
use api::view::registros::{RegistroView, Zona};
use imss::finding::{Finding, any_error};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::fields::{Fields, Words};
use super::outcome::{Saved, Wrong};
use super::rules;
use super::sections::{Others, Terms, Where, Worker};
use crate::client::{Changes, KeptForm, Task, Typed, browser, fetch, use_portal};
use crate::components::{
    Actions, Button, ButtonLink, Empty, ErrorNotice, Form, Load, Notice, PageHeader, Panel, Variant,
};
use crate::messages::{capture as text, common};
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
    move || {
        let (tipo, id) = asked.get();
        match (tipo_of(&tipo), id) {
            (None, _) => view! { <NotFound /> }.into_any(),
            (Some(tipo), None) => view! {
                <PageHeader title=text::title(tipo, false) />
                <NewMovement tipo />
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

#[component]
fn NewMovement(tipo: TipoMovimiento) -> impl IntoView {
    let list = fetch(registros::list);
    // Counts the forms, so that "otro" begins with an empty one.
    let form = RwSignal::new(0_u32);
    view! {
        <Load
            fetched=list
            lines=6
            children={move |registros: Vec<RegistroView>| {
                if registros.is_empty() {
                    return view! {
                        <Empty title=text::NO_REGISTROS_TITLE text=text::NO_REGISTROS_TEXT>
                            <ButtonLink href="/registros">{text::GO_REGISTROS}</ButtonLink>
                        </Empty>
                    }
                        .into_any();
                }
                form.track();
                let page = format!("/capturar/{}", slug(tipo));
                view! {
                    <MovementForm
                        page
                        registros
                        existing=None
                        start=rules::fresh(tipo)
                        on_another=Callback::new(move |()| form.update(|count| *count += 1))
                    />
                }
                    .into_any()
            }}
        />
    }
    .into_any()
}

#[component]
fn ExistingMovement(id: String) -> impl IntoView {
    let both = fetch(move || {
        let id = id.clone();
        async move { Ok((movements::get(id).await?, registros::list().await?)) }
    });
    view! {
        <Load
            fetched=both
            lines=6
            children={move |(movement, registros): (MovementView, Vec<RegistroView>)| {
                let open = movement.lote.is_none()
                    && matches!(
                        movement.estado,
                        EstadoMovimiento::Borrador | EstadoMovimiento::Listo
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
                let start = rules::for_form(movement.draft.clone());
                view! {
                    <MovementForm page registros existing=Some(movement) start on_another=None />
                }
                    .into_any()
            }}
        />
    }
    .into_any()
}

#[component]
fn MovementForm(
    /// The page's address, under which an unfinished form is kept.
    page: String,
    registros: Vec<RegistroView>,
    existing: Option<MovementView>,
    start: MovimientoDraft,
    #[prop(into)] on_another: Option<Callback<()>>,
) -> impl IntoView {
    let portal = use_portal();
    let changes = expect_context::<Changes>();
    let kept_form = expect_context::<KeptForm>();
    let kept = kept_form.take(&page);
    let restored = kept.is_some();
    let tipo = start.tipo;
    let only = match registros.as_slice() {
        [only] => only.id.clone(),
        _ => String::new(),
    };
    let filed_under = existing.as_ref().map_or(only, |one| one.registro.clone());
    let (registro_id, start) = match kept {
        Some(Typed { registro, draft }) => (registro, draft),
        None => (filed_under, start),
    };
    let fields = Fields::new(start);
    let registro = RwSignal::new(registro_id);
    let options = rules::registro_choices(&registros);
    let registros = StoredValue::new(registros);
    let chosen = Memo::new(move |_| {
        registro
            .with(|id| registros.with_value(|all| all.iter().find(|one| one.id == *id).cloned()))
    });
    let draft = Memo::new(move |_| {
        let numero = chosen.with(|one| one.as_ref().map(|one| one.data.numero.clone()));
        fields.draft(numero.unwrap_or_default())
    });
    let findings = Memo::new(move |_| {
        let zona = chosen.with(|one| one.as_ref().map_or(Zona::General, |one| one.data.zona));
        draft.with(|draft| rules::check(draft, portal.today(), zona))
    });
    let words = Words::new(findings, existing.is_some() || restored);
    propose(chosen, fields);

    // From the first change on: an untouched form is not worth keeping.
    let initial = draft.get_untracked();
    Effect::new(move |_| {
        let typed = Typed {
            registro: registro.get(),
            draft: draft.get(),
        };
        if typed.draft != initial {
            kept_form.keep(&page, typed);
        }
    });
    on_cleanup(move || {
        if portal.session().with_untracked(Option::is_some) {
            kept_form.forget();
        }
    });

    let task = Task::new();
    let saved = RwSignal::new(None::<MovementView>);
    let server_findings = RwSignal::new(Vec::<Finding>::new());
    let wrong = RwSignal::new(false);
    let key = existing.map(|one| (one.id, one.version));
    let save = Callback::new(move |ready: bool| {
        words.show_all();
        let invalid = ready && findings.with_untracked(|all| any_error(all));
        wrong.set(invalid);
        if invalid {
            browser::focus_first_invalid();
            return;
        }
        let request = SaveMovement {
            existing: key.clone(),
            registro: registro.get_untracked(),
            draft: draft.get_untracked(),
            ready,
            origin: None,
        };
        task.run(movements::save(request), move |answer| {
            match answer.movement {
                Some(movement) => {
                    kept_form.forget();
                    changes.movements_changed();
                    saved.set(Some(movement));
                    browser::focus_content();
                }
                None => wrong.set(true),
            }
            server_findings.set(answer.findings);
        });
    });

    view! {
        {move || match saved.get() {
            Some(movement) => {
                view! { <Saved movement findings=server_findings on_another /> }.into_any()
            }
            None => {
                let options = options.clone();
                view! {
                    <Panel>
                        <Form on_submit=move |()| save.run(true)>
                            {restored
                                .then(|| {
                                    view! {
                                        <Notice title=text::KEPT_TITLE>{text::KEPT_TEXT}</Notice>
                                    }
                                })}
                            <Where tipo registro options fields words draft />
                            <Worker tipo fields words />
                            <Terms tipo fields words />
                            <Others tipo fields words />
                            <Wrong wrong here=findings findings=server_findings />
                            <ErrorNotice error=task.error() />
                            <Actions>
                                <Button submit=true variant=Variant::Primary busy=task.busy()>
                                    {text::SAVE_READY}
                                </Button>
                                <Button busy=task.busy() on_click=move |()| save.run(false)>
                                    {text::SAVE_DRAFT}
                                </Button>
                                <ButtonLink href="/historial/todos" variant=Variant::Quiet>
                                    {common::CANCEL}
                                </ButtonLink>
                            </Actions>
                        </Form>
                    </Panel>
                }
                    .into_any()
            }
        }}
    }
    .into_any()
}

/// Fills in what the registro patronal proposes, whenever another is chosen.
fn propose(chosen: Memo<Option<RegistroView>>, fields: Fields) {
    Effect::new(move |before: Option<(String, String)>| {
        let Some(registro) = chosen.get() else {
            return before.unwrap_or_default();
        };
        let now = (registro.data.umf, registro.data.guia);
        let (umf, guia) = match &before {
            Some((umf, guia)) => (Some(umf.as_str()), Some(guia.as_str())),
            None => (None, None),
        };
        for (field, before, now) in [(fields.umf, umf, &now.0), (fields.guia, guia, &now.1)] {
            let proposed = field.with_untracked(|typed| rules::proposed(typed, before, now));
            if let Some(proposed) = proposed {
                field.set(proposed);
            }
        }
        now
    });
}
