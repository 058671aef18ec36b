//! The form of one movement: checked as it is typed, kept while it is, saved when asked.

use api::ApiError;
use api::view::movements::MovementView;
use imss::finding::Finding;
use imss::movimiento::MovimientoDraft;
use leptos::prelude::*;

use super::cancel::Cancel;
use super::conflict::Conflict;
use super::directory::PickTrabajador;
use super::history::propose;
use super::keeping::{Keeping, Kept};
use super::outcome::{Before, Saved, SavedBefore, Wrong};
use super::refusal::{Refusal, refused};
use super::save::{Ask, Saver};
use super::sections::{Parts, Where, provide_fields};
use super::standing::Known;
use super::state::{EditedMovement, FormBasis, FormStart, MovementEditor};
use crate::client::{KeptForm, Task, use_portal};
use crate::components::{Actions, Button, ErrorNotice, Form, Notice, Panel, Variant};
use crate::messages::capture as text;

/// The form.
#[component]
pub(super) fn MovementForm(
    /// The page's address, under which an unfinished form is kept.
    page: String,
    basis: FormBasis,
    /// The movement that is changed.
    existing: Option<EditedMovement>,
    start: FormStart,
    /// Who was saved just before, in a series.
    before: Option<SavedBefore>,
    refusal: Option<Refusal>,
    /// Begins the next of a series; not where a movement is changed.
    #[prop(into)]
    on_next: Option<Callback<(FormStart, Option<SavedBefore>)>>,
) -> impl IntoView {
    let edits = existing.is_some();
    let drafted = existing.as_ref().is_none_or(|one| one.is_draft);
    let kept_form = expect_context::<KeptForm>();
    let start = match kept_form.take(&page) {
        Some(typed) => FormStart::resumed(typed, existing.map(|one| one.key)),
        None => start,
    };
    let resumed = start.resumed;
    let refused_field = refusal
        .as_ref()
        .and_then(|refusal| Some((refusal.field?, text::refused_here(&refusal.words))));
    let registros = basis.registros.clone();
    let editor = MovementEditor::new(start, basis, refused_field);
    let known = Known::new(editor.fields);
    provide_fields(editor, known);
    propose(editor.chosen, editor.fields);

    let task = Task::new();
    let keeping = Keeping::new(editor, task, page.clone(), drafted);
    let initial = keep_in_tab(editor, keeping, kept_form, page, resumed);
    let saver = Saver::new(editor, keeping, task, edits, on_next);
    let theirs = Callback::new(move |theirs: MovementView| {
        editor.take(theirs);
        task.clear();
    });
    let mine = Callback::new(move |theirs: MovementView| {
        editor.key.set(Some((theirs.id, theirs.version)));
        task.clear();
    });
    let elsewhere = Signal::derive(move || {
        let shown = |error: &ApiError| error.movement_now().is_none();
        task.error().get().filter(shown)
    });
    let registros = StoredValue::new(registros);
    let (before, refusal) = (StoredValue::new(before), StoredValue::new(refusal));
    let form = move || {
        view! {
            <Panel>
                <Form on_submit=move |()| saver.save(Ask::Ready)>
                    {resumed
                        .then(|| view! { <Notice title=text::KEPT_TITLE>{text::KEPT_TEXT}</Notice> })}
                    {refusal.get_value().map(refused)}
                    <Conflict task draft=editor.draft on_theirs=theirs on_mine=mine />
                    <Where editor registros=registros.get_value() />
                    {before.get_value().map(|before| view! { <Before before /> })}
                    {(!edits).then(|| view! { <PickTrabajador editor /> })}
                    <Parts editor known />
                    <Wrong
                        wrong=saver.wrong
                        here=editor.findings
                        findings=saver.server_findings
                    />
                    <ErrorNotice error=elsewhere />
                    <Buttons saver keeping series=on_next.is_some()>
                        <Cancel editor keeping saver initial=initial.get_value() edits drafted />
                    </Buttons>
                    <Kept keeping />
                </Form>
            </Panel>
        }
        .into_any()
    };
    move || match saver.saved.get() {
        Some(movement) => saved(movement, saver.server_findings, saver.on_another()),
        None => form(),
    }
}

fn saved(
    movement: MovementView,
    findings: RwSignal<Vec<Finding>>,
    on_another: Option<Callback<()>>,
) -> AnyView {
    view! { <Saved movement findings on_another /> }.into_any()
}

/// Keeps what is typed in this tab's memory, for a session that ends under the person's hands, and hands
/// it on when the form is left. Returns what the form began with.
fn keep_in_tab(
    editor: MovementEditor,
    keeping: Keeping,
    kept_form: KeptForm,
    page: String,
    resumed: bool,
) -> StoredValue<Option<MovimientoDraft>> {
    // From the first change on: an untouched form is not worth keeping. One that was taken up again is.
    let initial = (!resumed).then(|| editor.draft.get_untracked());
    let unchanged = StoredValue::new(initial);
    let is_unchanged =
        move |draft: &MovimientoDraft| unchanged.with_value(|it| it.as_ref() == Some(draft));
    Effect::new(move |_| {
        let typed = editor.typed();
        if !is_unchanged(&typed.draft) {
            kept_form.keep(&page, typed);
        }
    });
    let portal = use_portal();
    on_cleanup(move || {
        if portal.session().with_untracked(Option::is_some) {
            kept_form.forget();
            let unchanged = unchanged.get_value();
            keeping.leave(unchanged.as_ref());
        }
    });
    unchanged
}

#[component]
fn Buttons(saver: Saver, keeping: Keeping, series: bool, children: Children) -> impl IntoView {
    let next = series.then(|| {
        view! {
            <Button busy=keeping.busy() on_click=move |()| saver.save(Ask::Next)>
                {text::SAVE_NEXT}
            </Button>
        }
    });
    view! {
        <Actions>
            <Button submit=true variant=Variant::Primary busy=keeping.busy()>
                {text::SAVE_READY}
            </Button>
            {next}
            <Button busy=keeping.busy() on_click=move |()| saver.save(Ask::Draft)>
                {text::SAVE_DRAFT}
            </Button>
            {children()}
        </Actions>
    }
    .into_any()
}
