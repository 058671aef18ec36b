//! "Crear borradores": each proposal becomes its drafts, and nothing is sent. Made once: what was
//! proposed before for the same worker, place and date is told, not made again. All of it can be undone.

use api::functions::movements;
use api::view::movements::{Origin, SaveMany, SaveMovement, SavedOne};
use imss::finding::Finding;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use leptos::prelude::*;

use super::proposals::Proposal;
use super::sheet::{Draft, Outcome, Sheet};
use crate::client::{Changes, Task};
use crate::components::{
    Actions, Button, ButtonLink, ErrorNotice, Notice, Panel, Progress, Tone, Variant,
};
use crate::messages::assistants as text;

/// Proposals of one call, two movements each at most; the server takes 500.
const AT_ONCE: usize = 200;

/// What came of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Told {
    made: usize,
    existing: usize,
    refused: usize,
}

/// A run of saving; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Saving {
    task: Task,
    undoing: Task,
    done: RwSignal<usize>,
    of: RwSignal<usize>,
    told: RwSignal<Option<Told>>,
    /// Keys of the proposals whose drafts the last run made.
    made: RwSignal<Vec<String>>,
    /// Drafts deleted, and those that had changed and stay, once it was undone.
    undone: RwSignal<Option<(usize, usize)>>,
}

impl Saving {
    pub(super) fn new() -> Self {
        Self {
            task: Task::new(),
            undoing: Task::new(),
            done: RwSignal::new(0),
            of: RwSignal::new(0),
            told: RwSignal::new(None),
            made: RwSignal::new(Vec::new()),
            undone: RwSignal::new(None),
        }
    }

    fn create(self, sheet: Sheet, changes: Changes) {
        if self.task.busy().get_untracked() || self.undoing.busy().get_untracked() {
            return;
        }
        let wanted = untrack(|| sheet.wanted());
        self.done.set(0);
        self.of.set(wanted.len());
        self.told.set(None);
        self.undone.set(None);
        self.made.set(Vec::new());
        let work = async move {
            let mut told = Told::default();
            for part in wanted.chunks(AT_ONCE) {
                let each = part.iter().map(|one| untrack(|| requests(sheet, one)));
                let each: Vec<Vec<SaveMovement>> = each.collect();
                let tipos = |items: &Vec<SaveMovement>| -> Vec<TipoMovimiento> {
                    items.iter().map(|item| item.draft.tipo).collect()
                };
                let each_tipos: Vec<_> = each.iter().map(tipos).collect();
                let request = SaveMany {
                    items: each.into_iter().flatten().collect(),
                };
                let mut answers = movements::save_many(request).await?.into_iter();
                for (proposal, tipos) in part.iter().zip(each_tipos) {
                    let outcome = outcome(tipos.into_iter().zip(answers.by_ref()).collect());
                    match &outcome {
                        Outcome::Drafted(drafts) => {
                            told.made += drafts.len();
                            let _ = self.made.try_update(|made| made.push(proposal.key.clone()));
                        }
                        Outcome::Existing(_) => told.existing += 1,
                        Outcome::Refused(_) => told.refused += 1,
                    }
                    sheet.became(&proposal.key, Some(outcome));
                }
                let _ = self.done.try_update(|done| *done += part.len());
            }
            Ok(told)
        };
        self.task.run(work, move |told| {
            self.told.set(Some(told));
            changes.movements_changed();
        });
    }

    /// Deletes what the last run made, but for what somebody has worked on since.
    fn undo(self, sheet: Sheet, changes: Changes) {
        let keys = self.made.get_untracked();
        let work = async move {
            let (mut gone, mut left) = (0, 0);
            for key in keys {
                let Some(Outcome::Drafted(drafts)) = untrack(|| sheet.outcome_of(&key)) else {
                    continue;
                };
                let mut stays = None;
                for draft in drafts {
                    match movements::delete(draft.id.clone(), draft.version).await {
                        Ok(()) => gone += 1,
                        Err(error) if is_lost(&error) => return Err(error),
                        Err(_) => {
                            left += 1;
                            stays = Some(Outcome::Existing(draft));
                        }
                    }
                }
                sheet.became(&key, stays);
            }
            Ok((gone, left))
        };
        self.undoing.run(work, move |counts| {
            self.told.set(None);
            self.made.set(Vec::new());
            self.undone.set(Some(counts));
            changes.movements_changed();
        });
    }
}

/// Whether an error stands against all of it, and not against one draft that changed.
fn is_lost(error: &api::ApiError) -> bool {
    use api::ApiError;
    [ApiError::UNREACHABLE, ApiError::NO_SESSION].contains(&error.code.as_str())
}

fn requests(sheet: Sheet, proposal: &Proposal) -> Vec<SaveMovement> {
    let request = |(registro, draft): (String, MovimientoDraft)| SaveMovement {
        existing: None,
        registro,
        // As the row of a file would be: proposed again it is told, and never made twice, whatever date
        // was typed for it.
        origin: Some(Origin::Row(format!(
            "{}|{}|{}|{}",
            sheet.kind.href(),
            draft.tipo.code(),
            draft.nss,
            proposal.fecha
        ))),
        draft,
        ready: false,
    };
    sheet.drafts(proposal).into_iter().map(request).collect()
}

