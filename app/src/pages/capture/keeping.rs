//! A draft that is kept on the server while it is typed, so that a closed tab loses nothing.

use std::time::Duration;

use api::functions::movements;
use api::view::movements::SaveMovement;
use imss::movimiento::MovimientoDraft;
use jiff::Timestamp;
use leptos::prelude::*;

use super::rules::worth_keeping;
use crate::client::{Changes, Later, Portal, Task, use_portal};
use crate::format::date;
use crate::messages::capture as text;

/// How long the person must pause for what is typed to be kept.
const PAUSE: Duration = Duration::from_secs(3);

/// The draft at the server; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Keeping {
    portal: Portal,
    changes: Changes,
    /// What the person asked for.
    asked: Task,
    /// What is done by itself.
    own: Task,
    key: RwSignal<Option<(String, u64)>>,
    registro: RwSignal<String>,
    draft: Memo<MovimientoDraft>,
    /// What the server holds.
    held: StoredValue<MovimientoDraft>,
    held_at: RwSignal<Option<Timestamp>>,
    over: StoredValue<bool>,
    /// Waits for what is done by itself: two saves at once would tell of one another as strangers.
    queued: RwSignal<Option<Callback<()>>>,
    later: Later,
}

impl Keeping {
    /// Keeps from now on, where the movement is a draft: one that is ready stays as it was saved.
    pub(super) fn new(
        asked: Task,
        key: RwSignal<Option<(String, u64)>>,
        registro: RwSignal<String>,
        draft: Memo<MovimientoDraft>,
        drafted: bool,
    ) -> Self {
        let keeping = Self {
            portal: use_portal(),
            changes: expect_context(),
            asked,
            own: Task::new(),
            key,
            registro,
            draft,
            held: StoredValue::new(draft.get_untracked()),
            held_at: RwSignal::new(None),
            over: StoredValue::new(!drafted),
            queued: RwSignal::new(None),
            later: Later::new(),
        };
        Effect::new(move |_| {
            draft.track();
            registro.track();
            keeping.later.after(PAUSE, move || keeping.keep());
        });
        keeping
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
        self.later.forget();
    }

    fn keep(self) {
        let draft = self.draft.get_untracked();
        let registro = self.registro.get_untracked();
        let idle = self.over.get_value()
            || self.asked.busy().get_untracked()
            || self.asked.error().with_untracked(Option::is_some)
            || self.own.busy().get_untracked();
        let nothing_new = self.held.with_value(|held| *held == draft);
        if idle || nothing_new || registro.is_empty() || !worth_keeping(&draft) {
            return;
        }
        let request = SaveMovement {
            existing: self.key.get_untracked(),
            registro,
            draft: draft.clone(),
            ready: false,
            origin: None,
        };
        let work = async move {
            // An error is no error of this task: whatever waits must go on, and tell its own.
            Ok(movements::save(request).await)
        };
        self.own.run(work, move |answer| {
            match answer {
                Ok(answer) => {
                    if let Some(movement) = answer.movement {
                        self.key.set(Some((movement.id, movement.version)));
                        self.held.set_value(draft);
                        self.held_at.set(Some(self.portal.now()));
                        self.changes.movements_changed();
                    }
                }
                Err(error) if error.conflict.is_some() => self.asked.refuse(error),
                Err(error) if error.code == api::ApiError::NO_SESSION => self.asked.refuse(error),
                Err(_) => self.held_at.set(None),
            }
            if let Some(act) = self.queued.get_untracked() {
                self.queued.set(None);
                act.run(());
            }
        });
    }
}

/// Since when the draft is safe.
#[component]
pub(super) fn Kept(keeping: Keeping) -> impl IntoView {
    view! {
        <p class="muted" role="status">
            {move || keeping.held_at.get().map(|at| text::kept_at(&date::time(at)))}
        </p>
    }
    .into_any()
}
