//! What is under way on the page: the file, what was chosen, the rows that are shown.

use api::ApiError;
use api::functions::{imports, movements, trabajadores};
use api::view::imports::ColumnMapping;
use api::view::registros::RegistroView;
use api::view::settings::Settings;
use import_protocol::{Opened, Purpose, RowView, Rules, Tally, field_from};
use imss::movimiento::MovimientoDraft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::rules::{self, BATCH, Chosen, Outcome, PAGE};
use crate::client::{Changes, Portal, browser, use_portal};
use crate::components::Choice;
use crate::format::date;
use crate::import::{ImportError, ImportWorker, Progress};
use crate::messages::import as text;

/// What the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Pick,
    Columns,
    Reading,
    Recognising,
    Preview,
    Storing,
    Done,
}

/// Everything a page of an import works with; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Session {
    pub(super) purpose: Purpose,
    pub(super) chosen: Chosen,
    /// The cut-off date of a plantilla, as a date field writes it.
    pub(super) corte: RwSignal<String>,
    portal: Portal,
    changes: Changes,
    worker: ImportWorker,
    registros: StoredValue<Vec<RegistroView>>,
    settings: StoredValue<Settings>,
    stage: RwSignal<Stage>,
    busy: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
    opened: RwSignal<Option<Opened>>,
    /// By column, the name of its field; empty, it is not imported.
    columns: RwSignal<Vec<RwSignal<String>>>,
    tally: RwSignal<Tally>,
    /// Rows told to the server so far, and of how many.
    told: RwSignal<(u32, u32)>,
    pub(super) filter: RwSignal<String>,
    offset: RwSignal<u32>,
    rows: RwSignal<Vec<RowView>>,
    total: RwSignal<u32>,
}

impl Session {
    /// Of the page being built.
    pub(super) fn new(purpose: Purpose, registros: Vec<RegistroView>, settings: Settings) -> Self {
        let only = match registros.as_slice() {
            [only] => only.data.numero.clone(),
            _ => String::new(),
        };
        Self {
            purpose,
            chosen: Chosen {
                tipo: RwSignal::default(),
                registro: RwSignal::new(only),
                fecha: RwSignal::default(),
                causa: RwSignal::default(),
            },
            corte: RwSignal::default(),
            portal: use_portal(),
            changes: expect_context(),
            worker: ImportWorker::new(),
            registros: StoredValue::new(registros),
            settings: StoredValue::new(settings),
            stage: RwSignal::new(Stage::Pick),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            opened: RwSignal::new(None),
            columns: RwSignal::new(Vec::new()),
            tally: RwSignal::default(),
            told: RwSignal::default(),
            filter: RwSignal::new("all".to_owned()),
            offset: RwSignal::new(0),
            rows: RwSignal::new(Vec::new()),
            total: RwSignal::new(0),
        }
    }

    pub(super) fn stage(self) -> ReadSignal<Stage> {
        self.stage.read_only()
    }

    pub(super) fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    pub(super) fn error(self) -> Signal<Option<ApiError>> {
        self.error.into()
    }

    pub(super) fn opened(self) -> ReadSignal<Option<Opened>> {
        self.opened.read_only()
    }

    pub(super) fn tally(self) -> ReadSignal<Tally> {
        self.tally.read_only()
    }

    pub(super) fn told(self) -> ReadSignal<(u32, u32)> {
        self.told.read_only()
    }

    pub(super) fn progress(self) -> ReadSignal<Option<Progress>> {
        self.worker.progress()
    }

    pub(super) fn rows(self) -> ReadSignal<Vec<RowView>> {
        self.rows.read_only()
    }

    /// The first row that is shown, from 0, and how many there are.
    pub(super) fn place(self) -> (ReadSignal<u32>, ReadSignal<u32>) {
        (self.offset.read_only(), self.total.read_only())
    }

    pub(super) fn registro_choices(self) -> Vec<Choice> {
        self.registros.with_value(|all| {
            let choice = |one: &RegistroView| {
                let label = format!("{} · {}", one.data.numero, one.data.razon_social);
                Choice::new(&one.data.numero, label)
            };
            all.iter().map(choice).collect()
        })
    }

    /// The field that a column was mapped to.
    pub(super) fn column(self, place: usize) -> RwSignal<String> {
        self.columns
            .with_untracked(|columns| columns.get(place).copied())
            .unwrap_or_default()
    }

    /// Whether a column before this one has the same field.
    pub(super) fn twice(self, place: usize) -> bool {
        let chosen: Vec<String> = self
            .columns
            .with(|columns| columns.iter().map(|column| column.get()).collect());
        rules::is_twice(&chosen, place)
    }

    /// Looks at a file. One whose columns are fixed and that says everything is read at once.
    pub(super) fn open(self, files: Vec<File>) {
        if self.purpose == Purpose::Plantilla && self.corte.with_untracked(String::is_empty) {
            let missing = ApiError::new("required", text::CUTOFF_MISSING);
            self.error.set(Some(missing.at("corte")));
            return;
        }
        self.run(async move {
            let opened = self.worker.open(files, self.purpose).await?;
            let at_once = !opened.kind.has_columns() && self.purpose == Purpose::Movements;
            self.show_columns(opened).await?;
            if at_once {
                self.read().await?;
            }
            Ok(())
        });
    }