/// What became of a proposal, of what became of its movements.
fn outcome(answers: Vec<(TipoMovimiento, SavedOne)>) -> Outcome {
    let mut drafts = Vec::new();
    let mut existing = None;
    let mut refused = Vec::new();
    for (tipo, answer) in answers {
        match answer {
            SavedOne::Saved { id, version, .. } => drafts.push(Draft { tipo, id, version }),
            SavedOne::Imported { id } => {
                let version = 0;
                existing = Some(Draft { tipo, id, version });
            }
            SavedOne::Refused { findings } => refused.extend(
                findings
                    .into_iter()
                    .filter(Finding::is_error)
                    .map(|finding| finding.message),
            ),
            SavedOne::Failed { error } => refused.push(error.message),
        }
    }
    match existing {
        _ if !drafts.is_empty() => Outcome::Drafted(drafts),
        Some(draft) => Outcome::Existing(draft),
        None => Outcome::Refused(refused.join(" ")),
    }
}

/// The button, its progress, what came of it, and the way back.
#[component]
pub(super) fn Create(sheet: Sheet, saving: Saving) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let count = Memo::new(move |_| sheet.wanted().len() * sheet.movements_each());
    let nothing = Signal::derive(move || count.get() == 0);
    let share = Signal::derive(move || {
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar, not a count")]
        Some(saving.done.get() as f64 / saving.of.get().max(1) as f64)
    });
    // Nothing to make, nothing made: nothing to say.
    let idle = Memo::new(move |_| {
        sheet.proposals.with(Vec::is_empty)
            && saving.told.with(Option::is_none)
            && saving.undone.with(Option::is_none)
    });
    view! {
        <Show when=move || !idle.get()>
        <Panel>
            {move || saving.told.get().map(|told| came(sheet, saving, changes, told))}
            {move || {
                saving
                    .undone
                    .get()
                    .map(|(gone, left)| {
                        view! { <Notice tone=Tone::Success title=text::undone(gone, left)>""</Notice> }
                    })
            }}
            <ErrorNotice error=saving.task.error() />
            <ErrorNotice error=saving.undoing.error() />
            <Show when=move || saving.task.busy().get()>
                <Progress label=text::CREATING.to_owned() value=share />
            </Show>
            <Show when=move || saving.undoing.busy().get()>
                <Progress label=text::UNDOING.to_owned() />
            </Show>
            <p class="muted">{text::NEVER_SENDS}</p>
            <Actions>
                <Button
                    variant=Variant::Primary
                    busy=saving.task.busy()
                    disabled=nothing
                    on_click=move |()| saving.create(sheet, changes)
                >
                    {move || text::create(count.get())}
                </Button>
            </Actions>
        </Panel>
        </Show>
    }
    .into_any()
}

fn came(sheet: Sheet, saving: Saving, changes: Changes, told: Told) -> AnyView {
    let tone = if told.refused == 0 {
        Tone::Success
    } else {
        Tone::Warning
    };
    let title = text::created(told.made, told.existing, told.refused);
    view! {
        <Notice tone title>
            <Actions>
                <ButtonLink href="/historial/todos?estado=borrador">{text::GO_DRAFTS}</ButtonLink>
                {(told.made > 0)
                    .then(|| {
                        view! {
                            <Button
                                busy=saving.undoing.busy()
                                on_click=move |()| saving.undo(sheet, changes)
                            >
                                {text::undo(told.made)}
                            </Button>
                        }
                    })}
            </Actions>
        </Notice>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use api::ApiError;
    use api::view::movements::SavedOne;
    use imss::movimiento::TipoMovimiento::{self, Baja, Modificacion, Reingreso};

    use super::outcome;
    use crate::pages::assistants::sheet::{Draft, Outcome};

    fn saved(id: &str) -> SavedOne {
        SavedOne::Saved {
            id: id.to_owned(),
            version: 1,
            findings: Vec::new(),
        }
    }

    fn imported(id: &str) -> SavedOne {
        SavedOne::Imported { id: id.to_owned() }
    }

    fn draft(tipo: TipoMovimiento, id: &str, version: u64) -> Draft {
        let id = id.to_owned();
        Draft { tipo, id, version }
    }

    #[test]
    fn both_movements_of_a_transfer_are_one_outcome() {
        let both = outcome(vec![(Baja, saved("b")), (Reingreso, saved("r"))]);
        let made = vec![draft(Baja, "b", 1), draft(Reingreso, "r", 1)];
        assert_eq!(both, Outcome::Drafted(made));
        let one = outcome(vec![(Baja, imported("b")), (Reingreso, saved("r"))]);
        assert_eq!(one, Outcome::Drafted(vec![draft(Reingreso, "r", 1)]));
    }

    #[test]
    fn what_was_made_before_is_told_and_what_was_refused_says_why() {
        let before = outcome(vec![(Modificacion, imported("a"))]);
        assert_eq!(before, Outcome::Existing(draft(Modificacion, "a", 0)));
        let refused = SavedOne::Failed {
            error: ApiError::new("too-long", "Es muy largo."),
        };
        assert_eq!(
            outcome(vec![(Modificacion, refused)]),
            Outcome::Refused("Es muy largo.".to_owned())
        );
    }
}
