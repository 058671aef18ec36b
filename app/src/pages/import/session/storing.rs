//! From checked rows to movements and trabajadores at the server, some at a time, and back.

use api::ApiError;
use api::functions::{movements, trabajadores};
use api::view::registros::RegistroView;
use api::view::trabajadores::SearchTrabajadores;
use app_logic::import::ROWS_AT_ONCE;
use app_logic::import::plantilla::{self, InFile};
use app_logic::import::storing::{self, Outcome};
use import_protocol::{Known, Purpose};
use jiff::civil::Date;
use leptos::prelude::*;
use model::limits::PAGE_MAX_ROWS;

use super::{ImportSession, NoLongerVigentes, Stage, registro_label};
use crate::client::browser;
use crate::format::date;
use crate::import::Settled;
use crate::messages::import as text;
use crate::pages::import::undo::{Undone, undo_import};

impl ImportSession {
    /// Stores every row that is ready. Of a plantilla, who would not be vigente any more is shown first.
    pub(in super::super) fn store(self) {
        match self.purpose {
            Purpose::Movements => self.store_confirmed(),
            Purpose::Plantilla => self.run(self.look_who_is_missing()),
        }
    }

    /// Stores every row that is ready. What the server took stays, whatever happens then.
    pub(in super::super) fn store_confirmed(self) {
        self.run(self.store_ready());
    }

    /// Takes back every movement that this import made.
    pub(in super::super) fn undo(self) {
        self.run(async move {
            self.stage.set(Stage::Undoing);
            let undone = self.discard_made().await;
            if self.stage.try_set(Stage::Done).is_none() {
                browser::focus_content();
            }
            undone
        });
    }

    async fn store_ready(self) -> Result<(), ApiError> {
        self.stage.set(Stage::Storing);
        let stored = self.store_all().await;
        match self.purpose {
            Purpose::Movements => self.changes.movements_changed(),
            Purpose::Plantilla => self.changes.registros_changed(),
        }
        self.stage.set(Stage::Done);
        browser::focus_content();
        stored
    }

    async fn discard_made(self) -> Result<(), ApiError> {
        let total = u32::try_from(self.made.get_untracked()).unwrap_or(u32::MAX);
        self.sent.set((0, total));
        let before = self.taken_back.get_untracked().unwrap_or_default();
        let mut undone = before;
        let id = self.name.with_value(|name| name.id.clone());
        let outcome = undo_import(id, self.changes, |now| {
            undone = Undone {
                gone: before.gone + now.gone,
                left: now.left,
            };
            let sent = u32::try_from(now.gone + now.left).unwrap_or(u32::MAX);
            let _ = self.sent.try_set((sent.min(total), total));
            // Goes on where the page was left.
            self.busy.try_get_untracked() != Some(false)
        })
        .await;
        let gone = undone.gone - before.gone;
        let _ = self
            .made
            .try_update(|made| *made = made.saturating_sub(gone));
        let _ = self.taken_back.try_set(Some(undone));
        outcome
    }

    /// Until every row is sent, or the person cancels.
    async fn store_all(self) -> Result<(), ApiError> {
        let total = self.tally.with_untracked(|tally| tally.ready);
        self.sent.set((0, total));
        let mut from = Some(0);
        let mut sent = 0;
        let mut loaded: Vec<String> = Vec::new();
        let cutoff = date::from_field(&self.cutoff.get_untracked());
        let name = self.name.get_value();
        while let Some(start) = from {
            if !self.busy.get_untracked() {
                return Ok(());
            }
            let batch = self.worker.drafts(start, ROWS_AT_ONCE).await?;
            from = batch.next;
            sent += u32::try_from(batch.rows.len()).unwrap_or(0);
            match (self.purpose, cutoff) {
                (Purpose::Movements, _) | (Purpose::Plantilla, None) => {
                    let (rows, request) = self
                        .registros
                        .with_value(|all| storing::save_many(batch.rows, all, name.clone()));
                    if !rows.is_empty() {
                        let answers = movements::save_many(request).await?;
                        self.settle(storing::settled(&rows, answers)).await?;
                    }
                }
                (Purpose::Plantilla, Some(cutoff)) => {
                    let requests = self
                        .registros
                        .with_value(|all| plantilla::load_plantilla(batch.rows, all, cutoff));
                    for (rows, request) in requests {
                        if !loaded.contains(&request.registro) {
                            loaded.push(request.registro.clone());
                        }
                        let answers = trabajadores::load_plantilla(request).await?;
                        self.settle(plantilla::loaded(&rows, answers)).await?;
                    }
                }
            }
            self.sent.set((sent, total));
        }
        if let Some(cutoff) = cutoff.filter(|_| self.purpose == Purpose::Plantilla) {
            for registro in loaded {
                trabajadores::finish_plantilla(registro, cutoff).await?;
            }
        }
        Ok(())
    }

    async fn settle(self, outcome: Outcome) -> Result<(), ApiError> {
        let Outcome {
            stored,
            known,
            refused,
            made,
        } = outcome;
        self.made.update(|all| *all += made);
        let known = known
            .into_iter()
            .map(|row| Known {
                row,
                words: text::IS_HELD.to_owned(),
            })
            .collect();
        let settled = Settled {
            stored,
            known,
            refused,
            ..Settled::default()
        };
        let tally = self.worker.settle(settled).await?;
        self.tally.set(tally);
        Ok(())
    }

    /// Shows who would not be vigente any more; where nobody, the rows are stored at once.
    async fn look_who_is_missing(self) -> Result<(), ApiError> {
        let Some(cutoff) = date::from_field(&self.cutoff.get_untracked()) else {
            return Ok(());
        };
        let mut in_file = InFile::default();
        let mut from = Some(0);
        while let Some(start) = from {
            let batch = self.worker.drafts(start, ROWS_AT_ONCE).await?;
            from = batch.next;
            self.registros
                .with_value(|all| in_file.add(&batch.rows, all));
        }
        let mut missing = Vec::new();
        for id in in_file.registros() {
            let names = who_is_missing(&in_file, id, cutoff).await?;
            if !names.is_empty() {
                let registro = self.registros.with_value(|all| label_of(all, id));
                missing.push(NoLongerVigentes { registro, names });
            }
        }
        if missing.is_empty() {
            return self.store_ready().await;
        }
        self.no_longer_vigentes.set(missing);
        self.stage.set(Stage::Confirm);
        browser::focus_content();
        Ok(())
    }
}

async fn who_is_missing(
    in_file: &InFile,
    registro: &str,
    cutoff: Date,
) -> Result<Vec<String>, ApiError> {
    let mut names = Vec::new();
    let mut request = SearchTrabajadores {
        registro: Some(registro.to_owned()),
        vigentes: true,
        limit: PAGE_MAX_ROWS,
        ..SearchTrabajadores::default()
    };
    loop {
        let page = trabajadores::search(request.clone()).await?;
        names.extend(in_file.missing(registro, cutoff, &page.rows));
        match page.next {
            Some(next) => request.cursor = Some(next),
            None => return Ok(names),
        }
    }
}

fn label_of(registros: &[RegistroView], id: &str) -> String {
    registros
        .iter()
        .find(|one| one.id == id)
        .map(registro_label)
        .unwrap_or_default()
}
