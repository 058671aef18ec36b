//! The machine itself: what is open, what is under way, and when it all is forgotten.

mod convert;
mod files;
mod identify;
mod inspect;
mod looked;
mod open;
mod reading;
mod sign;
mod try_password;

use std::collections::BTreeMap;

use credential::certificate::Certificate;
use jiff::{SignedDuration, Timestamp};
use model::limits::IDLE_LOCK_MINUTES;
use rand_core::CryptoRngCore;
use vault_protocol::{
    Ask, CredentialHandle, CredentialSummary, Failure, LockReason, Place, RequestId, Tell, VERSION,
};
use zeroize::Zeroizing;

use self::convert::Converting;
use self::identify::start_identifying;
use self::inspect::start_inspecting;
use self::looked::Looked;
use self::open::Opening;
use self::sign::Digesting;
use crate::effect::{Effect, Input, Part};
use crate::work::failure;
use crate::work::sign::ToSign;

/// What may be set.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// After how many idle minutes everything is forgotten; held to 1–60.
    pub idle_minutes: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            idle_minutes: IDLE_LOCK_MINUTES,
        }
    }
}

/// The state machine. It holds certificates, and for moments what is being opened; never a key.
pub struct Vault {
    chance: Box<dyn CryptoRngCore>,
    idle: SignedDuration,
    deadline: Option<Timestamp>,
    // The deadline last sent to the page, which has one while a credential is open.
    sent_deadline: Option<Timestamp>,
    // After a lock nothing is answered: the page ends the worker.
    locked: bool,
    open: BTreeMap<CredentialHandle, Certificate>,
    under_way: BTreeMap<RequestId, UnderWay>,
    looked: Looked,
}

/// A request that waits for the adapter.
enum UnderWay {
    Inspecting(Place),
    Identifying,
    /// With the password.
    Trying(Zeroizing<Vec<u8>>),
    Opening(Opening),
    Converting(Converting),
    Importing {
        credential: CredentialHandle,
        certificate: Box<Certificate>,
        summary: Box<CredentialSummary>,
    },
    Digesting(Box<Digesting>),
    Signing {
        credential: CredentialHandle,
        to_sign: Box<ToSign>,
    },
}

impl UnderWay {
    /// The open credential that it is for.
    fn signs_with(&self) -> Option<CredentialHandle> {
        match self {
            Self::Digesting(digesting) => Some(digesting.credential),
            Self::Signing { credential, .. } => Some(*credential),
            Self::Inspecting(_)
            | Self::Identifying
            | Self::Trying(_)
            | Self::Opening(_)
            | Self::Converting(_)
            | Self::Importing { .. } => None,
        }
    }
}

impl Vault {
    /// A vault with nothing in it. `chance` salts what is written.
    #[must_use]
    pub fn new(config: Config, chance: Box<dyn CryptoRngCore>) -> Self {
        Self {
            chance,
            idle: idle(config.idle_minutes),
            deadline: None,
            sent_deadline: None,
            locked: false,
            open: BTreeMap::new(),
            under_way: BTreeMap::new(),
            looked: Looked::default(),
        }
    }

    /// Returns the first thing to post.
    #[must_use]
    pub fn ready() -> Effect {
        post(Tell::Ready { version: VERSION })
    }

    /// Takes in what happened at `now`; `carry_out` gets what is to be done, in order, some of it
    /// while this still works (progress).
    pub fn handle(&mut self, now: Timestamp, input: Input, carry_out: &mut dyn FnMut(Effect)) {
        if self.locked {
            // A key that arrives after the lock must not stay behind.
            if let Input::KeyImported { credential, .. } = input {
                carry_out(Effect::DropKey { credential });
            }
            return;
        }
        // Looked at before anything else: a device that slept wakes with its timers late.
        if self.deadline.is_some_and(|deadline| deadline <= now) {
            if self.holds_a_secret() {
                self.lock(LockReason::Idle, carry_out);
                return;
            }
            self.looked.forget();
        }
        let by_person = matches!(input, Input::Asked { .. });
        self.take(now, input, carry_out);
        if !self.locked {
            self.set_deadline(now, by_person, carry_out);
        }
    }

    fn take(&mut self, now: Timestamp, input: Input, carry_out: &mut dyn FnMut(Effect)) {
        match input {
            Input::Asked { ask, parts } => self.asked(now, ask, parts, carry_out),
            Input::Unreadable => carry_out(failed(None, failure::malformed())),
            Input::FilesRead { request, contents } => {
                self.files_read(now, request, contents, carry_out);
            }
            Input::FilesUnreadable { request } => {
                self.give_up(request, failure::files_unreadable(), carry_out);
            }
            Input::Digested {
                request,
                bytes,
                digest,
            } => self.digested(request, &bytes, digest, carry_out),
            Input::DigestFailed { request } => {
                self.give_up(request, failure::signature_failed(), carry_out);
            }
            Input::KeyImported {
                request,
                credential,
            } => self.key_imported(now, request, credential, carry_out),
            Input::KeyRefused { request } => {
                self.give_up(request, failure::key_refused(), carry_out);
            }
            Input::SignatureMade { request, signature } => {
                self.signature_made(request, &signature, carry_out);
            }
            Input::SignatureFailed { request } => {
                self.give_up(request, failure::signature_failed(), carry_out);
            }
            Input::Tick => {}
        }
    }

