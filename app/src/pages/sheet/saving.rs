//! Saving the rows of a sheet, some hundred at once, each with its own outcome, and undoing that.

use api::functions::movements;
use api::view::movements::{DiscardedOne, MovementVersion, SaveMany};
use app_logic::sheet::outcome::{Outcome, SavedRow, Tally};
use app_logic::sheet::row::Row;
use leptos::prelude::*;

use super::Sheet;
use crate::client::{Changes, Task};

/// Rows of one call, two movements each at most; the server takes 500 movements.
const AT_ONCE: usize = 200;

/// A run of saving; copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Saving {
    pub(super) task: Task,
    pub(super) undoing: Task,
    /// Rows saved so far.
    pub(super) done: RwSignal<usize>,
    /// Rows of the run.
    pub(super) of: RwSignal<usize>,
    /// What came of the last run.
    pub(super) tally: RwSignal<Option<Tally>>,
    /// Keys of the rows that the last run stored.
    saved: RwSignal<Vec<String>>,
    /// Movements dropped again, and those that had changed and stay.
    pub(super) undone: RwSignal<Option<(usize, usize)>>,
}

impl Saving {
    pub(crate) fn new() -> Self {
        Self {
            task: Task::new(),
            undoing: Task::new(),
            done: RwSignal::new(0),
            of: RwSignal::new(0),
            tally: RwSignal::new(None),
            saved: RwSignal::new(Vec::new()),
            undone: RwSignal::new(None),
        }
    }

    pub(super) fn save<R: Row>(self, sheet: Sheet<R>, changes: Changes) {
        if self.task.busy().get_untracked() || self.undoing.busy().get_untracked() {
            return;
        }
        let rows = untrack(|| sheet.to_save());
        self.done.set(0);
        self.of.set(rows.len());
        self.tally.set(None);
        self.undone.set(None);
        self.saved.set(Vec::new());
        let work = async move {
            let mut tally = Tally::default();
            for part in rows.chunks(AT_ONCE) {
                let each: Vec<_> = part
                    .iter()
                    .map(|row| untrack(|| sheet.with(row, |terms, wish| row.requests(terms, wish))))
                    .collect();
                let tipos: Vec<Vec<_>> = each
                    .iter()
                    .map(|items| items.iter().map(|item| item.draft.tipo).collect())
                    .collect();
                let request = SaveMany {
                    items: each.into_iter().flatten().collect(),
                    import: None,
                };
                let mut answers = movements::save_many(request).await?.into_iter();
                for (row, tipos) in part.iter().zip(tipos) {
                    let answered = tipos.into_iter().zip(answers.by_ref()).collect();
                    let shown =
                        untrack(|| sheet.with(row, |terms, wish| row.findings(terms, wish)));
                    let outcome = Outcome::new(answered, &shown);
                    tally.add(&outcome);
                    if matches!(outcome, Outcome::Saved(_)) {
                        let key = row.key().to_owned();
                        let _ = self.saved.try_update(|saved| saved.push(key));
                    }
                    sheet.became(row.key(), Some(outcome));
                }
                let _ = self.done.try_update(|done| *done += part.len());
            }
            Ok(tally)
        };
        self.task.run(work, move |tally| {
            self.tally.set(Some(tally));
            changes.movements_changed();
        });
    }

    /// Drops what the last run stored, but for what somebody has worked on since.
    pub(super) fn undo<R: Row>(self, sheet: Sheet<R>, changes: Changes) {
        let keys = self.saved.get_untracked();
        let work = async move {
            let (mut gone, mut left) = (0, 0);
            for part in keys.chunks(AT_ONCE) {
                let rows: Vec<(String, Vec<SavedRow>)> = part
                    .iter()
                    .filter_map(|key| match untrack(|| sheet.outcome(key)) {
                        Some(Outcome::Saved(rows)) => Some((key.clone(), rows)),
                        _ => None,
                    })
                    .collect();
                let items = rows.iter().flat_map(|(_, rows)| rows);
                let items = items.map(|row| MovementVersion {
                    id: row.id.clone(),
                    version: row.version,
                });
                let mut answers = movements::discard_many(items.collect()).await?.into_iter();
                for (key, rows) in rows {
                    let mut stays = None;
                    for (row, answer) in rows.into_iter().zip(answers.by_ref()) {
                        match answer {
                            DiscardedOne::Discarded { .. } => gone += 1,
                            DiscardedOne::Failed { .. } => {
                                left += 1;
                                stays = Some(Outcome::Existing(row));
                            }
                        }
                    }
                    sheet.became(&key, stays);
                }
            }
            Ok((gone, left))
        };
        self.undoing.run(work, move |counts| {
            self.tally.set(None);
            self.saved.set(Vec::new());
            self.undone.set(Some(counts));
            changes.movements_changed();
        });
    }
}