    pub(super) fn choose_sheet(self, sheet: u32) {
        self.run(async move {
            let opened = self.worker.sheet(sheet).await?;
            self.show_columns(opened).await
        });
    }

    /// Reads and checks every row.
    pub(super) fn check(self) {
        self.run(self.read());
    }

    /// Shows rows of the filter from one on.
    pub(super) fn turn_to(self, offset: u32) {
        spawn_local(async move {
            let filter = rules::filter_of(&self.filter.get_untracked());
            match self.worker.rows(filter, offset, PAGE).await {
                Ok((rows, total)) => {
                    self.offset.set(offset);
                    self.total.set(total);
                    self.rows.set(rows);
                }
                Err(error) => self.fail(error.into()),
            }
        });
    }

    pub(super) fn leave(self, row: u32, out: bool) {
        spawn_local(async move {
            match self.worker.leave(row, out).await {
                Ok((row, tally)) => self.changed(row, tally),
                Err(error) => self.fail(error.into()),
            }
        });
    }

    /// Mends a row; `done` once it is.
    pub(super) fn mend(
        self,
        row: u32,
        draft: MovimientoDraft,
        rfc: String,
        done: impl FnOnce() + 'static,
    ) {
        spawn_local(async move {
            match self.worker.mend(row, draft, rfc).await {
                Ok((row, tally)) => {
                    self.changed(row, tally);
                    done();
                }
                Err(error) => self.fail(error.into()),
            }
        });
    }

    /// Stores every row that is ready. What the server took stays taken, whatever happens then.
    pub(super) fn store(self) {
        self.run(async move {
            self.stage.set(Stage::Storing);
            let stored = self.store_all().await;
            match self.purpose {
                Purpose::Movements => self.changes.movements_changed(),
                Purpose::Plantilla => self.changes.registros_changed(),
            }
            self.stage.set(Stage::Done);
            browser::focus_content();
            stored
        });
    }

    /// Stops what is under way. While rows are stored it stops between two calls of the server, and
    /// what is stored stays so; while a file is read its worker ends.
    pub(super) fn cancel(self) {
        match self.stage.get_untracked() {
            Stage::Storing => self.busy.set(false),
            _ => self.restart(),
        }
    }

    /// Forgets the file.
    pub(super) fn restart(self) {
        self.worker.end();
        self.error.set(None);
        self.opened.set(None);
        self.rows.set(Vec::new());
        self.tally.set(Tally::default());
        self.stage.set(Stage::Pick);
        browser::focus_content();
    }

    pub(super) fn back_to_columns(self) {
        self.stage.set(Stage::Columns);
    }

    pub(super) fn save_rejected(self) {
        self.run(async move {
            let made = self.worker.rejected().await?;
            browser::save(&made.name, &made.content);
            Ok(())
        });
    }

    pub(super) fn save_template(self) {
        self.run(async move {
            let made = self.worker.template(self.purpose).await?;
            browser::save(&made.name, &made.content);
            Ok(())
        });
    }

    async fn show_columns(self, opened: Opened) -> Result<(), ApiError> {
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

    async fn read(self) -> Result<(), ApiError> {
        let chosen: Vec<String> = self
            .columns
            .with_untracked(|columns| columns.iter().map(|one| one.get_untracked()).collect());
        let columns = chosen.iter().map(|name| field_from(name)).collect();
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
        self.told.set((0, total));
        self.stage.set(Stage::Recognising);
        let mut from = Some(0);
        let mut told = 0;
        while let Some(start) = from {
            let batch = self.worker.drafts(start, BATCH).await?;
            from = batch.next;
            told += u32::try_from(batch.rows.len()).unwrap_or(0);
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
            self.told.set((told, total));
        }
        Ok(())
    }

    async fn store_all(self) -> Result<(), ApiError> {
        let total = self.tally.with_untracked(|tally| tally.ready);
        self.told.set((0, total));
        let mut from = Some(0);
        let mut told = 0;
        let mut loaded: Vec<String> = Vec::new();
        let corte = date::from_field(&self.corte.get_untracked());
        while let Some(start) = from {
            if !self.busy.get_untracked() {
                return Ok(());
            }
            let batch = self.worker.drafts(start, BATCH).await?;
            from = batch.next;
            told += u32::try_from(batch.rows.len()).unwrap_or(0);
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
            self.told.set((told, total));
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

    fn changed(self, row: RowView, tally: Tally) {
        self.tally.set(tally);
        self.rows.update(|rows| {
            if let Some(shown) = rows.iter_mut().find(|shown| shown.row == row.row) {
                *shown = row;
            }
        });
    }

    /// Does one thing at a time, and shows why it failed.
    fn run(self, work: impl Future<Output = Result<(), ApiError>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        spawn_local(async move {
            let outcome = work.await;
            if self.busy.is_disposed() {
                return;
            }
            self.busy.set(false);
            if let Err(error) = outcome {
                self.fail(error);
            }
        });
    }

    fn fail(self, error: ApiError) {
        if self.error.is_disposed() || error.code == ImportError::Cancelled.code() {
            return;
        }
        if error.code == ApiError::NO_SESSION {
            self.portal.session_ended();
        } else {
            self.error.set(Some(error));
        }
    }
}
