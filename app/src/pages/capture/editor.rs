//! The form of one movement: checked as it is typed, kept while it is, saved when asked.

use api::ApiError;
use api::functions::movements;
use api::view::movements::{MovementStatus, MovementView, Origin, SaveMovement};
use api::view::registros::RegistroView;
use app_logic::capture::checker::DraftChecker;
use app_logic::capture::choices::registro_choices;
use app_logic::capture::starting_draft::{for_form, next_of_series};
use imss::finding::{Finding, any_error};
use imss::movimiento::MovimientoDraft;
use imss::wages::ZonaSalarial;
use leptos::prelude::*;

use super::conflict::Conflict;
use super::fields::{Fields, Words};
use super::history::{of_history, propose};
use super::keeping::{Keeping, Kept};
use super::outcome::{Saved, Wrong};
use super::refusal::{Refusal, refused};
use super::sections::{Others, Terms, Where, Worker};
use super::worker::PickWorker;
use crate::client::{Changes, KeptForm, Offer, Task, Typed, Undo, browser, use_portal};
use crate::components::{
    Actions, Button, ButtonLink, ErrorNotice, Form, Notice, Panel, Tone, Variant,
};
use crate::messages::{capture as text, common};

/// What a form begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Begin {
    /// Id of the registro patronal; may be empty.
    pub(super) registro: String,
    pub(super) draft: MovimientoDraft,
}

/// What saving is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    /// Ready for a lote.
    Ready,
    /// Ready for a lote, and then another.
    Next,
    /// A draft to go on with.
    Draft,
}