    fn asked(
        &mut self,
        now: Timestamp,
        ask: Ask,
        parts: Vec<Part>,
        carry_out: &mut dyn FnMut(Effect),
    ) {
        match ask {
            Ask::Inspect(ask) => {
                let request = ask.request;
                let outcome = start_inspecting(&ask, &parts);
                self.answer_with(request, outcome, carry_out);
            }
            Ask::Identify(ask) => {
                let request = ask.request;
                let outcome = start_identifying(&ask, &parts);
                self.answer_with(request, outcome, carry_out);
            }
            Ask::TryPassword(ask) => {
                let request = ask.request;
                let outcome = self.start_trying(&ask, parts);
                self.answer_with_files(now, request, outcome, carry_out);
            }
            Ask::Open(open) => {
                let request = open.request;
                let outcome = self.start_opening(open, parts);
                self.answer_with_files(now, request, outcome, carry_out);
            }
            Ask::SignChallenge(ask) => {
                let request = ask.request;
                let outcome = self.start_challenge(now, &ask);
                self.answer_with(request, outcome, carry_out);
            }
            Ask::SignLote(ask) => self.start_lote(now, &ask, parts, carry_out),
            Ask::Convert(convert) => {
                let request = convert.request;
                let outcome = self.start_converting(&convert, parts);
                self.answer_with_files(now, request, outcome, carry_out);
            }
            Ask::Close { credential } => self.close(credential, carry_out),
            Ask::Lock => self.lock(LockReason::Asked, carry_out),
            Ask::Forget { inspected } => self.looked.forget_some(&inspected),
            Ask::Touch => {}
            Ask::SetIdle { minutes } => self.idle = idle(minutes),
        }
    }

    /// The effect that begins a request, or why it does not begin.
    fn answer_with(
        &mut self,
        request: RequestId,
        outcome: Result<(UnderWay, Effect), Failure>,
        carry_out: &mut dyn FnMut(Effect),
    ) {
        if self.is_under_way(request, carry_out) {
            return;
        }
        match outcome {
            Ok((under_way, effect)) => {
                self.under_way.insert(request, under_way);
                carry_out(effect);
            }
            Err(error) => carry_out(failed(Some(request), error)),
        }
    }

    /// Whether the id is in use already; answers that.
    fn is_under_way(&self, request: RequestId, carry_out: &mut dyn FnMut(Effect)) -> bool {
        let taken = self.under_way.contains_key(&request);
        if taken {
            // Answering it would answer the first of that id.
            carry_out(failed(None, failure::malformed()));
        }
        taken
    }

    fn close(&mut self, credential: CredentialHandle, carry_out: &mut dyn FnMut(Effect)) {
        if self.open.remove(&credential).is_some() {
            carry_out(Effect::DropKey { credential });
        }
        let orphans: Vec<RequestId> = self
            .under_way
            .iter()
            .filter(|(_, under_way)| under_way.signs_with() == Some(credential))
            .map(|(request, _)| *request)
            .collect();
        for request in orphans {
            self.give_up(request, failure::not_open(), carry_out);
        }
        carry_out(post(Tell::Closed { credential }));
    }

    fn lock(&mut self, reason: LockReason, carry_out: &mut dyn FnMut(Effect)) {
        self.locked = true;
        self.open.clear();
        self.under_way.clear();
        self.looked.forget();
        self.deadline = None;
        carry_out(Effect::Wipe);
        carry_out(Effect::WakeAt { at: None });
        carry_out(post(Tell::Locked { reason }));
    }

    fn give_up(&mut self, request: RequestId, why: Failure, carry_out: &mut dyn FnMut(Effect)) {
        if self.under_way.remove(&request).is_some() {
            carry_out(failed(Some(request), why));
        }
    }

    fn take_under_way(
        &mut self,
        request: RequestId,
        is: impl Fn(&UnderWay) -> bool,
    ) -> Option<UnderWay> {
        let found = self.under_way.get(&request).is_some_and(is);
        found.then(|| self.under_way.remove(&request))?
    }

    /// Whether there is anything to lock: a key, or one that is on its way.
    fn holds_a_secret(&self) -> bool {
        !self.open.is_empty() || !self.under_way.is_empty()
    }

    /// Only what a person asked for moves the deadline; it stands while there is anything to forget.
    fn set_deadline(&mut self, now: Timestamp, by_person: bool, carry_out: &mut dyn FnMut(Effect)) {
        let holds = self.holds_a_secret() || !self.looked.is_empty();
        let deadline = match (holds, self.deadline) {
            (false, _) => None,
            (true, Some(deadline)) if !by_person => Some(deadline),
            (true, _) => Some(now.checked_add(self.idle).unwrap_or(Timestamp::MAX)),
        };
        if deadline != self.deadline {
            self.deadline = deadline;
            carry_out(Effect::WakeAt { at: deadline });
        }
        let shown = deadline.filter(|_| !self.open.is_empty());
        if shown != self.sent_deadline {
            self.sent_deadline = shown;
            carry_out(post(Tell::LocksAt {
                at: shown.map(Timestamp::as_millisecond),
            }));
        }
    }
}

fn idle(minutes: u32) -> SignedDuration {
    SignedDuration::from_mins(minutes.clamp(1, 60).into())
}

fn post(tell: Tell) -> Effect {
    Effect::Post {
        tell,
        parts: Vec::new(),
    }
}

fn failed(request: Option<RequestId>, error: Failure) -> Effect {
    post(Tell::Failed { request, error })
}
