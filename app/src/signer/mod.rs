//! The page's client of the signer worker: [`Signer`], from Leptos's context, is all that pages use.
//!
//! The worker is loaded when the first file of a credential is picked, not before. Keys and decrypted bytes never
//! come to the page: a credential here is its public facts and a number, and a converted file an encrypted
//! one to be saved. Ends the worker (and with it
//! everything it held) at [`Signer::lock`], [`Signer::end`] (logout) and when the page is left.
//!
//! Calls the browser alone: the caller speaks to the server.

mod book;
mod download;
mod link;
mod password;
mod presence;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::channel::oneshot;
use jiff::Timestamp;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use vault_protocol::{
    Ask, Convert, Identify, Inspect, Open, PickedFile, RequestId, SignChallenge, SignLote, Slot,
    TryPassword,
};
use wasm_bindgen::JsValue;

pub use app_logic::signer::SignerError;
pub use book::{OpenedCredential, PasswordOpens, Progress, SignedLote, Status, instant};
pub use download::{Converted, NewFile};
pub use password::Password;
pub use vault_protocol::{
    ChainStatus, ConvertTo, Counts, CredentialHandle, CredentialKind, CredentialSummary, Expected,
    ExpectedLote, Failure, FailureField, FileKind, Form, IdentifiedFile, Inspected, KeyProtection,
    LockReason, LoteSeen, Place, Warning,
};

use book::{Answer, Reply};
use link::Link;

/// A handle on the signer worker; copies speak to the same one.
#[derive(Clone, Copy)]
pub struct Signer {
    link: StoredValue<Link, LocalStorage>,
    status: RwSignal<Status>,
    opened: RwSignal<Vec<OpenedCredential>>,
    locks_at: RwSignal<Option<Timestamp>>,
    progress: RwSignal<Option<Progress>>,
}

/// Puts a [`Signer`] into the context; called once, by the root component, whose owner lives as long as
/// the page. It also listens for the person's presence (keys, taps) and for the page being left.
pub fn provide_signer() -> Signer {
    let signer = Signer {
        link: StoredValue::new_local(Link::default()),
        status: RwSignal::new(Status::Absent),
        opened: RwSignal::new(Vec::new()),
        locks_at: RwSignal::new(None),
        progress: RwSignal::new(None),
    };
    presence::watch(signer);
    provide_context(signer);
    signer
}

/// Returns the page's [`Signer`].
///
/// # Panics
/// Where no ancestor called [`provide_signer`].
pub fn use_signer() -> Signer {
    expect_context()
}

/// What [`Signer::open`] needs.
pub struct OpenRequest {
    /// A .pfx alone, or a .cer and a .key in any order.
    pub files: Vec<web_sys::File>,
    /// Its password.
    pub password: Password,
    /// What it is meant for; another is answered as a warning.
    pub expected: Expected,
    /// `Trust::certificates` of `/relay/trust`, as they came; empty: the chain is not verified.
    pub trust: Vec<String>,
    /// Open a .pfx that carries no MAC: after `without-mac` was answered and the person agreed.
    pub accept_without_mac: bool,
}

/// What [`Signer::convert`] needs.
pub struct ConvertRequest {
    /// A .pfx alone, or a .cer and a .key in any order; for [`ConvertTo::Key`] also a .key alone.
    pub files: Vec<web_sys::File>,
    /// Their password.
    pub password: Password,
    /// The password of what is written; the worker refuses one that is too weak, at
    /// [`FailureField::NewPassword`].
    pub new_password: Password,
    /// What to write.
    pub to: ConvertTo,
    /// How to encrypt it.
    pub form: Form,
    /// Read a .pfx that carries no MAC: after `without-mac` was answered and the person agreed.
    pub accept_without_mac: bool,
}

impl Signer {
    /// Whether there is a worker.
    pub fn status(self) -> ReadSignal<Status> {
        self.status.read_only()
    }

    /// Returns what is open, oldest first.
    pub fn opened(self) -> ReadSignal<Vec<OpenedCredential>> {
        self.opened.read_only()
    }

    /// Returns when it locks if the person does nothing more; `None` while nothing is open.
    pub fn locks_at(self) -> ReadSignal<Option<Timestamp>> {
        self.locks_at.read_only()
    }

    /// Returns how far a slow opening or conversion has come; `None` while nothing slow is under way.
    pub fn progress(self) -> ReadSignal<Option<Progress>> {
        self.progress.read_only()
    }

