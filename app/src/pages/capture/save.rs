//! What the person's own saves do: ready for a lote, ready and then another, a draft.

use api::functions::movements;
use api::view::movements::{MovementView, Origin, SaveMovement, SavedMovement};
use app_logic::capture::starting_draft::next_of_series;
use app_logic::findings::only_server;
use imss::finding::{Finding, any_error};
use leptos::prelude::*;

use super::keeping::Keeping;
use super::outcome::{SavedBefore, WRONG};
use super::state::{FormStart, MovementEditor, page_of};
use crate::client::{Changes, KeptForm, Offer, Task, Undo, browser};

/// What saving is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Ready for a lote.
    Ready,
    /// Ready for a lote, and then another.
    Next,
    /// A draft to go on with.
    Draft,
}

type OnNext = Callback<(FormStart, Option<SavedBefore>)>;

/// Saves a form; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Saver {
    editor: MovementEditor,
    keeping: Keeping,
    task: Task,
    changes: Changes,
    undo: Undo,
    kept_form: KeptForm,
    /// A movement that was stored before is changed.
    edits: bool,
    on_next: Option<OnNext>,
    /// The movement, once it is saved and no other follows.
    pub(super) saved: RwSignal<Option<MovementView>>,
    /// What the server found of the last save.
    pub(super) server_findings: RwSignal<Vec<Finding>>,
    /// Errors kept the last save from being ready.
    pub(super) wrong: RwSignal<bool>,
}

impl Saver {
    pub(super) fn new(
        editor: MovementEditor,
        keeping: Keeping,
        task: Task,
        edits: bool,
        on_next: Option<OnNext>,
    ) -> Self {
        Self {
            editor,
            keeping,
            task,
            changes: expect_context(),
            undo: expect_context(),
            kept_form: expect_context(),
            edits,
            on_next,
            saved: RwSignal::new(None),
            server_findings: RwSignal::new(Vec::new()),
            wrong: RwSignal::new(false),
        }
    }

    /// Saves, unless something stops it: then every error is shown, and the first one focused.
    pub(super) fn save(self, ask: Ask) {
        let ready = ask != Ask::Draft;
        self.editor.messages.show_all();
        let invalid = ready && self.editor.findings.with_untracked(|all| any_error(all));
        self.wrong.set(invalid);
        if invalid {
            browser::focus_first_invalid();
            return;
        }
        self.keeping.then(move || {
            let request = SaveMovement {
                existing: self.editor.key.get_untracked(),
                registro: self.editor.registro.get_untracked(),
                draft: self.editor.draft.get_untracked(),
                ready,
                origin: self.editor.form.get_value().map(Origin::Form),
            };
            self.task.run(movements::save(request), move |answer| {
                self.answered(ask, answer);
            });
        });
    }

    fn answered(self, ask: Ask, answer: SavedMovement) {
        let SavedMovement { movement, findings } = answer;
        let Some(movement) = movement else {
            self.server_findings.set(findings);
            self.wrong.set(true);
            browser::focus_field(WRONG);
            return;
        };
        self.keeping.done();
        self.kept_form.forget();
        self.changes.movements_changed();
        if self.edits {
            self.undo.offers(Offer::Edited {
                id: movement.id.clone(),
                version: movement.version,
                nombre: movement.nombre.clone(),
            });
        }
        match self.on_next.filter(|_| ask == Ask::Next) {
            Some(on_next) => {
                let seen = self.editor.findings.get_untracked();
                let before = SavedBefore {
                    unseen: !only_server(findings.clone(), &seen).is_empty(),
                    page: page_of(&movement),
                    nombre: movement.nombre,
                    findings,
                };
                on_next.run((self.next(), Some(before)));
            }
            None => {
                self.server_findings.set(findings);
                self.saved.set(Some(movement));
                browser::focus_content();
            }
        }
    }

    /// Begins another after this one was saved; nothing where a movement was changed.
    pub(super) fn on_another(self) -> Option<Callback<()>> {
        let on_next = self.on_next?;
        Some(Callback::new(move |()| on_next.run((self.next(), None))))
    }

    fn next(self) -> FormStart {
        FormStart::new(
            self.editor.registro.get_untracked(),
            self.editor.draft.with_untracked(next_of_series),
        )
    }
}
