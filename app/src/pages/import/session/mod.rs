//! The state of one import: the file, what was chosen, the rows that are shown.

mod correcting;
mod reading;
mod storing;

use std::collections::BTreeSet;
use std::sync::Arc;

use api::ApiError;
use api::view::movements::ImportName;
use api::view::registros::{RegistroData, RegistroView};
use app_logic::import::questions::{self, QuestionView};
use app_logic::import::storing::import_file;
use app_logic::import::{ROWS_SHOWN, columns, filters};
use app_logic::sessions::Generation;
use import_protocol::{Opened, Purpose, RowView, Tally};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::ColumnMapping;
use model::CompanySettings;
use web_sys::File;

use super::undo::Undone;
use crate::client::{Changes, Portal, browser, fail, use_portal};
use crate::components::Choice;
use crate::format::date;
use crate::import::{ImportError, ImportWorker, Progress};
use crate::messages::import as text;
use crate::messages::movements::registro;

/// What the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// A file is to be picked.
    Pick,
    /// Its columns are to be looked at.
    Columns,
    /// Its rows are read.
    Reading,
    /// Its rows are compared with what is held already.
    Comparing,
    /// Its rows are shown.
    Review,
    /// Of a plantilla: who would not be vigente any more is shown.
    Confirm,
    /// Its rows are stored.
    Storing,
    /// They are stored.
    Done,
    /// What was stored is taken back.
    Undoing,
}

/// The element that holds the questions of a file.
pub(super) const QUESTIONS: &str = "preguntas";

/// The name of the field of the cut-off date.
pub(super) const CUTOFF: &str = "corte";

/// What the person chose for rows that do not say.
#[derive(Clone, Copy, Default)]
pub(super) struct Defaults {
    /// Code of a type.
    pub(super) tipo: RwSignal<String>,
    /// Number of a registro patronal.
    pub(super) registro: RwSignal<String>,
    /// As a date field writes it.
    pub(super) fecha: RwSignal<String>,
    /// Code of a cause.
    pub(super) causa: RwSignal<String>,
}

/// The trabajadores of one registro patronal who would not be vigentes any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoLongerVigentes {
    /// The registro patronal, as a person reads it.
    pub(super) registro: String,
    /// Their names.
    pub(super) names: Vec<String>,
}

/// Everything that the pages of one import work with; copies share it.
#[derive(Clone, Copy)]
pub(super) struct ImportSession {
    pub(super) purpose: Purpose,
    pub(super) defaults: Defaults,
    /// The cut-off date of a plantilla, as a date field writes it.
    pub(super) cutoff: RwSignal<String>,
    pub(super) filter: RwSignal<String>,
    portal: Portal,
    changes: Changes,
    worker: ImportWorker,
    registros: StoredValue<Vec<RegistroView>>,
    settings: StoredValue<CompanySettings>,
    stage: RwSignal<Stage>,
    busy: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
    opened: RwSignal<Option<Opened>>,
    /// By column, the name of its use; empty where it is not imported.
    columns: RwSignal<Vec<RwSignal<String>>>,
    /// What columns with these headings meant the last time.
    last_mapping: RwSignal<Option<ColumnMapping>>,
    tally: RwSignal<Tally>,
    /// Rows sent to the server so far, and how many there are to send.
    sent: RwSignal<(u32, u32)>,
    offset: RwSignal<u32>,
    /// The rows that are shown; each is a signal, so that a change draws one row.
    rows: RwSignal<Arc<[ArcRwSignal<RowView>]>>,
    total: RwSignal<u32>,
    /// The rows that are held already with another salary.
    differing: RwSignal<BTreeSet<u32>>,
    no_longer_vigentes: RwSignal<Vec<NoLongerVigentes>>,
    /// Names the import at the server, with the file: what all of its calls have in common.
    name: StoredValue<ImportName>,
    /// How many movements this import made and were not taken back.
    made: RwSignal<usize>,
    /// What became of them when they were taken back.
    taken_back: RwSignal<Option<Undone>>,
}