/// The form.
#[component]
pub(super) fn MovementForm(
    /// The page's address, under which an unfinished form is kept.
    page: String,
    registros: Vec<RegistroView>,
    checker: DraftChecker,
    existing: Option<MovementView>,
    begin: Begin,
    /// Who was saved just before, in a series.
    before: Option<String>,
    refusal: Option<Refusal>,
    /// Begins the next of a series; not where a movement is changed.
    #[prop(into)]
    on_next: Option<Callback<(Begin, String)>>,
) -> impl IntoView {
    let portal = use_portal();
    let changes = expect_context::<Changes>();
    let undo = expect_context::<Undo>();
    let kept_form = expect_context::<KeptForm>();
    let restored = kept_form.take(&page);
    let was_restored = restored.is_some();
    let tipo = begin.draft.tipo;
    let edits = existing.is_some();
    let drafted = existing
        .as_ref()
        .is_none_or(|one| one.estado == MovementStatus::Borrador);
    let key = existing.map(|one| (one.id, one.version));
    let (registro_id, start, key, form) = match restored {
        Some(Typed {
            registro,
            draft,
            existing,
            form,
        }) => (registro, draft, existing.or(key), form),
        None => (begin.registro, begin.draft, key, browser::unique_word()),
    };
    let form = StoredValue::new(form);
    let key = RwSignal::new(key);
    let fields = Fields::new(start);
    let registro = RwSignal::new(registro_id);
    let options = StoredValue::new(registro_choices(&registros));
    let registros = StoredValue::new(registros);
    let checker = StoredValue::new(checker);
    let chosen = Memo::new(move |_| {
        registro
            .with(|id| registros.with_value(|all| all.iter().find(|one| one.id == *id).cloned()))
    });
    let draft = Memo::new(move |_| {
        let numero = chosen.with(|one| one.as_ref().map(|one| one.data.numero.clone()));
        fields.draft(numero.unwrap_or_default())
    });
    let here = Memo::new(move |_| {
        let zona = chosen.with(|one| {
            one.as_ref()
                .map_or(ZonaSalarial::General, |one| one.data.zona)
        });
        draft.with(|draft| checker.with_value(|it| it.check(draft, portal.today(), zona)))
    });
    let history = of_history(key, registro, draft, here);
    let findings = Memo::new(move |_| {
        let mut all = here.get();
        all.extend(history.get());
        all
    });
    let refusal = StoredValue::new(refusal);
    let words = Words::new(
        findings,
        refusal.with_value(|refusal| {
            let refusal = refusal.as_ref()?;
            Some((refusal.field?, text::refused_here(&refusal.words)))
        }),
        edits || was_restored,
    );
    propose(chosen, fields);

    // From the first change on: an untouched form is not worth keeping.
    let initial = draft.get_untracked();
    Effect::new(move |_| {
        let typed = Typed {
            registro: registro.get(),
            draft: draft.get(),
            existing: key.get(),
            form: form.get_value(),
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
    let keeping = Keeping::new(task, form, key, registro, draft, drafted);
    let saved = RwSignal::new(None::<MovementView>);
    let server_findings = RwSignal::new(Vec::<Finding>::new());
    let wrong = RwSignal::new(false);
    let save = Callback::new(move |ask: Ask| {
        let ready = ask != Ask::Draft;
        words.show_all();
        let invalid = ready && findings.with_untracked(|all| any_error(all));
        wrong.set(invalid);
        if invalid {
            browser::focus_first_invalid();
            return;
        }
        keeping.then(move || {
            let request = SaveMovement {
                existing: key.get_untracked(),
                registro: registro.get_untracked(),
                draft: draft.get_untracked(),
                ready,
                origin: form.get_value().map(Origin::Form),
            };
            task.run(movements::save(request), move |answer| {
                let Some(movement) = answer.movement else {
                    server_findings.set(answer.findings);
                    wrong.set(true);
                    return;
                };
                keeping.done();
                kept_form.forget();
                changes.movements_changed();
                if edits {
                    undo.offers(Offer::Edited {
                        id: movement.id.clone(),
                        version: movement.version,
                        nombre: movement.nombre.clone(),
                    });
                }
                match on_next.filter(|_| ask == Ask::Next) {
                    Some(on_next) => {
                        let begin = Begin {
                            registro: movement.registro,
                            draft: draft.with_untracked(next_of_series),
                        };
                        on_next.run((begin, movement.nombre));
                    }
                    None => {
                        server_findings.set(answer.findings);
                        saved.set(Some(movement));
                        browser::focus_content();
                    }
                }
            });
        });
    });
    let theirs = Callback::new(move |theirs: MovementView| {
        key.set(Some((theirs.id, theirs.version)));
        registro.set(theirs.registro);
        fields.fill(for_form(theirs.draft));
        task.clear();
    });
    let mine = Callback::new(move |theirs: MovementView| {
        key.set(Some((theirs.id, theirs.version)));
        task.clear();
    });
    let elsewhere = Signal::derive(move || {
        let shown = |error: &ApiError| error.conflict.is_none();
        task.error().get().filter(shown)
    });
    let on_another = on_next.map(|on_next| {
        Callback::new(move |()| {
            let begin = Begin {
                registro: registro.get_untracked(),
                draft: draft.with_untracked(next_of_series),
            };
            on_next.run((begin, String::new()));
        })
    });

    view! {
        {move || match saved.get() {
            Some(movement) => {
                view! { <Saved movement findings=server_findings on_another /> }.into_any()
            }
            None => {
                let before = before.clone().filter(|name| !name.is_empty());
                view! {
                    <Panel>
                        <Form on_submit=move |()| save.run(Ask::Ready)>
                            {before
                                .map(|name| {
                                    view! {
                                        <Notice tone=Tone::Success title=text::SAVED_READY_TITLE>
                                            {name}
                                        </Notice>
                                    }
                                })}
                            {was_restored
                                .then(|| {
                                    view! {
                                        <Notice title=text::KEPT_TITLE>{text::KEPT_TEXT}</Notice>
                                    }
                                })}
                            {refusal.get_value().map(refused)}
                            <Conflict task draft on_theirs=theirs on_mine=mine />
                            <Where
                                tipo
                                registro
                                options=options.get_value()
                                fields
                                words
                                draft
                                checker
                            />
                            {(!edits).then(|| view! { <PickWorker tipo registro fields /> })}
                            <Worker tipo fields words />
                            <Terms tipo fields words />
                            <Others tipo fields words />
                            <Wrong wrong here=findings findings=server_findings />
                            <ErrorNotice error=elsewhere />
                            <Actions>
                                <Button submit=true variant=Variant::Primary busy=keeping.busy()>
                                    {text::SAVE_READY}
                                </Button>
                                {on_next
                                    .map(|_| {
                                        view! {
                                            <Button
                                                busy=keeping.busy()
                                                on_click=move |()| save.run(Ask::Next)
                                            >
                                                {text::SAVE_NEXT}
                                            </Button>
                                        }
                                    })}
                                <Button
                                    busy=keeping.busy()
                                    on_click=move |()| save.run(Ask::Draft)
                                >
                                    {text::SAVE_DRAFT}
                                </Button>
                                <ButtonLink href="/historial/todos" variant=Variant::Quiet>
                                    {common::CANCEL}
                                </ButtonLink>
                            </Actions>
                            <Kept keeping />
                        </Form>
                    </Panel>
                }
                    .into_any()
            }
        }}
    }
    .into_any()
}
