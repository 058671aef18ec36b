//! The machine itself: what is open, what is under way, and when it all is forgotten.

use std::collections::BTreeMap;

use credential::certificate::Certificate;
use credential::open::OpenError;
use jiff::{SignedDuration, Timestamp};
use vault_protocol::{
    Ask, CredentialHandle, CredentialSummary, Expected, Failure, LockReason, LoteSeen, Open,
    RequestId, SignChallenge, SignLote, Slot, Tell, VERSION,
};
use zeroize::Zeroizing;

use crate::effect::{Effect, Input, Part};
use crate::lote::Lote;
use crate::opening::{self, Opening};
use crate::signing::ToSign;
use crate::{MAX_FILE_BYTES, MAX_OPEN, MAX_PASSWORD_BYTES, challenge, failure};

/// What may be set.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// After how many idle minutes everything is forgotten; held to 1–60.
    pub idle_minutes: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self { idle_minutes: 15 }
    }
}

/// The state machine. It holds certificates, and for moments what is being opened; never a key.
pub struct Vault {
    idle: SignedDuration,
    deadline: Option<Timestamp>,
    // After a lock nothing is answered: the page ends the worker.
    locked: bool,
    last_handle: u32,
    open: BTreeMap<CredentialHandle, Certificate>,
    under_way: BTreeMap<RequestId, UnderWay>,
}

/// A request that waits for the adapter.
enum UnderWay {
    Reading {
        password: Zeroizing<Vec<u8>>,
        expected: Expected,
        trust: Vec<Vec<u8>>,
        accept_without_mac: bool,
    },
    Importing {
        credential: CredentialHandle,
        certificate: Box<Certificate>,
        summary: Box<CredentialSummary>,
    },
    Signing {
        credential: CredentialHandle,
        to_sign: Box<ToSign>,
        seen: Option<LoteSeen>,
    },
}

impl Vault {
    /// A vault with nothing in it.
    #[must_use]
    pub fn new(config: Config) -> Self {
        Self {
            idle: idle(config.idle_minutes),
            deadline: None,
            locked: false,
            last_handle: 0,
            open: BTreeMap::new(),
            under_way: BTreeMap::new(),
        }
    }

