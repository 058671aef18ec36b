//! One file on its way from the person's disk to her lotes.

use api::ApiError;
use api::functions::receipts;
use api::view::receipts::{
    AppliedReceipt, ApplyReceipt, MatchedReceipt, MatchedRow, ReceiptReading,
};
use app_logic::lotes::bring_results::{Summary, in_order, miscounted, parts};
use imss::receipt::Receipt;
use leptos::prelude::*;
use web_sys::File;

use crate::client::{Changes, Task, relay};
use crate::import::ImportWorker;

/// How far it has come.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stage {
    /// No file yet.
    Pick,
    /// It was read and compared.
    Review,
    /// It was applied.
    Done(AppliedReceipt),
}

/// What is known of the file.
struct Held {
    file: File,
    receipt: Receipt,
    questions: Vec<ReceiptReading>,
    matched: Vec<MatchedReceipt>,
}

/// One file; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct ResultsSession {
    lote: StoredValue<Option<String>>,
    worker: ImportWorker,
    changes: Changes,
    task: Task,
    stage: RwSignal<Stage>,
    held: RwSignal<Option<Held>, LocalStorage>,
    keeps_elsewhere: RwSignal<bool>,
}

impl ResultsSession {
    /// Of the page being built, for a lote where it was opened from one.
    pub(super) fn new(lote: Option<String>) -> Self {
        Self {
            lote: StoredValue::new(lote),
            worker: ImportWorker::new(),
            changes: expect_context(),
            task: Task::new(),
            stage: RwSignal::new(Stage::Pick),
            held: RwSignal::new_local(None),
            keeps_elsewhere: RwSignal::new(true),
        }
    }

    pub(super) fn stage(self) -> Stage {
        self.stage.get()
    }

    pub(super) fn busy(self) -> Signal<bool> {
        self.task.busy()
    }

    pub(super) fn error(self) -> Signal<Option<ApiError>> {
        self.task.error()
    }

    pub(super) fn keeps_elsewhere(self) -> RwSignal<bool> {
        self.keeps_elsewhere
    }

    /// What the file would do, in numbers.
    pub(super) fn summary(self) -> Signal<Summary> {
        Signal::derive(move || {
            self.held.with(|held| {
                let parts = held.iter().flat_map(|held| &held.matched);
                parts
                    .map(Summary::of)
                    .fold(Summary::default(), Summary::and)
            })
        })
    }

    /// Its movements, what does nothing first.
    pub(super) fn rows(self) -> Signal<Vec<MatchedRow>> {
        Signal::derive(move || {
            self.held.with(|held| {
                held.as_ref()
                    .map(|held| in_order(&held.matched))
                    .unwrap_or_default()
            })
        })
    }

    /// Where the file counts otherwise than was read.
    pub(super) fn miscounted(self) -> Vec<String> {
        self.held.with(|held| {
            held.as_ref()
                .map(|held| miscounted(&held.receipt))
                .unwrap_or_default()
        })
    }

    /// Lines that could not be read.
    pub(super) fn unread(self) -> Vec<String> {
        self.held.with(|held| {
            held.as_ref()
                .map(|held| held.receipt.unread.clone())
                .unwrap_or_default()
        })
    }

    /// Reads a file and compares it.
    pub(super) fn read(self, file: File) {
        let lote = self.lote.get_value();
        let work = async move {
            let receipt = self.worker.receipt(file.clone()).await?;
            let questions = parts(&receipt, lote.as_deref());
            let matched = compared(&questions).await?;
            Ok::<_, ApiError>(Held {
                file,
                receipt,
                questions,
                matched,
            })
        };
        self.task.run(work, move |held| {
            self.held.set(Some(held));
            self.stage.set(Stage::Review);
        });
    }

    /// Applies what was confirmed: the file first, then its parts.
    pub(super) fn apply(self) {
        let Some((file, kind, questions, summaries)) = self.held.with_untracked(|held| {
            let held = held.as_ref()?;
            let summaries: Vec<Summary> = held.matched.iter().map(Summary::of).collect();
            Some((
                held.file.clone(),
                held.receipt.kind,
                held.questions.clone(),
                summaries,
            ))
        }) else {
            return;
        };
        let keeps = self.keeps_elsewhere.get_untracked();
        let work = async move {
            let kept = relay::keep_receipt(kind.media_type(), &file).await?;
            let mut all = AppliedReceipt {
                lotes: Vec::new(),
                settled: 0,
                elsewhere: 0,
            };
            for (reading, summary) in questions.into_iter().zip(summaries) {
                let elsewhere = if keeps { summary.elsewhere } else { 0 };
                if summary.settles == 0 && elsewhere == 0 {
                    continue;
                }
                let request = ApplyReceipt {
                    receipt: kept.id.clone(),
                    reading,
                    settles: u32::try_from(summary.settles).unwrap_or(u32::MAX),
                    elsewhere: u32::try_from(elsewhere).unwrap_or(u32::MAX),
                };
                let applied = receipts::apply(request).await?;
                all.settled += applied.settled;
                all.elsewhere += applied.elsewhere;
                for lote in applied.lotes {
                    all.lotes.retain(|known| known.id != lote.id);
                    all.lotes.push(lote);
                }
            }
            Ok::<_, ApiError>(all)
        };
        self.task.request(work, move |applied| {
            self.changes.movements_changed();
            self.stage.set(Stage::Done(applied));
        });
    }

    /// Begins again with another file.
    pub(super) fn forget(self) {
        self.task.clear();
        self.held.set(None);
        self.stage.set(Stage::Pick);
    }
}

async fn compared(questions: &[ReceiptReading]) -> Result<Vec<MatchedReceipt>, ApiError> {
    let mut matched = Vec::new();
    for question in questions {
        matched.push(receipts::match_receipt(question.clone()).await?);
    }
    Ok(matched)
}
