//! From a picked file to its rows, checked.

use api::ApiError;
use api::functions::imports;
use api::view::imports::ColumnMapping;
use api::view::settings::Settings;
use import_protocol::{Opened, Purpose, Rules};
use leptos::prelude::*;

use super::{Session, Stage};
use crate::client::browser;
use crate::import::ImportError;
use crate::pages::import::rules::{self, BATCH, Chosen};

impl Session {
    pub(super) async fn show_columns(self, opened: Opened) -> Result<(), ApiError> {
        let headings: Vec<String> = opened
            .columns
            .iter()
            .map(|column| column.heading.clone())
            .collect();
        let mut last: Option<ColumnMapping> = None;
        if !headings.is_empty() {
            let kind = rules::import_kind(self.purpose);
            last = imports::mapping(kind, headings).await?;
        }
        let chosen = rules::chosen_columns(&opened.columns, last.as_ref());
        self.columns
            .set(chosen.into_iter().map(RwSignal::new).collect());
        self.opened.set(Some(opened));
        self.stage.set(Stage::Columns);
        Ok(())
    }

    /// Reads and checks every row, and asks which of them are known.
    pub(super) async fn read(self) -> Result<(), ApiError> {
        let chosen: Vec<String> = self
            .columns
            .with_untracked(|columns| columns.iter().map(|one| one.get_untracked()).collect());
        let columns = chosen.iter().map(|name| name.parse().ok()).collect();
        let Chosen {
            tipo,
            registro,
            fecha,
            causa,
        } = self.chosen;
        let defaults = rules::defaults(
            &tipo.get_untracked(),
            &registro.get_untracked(),
            &fecha.get_untracked(),
            &causa.get_untracked(),
        );
        let rules = Rules {
            today: self.portal.today(),
            calendar: self.settings.with_value(Settings::calendar),
            wages: self.settings.with_value(Settings::wages),
            registros: self.registros.with_value(|all| rules::registros(all)),
        };
        self.stage.set(Stage::Reading);
        let tally = match self.worker.check(columns, defaults, rules).await {
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
            self.recognise().await?;
        }
        self.filter.set("all".to_owned());
        self.stage.set(Stage::Preview);
        self.turn_to(0);
        browser::focus_content();
        Ok(())
    }

    async fn remember(self, chosen: &[String]) -> Result<(), ApiError> {
        let mapping = self.opened.with_untracked(|opened| {
            opened
                .as_ref()
                .filter(|opened| !opened.columns.is_empty())
                .map(|opened| rules::mapping(self.purpose, &opened.columns, chosen))
        });
        match mapping {
            Some(mapping) => imports::remember_mapping(mapping).await,
            None => Ok(()),
        }
    }

    /// Asks the server which rows it has from an earlier import.
    async fn recognise(self) -> Result<(), ApiError> {
        let total = self.tally.with_untracked(|tally| tally.ready);
        self.sent.set((0, total));
        self.stage.set(Stage::Recognising);
        let mut from = Some(0);
        let mut sent = 0;
        while let Some(start) = from {
            let batch = self.worker.drafts(start, BATCH).await?;
            from = batch.next;
            sent += u32::try_from(batch.rows.len()).unwrap_or(0);
            let asked = self
                .registros
                .with_value(|all| rules::origins(&batch.rows, all));
            let question = asked.iter().map(|(_, origin)| origin.clone()).collect();
            let answers = imports::recognise(question).await?;
            let known = rules::recognised(&asked, &answers);
            if !known.is_empty() {
                let tally = self.worker.settle(Vec::new(), known, Vec::new()).await?;
                self.tally.set(tally);
            }
            self.sent.set((sent, total));
        }
        Ok(())
    }
}
