//! A draft that is kept on the server while it is typed, so that a closed tab or another section loses
//! nothing.

use std::time::Duration;

use api::ApiError;
use api::functions::movements;
use api::view::movements::{Origin, SaveMovement};
use app_logic::capture::differences::differences;
use app_logic::capture::starting_draft::is_worth_keeping;
use imss::movimiento::MovimientoDraft;
use jiff::Timestamp;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::MovementEditor;
use crate::client::{Changes, Later, LeftDrafts, Portal, Task, use_portal};
use crate::format::date;
use crate::messages::capture as text;

/// How long the person must pause for what is typed to be kept.
const PAUSE: Duration = Duration::from_secs(3);
/// How long until what could not be kept is tried again.
const AGAIN: Duration = Duration::from_secs(10);

/// The draft at the server; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Keeping {
    portal: Portal,
    changes: Changes,
    left: LeftDrafts,
    /// The address of the form.
    page: StoredValue<String>,
    /// What the person asked for.
    asked: Task,
    /// What is saved automatically.
    own: Task,
    editor: MovementEditor,
    /// The movement is a draft, or will be: one that is ready stays as it was saved.
    drafted: bool,
    /// What the server holds.
    held: StoredValue<MovimientoDraft>,
    held_at: RwSignal<Option<Timestamp>>,
    /// The version that it was last stored as here.
    kept_here: StoredValue<Option<u64>>,
    /// It could not be kept, and will be as soon as it can.
    waits: RwSignal<bool>,
    /// Nothing is saved automatically: the movement is ready already, or saved.
    over: StoredValue<bool>,
    /// The person's own save went through.
    saved: StoredValue<bool>,
    /// Waits for the save under way: of two at once one would be refused as somebody else's.
    queued: RwSignal<Option<Callback<()>>>,
    later: Later,
}

impl Keeping {
    /// Keeps from now on, where the movement is a draft.
    pub(super) fn new(editor: MovementEditor, asked: Task, page: String, drafted: bool) -> Self {
        let MovementEditor {
            draft, registro, ..
        } = editor;
        let keeping = Self {
            portal: use_portal(),
            changes: expect_context(),
            left: expect_context(),
            page: StoredValue::new(page),
            asked,
            own: Task::new(),
            editor,
            drafted,
            held: StoredValue::new(draft.get_untracked()),
            held_at: RwSignal::new(None),
            kept_here: StoredValue::new(None),
            waits: RwSignal::new(false),
            over: StoredValue::new(!drafted),
            saved: StoredValue::new(false),
            queued: RwSignal::new(None),
            later: Later::new(),
        };
        Effect::new(move |_| {
            draft.track();
            registro.track();
            keeping.later.after(PAUSE, move || keeping.keep());
        });
        // What she asked for did not go through, or she settled why: what she typed is kept as soon as
        // it can be.
        Effect::new(move |_| {
            asked.error().track();
            keeping.later.after(AGAIN, move || keeping.keep());
        });
        Effect::new(move |before: Option<()>| {
            keeping.changes.on_movements();
            if before.is_some() {
                keeping.look();
            }
        });
        let asking = window_event_listener(ev::beforeunload, move |leaving| {
            if keeping.would_be_lost() {
                leaving.prevent_default();
            }
        });
        let back = window_event_listener(ev::online, move |_| keeping.keep());
        on_cleanup(move || {
            asking.remove();
            back.remove();
        });
        keeping
    }

    /// Something was changed somewhere: shows the person at once where it is this movement, and not her
    /// doing.
    fn look(self) {
        let key = self.editor.key;
        let Some(read) = key.get_untracked() else {
            return;
        };
        if self.saved.get_value() || self.is_saving() {
            return;
        }
        spawn_local(async move {
            let Ok(now) = movements::get(read.0.clone()).await else {
                return;
            };
            let still = key.try_get_untracked().flatten().as_ref() == Some(&read);
            if !still || now.version == read.1 || self.saved.get_value() || self.is_saving() {
                return;
            }
            let nothing = self
                .editor
                .draft
                .with_untracked(|it| differences(it, &now.draft).is_empty());
            if nothing {
                key.set(Some((now.id, now.version)));
            } else {
                let error = ApiError::new(ApiError::STALE, text::conflict(None));
                self.asked.refuse(error.with_movement(&now));
            }
        });
    }

    fn is_saving(self) -> bool {
        self.asked.busy().get_untracked() || self.own.busy().get_untracked()
    }

    /// The tab alone holds what is typed.
    fn would_be_lost(self) -> bool {
        let draft = self.editor.draft.get_untracked();
        let held = self.saved.get_value() || self.held.with_value(|held| *held == draft);
        !held && is_worth_keeping(&draft)
    }

