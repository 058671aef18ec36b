//! The page's client of the export worker. [`ExportWorker`] belongs to the page that makes it; the worker
//! is loaded when the first file is asked for, and ends with the page, or when the person cancels.

mod dialog;
mod error;
mod fetched;

use export_protocol::{Ask, Cell, Note, RequestId, Table, Tell, VERSION};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use web_sys::{Blob, BlobPropertyBag};

pub use dialog::{Export, Made, Make};
pub use error::ExportError;
pub use fetched::Fetched;

use crate::client::worker::{self, Keeper, Replies, WorkerLink};

/// What the worker answered, with the buffers beside it.
type Answer = (Tell, Vec<Uint8Array>);

#[derive(Default)]
struct Link {
    worker: WorkerLink<ExportError>,
    replies: Replies<Answer, ExportError>,
}

impl Link {
    fn end(&mut self, why: &ExportError) {
        self.worker.end(why);
        self.replies.fail(why);
    }
}

/// A handle on the worker; copies speak to the same one.
#[derive(Clone, Copy)]
pub struct ExportWorker {
    link: StoredValue<Link, LocalStorage>,
}

impl ExportWorker {
    /// Of the page being built: it ends with it.
    #[expect(
        clippy::new_without_default,
        reason = "it belongs to the component that makes it"
    )]
    #[must_use]
    pub fn new() -> Self {
        let worker = Self {
            link: StoredValue::new_local(Link::default()),
        };
        on_cleanup(move || worker.end());
        worker
    }

    /// Ends the worker, whatever it was doing: the code that waits for it gets
    /// [`ExportError::Cancelled`].
    pub fn end(self) {
        self.link
            .try_update_value(|link| link.end(&ExportError::Cancelled));
    }

    /// Begins a file.
    ///
    /// # Errors
    /// The worker's.
    pub async fn begin(self, table: Table) -> Result<(), ExportError> {
        worker::ensure(self).await?;
        self.ask(|request| Ask::Begin { request, table }).await?;
        Ok(())
    }

    /// Adds rows.
    ///
    /// # Errors
    /// The worker's.
    pub async fn rows(self, rows: Vec<Vec<Cell>>) -> Result<(), ExportError> {
        self.ask(|request| Ask::Rows { request, rows }).await?;
        Ok(())
    }

    /// Writes the end, and answers the whole file as something to save.
    ///
    /// # Errors
    /// The worker's; the browser's, where it has no room.
    pub async fn finish(self, notes: Vec<Note>, media_type: &str) -> Result<Blob, ExportError> {
        let answer = self.ask(|request| Ask::Finish { request, notes }).await?;
        let (Tell::File { content, .. }, parts) = answer else {
            return Err(ExportError::Outdated);
        };
        let content = parts.get(content.0 as usize).ok_or(ExportError::Outdated)?;
        let kind = BlobPropertyBag::new();
        kind.set_type(media_type);
        Blob::new_with_u8_array_sequence_and_options(&Array::of1(content), &kind)
            .map_err(|_| ExportError::Stopped)
    }

    async fn ask(self, ask: impl FnOnce(RequestId) -> Ask) -> Result<Answer, ExportError> {
        let posted = self.with_link(|link| {
            let (request, answer) = link.replies.ask();
            link.worker.post(&ask(RequestId(request)), &Array::new())?;
            Ok::<_, ExportError>(answer)
        });
        let answer = posted.unwrap_or(Err(ExportError::Cancelled))?;
        answer.await.unwrap_or(Err(ExportError::Cancelled))
    }

    /// `None` once the page is gone.
    fn with_link<T>(self, act: impl FnOnce(&mut Link) -> T) -> Option<T> {
        self.link.try_update_value(act)
    }
}

impl Keeper for ExportWorker {
    type Error = ExportError;

    const NAME: &'static str = "export";

    fn with_worker<T>(self, act: impl FnOnce(&mut WorkerLink<ExportError>) -> T) -> Option<T> {
        self.with_link(|link| act(&mut link.worker))
    }

    fn heard(self, text: &str, parts: Vec<Uint8Array>) {
        let Ok(tell) = serde_json::from_str::<Tell>(text) else {
            return;
        };
        self.with_link(|link| {
            let (request, reply) = match tell {
                Tell::Ready { version } => {
                    link.worker.answers(version == VERSION);
                    return;
                }
                Tell::Failed { request, error } => (request, Err(ExportError::Refused(error))),
                Tell::Taken { request, .. } | Tell::File { request, .. } => {
                    (Some(request), Ok((tell, parts)))
                }
            };
            if let Some(request) = request {
                link.replies.answer(request.0, reply);
            }
        });
    }

    fn broke(self, why: &ExportError) {
        self.with_link(|link| link.end(why));
    }
}