impl ImportSession {
    /// Makes the session of the page being built.
    pub(super) fn new(
        purpose: Purpose,
        registros: Vec<RegistroView>,
        settings: CompanySettings,
    ) -> Self {
        let only = match registros.as_slice() {
            [only] => only.data.numero.clone(),
            _ => String::new(),
        };
        let defaults = Defaults {
            registro: RwSignal::new(only),
            ..Defaults::default()
        };
        Self {
            purpose,
            defaults,
            cutoff: RwSignal::default(),
            filter: RwSignal::new(filters::ALL.to_owned()),
            portal: use_portal(),
            changes: expect_context(),
            worker: ImportWorker::new(),
            registros: StoredValue::new(registros),
            settings: StoredValue::new(settings),
            stage: RwSignal::new(Stage::Pick),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            opened: RwSignal::new(None),
            columns: RwSignal::default(),
            last_mapping: RwSignal::default(),
            tally: RwSignal::default(),
            sent: RwSignal::default(),
            offset: RwSignal::new(0),
            rows: RwSignal::default(),
            total: RwSignal::new(0),
            differing: RwSignal::default(),
            no_longer_vigentes: RwSignal::default(),
            name: StoredValue::new(name_of(&[])),
            made: RwSignal::new(0),
            taken_back: RwSignal::new(None),
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

    pub(super) fn sent(self) -> ReadSignal<(u32, u32)> {
        self.sent.read_only()
    }

    pub(super) fn progress(self) -> ReadSignal<Option<Progress>> {
        self.worker.progress()
    }

    pub(super) fn rows(self) -> ReadSignal<Arc<[ArcRwSignal<RowView>]>> {
        self.rows.read_only()
    }

    /// Returns the first row that is shown, from 0, and how many the filter lets through.
    pub(super) fn place(self) -> (ReadSignal<u32>, ReadSignal<u32>) {
        (self.offset.read_only(), self.total.read_only())
    }

    /// Whether a row is held already with another salary than the file has.
    pub(super) fn differs(self, row: u32) -> bool {
        self.differing.with(|rows| rows.contains(&row))
    }

    /// Returns how many rows are held with another salary than the file has.
    pub(super) fn differing(self) -> usize {
        self.differing.with(BTreeSet::len)
    }

    pub(super) fn no_longer_vigentes(self) -> ReadSignal<Vec<NoLongerVigentes>> {
        self.no_longer_vigentes.read_only()
    }

    pub(super) fn made(self) -> ReadSignal<usize> {
        self.made.read_only()
    }

    pub(super) fn taken_back(self) -> ReadSignal<Option<Undone>> {
        self.taken_back.read_only()
    }

    pub(super) fn with_registros<T>(self, read: impl FnOnce(&[RegistroView]) -> T) -> T {
        self.registros.with_value(|all| read(all))
    }

    pub(super) fn registro_choices(self) -> Vec<Choice> {
        self.registros.with_value(|all| {
            let choice = |one: &RegistroView| Choice::new(&one.data.numero, registro_label(one));
            all.iter().map(choice).collect()
        })
    }

    /// Returns the field that a column is mapped to.
    pub(super) fn column(self, place: usize) -> RwSignal<String> {
        self.columns
            .with_untracked(|columns| columns.get(place).copied())
            .unwrap_or_default()
    }

    /// Whether a column before this one has the same use, and no question chooses between them.
    pub(super) fn twice(self, place: usize) -> bool {
        let chosen = self.chosen();
        let first = columns::first_with_use_of(&chosen, place);
        first.is_some_and(|first| {
            self.opened.with(|opened| {
                opened
                    .as_ref()
                    .is_none_or(|opened| !questions::chooses_between(opened, first, place))
            })
        })
    }

    /// Returns why a column is read as it is.
    pub(super) fn why(self, place: usize) -> Option<String> {
        let chosen = self.column(place).get();
        self.opened.with(|opened| {
            let column = opened.as_ref()?.columns.get(place)?;
            self.last_mapping
                .with(|last| columns::why(column, place, &chosen, last.as_ref()))
        })
    }

    /// Returns the questions of the file, while the columns are read as they are chosen.
    pub(super) fn questions(self) -> Vec<QuestionView> {
        let uses = columns::uses(&self.chosen());
        self.opened.with(|opened| {
            opened
                .as_ref()
                .map(|opened| questions::questions(opened, &uses))
                .unwrap_or_default()
        })
    }

    /// Whether a question is not answered yet.
    pub(super) fn has_open_question(self) -> bool {
        let uses = columns::uses(&self.chosen());
        self.opened.with(|opened| {
            opened
                .as_ref()
                .is_some_and(|opened| questions::any_open(opened, &uses))
        })
    }

    /// Answers a question of the file.
    pub(super) fn answer(self, question: u32, option: u32) {
        self.run(async move {
            let opened = self.worker.answer(question, option).await?;
            let same_columns = self.opened.with_untracked(|before| {
                let headings = |opened: &Opened| {
                    opened
                        .columns
                        .iter()
                        .map(|column| column.heading.clone())
                        .collect::<Vec<_>>()
                };
                before
                    .as_ref()
                    .is_some_and(|before| headings(before) == headings(&opened))
            });
            if same_columns {
                self.opened.set(Some(opened));
                Ok(())
            } else {
                self.show_columns(opened).await
            }
        });
    }

    fn chosen(self) -> Vec<String> {
        self.columns
            .with(|columns| columns.iter().map(|column| column.get()).collect())
    }

    /// Whether the cut-off date of a plantilla can be used; says what is wrong with it otherwise.
    pub(super) fn has_cutoff(self) -> bool {
        let wrong = match date::from_field(&self.cutoff.get_untracked()) {
            None => text::CUTOFF_MISSING,
            Some(cutoff) if cutoff > self.portal.today() => text::CUTOFF_FUTURE,
            Some(_) => return true,
        };
        self.error
            .set(Some(ApiError::new("cut-off", wrong).at(CUTOFF)));
        false
    }

    /// Opens a file. One whose columns are fixed and that needs no choice is read at once.
    pub(super) fn open(self, files: Vec<File>) {
        self.name.set_value(name_of(&files));
        self.run(async move {
            let opened = self.worker.open(files, self.purpose).await?;
            let at_once = !opened.kind.has_columns() && self.purpose == Purpose::Movements;
            self.show_columns(opened).await?;
            if at_once && !untrack(|| self.has_open_question()) {
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

    /// Reads and checks every row, where no use is given to two columns and no question is open.
    pub(super) fn check(self) {
        let columns = self.columns.with_untracked(Vec::len);
        if untrack(|| self.has_open_question()) {
            browser::focus_field(QUESTIONS);
        } else if !(0..columns).any(|place| untrack(|| self.twice(place))) {
            self.run(self.read());
        }
    }

    /// Shows rows of the filter from one on.
    pub(super) fn turn_to(self, offset: u32) {
        spawn_local(async move {
            if let Err(error) = self.load_rows(offset).await {
                self.fail(self.portal.asks_in(), error);
            }
        });
    }

    async fn load_rows(self, offset: u32) -> Result<(), ApiError> {
        let filter = filters::filter_of(&self.filter.get_untracked());
        let (rows, total) = self.worker.rows(filter, offset, ROWS_SHOWN).await?;
        self.offset.set(offset);
        self.total.set(total);
        self.rows
            .set(rows.into_iter().map(ArcRwSignal::new).collect());
        Ok(())
    }

    /// Shows the rows with a finding.
    pub(super) fn show_finding(self, code: &str) {
        self.filter.set(filters::of_code(code));
    }

    /// Stops what is under way. While rows are stored it stops between two calls of the server, and
    /// what is stored stays so; while a file is read its worker ends.
    pub(super) fn cancel(self) {
        match self.stage.get_untracked() {
            Stage::Storing | Stage::Undoing => self.busy.set(false),
            _ => self.restart(),
        }
    }

    /// Forgets the file.
    pub(super) fn restart(self) {
        self.worker.end();
        self.error.set(None);
        self.opened.set(None);
        self.rows.set(Arc::default());
        self.tally.set(Tally::default());
        self.differing.set(BTreeSet::new());
        self.made.set(0);
        self.taken_back.set(None);
        self.stage.set(Stage::Pick);
        browser::focus_content();
    }

    pub(super) fn back_to_columns(self) {
        self.stage.set(Stage::Columns);
    }

    pub(super) fn back_to_review(self) {
        self.stage.set(Stage::Review);
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

    /// Does one thing at a time, and shows why it failed.
    fn run(self, work: impl Future<Output = Result<(), ApiError>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        let asked_in = self.portal.asks_in();
        spawn_local(async move {
            let outcome = work.await;
            if self.busy.is_disposed() {
                return;
            }
            self.busy.set(false);
            if let Err(error) = outcome {
                self.fail(asked_in, error);
            }
        });
    }

    /// Shows an error of what was begun in the session `asked_in`.
    fn fail(self, asked_in: Generation, error: ApiError) {
        if self.error.is_disposed() || error.code == ImportError::Cancelled.code() {
            return;
        }
        fail(self.portal, asked_in, error, self.error);
    }
}

/// The name of an import of these files.
fn name_of(files: &[File]) -> ImportName {
    let names: Vec<String> = files.iter().map(File::name).collect();
    let id = browser::unique_word().unwrap_or_else(|| browser::milliseconds().to_string());
    ImportName {
        id,
        file: import_file(&names),
    }
}

fn registro_label(one: &RegistroView) -> String {
    let RegistroData {
        numero,
        subdelegacion,
        razon_social,
        ..
    } = &one.data;
    registro(numero, subdelegacion, razon_social)
}
