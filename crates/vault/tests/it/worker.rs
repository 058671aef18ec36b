//! The worker's adapter without a browser: carries out effects until nothing is left to do.

use std::collections::{BTreeMap, VecDeque};

use jiff::{SignedDuration, Timestamp};
use rand_chacha::ChaCha20Rng;
use rand_core::CryptoRngCore;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::signature::{RandomizedSigner as _, SignatureEncoding as _};
use sha2::{Digest as _, Sha256};
use vault::{Config, Effect, Input, Part, Pieces, Vault};
use vault_protocol::{
    Ask, Convert, ConvertTo, CredentialHandle, CredentialSummary, Expected, ExpectedLote, Failure,
    FileKind, Form, Inspect, Inspected, LockReason, LoteSeen, Open, PickedFile, Place, RequestId,
    SignChallenge, SignLote, Slot, Tell,
};
use zeroize::Zeroizing;

use crate::material::{Files, NOW, rng};

/// What a request ended with.
pub(crate) type Outcome<T> = Result<T, Failure>;

/// What a conversion gave.
pub(crate) struct Converted {
    pub(crate) files: Vec<(FileKind, String, Vec<u8>)>,
    pub(crate) summary: Option<CredentialSummary>,
}

pub(crate) struct Worker {
    vault: Vault,
    pub(crate) now: Timestamp,
    pub(crate) wake_at: Option<Timestamp>,
    pub(crate) keys: BTreeMap<CredentialHandle, SigningKey<Sha256>>,
    /// Everything a signature was asked for.
    pub(crate) signed: Vec<Vec<u8>>,
    /// How often files were read.
    pub(crate) reads: usize,
    pub(crate) posted: Vec<(Tell, Vec<Vec<u8>>)>,
    /// Files that were looked at, and who did; the page says so when it has them opened.
    pub(crate) looked: Vec<((String, Vec<u8>), RequestId)>,
    /// The browser takes no key.
    pub(crate) refuses_keys: bool,
    /// The browser answers nothing until `settle`.
    pub(crate) slow: bool,
    // Imported; the vault does not know yet.
    arriving: BTreeMap<CredentialHandle, SigningKey<Sha256>>,
    waiting: VecDeque<Input>,
    last_request: u32,
    rng: ChaCha20Rng,
}

impl Worker {
    pub(crate) fn start() -> Self {
        Self::start_with(Box::new(rng(8)))
    }

    /// In a browser with this randomness.
    pub(crate) fn start_with(chance: Box<dyn CryptoRngCore>) -> Self {
        Self {
            vault: Vault::new(Config::default(), chance),
            now: NOW,
            wake_at: None,
            keys: BTreeMap::new(),
            signed: Vec::new(),
            reads: 0,
            posted: Vec::new(),
            looked: Vec::new(),
            refuses_keys: false,
            slow: false,
            arriving: BTreeMap::new(),
            waiting: VecDeque::new(),
            last_request: 0,
            rng: rng(7),
        }
    }

    pub(crate) fn open(&mut self, files: &Files) -> Outcome<(CredentialHandle, CredentialSummary)> {
        self.open_for(files, Expected::default(), &[])
    }

    pub(crate) fn open_for(
        &mut self,
        files: &Files,
        expected: Expected,
        trust: &[Vec<u8>],
    ) -> Outcome<(CredentialHandle, CredentialSummary)> {
        let request = self.ask_to_open(files, expected, trust);
        match self.answer(request) {
            Some(Tell::Opened {
                credential,
                summary,
                ..
            }) => Ok((credential, *summary)),
            Some(Tell::Failed { error, .. }) => Err(error),
            other => panic!("neither opened nor refused: {other:?}"),
        }
    }

    pub(crate) fn ask_to_open(
        &mut self,
        files: &Files,
        expected: Expected,
        trust: &[Vec<u8>],
    ) -> RequestId {
        let request = self.next_request();
        let mut parts = Vec::new();
        for (name, bytes) in &files.files {
            parts.push(Part::File {
                name: name.clone(),
                size: bytes.len() as u64,
            });
        }
        let slots: Vec<Slot> = (0..)
            .map(Slot)
            .take(parts.len() + 1 + trust.len())
            .collect();
        let (file_slots, rest) = slots.split_at(parts.len());
        parts.push(buffer(files.password.as_bytes()));
        parts.extend(trust.iter().map(|der| buffer(der)));
        let contents: Vec<Vec<u8>> = files.files.iter().map(|(_, bytes)| bytes.clone()).collect();
        let ask = Ask::Open(Open {
            request,
            files: self.picked(files, file_slots),
            password: rest[0],
            expected,
            trust: rest[1..].to_vec(),
            accept_without_mac: false,
        });
        self.ask(ask, parts, &contents);
        request
    }

