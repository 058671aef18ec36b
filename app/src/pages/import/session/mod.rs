//! What is under way on the page: the file, what was chosen, the rows that are shown.

mod reading;
mod storing;

use std::sync::Arc;

use api::ApiError;
use api::view::registros::{RegistroData, RegistroView};
use api::view::settings::Settings;
use import_protocol::{Opened, Purpose, RowView, Tally};
use imss::movimiento::MovimientoDraft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::rules::{self, Chosen, PAGE};
use crate::client::{Changes, Portal, browser, use_portal};
use crate::components::Choice;
use crate::format::date;
use crate::import::{ImportError, ImportWorker, Progress};
use crate::messages::import as text;
use crate::messages::movements::registro;

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

/// The name of the field of the cut-off date.
pub(super) const CUTOFF: &str = "corte";

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
    /// Rows sent to the server so far, and of how many.
    sent: RwSignal<(u32, u32)>,
    pub(super) filter: RwSignal<String>,
    offset: RwSignal<u32>,
    /// Each changes independently.
    rows: RwSignal<Arc<[ArcRwSignal<RowView>]>>,
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
            sent: RwSignal::default(),
            filter: RwSignal::new("all".to_owned()),
            offset: RwSignal::new(0),
            rows: RwSignal::default(),
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

    pub(super) fn sent(self) -> ReadSignal<(u32, u32)> {
        self.sent.read_only()
    }

    pub(super) fn progress(self) -> ReadSignal<Option<Progress>> {
        self.worker.progress()
    }

    pub(super) fn rows(self) -> ReadSignal<Arc<[ArcRwSignal<RowView>]>> {
        self.rows.read_only()
    }

    /// The first row that is shown, from 0, and how many there are.
    pub(super) fn place(self) -> (ReadSignal<u32>, ReadSignal<u32>) {
        (self.offset.read_only(), self.total.read_only())
    }

    pub(super) fn registro_choices(self) -> Vec<Choice> {
        self.registros.with_value(|all| {
            let choice = |one: &RegistroView| {
                let RegistroData {
                    numero,
                    subdelegacion,
                    razon_social,
                    ..
                } = &one.data;
                Choice::new(numero, registro(numero, subdelegacion, razon_social))
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

    /// Whether the cut-off date of a plantilla is one; says what is wrong with it otherwise.
    pub(super) fn has_cutoff(self) -> bool {
        let wrong = match date::from_field(&self.corte.get_untracked()) {
            None => text::CUTOFF_MISSING,
            Some(corte) if corte > self.portal.today() => text::CUTOFF_FUTURE,
            Some(_) => return true,
        };
        self.error
            .set(Some(ApiError::new("cut-off", wrong).at(CUTOFF)));
        false
    }

    /// Looks at a file. One whose columns are fixed and that says everything is read at once.
    pub(super) fn open(self, files: Vec<File>) {
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

    /// Reads and checks every row, where no field is given to two columns.
    pub(super) fn check(self) {
        let columns = self.columns.with_untracked(Vec::len);
        if !(0..columns).any(|place| untrack(|| self.twice(place))) {
            self.run(self.read());
        }
    }

    /// Shows rows of the filter from one on.
    pub(super) fn turn_to(self, offset: u32) {
        spawn_local(async move {
            let filter = rules::filter_of(&self.filter.get_untracked());
            match self.worker.rows(filter, offset, PAGE).await {
                Ok((rows, total)) => {
                    self.offset.set(offset);
                    self.total.set(total);
                    self.rows
                        .set(rows.into_iter().map(ArcRwSignal::new).collect());
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
        self.rows.set(Arc::default());
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

    fn changed(self, row: RowView, tally: Tally) {
        self.tally.set(tally);
        let shown = self.rows.with_untracked(|rows| {
            let mut shown = rows.iter();
            shown
                .find(|shown| shown.with_untracked(|shown| shown.row == row.row))
                .cloned()
        });
        if let Some(shown) = shown {
            shown.set(row);
        }
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
