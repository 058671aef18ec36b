//! The signer's worker, and what is known of it here.

use js_sys::{Array, Uint8Array};
use vault_protocol::{Ask, RequestId, VERSION};
use web_sys::File;

use super::book::{Book, Next, Status};
use super::{Signer, SignerError};
use crate::client::worker::{self, Keeper, Trouble, WorkerLink};

/// What lives behind a [`Signer`].
#[derive(Default)]
pub(super) struct Link {
    pub(super) book: Book,
    /// The company's setting; sent to every worker that starts.
    pub(super) idle_minutes: Option<u32>,
    pub(super) looked: Looked,
    worker: WorkerLink<SignerError>,
}

impl Link {
    /// Ends the worker, if there is one.
    pub(super) fn end(&mut self, status: Status, why: &SignerError) {
        self.worker.end(why);
        self.book.end(status, why);
        self.looked = Looked::default();
    }

    /// Whether there is a worker to post to.
    pub(super) fn is_running(&self) -> bool {
        self.worker.is_running()
    }

    /// Posts a message; its parts that are buffers are transferred.
    pub(super) fn post(&self, ask: &Ask, parts: &Array) -> Result<(), SignerError> {
        Ok(self.worker.post(ask, parts)?)
    }
}

/// Files that the worker looked at: it may know them still when they are to be opened.
#[derive(Default)]
pub(super) struct Looked(Vec<(File, RequestId)>);

impl Looked {
    /// More than the worker remembers.
    const MOST: usize = 8;

    pub(super) fn keep(&mut self, file: File, by: Option<RequestId>) {
        if self.0.len() == Self::MOST {
            self.0.remove(0);
        }
        self.0.extend(by.map(|request| (file, request)));
    }

    /// Drops these files, and returns every request that looked at one of them.
    pub(super) fn take(&mut self, files: &[File]) -> Vec<RequestId> {
        let (gone, left) = self.0.drain(..).partition(|(of, _)| files.contains(of));
        self.0 = left;
        gone.into_iter()
            .map(|(_, request): (File, RequestId)| request)
            .collect()
    }

    /// Who looked at this very file last.
    pub(super) fn find(&self, file: &File) -> Option<RequestId> {
        let found = self.0.iter().rev().find(|(of, _)| of == file);
        found.map(|(_, request)| *request)
    }
}

impl Keeper for Signer {
    type Error = SignerError;

    const NAME: &'static str = "signer";

    fn with_worker<T>(self, act: impl FnOnce(&mut WorkerLink<SignerError>) -> T) -> Option<T> {
        self.with_link(|link| act(&mut link.worker))
    }

    fn starting(self) {
        self.with_link(|link| link.book.status = Status::Starting);
    }

    fn started(self) {
        self.with_link(|link| {
            link.book.status = Status::Ready;
            if let Some(minutes) = link.idle_minutes {
                let _ = link.post(&Ask::SetIdle { minutes }, &Array::new());
            }
        });
    }

    fn heard(self, text: &str, parts: Vec<Uint8Array>) {
        let Ok(tell) = serde_json::from_str(text) else {
            return;
        };
        let parts = parts.iter().map(Uint8Array::to_vec).collect();
        self.with_link(|link| match link.book.receive(tell, parts) {
            Next::GoOn => {}
            Next::Ready(version) => link.worker.answers(version == VERSION),
            Next::End => {
                let (status, why) = (link.book.status, SignerError::Stopped);
                link.end(status, &why);
            }
        });
    }

    fn broke(self, why: &SignerError) {
        self.with_link(|link| link.end(Status::Absent, why));
    }
}

/// Waits until there is a worker that answers; starts one where there is none.
pub(super) async fn ensure(signer: Signer) -> Result<(), SignerError> {
    secure_context()?;
    worker::ensure(signer).await
}

/// Browsers offer WebCrypto on protected pages alone, and loopback counts as one.
pub(super) fn secure_context() -> Result<(), SignerError> {
    let secure = web_sys::window().is_some_and(|window| window.is_secure_context());
    if secure {
        Ok(())
    } else {
        Err(SignerError::Insecure)
    }
}

impl From<Trouble> for SignerError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NotLoaded => Self::NotLoaded,
            Trouble::NotStarted => Self::NotStarted,
            Trouble::NoMemory => Self::NoMemory,
            Trouble::Stopped | Trouble::Gone => Self::Stopped,
            Trouble::Outdated => Self::Outdated,
        }
    }
}