    /// The first thing to post.
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
            self.lock(LockReason::Idle, carry_out);
            return;
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
                self.files_read(now, request, &contents, carry_out);
            }
            Input::FilesUnreadable { request } => {
                self.give_up(request, failure::files_unreadable(), carry_out);
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
            Ask::Open(open) => {
                let request = open.request;
                let outcome = self.start_opening(open, parts);
                self.answer_with(request, outcome, carry_out);
            }
            Ask::SignChallenge(ask) => {
                let request = ask.request;
                let outcome = self.start_challenge(now, &ask);
                self.answer_with(request, outcome, carry_out);
            }
            Ask::SignLote(ask) => {
                let request = ask.request;
                let outcome = self.start_lote(now, &ask, parts);
                self.answer_with(request, outcome, carry_out);
            }
            Ask::Close { credential } => self.close(credential, carry_out),
            Ask::Lock => self.lock(LockReason::Asked, carry_out),
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
        if self.under_way.contains_key(&request) {
            // Answering it would answer the first of that id.
            carry_out(failed(None, failure::malformed()));
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

    fn start_opening(
        &self,
        open: Open,
        mut parts: Vec<Part>,
    ) -> Result<(UnderWay, Effect), Failure> {
        let password = take_buffer(&mut parts, open.password)?;
        if self.open.len() + self.opening_now() >= MAX_OPEN {
            return Err(failure::too_many_open());
        }
        if !matches!(open.files.len(), 1 | 2) {
            return Err(failure::number_of_files(open.files.len()));
        }
        let mut files = Vec::new();
        for slot in open.files {
            let index = index(slot).filter(|index| !files.contains(index));
            let (Some(index), Some(Part::File { name, size })) =
                (index, index.and_then(|index| parts.get(index)))
            else {
                return Err(failure::malformed());
            };
            if *size > MAX_FILE_BYTES {
                return Err(failure::file_too_large(name, *size));
            }
            files.push(index);
        }
        if password.len() > MAX_PASSWORD_BYTES {
            return Err(failure::password_too_long());
        }
        let trust = open
            .trust
            .into_iter()
            .map(|slot| take_buffer(&mut parts, slot).map(|der| der.to_vec()))
            .collect::<Result<_, _>>()?;
        let under_way = UnderWay::Reading {
            password,
            expected: open.expected,
            trust,
            accept_without_mac: open.accept_without_mac,
        };
        let request = open.request;
        Ok((
            under_way,
            Effect::ReadFiles {
                request,
                parts: files,
            },
        ))
    }

    fn files_read(
        &mut self,
        now: Timestamp,
        request: RequestId,
        contents: &[Zeroizing<Vec<u8>>],
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let Some(UnderWay::Reading {
            password,
            expected,
            trust,
            accept_without_mac,
        }) = self.take_under_way(request, |under_way| {
            matches!(under_way, UnderWay::Reading { .. })
        })
        else {
            return;
        };
        // A file may have grown since its size was told.
        let limit = usize::try_from(MAX_FILE_BYTES).unwrap_or(usize::MAX);
        if let Some(grown) = contents.iter().find(|content| content.len() > limit) {
            let error = failure::file_too_large("El archivo", grown.len() as u64);
            carry_out(failed(Some(request), error));
            return;
        }
        let outcome = opening::open(
            &Opening {
                now,
                files: contents,
                password: &password,
                expected: &expected,
                trust: &trust,
                accept_without_mac,
            },
            &mut |done, total| {
                carry_out(post(Tell::Progress {
                    request,
                    done,
                    total,
                }));
            },
        );
        match outcome {
            Ok(opened) => {
                self.last_handle += 1;
                let credential = CredentialHandle(self.last_handle);
                self.under_way.insert(
                    request,
                    UnderWay::Importing {
                        credential,
                        certificate: Box::new(opened.certificate),
                        summary: Box::new(opened.summary),
                    },
                );
                carry_out(Effect::ImportKey {
                    request,
                    credential,
                    pkcs8: opened.pkcs8,
                });
            }
            Err(error) => carry_out(failed(Some(request), error)),
        }
    }

    fn key_imported(
        &mut self,
        now: Timestamp,
        request: RequestId,
        imported: CredentialHandle,
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let Some(UnderWay::Importing {
            credential,
            certificate,
            summary,
        }) = self.take_under_way(request, |under_way| {
            matches!(under_way, UnderWay::Importing { credential, .. } if *credential == imported)
        })
        else {
            carry_out(Effect::DropKey {
                credential: imported,
            });
            return;
        };
        // The same certificate opened again takes the place of the first.
        let before = self
            .open
            .iter()
            .find(|(_, open)| **open == *certificate)
            .map(|(handle, _)| *handle);
        if let Some(before) = before {
            self.close(before, carry_out);
        }
        self.open.insert(credential, *certificate);
        carry_out(post(Tell::Opened {
            request,
            credential,
            opened_at: now.as_millisecond(),
            summary,
        }));
    }

    fn start_challenge(
        &self,
        now: Timestamp,
        ask: &SignChallenge,
    ) -> Result<(UnderWay, Effect), Failure> {
        let certificate = self.usable(now, ask.credential)?;
        challenge::check(&ask.text).map_err(failure::challenge)?;
        let to_sign = ToSign::challenge(certificate, &ask.text)?;
        signing(ask.request, ask.credential, to_sign, None)
    }

    fn start_lote(
        &self,
        now: Timestamp,
        ask: &SignLote,
        mut parts: Vec<Part>,
    ) -> Result<(UnderWay, Effect), Failure> {
        let certificate = self.usable(now, ask.credential)?;
        let dispmag = take_buffer(&mut parts, ask.dispmag)?;
        let lote = Lote::read(dispmag, &ask.expected)?;
        let seen = lote.seen();
        let to_sign = ToSign::lote(certificate, lote, now);
        signing(ask.request, ask.credential, to_sign, Some(seen))
    }

    fn signature_made(
        &mut self,
        request: RequestId,
        signature: &[u8],
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let Some(UnderWay::Signing { to_sign, seen, .. }) = self
            .take_under_way(request, |under_way| {
                matches!(under_way, UnderWay::Signing { .. })
            })
        else {
            return;
        };
        match to_sign.finish(signature) {
            Ok(cms) => carry_out(Effect::Post {
                tell: Tell::Signed {
                    request,
                    cms: Slot(0),
                    seen,
                },
                parts: vec![cms],
            }),
            Err(error) => carry_out(failed(Some(request), error)),
        }
    }

    /// An open credential that is valid now: one may expire while it is open.
    fn usable(
        &self,
        now: Timestamp,
        credential: CredentialHandle,
    ) -> Result<&Certificate, Failure> {
        let certificate = self.open.get(&credential).ok_or_else(failure::not_open)?;
        let not_after = certificate.not_after();
        if not_after < now {
            return Err(failure::no_longer_valid(&OpenError::Expired { not_after }));
        }
        Ok(certificate)
    }

    fn close(&mut self, credential: CredentialHandle, carry_out: &mut dyn FnMut(Effect)) {
        if self.open.remove(&credential).is_some() {
            carry_out(Effect::DropKey { credential });
        }
        let orphans: Vec<RequestId> = self
            .under_way
            .iter()
            .filter(|(_, under_way)| {
                matches!(under_way, UnderWay::Signing { credential: with, .. } if *with == credential)
            })
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

    fn opening_now(&self) -> usize {
        self.under_way
            .values()
            .filter(|under_way| !matches!(under_way, UnderWay::Signing { .. }))
            .count()
    }

    /// Only what a person asked for moves the deadline; it stands while there is anything to lose.
    fn set_deadline(&mut self, now: Timestamp, by_person: bool, carry_out: &mut dyn FnMut(Effect)) {
        let holds = !self.open.is_empty() || !self.under_way.is_empty();
        let deadline = match (holds, self.deadline) {
            (false, _) => None,
            (true, Some(deadline)) if !by_person => Some(deadline),
            (true, _) => Some(now.checked_add(self.idle).unwrap_or(Timestamp::MAX)),
        };
        if deadline != self.deadline {
            self.deadline = deadline;
            carry_out(Effect::WakeAt { at: deadline });
            carry_out(post(Tell::LocksAt {
                at: deadline.map(Timestamp::as_millisecond),
            }));
        }
    }
}

fn idle(minutes: u32) -> SignedDuration {
    SignedDuration::from_mins(minutes.clamp(1, 60).into())
}

fn signing(
    request: RequestId,
    credential: CredentialHandle,
    to_sign: ToSign,
    seen: Option<LoteSeen>,
) -> Result<(UnderWay, Effect), Failure> {
    let bytes = to_sign.bytes()?;
    let under_way = UnderWay::Signing {
        credential,
        to_sign: Box::new(to_sign),
        seen,
    };
    let effect = Effect::Sign {
        request,
        credential,
        bytes,
    };
    Ok((under_way, effect))
}

fn index(slot: Slot) -> Option<usize> {
    usize::try_from(slot.0).ok()
}

/// Takes a transferred buffer out of the parts.
fn take_buffer(parts: &mut [Part], slot: Slot) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let part = index(slot).and_then(|index| parts.get_mut(index));
    match part {
        Some(Part::Buffer(bytes)) => Ok(Zeroizing::new(std::mem::take(&mut **bytes))),
        Some(Part::File { .. }) | None => Err(failure::malformed()),
    }
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
