//! Movements that are ticked in a table, to be deleted together.

use std::collections::BTreeMap;

use api::ApiError;
use api::functions::movements;
use api::view::movements::{DiscardedOne, MovementVersion, MovementView};
use app_logic::movement::restored::Restored;
use leptos::prelude::*;
use model::limits::MOVEMENTS_MAX_PER_CALL;

use super::restoring::{restore_all, restored_notice};
use crate::address::Address;
use crate::client::{Changes, Task};
use crate::components::{Actions, Button, ButtonLink, ErrorNotice, Notice, Tone, Variant};
use crate::messages::movements as text;

/// The ticked movements, by id with the version that was read; copies share them.
#[derive(Clone, Copy)]
pub(crate) struct Ticked {
    versions: RwSignal<BTreeMap<String, u64>>,
}

impl Ticked {
    /// Makes the ticks of the page being built: none.
    pub(crate) fn new() -> Self {
        Self {
            versions: RwSignal::default(),
        }
    }

    fn toggle(self, id: &str, version: u64) {
        self.versions.update(|all| {
            if all.remove(id).is_none() {
                all.insert(id.to_owned(), version);
            }
        });
    }
}

/// The box that ticks a movement.
pub(super) fn tick(ticked: Ticked, movement: &MovementView) -> impl IntoView + use<> {
    let (id, version) = (movement.id.clone(), movement.version);
    let own = id.clone();
    let label = text::tick(&movement.nombre);
    view! {
        <input
            type="checkbox"
            class="choice__control"
            aria-label=label
            prop:checked=move || ticked.versions.with(|all| all.contains_key(&own))
            on:click=|event| event.stop_propagation()
            on:change=move |_| ticked.toggle(&id, version)
        />
    }
}

/// What can be done with the ticked movements, and what was done with them last.
#[component]
pub(crate) fn TickedActions(ticked: Ticked) -> impl IntoView {
    let task = Task::new();
    let changes = expect_context::<Changes>();
    let deleted = RwSignal::new(Vec::<String>::new());
    // Those that changed, or went into a lote, since they were ticked.
    let left = RwSignal::new(0_usize);
    let count = move || ticked.versions.with(BTreeMap::len);
    let some_ticked = move || count() > 0;
    let some_left = move || left.get() > 0;
    let restored = RwSignal::new(None::<Restored>);
    let delete = move |()| {
        let items: Vec<MovementVersion> = ticked.versions.with_untracked(|all| {
            all.iter()
                .map(|(id, version)| MovementVersion {
                    id: id.clone(),
                    version: *version,
                })
                .collect()
        });
        let asked = items.len();
        restored.set(None);
        task.run(discard(items), move |ids| {
            left.set(asked - ids.len());
            ticked.versions.set(BTreeMap::new());
            deleted.set(ids);
            changes.movements_changed();
        });
    };
    let restore = move |()| {
        let ids = deleted.get_untracked();
        task.run(restore_all(ids), move |came_of_it| {
            deleted.set(Vec::new());
            restored.set(Some(came_of_it));
            changes.movements_changed();
        });
    };
    view! {
        <ErrorNotice error=task.error() />
        <Show when=move || deleted.with(|ids| !ids.is_empty())>
            <Notice tone=Tone::Success>
                <p>{move || text::deleted_many(deleted.with(Vec::len))}</p>
                <Actions>
                    <Button busy=task.busy() on_click=restore>
                        {text::RESTORE_MANY}
                    </Button>
                    <ButtonLink href=Address::Deleted variant=Variant::Quiet>
                        {text::SEE_DELETED}
                    </ButtonLink>
                </Actions>
            </Notice>
        </Show>
        {move || restored.get().map(restored_notice)}
        <Show when=some_left>
            <Notice tone=Tone::Warning>{move || text::not_deleted(left.get())}</Notice>
        </Show>
        <Show when=some_ticked>
            <Actions>
                <Button variant=Variant::Danger busy=task.busy() on_click=delete>
                    {move || text::delete_many(count())}
                </Button>
                <Button
                    variant=Variant::Quiet
                    on_click=move |()| ticked.versions.set(BTreeMap::new())
                >
                    {text::UNTICK}
                </Button>
            </Actions>
        </Show>
    }
    .into_any()
}

/// Deletes movements; returns the ids of those that are deleted.
async fn discard(items: Vec<MovementVersion>) -> Result<Vec<String>, ApiError> {
    let mut ids = Vec::new();
    for part in items.chunks(MOVEMENTS_MAX_PER_CALL) {
        let answers = movements::discard_many(part.to_vec()).await?;
        ids.extend(answers.into_iter().filter_map(|answer| match answer {
            DiscardedOne::Discarded { id } => Some(id),
            DiscardedOne::Failed { .. } => None,
        }));
    }
    Ok(ids)
}
