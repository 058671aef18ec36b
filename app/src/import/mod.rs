//! The page's client of the import worker. [`ImportWorker`] belongs to the page that makes it; the
//! worker is loaded when the first file is picked, and ends with the page, or when the person cancels.
//!
//! The worker keeps the rows: the page asks for a few at a time.

mod error;
mod link;

use futures::channel::oneshot;
use import_protocol::{
    Ask, Batch, ColumnUse, Defaults, Filter, Known, Noted, Opened, Purpose, Refused, RequestId,
    RowView, Rules, Slot, Tally, Tell,
};
use imss::finding::Field;
use imss::movimiento::MovimientoDraft;
use imss::receipt::Receipt;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use web_sys::File;

pub use error::ImportError;

use crate::client::worker;
use link::{Link, Reply};

/// How far a long reading has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// From 0 to 1.
    pub share: f64,
    /// Rows read so far.
    pub rows: u32,
}

/// What the server answered about rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Rows that are stored now.
    pub stored: Vec<u32>,
    /// Rows that are held since earlier.
    pub known: Vec<Known>,
    /// What the history says of rows.
    pub noted: Vec<Noted>,
    /// Rows that the server did not take.
    pub refused: Vec<Refused>,
}

/// A file that the worker made.
pub struct MadeFile {
    /// The name to save it under.
    pub name: String,
    /// Its bytes.
    pub content: Uint8Array,
}

/// A handle on the worker; copies speak to the same one.
#[derive(Clone, Copy)]
pub struct ImportWorker {
    link: StoredValue<Link, LocalStorage>,
    progress: RwSignal<Option<Progress>>,
}