    /// Does this once nothing is being kept.
    pub(super) fn then(self, act: impl Fn() + Send + Sync + 'static) {
        self.later.forget();
        if self.own.busy().get_untracked() {
            if self.queued.with_untracked(Option::is_none) {
                self.queued.set(Some(Callback::new(move |()| act())));
            }
        } else {
            act();
        }
    }

    /// The person's own save is under way, or waits.
    pub(super) fn busy(self) -> Signal<bool> {
        let busy = self.asked.busy();
        let queued = self.queued;
        Signal::derive(move || busy.get() || queued.with(Option::is_some))
    }

    /// It is saved: nothing more to keep.
    pub(super) fn done(self) {
        self.over.set_value(true);
        self.saved.set_value(true);
        self.later.forget();
        self.left.forget_remembered();
        if let Some((id, _)) = self.editor.key.get_untracked() {
            self.left.forget_stored(&id);
        }
    }

    /// Returns the version that the movement was last stored as while it was typed here.
    pub(super) fn kept_here(self) -> Option<u64> {
        self.kept_here.get_value()
    }

    /// Whether something was typed since `initial` that is worth keeping.
    pub(super) fn is_touched(self, initial: Option<&MovimientoDraft>) -> bool {
        let draft = self.editor.draft.get_untracked();
        Some(&draft) != initial && is_worth_keeping(&draft)
    }

    /// The person gives up what she typed: nothing of it is kept, nor offered again.
    pub(super) fn give_up(self) {
        self.done();
        self.page.with_value(|page| self.left.forget(page));
    }

    /// The form is being left: what was typed since `initial` is stored in the background, and the person
    /// hears of it where she goes.
    pub(super) fn leave(self, initial: Option<&MovimientoDraft>) {
        let typed = untrack(|| self.editor.typed());
        if self.saved.get_value() || !self.is_touched(initial) {
            return;
        }
        let stored = self.held.with_value(|held| *held == typed.draft);
        self.page.with_value(|page| match typed.existing.clone() {
            Some((id, _)) if stored => self.left.leave_stored(page, typed, id),
            _ => self.left.leave(page, typed, self.drafted),
        });
    }

    /// What she asked for did not arrive. Now that it is kept, that error is over.
    fn forget_the_network(self) {
        let lost = |error: &ApiError| error.code == ApiError::UNREACHABLE;
        if self
            .asked
            .error()
            .with_untracked(|it| it.as_ref().is_some_and(lost))
        {
            self.asked.clear();
        }
    }

    fn keep(self) {
        let draft = self.editor.draft.get_untracked();
        let registro = self.editor.registro.get_untracked();
        let idle = self.over.get_value()
            || self.is_saving()
            || self
                .asked
                .error()
                .with_untracked(|error| error.as_ref().is_some_and(waits_for_her));
        let nothing_new = self.held.with_value(|held| *held == draft);
        if idle || nothing_new || registro.is_empty() || !is_worth_keeping(&draft) {
            return;
        }
        let request = SaveMovement {
            existing: self.editor.key.get_untracked(),
            registro,
            draft: draft.clone(),
            ready: false,
            origin: self.editor.form.get_value().map(Origin::Form),
        };
        let work = async move {
            // An error is no error of this task: what waits must go on, and shows its own.
            Ok(movements::save(request).await)
        };
        self.own.run(work, move |answer| {
            match answer {
                Ok(answer) => {
                    if let Some(movement) = answer.movement {
                        self.page
                            .with_value(|page| self.left.remember(page, &movement.id));
                        self.kept_here.set_value(Some(movement.version));
                        self.editor.key.set(Some((movement.id, movement.version)));
                        self.held.set_value(draft);
                        self.held_at.set(Some(self.portal.now()));
                        self.waits.set(false);
                        self.forget_the_network();
                        self.changes.movements_changed();
                    }
                }
                Err(error) if waits_for_her(&error) => self.asked.refuse(error),
                Err(_) => {
                    self.held_at.set(None);
                    self.waits.set(true);
                    self.later.after(AGAIN, move || self.keep());
                }
            }
            if let Some(act) = self.queued.get_untracked() {
                self.queued.set(None);
                act.run(());
            }
        });
    }
}

/// Nothing more is saved automatically until the person has decided, or has logged in again.
fn waits_for_her(error: &ApiError) -> bool {
    error.has_movement() || error.code == ApiError::NO_SESSION
}

/// Since when the draft is safe.
#[component]
pub(super) fn Kept(keeping: Keeping) -> impl IntoView {
    view! {
        <p class="muted" role="status">
            {move || match keeping.held_at.get() {
                Some(at) => text::kept_at(&date::time(at)),
                None if keeping.waits.get() => text::KEPT_LATER.to_owned(),
                None => String::new(),
            }}
        </p>
    }
    .into_any()
}