    /// Returns why no key can be opened on this page at all, if so: tell it before files are picked.
    pub fn unavailable(self) -> Option<SignerError> {
        link::secure_context().err()
    }

    /// Asks what a picked file is, before any password. Starts the worker where there is none, so that
    /// it is there by the time the password is typed.
    pub async fn inspect(
        self,
        file: web_sys::File,
        place: Place,
    ) -> Result<Inspected, SignerError> {
        link::ensure(self).await?;
        let parts = Array::new();
        let mut by = None;
        let ask = |request| {
            by = Some(request);
            Ask::Inspect(Inspect {
                request,
                file: slot(&parts, &file),
                place,
            })
        };
        match self.request(&parts, ask).await? {
            Answer::Inspected(found) => {
                self.with_link(|link| link.looked.keep(file, by));
                Ok(found)
            }
            _ => Err(SignerError::Outdated),
        }
    }

    /// Asks what any file is, and everything in it that is public. Starts the worker where there is none.
    pub async fn identify(self, file: web_sys::File) -> Result<IdentifiedFile, SignerError> {
        link::ensure(self).await?;
        let parts = Array::new();
        let ask = |request| {
            Ask::Identify(Identify {
                request,
                file: slot(&parts, &file),
            })
        };
        match self.request(&parts, ask).await? {
            Answer::Identified(file) => Ok(*file),
            _ => Err(SignerError::Outdated),
        }
    }

    /// Tries a password on a .key, a .pfx, or a .cer and a .key. Nothing stays open. Starts the worker
    /// where there is none; [`progress`](Self::progress) tells how far it is.
    pub async fn try_password(
        self,
        files: Vec<web_sys::File>,
        password: Password,
    ) -> Result<PasswordOpens, SignerError> {
        link::ensure(self).await?;
        let parts = Array::new();
        let files = self.picked(&parts, files);
        let ask = |request| {
            Ask::TryPassword(TryPassword {
                request,
                files,
                password: slot(&parts, &password.into_buffer()),
            })
        };
        match self.request(&parts, ask).await? {
            Answer::PasswordOpens(opens) => Ok(opens),
            _ => Err(SignerError::Outdated),
        }
    }

    /// These files are no longer picked: the worker forgets what it read of them.
    pub fn forget(self, files: &[web_sys::File]) {
        let inspected = self.with_link(|link| link.looked.take(files));
        if let Some(inspected) = inspected.filter(|inspected| !inspected.is_empty()) {
            self.post(&Ask::Forget { inspected });
        }
    }

    /// Opens a credential. Starts the worker where there is none.
    pub async fn open(self, request: OpenRequest) -> Result<OpenedCredential, SignerError> {
        link::ensure(self).await?;
        let parts = Array::new();
        let files = self.picked(&parts, request.files);
        let ask = |id| {
            let password = slot(&parts, &request.password.into_buffer());
            let trust = request
                .trust
                .iter()
                .filter_map(|text| STANDARD.decode(text).ok())
                .map(|der| slot(&parts, &Uint8Array::from(der.as_slice()).buffer()))
                .collect();
            Ask::Open(Open {
                request: id,
                files,
                password,
                expected: request.expected,
                trust,
                accept_without_mac: request.accept_without_mac,
            })
        };
        match self.request(&parts, ask).await? {
            Answer::Opened(opened) => Ok(*opened),
            _ => Err(SignerError::Outdated),
        }
    }

    /// Writes files for the person to save: another form, another password. Nothing stays open of
    /// them. Starts the worker where there is none; [`progress`](Self::progress) tells how far it is.
    pub async fn convert(self, request: ConvertRequest) -> Result<Converted, SignerError> {
        link::ensure(self).await?;
        let parts = Array::new();
        let files = self.picked(&parts, request.files);
        let ask = |id| {
            Ask::Convert(Convert {
                request: id,
                files,
                password: slot(&parts, &request.password.into_buffer()),
                new_password: slot(&parts, &request.new_password.into_buffer()),
                to: request.to,
                form: request.form,
                accept_without_mac: request.accept_without_mac,
            })
        };
        match self.request(&parts, ask).await? {
            Answer::Converted(converted) => Ok(converted),
            _ => Err(SignerError::Outdated),
        }
    }

    /// Signs IDSE's challenge: CMS, DER, the body of `POST /relay/challenges/{id}`.
    pub async fn sign_challenge(
        self,
        credential: CredentialHandle,
        text: String,
    ) -> Result<Vec<u8>, SignerError> {
        let ask = |request| {
            Ask::SignChallenge(SignChallenge {
                request,
                credential,
                text,
            })
        };
        match self.request(&Array::new(), ask).await? {
            Answer::Signed { cms, seen: None } => Ok(cms),
            _ => Err(SignerError::Outdated),
        }
    }