impl ImportWorker {
    /// Of the page being built: it ends with it.
    #[expect(
        clippy::new_without_default,
        reason = "it belongs to the component that makes it"
    )]
    #[must_use]
    pub fn new() -> Self {
        let worker = Self {
            link: StoredValue::new_local(Link::default()),
            progress: RwSignal::new(None),
        };
        on_cleanup(move || worker.end());
        worker
    }

    /// Returns how far the reading has come; `None` while nothing is read.
    pub fn progress(self) -> ReadSignal<Option<Progress>> {
        self.progress.read_only()
    }

    /// Ends the worker, whatever it was doing: who waits for it hears [`ImportError::Cancelled`].
    pub fn end(self) {
        self.link
            .try_update_value(|link| link.end(&ImportError::Cancelled));
        self.progress.try_set(None);
    }

    /// Looks at a file.
    pub async fn open(self, files: Vec<File>, purpose: Purpose) -> Result<Opened, ImportError> {
        worker::ensure(self).await?;
        let parts = Array::new();
        let files = files
            .iter()
            .map(|file| Slot(parts.push(file) - 1))
            .collect();
        let ask = |request| Ask::Open {
            request,
            files,
            purpose,
        };
        match self.ask(ask, &parts).await? {
            (Tell::Opened { opened, .. }, _) => Ok(*opened),
            _ => Err(ImportError::Outdated),
        }
    }

    /// Answers a question of the file.
    pub async fn answer(self, question: u32, option: u32) -> Result<Opened, ImportError> {
        let ask = |request| Ask::Answer {
            request,
            question,
            option,
        };
        let answer = self.ask(ask, &Array::new()).await;
        self.progress.try_set(None);
        match answer? {
            (Tell::Opened { opened, .. }, _) => Ok(*opened),
            _ => Err(ImportError::Outdated),
        }
    }

    /// Looks at another sheet.
    pub async fn sheet(self, sheet: u32) -> Result<Opened, ImportError> {
        let ask = |request| Ask::Sheet { request, sheet };
        match self.ask(ask, &Array::new()).await? {
            (Tell::Opened { opened, .. }, _) => Ok(*opened),
            _ => Err(ImportError::Outdated),
        }
    }

    /// Reads and checks every row; see [`ImportWorker::progress`].
    pub async fn check(
        self,
        columns: Vec<Option<ColumnUse>>,
        defaults: Defaults,
        rules: Rules,
    ) -> Result<Tally, ImportError> {
        let ask = |request| Ask::Check {
            request,
            columns,
            defaults,
            rules,
        };
        let answer = self.ask(ask, &Array::new()).await;
        self.progress.try_set(None);
        match answer? {
            (Tell::Checked { tally, .. }, _) => Ok(tally),
            _ => Err(ImportError::Outdated),
        }
    }

    /// Returns some rows, and how many the filter lets through.
    pub async fn rows(
        self,
        filter: Filter,
        offset: u32,
        limit: u32,
    ) -> Result<(Vec<RowView>, u32), ImportError> {
        let ask = |request| Ask::Rows {
            request,
            filter,
            offset,
            limit,
        };
        match self.ask(ask, &Array::new()).await? {
            (Tell::Rows { rows, total, .. }, _) => Ok((rows, total)),
            _ => Err(ImportError::Outdated),
        }
    }

    /// Mends a row.
    pub async fn mend(
        self,
        row: u32,
        draft: MovimientoDraft,
        rfc: String,
    ) -> Result<(RowView, Tally), ImportError> {
        let ask = |request| Ask::Mend {
            request,
            row,
            draft: Box::new(draft),
            rfc,
        };
        self.changed(ask).await
    }

    /// Leaves a row out, or takes it back in.
    pub async fn leave(self, row: u32, out: bool) -> Result<(RowView, Tally), ImportError> {
        self.changed(|request| Ask::Leave { request, row, out })
            .await
    }

    /// Rows to store, from a row on.
    pub async fn drafts(self, from: u32, limit: u32) -> Result<Batch, ImportError> {
        let ask = |request| Ask::Drafts {
            request,
            from,
            limit,
        };
        match self.ask(ask, &Array::new()).await? {
            (Tell::Drafts { batch, .. }, _) => Ok(batch),
            _ => Err(ImportError::Outdated),
        }
    }

    /// Gives one field of every row with a finding one value; returns how many rows changed.
    pub async fn mend_all(
        self,
        code: String,
        field: Field,
        value: String,
    ) -> Result<(u32, Tally), ImportError> {
        self.changed_many(|request| Ask::MendAll {
            request,
            code,
            field,
            value,
        })
        .await
    }

    /// Rounds every salary of more than two decimals; returns how many rows changed.
    pub async fn round_salaries(self) -> Result<(u32, Tally), ImportError> {
        self.changed_many(|request| Ask::RoundSalaries { request })
            .await
    }

    /// Hands over what the server answered about rows.
    pub async fn settle(self, settled: Settled) -> Result<Tally, ImportError> {
        let Settled {
            stored,
            known,
            noted,
            refused,
        } = settled;
        let ask = |request| Ask::Settle {
            request,
            stored,
            known,
            noted,
            refused,
        };
        match self.ask(ask, &Array::new()).await? {
            (Tell::Settled { tally, .. }, _) => Ok(tally),
            _ => Err(ImportError::Outdated),
        }
    }

    /// Returns a workbook of the rows that are not stored.
    pub async fn rejected(self) -> Result<MadeFile, ImportError> {
        self.made(|request| Ask::Rejected { request }).await
    }

    /// Reads a file of IDSE's.
    pub async fn receipt(self, file: File) -> Result<Receipt, ImportError> {
        worker::ensure(self).await?;
        let parts = Array::new();
        let file = Slot(parts.push(&file) - 1);
        match self
            .ask(|request| Ask::Receipt { request, file }, &parts)
            .await?
        {
            (Tell::Receipt { receipt, .. }, _) => Ok(*receipt),
            _ => Err(ImportError::Outdated),
        }
    }

    /// Returns an empty workbook to fill in.
    pub async fn template(self, purpose: Purpose) -> Result<MadeFile, ImportError> {
        worker::ensure(self).await?;
        self.made(|request| Ask::Template { request, purpose })
            .await
    }

    async fn changed(
        self,
        ask: impl FnOnce(RequestId) -> Ask,
    ) -> Result<(RowView, Tally), ImportError> {
        match self.ask(ask, &Array::new()).await? {
            (Tell::Changed { row, tally, .. }, _) => Ok((*row, tally)),
            _ => Err(ImportError::Outdated),
        }
    }

    async fn changed_many(
        self,
        ask: impl FnOnce(RequestId) -> Ask,
    ) -> Result<(u32, Tally), ImportError> {
        match self.ask(ask, &Array::new()).await? {
            (Tell::MendedAll { rows, tally, .. }, _) => Ok((rows, tally)),
            _ => Err(ImportError::Outdated),
        }
    }

    async fn made(self, ask: impl FnOnce(RequestId) -> Ask) -> Result<MadeFile, ImportError> {
        match self.ask(ask, &Array::new()).await? {
            (Tell::File { name, content, .. }, parts) => {
                let content = parts.get(content.0 as usize).cloned();
                let content = content.ok_or(ImportError::Outdated)?;
                Ok(MadeFile { name, content })
            }
            _ => Err(ImportError::Outdated),
        }
    }

    async fn ask(
        self,
        ask: impl FnOnce(RequestId) -> Ask,
        parts: &Array,
    ) -> Result<(Tell, Vec<Uint8Array>), ImportError> {
        // Only a file or a template starts a worker: what was under way when it ended stays ended.
        let answer: oneshot::Receiver<Reply> = self
            .with_link(|link| link.ask(ask, parts))
            .unwrap_or(Err(ImportError::Cancelled))?;
        answer.await.unwrap_or(Err(ImportError::Cancelled))
    }

    /// `None` once the page is gone.
    fn with_link<T>(self, act: impl FnOnce(&mut Link) -> T) -> Option<T> {
        self.link.try_update_value(act)
    }
}
