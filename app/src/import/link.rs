//! The import worker, and who waits for its answers.

use futures::channel::oneshot;
use import_protocol::{Ask, RequestId, Tell, VERSION};
use js_sys::{Array, Uint8Array};
use leptos::prelude::Set;

use super::{ImportError, ImportWorker, Progress};
use crate::client::worker::{Keeper, Replies, Trouble, WorkerLink};

/// What the worker answered, with the buffers beside it.
type Answer = (Tell, Vec<Uint8Array>);
/// An answer, or why there is none.
pub(super) type Reply = Result<Answer, ImportError>;

/// What lives behind an [`ImportWorker`].
#[derive(Default)]
pub(super) struct Link {
    worker: WorkerLink<ImportError>,
    replies: Replies<Answer, ImportError>,
}

impl Link {
    /// Ends the worker, if there is one.
    pub(super) fn end(&mut self, why: &ImportError) {
        self.worker.end(why);
        self.replies.fail(why);
    }

    /// Posts a message; its answer comes through what is returned.
    pub(super) fn ask(
        &mut self,
        ask: impl FnOnce(RequestId) -> Ask,
        parts: &Array,
    ) -> Result<oneshot::Receiver<Reply>, ImportError> {
        let (request, answer) = self.replies.ask();
        self.worker.post(&ask(RequestId(request)), parts)?;
        Ok(answer)
    }

    fn receive(&mut self, tell: Tell, parts: Vec<Uint8Array>) -> Option<Progress> {
        let request = match &tell {
            Tell::Ready { version } => {
                self.worker.answers(*version == VERSION);
                return None;
            }
            Tell::Progress {
                done, total, rows, ..
            } => {
                return Some(Progress {
                    share: *done as f64 / (*total).max(1) as f64,
                    rows: *rows,
                });
            }
            Tell::Failed { request, .. } => (*request)?,
            Tell::Opened { request, .. }
            | Tell::Checked { request, .. }
            | Tell::Rows { request, .. }
            | Tell::Changed { request, .. }
            | Tell::Drafts { request, .. }
            | Tell::Settled { request, .. }
            | Tell::File { request, .. }
            | Tell::Receipt { request, .. }
            | Tell::MendedAll { request, .. } => *request,
        };
        let reply = match tell {
            Tell::Failed { error, .. } => Err(ImportError::Refused(error)),
            other => Ok((other, parts)),
        };
        self.replies.answer(request.0, reply);
        None
    }
}

impl Keeper for ImportWorker {
    type Error = ImportError;

    const NAME: &'static str = "import";

    fn with_worker<T>(self, act: impl FnOnce(&mut WorkerLink<ImportError>) -> T) -> Option<T> {
        self.with_link(|link| act(&mut link.worker))
    }

    fn heard(self, text: &str, parts: Vec<Uint8Array>) {
        let Ok(tell) = serde_json::from_str(text) else {
            return;
        };
        let progress = self.with_link(|link| link.receive(tell, parts)).flatten();
        if let Some(progress) = progress {
            self.progress.set(Some(progress));
        }
    }

    fn broke(self, why: &ImportError) {
        self.with_link(|link| link.end(why));
    }
}

impl From<Trouble> for ImportError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NotLoaded => Self::NotLoaded,
            Trouble::NotStarted => Self::NotStarted,
            Trouble::NoMemory | Trouble::Stopped => Self::Stopped,
            Trouble::Outdated => Self::Outdated,
            // Only the person ends it, and the page says why.
            Trouble::Gone => Self::Cancelled,
        }
    }
}
