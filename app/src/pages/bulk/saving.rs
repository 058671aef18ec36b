//! Saving the lines, a few hundred at once, each with its own result.

use api::functions::movements;
use api::view::movements::{Origin, SaveMany, SaveMovement, SavedOne};
use imss::finding::Finding;
use leptos::prelude::*;

use super::sheet::{Line, Outcome, Sheet};
use crate::client::{Changes, Task};
use crate::components::{
    Actions, Button, ButtonLink, ErrorNotice, Notice, Panel, Progress, Tone, Variant,
};
use crate::messages::bulk as text;

/// Movements of one call; the server takes 500.
const AT_ONCE: usize = 200;

/// A run of saving; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Saving {
    task: Task,
    done: RwSignal<usize>,
    of: RwSignal<usize>,
    /// Saved and refused, once it is over.
    told: RwSignal<Option<(usize, usize)>>,
}

impl Saving {
    pub(super) fn new() -> Self {
        Self {
            task: Task::new(),
            done: RwSignal::new(0),
            of: RwSignal::new(0),
            told: RwSignal::new(None),
        }
    }

    fn save(self, sheet: Sheet, changes: Changes) {
        if self.task.busy().get_untracked() {
            return;
        }
        let lines = untrack(|| sheet.wanted());
        self.done.set(0);
        self.of.set(lines.len());
        self.told.set(None);
        let work = async move {
            let mut counts = (0, 0);
            for part in lines.chunks(AT_ONCE) {
                let request = SaveMany {
                    items: part.iter().map(|line| request(sheet, line)).collect(),
                };
                let answers = movements::save_many(request).await?;
                for (line, answer) in part.iter().zip(answers) {
                    let outcome = outcome(answer);
                    match outcome {
                        Outcome::Saved => counts.0 += 1,
                        Outcome::Refused(_) => counts.1 += 1,
                    }
                    let _ = line.outcome.try_set(Some(outcome));
                }
                let _ = self.done.try_update(|done| *done += part.len());
            }
            Ok(counts)
        };
        self.task.run(work, move |counts| {
            self.told.set(Some(counts));
            changes.movements_changed();
        });
    }
}

fn request(sheet: Sheet, line: &Line) -> SaveMovement {
    SaveMovement {
        existing: None,
        registro: sheet.registro.with_value(|one| one.id.clone()),
        draft: untrack(|| sheet.draft(line)),
        ready: true,
        origin: line.form.clone().map(Origin::Form),
    }
}

fn outcome(answer: SavedOne) -> Outcome {
    match answer {
        SavedOne::Saved { .. } | SavedOne::Imported { .. } => Outcome::Saved,
        SavedOne::Refused { findings } => {
            let errors: Vec<_> = findings
                .into_iter()
                .filter(Finding::is_error)
                .map(|finding| finding.message)
                .collect();
            Outcome::Refused(errors.join(" "))
        }
        SavedOne::Failed { error } => Outcome::Refused(error.message),
    }
}

/// The button, its progress, and what came of it.
#[component]
pub(super) fn Save(sheet: Sheet, saving: Saving) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let count = Memo::new(move |_| sheet.wanted().len());
    let nothing = Signal::derive(move || count.get() == 0 || sheet.fecha.with(String::is_empty));
    let share = Signal::derive(move || {
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar, not a count")]
        Some(saving.done.get() as f64 / saving.of.get().max(1) as f64)
    });
    let tipo = sheet.tipo;
    view! {
        <Panel>
            {move || {
                saving
                    .told
                    .get()
                    .map(|(saved, refused)| {
                        let tone = if refused == 0 { Tone::Success } else { Tone::Warning };
                        view! {
                            <Notice tone title=text::saved(saved, refused)>
                                <ButtonLink href="/lotes">{text::GO_LOTES}</ButtonLink>
                            </Notice>
                        }
                    })
            }}
            <ErrorNotice error=saving.task.error() />
            <Show when=move || saving.task.busy().get()>
                <Progress label=text::SAVING.to_owned() value=share />
            </Show>
            <Actions>
                <Button
                    variant=Variant::Primary
                    busy=saving.task.busy()
                    disabled=nothing
                    on_click=move |()| saving.save(sheet, changes)
                >
                    {move || text::save(tipo, count.get())}
                </Button>
            </Actions>
        </Panel>
    }
    .into_any()
}