    pub(crate) fn convert(
        &mut self,
        files: &Files,
        new_password: &str,
        to: ConvertTo,
        form: Form,
    ) -> Outcome<Converted> {
        let request = self.ask_to_convert(files, new_password, to, form);
        let at = self.position(request).expect("an answer");
        match &self.posted[at] {
            (Tell::Converted { files, summary, .. }, parts) => Ok(Converted {
                files: files
                    .iter()
                    .map(|file| {
                        let bytes = parts[file.bytes.0 as usize].clone();
                        (file.kind, file.name.clone(), bytes)
                    })
                    .collect(),
                summary: summary.as_deref().cloned(),
            }),
            (Tell::Failed { error, .. }, _) => Err(error.clone()),
            (other, _) => panic!("neither converted nor refused: {other:?}"),
        }
    }

    pub(crate) fn ask_to_convert(
        &mut self,
        files: &Files,
        new_password: &str,
        to: ConvertTo,
        form: Form,
    ) -> RequestId {
        let request = self.next_request();
        let mut parts: Vec<Part> = files
            .files
            .iter()
            .map(|(name, bytes)| Part::File {
                name: name.clone(),
                size: bytes.len() as u64,
            })
            .collect();
        let slots: Vec<Slot> = (0..).map(Slot).take(parts.len() + 2).collect();
        let (file_slots, rest) = slots.split_at(parts.len());
        parts.push(buffer(files.password.as_bytes()));
        parts.push(buffer(new_password.as_bytes()));
        let contents: Vec<Vec<u8>> = files.files.iter().map(|(_, bytes)| bytes.clone()).collect();
        let ask = Ask::Convert(Convert {
            request,
            files: self.picked(files, file_slots),
            password: rest[0],
            new_password: rest[1],
            to,
            form,
            accept_without_mac: false,
        });
        self.ask(ask, parts, &contents);
        request
    }

    pub(crate) fn inspect(&mut self, file: &(String, Vec<u8>), place: Place) -> Outcome<Inspected> {
        let request = self.next_request();
        let (name, bytes) = file.clone();
        let part = Part::File {
            name,
            size: bytes.len() as u64,
        };
        let ask = Ask::Inspect(Inspect {
            request,
            file: Slot(0),
            place,
        });
        self.ask(ask, vec![part], &[bytes]);
        match self.answer(request) {
            Some(Tell::Inspected { found, .. }) => {
                self.looked.push((file.clone(), request));
                Ok(found)
            }
            Some(Tell::Failed { error, .. }) => Err(error),
            other => panic!("neither inspected nor refused: {other:?}"),
        }
    }

    fn picked(&self, files: &Files, slots: &[Slot]) -> Vec<PickedFile> {
        let looked = |file| self.looked.iter().rev().find(|(of, _)| of == file);
        let pairs = files.files.iter().zip(slots);
        pairs
            .map(|(file, slot)| PickedFile {
                file: *slot,
                inspected: looked(file).map(|(_, request)| *request),
            })
            .collect()
    }

    pub(crate) fn sign_challenge(
        &mut self,
        credential: CredentialHandle,
        text: &str,
    ) -> Outcome<Vec<u8>> {
        let request = self.ask_for_challenge(credential, text);
        match self.signature(request)? {
            (cms, None) => Ok(cms),
            (_, Some(seen)) => panic!("a challenge was read as a lote: {seen:?}"),
        }
    }

    pub(crate) fn ask_for_challenge(
        &mut self,
        credential: CredentialHandle,
        text: &str,
    ) -> RequestId {
        let request = self.next_request();
        let text = text.to_owned();
        let ask = SignChallenge {
            request,
            credential,
            text,
        };
        self.ask(Ask::SignChallenge(ask), Vec::new(), &[]);
        request
    }

    pub(crate) fn sign_lote(
        &mut self,
        credential: CredentialHandle,
        dispmag: &[u8],
        expected: ExpectedLote,
    ) -> Outcome<(Vec<u8>, LoteSeen)> {
        let request = self.next_request();
        let ask = Ask::SignLote(SignLote {
            request,
            credential,
            dispmag: Slot(0),
            expected,
        });
        self.ask(ask, vec![buffer(dispmag)], &[]);
        match self.signature(request)? {
            (cms, Some(seen)) => Ok((cms, seen)),
            (_, None) => panic!("the worker does not say what it read"),
        }
    }

    fn signature(&mut self, request: RequestId) -> Outcome<(Vec<u8>, Option<LoteSeen>)> {
        let at = self.position(request).expect("an answer");
        match &self.posted[at] {
            (Tell::Signed { cms, seen, .. }, parts) => {
                Ok((parts[cms.0 as usize].clone(), seen.clone()))
            }
            (Tell::Failed { error, .. }, _) => Err(error.clone()),
            (other, _) => panic!("neither signed nor refused: {other:?}"),
        }
    }

