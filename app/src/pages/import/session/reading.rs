//! From a picked file to its rows, checked and compared with what is held.

use std::collections::BTreeSet;

use api::ApiError;
use api::functions::imports;
use app_logic::import::review::{ReviewOrder, Reviewed};
use app_logic::import::{ROWS_AT_ONCE, columns, filters, registros, review};
use import_protocol::{BatchRow, Opened, Purpose, Rules};
use leptos::prelude::*;
use model::ColumnMapping;
use model::CompanySettings;

use super::{Defaults, ImportSession, Stage};
use crate::client::browser;
use crate::import::{ImportError, Settled};

impl ImportSession {
    pub(super) async fn show_columns(self, opened: Opened) -> Result<(), ApiError> {
        let headings: Vec<String> = opened
            .columns
            .iter()
            .map(|column| column.heading.clone())
            .collect();
        let mut last: Option<ColumnMapping> = None;
        if !headings.is_empty() {
            let kind = columns::import_kind(self.purpose);
            last = imports::mapping(kind, headings).await?;
        }
        let chosen = columns::chosen_columns(&opened.columns, last.as_ref());
        self.columns
            .set(chosen.into_iter().map(RwSignal::new).collect());
        if let Some(tipo) = last.as_ref().and_then(|last| last.tipo) {
            self.defaults.tipo.set(tipo.code().to_owned());
        }
        self.last_mapping.set(last);
        self.opened.set(Some(opened));
        self.stage.set(Stage::Columns);
        Ok(())
    }

    /// Reads and checks every row, and compares them with what the server holds.
    pub(super) async fn read(self) -> Result<(), ApiError> {
        let chosen: Vec<String> = self
            .columns
            .with_untracked(|columns| columns.iter().map(|one| one.get_untracked()).collect());
        let fields = columns::uses(&chosen);
        let Defaults {
            tipo,
            registro,
            fecha,
            causa,
        } = self.defaults;
        let defaults = columns::defaults(
            &tipo.get_untracked(),
            &registro.get_untracked(),
            &fecha.get_untracked(),
            &causa.get_untracked(),
        );
        let rules = Rules {
            today: self.portal.today(),
            calendar: self.settings.with_value(CompanySettings::calendar),
            wages: self.settings.with_value(CompanySettings::wages),
            registros: self.registros.with_value(|all| registros::registros(all)),
        };
        self.stage.set(Stage::Reading);
        let tally = match self.worker.check(fields, defaults, rules).await {
            Ok(tally) => tally,
            Err(ImportError::Cancelled) => return Err(ImportError::Cancelled.into()),
            Err(error) => {
                // A file that broke off keeps its columns on the page.
                self.stage.set(Stage::Columns);
                return Err(error.into());
            }
        };
        self.tally.set(tally);
        self.remember(&chosen).await?;
        if self.purpose == Purpose::Movements {
            self.compare().await?;
        }
        self.filter.set(filters::ALL.to_owned());
        self.stage.set(Stage::Review);
        self.turn_to(0);
        browser::focus_content();
        Ok(())
    }

    async fn remember(self, chosen: &[String]) -> Result<(), ApiError> {
        let tipo = self.defaults.tipo.get_untracked();
        let mapping = self.opened.with_untracked(|opened| {
            opened
                .as_ref()
                .filter(|opened| !opened.columns.is_empty())
                .map(|opened| columns::mapping(self.purpose, &opened.columns, chosen, &tipo))
        });
        match mapping {
            Some(mapping) => imports::remember_mapping(mapping).await,
            None => Ok(()),
        }
    }

    /// Asks the server which rows it holds already, and what the history says of the others.
    async fn compare(self) -> Result<(), ApiError> {
        let total = self.tally.with_untracked(|tally| tally.ready);
        self.sent.set((0, total));
        self.differing.update(BTreeSet::clear);
        self.stage.set(Stage::Comparing);
        let mut order = ReviewOrder::default();
        let mut from = Some(0);
        while let Some(start) = from {
            let batch = self.worker.drafts(start, ROWS_AT_ONCE).await?;
            from = batch.next;
            order.look(&batch.rows);
        }
        let mut from = Some(0);
        while let Some(start) = from {
            let batch = self.worker.drafts(start, ROWS_AT_ONCE).await?;
            from = batch.next;
            self.ask_about(&order.take(batch.rows), total).await?;
        }
        for rows in order.rest() {
            self.ask_about(&rows, total).await?;
        }
        Ok(())
    }

    async fn ask_about(self, rows: &[BatchRow], total: u32) -> Result<(), ApiError> {
        let count = u32::try_from(rows.len()).unwrap_or(0);
        let (rows, asked) = self.registros.with_value(|all| review::question(rows, all));
        if !asked.is_empty() {
            let answers = imports::review(asked).await?;
            let Reviewed {
                known,
                differing,
                noted,
            } = review::reviewed(&rows, answers);
            if !known.is_empty() || !noted.is_empty() {
                let settled = Settled {
                    known,
                    noted,
                    ..Settled::default()
                };
                let tally = self.worker.settle(settled).await?;
                self.tally.set(tally);
                self.differing.update(|all| all.extend(differing));
            }
        }
        self.sent
            .update(|(sent, _)| *sent = total.min(*sent + count));
        Ok(())
    }
}
