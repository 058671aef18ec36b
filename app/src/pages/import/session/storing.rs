//! From checked rows to movements and workers at the server, some at a time.

use api::ApiError;
use api::functions::{movements, trabajadores};
use import_protocol::Purpose;
use leptos::prelude::*;

use super::Session;
use crate::format::date;
use crate::pages::import::rules::{self, BATCH, Outcome};

impl Session {
    /// Until every row is sent, or the person cancels.
    pub(super) async fn store_all(self) -> Result<(), ApiError> {
        let total = self.tally.with_untracked(|tally| tally.ready);
        self.sent.set((0, total));
        let mut from = Some(0);
        let mut sent = 0;
        let mut loaded: Vec<String> = Vec::new();
        let corte = date::from_field(&self.corte.get_untracked());
        while let Some(start) = from {
            if !self.busy.get_untracked() {
                return Ok(());
            }
            let batch = self.worker.drafts(start, BATCH).await?;
            from = batch.next;
            sent += u32::try_from(batch.rows.len()).unwrap_or(0);
            match (self.purpose, corte) {
                (Purpose::Movements, _) | (Purpose::Plantilla, None) => {
                    let (rows, request) = self
                        .registros
                        .with_value(|all| rules::save_many(batch.rows, all));
                    if !rows.is_empty() {
                        let answers = movements::save_many(request).await?;
                        self.settle(rules::settled(&rows, answers)).await?;
                    }
                }
                (Purpose::Plantilla, Some(corte)) => {
                    let requests = self
                        .registros
                        .with_value(|all| rules::load_plantilla(batch.rows, all, corte));
                    for (rows, request) in requests {
                        if !loaded.contains(&request.registro) {
                            loaded.push(request.registro.clone());
                        }
                        let answers = trabajadores::load_plantilla(request).await?;
                        self.settle(rules::loaded(&rows, answers)).await?;
                    }
                }
            }
            self.sent.set((sent, total));
        }
        if let Some(corte) = corte.filter(|_| self.purpose == Purpose::Plantilla) {
            for registro in loaded {
                trabajadores::finish_plantilla(registro, corte).await?;
            }
        }
        Ok(())
    }

    async fn settle(self, outcome: Outcome) -> Result<(), ApiError> {
        let Outcome {
            stored,
            known,
            refused,
        } = outcome;
        let tally = self.worker.settle(stored, known, refused).await?;
        self.tally.set(tally);
        Ok(())
    }
}