    /// Posts a message and carries on until the worker waits for the next. `contents`: of the files
    /// among its parts, in their order.
    pub(crate) fn ask(&mut self, ask: Ask, parts: Vec<Part>, contents: &[Vec<u8>]) {
        self.hand_in(Input::Asked { ask, parts }, contents);
    }

    pub(crate) fn tick(&mut self) {
        self.hand_in(Input::Tick, &[]);
    }

    pub(crate) fn wait(&mut self, minutes: i64) {
        self.now += SignedDuration::from_mins(minutes);
    }

    /// Lets a slow browser answer once.
    pub(crate) fn step(&mut self) {
        let input = self.waiting.pop_front().expect("something was started");
        self.one(input, &[]);
    }

    /// Lets a slow browser answer everything.
    pub(crate) fn settle(&mut self) {
        self.slow = false;
        self.drain(&[]);
    }

    pub(crate) fn hand_in(&mut self, input: Input, contents: &[Vec<u8>]) {
        self.one(input, contents);
        if !self.slow {
            self.drain(contents);
        }
    }

    fn drain(&mut self, contents: &[Vec<u8>]) {
        while let Some(input) = self.waiting.pop_front() {
            self.one(input, contents);
        }
    }

    fn one(&mut self, input: Input, contents: &[Vec<u8>]) {
        if let Input::KeyImported { credential, .. } = &input {
            // As the browser's adapter does: held before the vault hears of it.
            let key = self.arriving.remove(credential);
            self.keys.extend(key.map(|key| (*credential, key)));
        }
        let mut effects = Vec::new();
        self.vault
            .handle(self.now, input, &mut |effect| effects.push(effect));
        for effect in effects {
            self.carry_out(effect, contents);
        }
    }

    fn carry_out(&mut self, effect: Effect, contents: &[Vec<u8>]) {
        match effect {
            Effect::ReadFiles { request, parts } => {
                self.reads += 1;
                let contents = parts
                    .iter()
                    .map(|part| Zeroizing::new(contents[*part].clone()))
                    .collect();
                self.waiting
                    .push_back(Input::FilesRead { request, contents });
            }
            Effect::ImportKey {
                request,
                credential,
                pkcs8,
            } => {
                let key = rsa::RsaPrivateKey::from_pkcs8_der(&pkcs8).unwrap();
                if self.refuses_keys {
                    self.waiting.push_back(Input::KeyRefused { request });
                } else {
                    self.arriving.insert(credential, SigningKey::new(key));
                    self.waiting.push_back(Input::KeyImported {
                        request,
                        credential,
                    });
                }
            }
            Effect::Digest { request, bytes } => {
                let digest = Sha256::digest(bytes.as_slice()).into();
                self.waiting.push_back(Input::Digested {
                    request,
                    bytes,
                    digest,
                });
            }
            Effect::Sign {
                request,
                credential,
                bytes,
            } => {
                let input = match self.keys.get(&credential) {
                    Some(key) => Input::SignatureMade {
                        request,
                        signature: key.sign_with_rng(&mut self.rng, &bytes).to_vec(),
                    },
                    None => Input::SignatureFailed { request },
                };
                self.signed.push(bytes);
                self.waiting.push_back(input);
            }
            Effect::DropKey { credential } => {
                self.keys.remove(&credential);
            }
            Effect::Wipe => self.keys.clear(),
            Effect::WakeAt { at } => self.wake_at = at,
            Effect::Post { tell, parts } => {
                let parts = parts.iter().map(Pieces::to_vec).collect();
                self.posted.push((tell, parts));
            }
        }
    }

    /// The final answer to a request.
    pub(crate) fn answer(&self, request: RequestId) -> Option<Tell> {
        self.position(request).map(|at| self.posted[at].0.clone())
    }

    fn position(&self, asked: RequestId) -> Option<usize> {
        self.posted.iter().position(|(tell, _)| match tell {
            Tell::Inspected { request, .. }
            | Tell::Identified { request, .. }
            | Tell::PasswordOpens { request, .. }
            | Tell::Opened { request, .. }
            | Tell::Signed { request, .. }
            | Tell::Converted { request, .. } => *request == asked,
            Tell::Failed { request, .. } => *request == Some(asked),
            _ => false,
        })
    }

    pub(crate) fn locked(&self) -> Option<LockReason> {
        self.posted.iter().find_map(|(tell, _)| match tell {
            Tell::Locked { reason } => Some(*reason),
            _ => None,
        })
    }

    /// The next request will carry the id of the one before.
    pub(crate) fn repeat_last_request(&mut self) {
        self.last_request -= 1;
    }

    pub(crate) fn next_request(&mut self) -> RequestId {
        self.last_request += 1;
        RequestId(self.last_request)
    }
}

pub(crate) fn buffer(bytes: &[u8]) -> Part {
    Part::Buffer(Zeroizing::new(bytes.to_vec()))
}