    /// Signs a lote, if the worker reads in it what the person confirmed. `cms` of the answer is the
    /// body of `POST /relay/lotes/{id}/signature`.
    pub async fn sign_lote(
        self,
        credential: CredentialHandle,
        dispmag: Vec<u8>,
        expected: ExpectedLote,
    ) -> Result<SignedLote, SignerError> {
        let parts = Array::new();
        let dispmag = slot(&parts, &Uint8Array::from(dispmag.as_slice()).buffer());
        let ask = |request| {
            Ask::SignLote(SignLote {
                request,
                credential,
                dispmag,
                expected,
            })
        };
        match self.request(&parts, ask).await? {
            Answer::Signed {
                cms,
                seen: Some(seen),
            } => Ok(SignedLote { cms, seen }),
            _ => Err(SignerError::Outdated),
        }
    }

    /// Forgets one credential.
    pub fn close(self, credential: CredentialHandle) {
        self.post(&Ask::Close { credential });
    }

    /// Forgets everything at once: the worker ends here, whatever it was doing.
    pub fn lock(self) {
        let reason = LockReason::Asked;
        self.with_link(|link| {
            if matches!(link.book.status, Status::Starting | Status::Ready) {
                link.end(Status::Locked { reason }, &SignerError::Locked(reason));
            }
        });
    }

    /// Ends the worker and forgets that there was one: for logout.
    pub fn end(self) {
        let why = SignerError::Locked(LockReason::Asked);
        self.with_link(|link| link.end(Status::Absent, &why));
    }

    /// Sets after how many idle minutes the worker locks: 15 unless set, clamped to 1–60.
    pub fn set_idle_minutes(self, minutes: u32) {
        self.with_link(|link| link.idle_minutes = Some(minutes));
        self.post(&Ask::SetIdle { minutes });
    }

    /// The person is at the page. Pages need not call it: keys and taps are heard already.
    pub fn touch(self) {
        self.post(&Ask::Touch);
    }

    /// The files, each with who looked at it; `parts` gets their handles.
    fn picked(self, parts: &Array, files: Vec<web_sys::File>) -> Vec<PickedFile> {
        let inspected = |file: &web_sys::File| {
            let found = self.with_link(|link| link.looked.find(file));
            found.flatten()
        };
        let picked = |file: web_sys::File| PickedFile {
            file: slot(parts, &file),
            inspected: inspected(&file),
        };
        files.into_iter().map(picked).collect()
    }

    async fn request(
        self,
        parts: &Array,
        ask: impl FnOnce(RequestId) -> Ask,
    ) -> Result<Answer, SignerError> {
        let answer: oneshot::Receiver<Reply> = self
            .with_link(|link| {
                // With the worker went every credential that was open in it.
                if !link.is_running() {
                    return Err(SignerError::Locked(match link.book.status {
                        Status::Locked { reason } => reason,
                        _ => LockReason::Asked,
                    }));
                }
                let (request, answer) = link.book.ask();
                link.post(&ask(request), parts)?;
                Ok(answer)
            })
            .unwrap_or(Err(SignerError::Stopped))?;
        answer.await.unwrap_or(Err(SignerError::Stopped))
    }

    // To a worker that is there; where there is none, nothing needs telling.
    fn post(self, ask: &Ask) {
        self.with_link(|link| {
            if link.book.status == Status::Ready {
                let _ = link.post(ask, &Array::new());
            }
        });
    }

    /// Does something with the link and then shows what changed; `None` once the page is gone.
    fn with_link<T>(self, act: impl FnOnce(&mut Link) -> T) -> Option<T> {
        let (outcome, status, opened, locks_at, progress) = self.link.try_update_value(|link| {
            let outcome = act(link);
            let book = &link.book;
            (
                outcome,
                book.status,
                book.opened.clone(),
                book.locks_at,
                book.progress,
            )
        })?;
        show(self.status, status);
        show(self.opened, opened);
        show(self.locks_at, locks_at);
        show(self.progress, progress);
        Some(outcome)
    }
}

fn show<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: T) {
    if signal.try_with_untracked(|shown| *shown != now) == Some(true) {
        signal.set(now);
    }
}

fn slot(parts: &Array, part: &JsValue) -> Slot {
    Slot(parts.push(part) - 1)
}
