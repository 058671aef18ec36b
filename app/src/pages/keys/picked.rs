//! What stands in the two fields that pick files, and what the signer says of it before any password.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::rules::{Half, half, place_of};
use crate::client::files::FileHandle;
use crate::components::{PickedFiles, PickedHandles, no_files, no_handles};
use crate::signer::{CredentialKind, CredentialSummary, Inspected, Place, Signer, SignerError};

/// The fields of one form; copies share them.
#[derive(Clone, Copy)]
pub(super) struct Picked {
    /// The .cer, or the .pfx.
    pub(super) certificate: PickedFiles,
    /// The .key; none with a .pfx.
    pub(super) key: PickedFiles,
    /// Where the browser gives them.
    pub(super) handles: PickedHandles,
    seen: RwSignal<Option<Inspected>>,
    wrong_certificate: RwSignal<Option<SignerError>>,
    wrong_key: RwSignal<Option<SignerError>>,
}

impl Picked {
    /// Empty fields. Whatever is picked in either goes where it belongs, and is looked at.
    pub(super) fn new(signer: Signer) -> Self {
        let picked = Self {
            certificate: no_files(),
            key: no_files(),
            handles: no_handles(),
            seen: RwSignal::new(None),
            wrong_certificate: RwSignal::new(None),
            wrong_key: RwSignal::new(None),
        };
        Effect::new(move |_| picked.sort());
        Effect::new(move |_| picked.look_at_certificate(signer));
        Effect::new(move |_| picked.look_at_key(signer));
        picked
    }

    /// A .pfx is picked: it brings its key along.
    pub(super) fn is_pfx(self) -> bool {
        match self.seen.get() {
            Some(seen) => seen == Inspected::Pfx,
            None => self
                .certificate
                .with(|files| files.iter().any(|file| half(&file.name()) == Half::Pfx)),
        }
    }

    /// The facts of the .cer, once it was looked at.
    pub(super) fn summary(self) -> Option<CredentialSummary> {
        match self.seen.get() {
            Some(Inspected::Certificate { summary, .. }) => Some(*summary),
            Some(Inspected::Pfx | Inspected::Key) | None => None,
        }
    }

    /// The user of an e.firma: its RFC (domain facts §7 \[A\]).
    pub(super) fn efirma_user(self) -> Option<String> {
        self.summary()
            .filter(|summary| summary.kind == CredentialKind::Efirma)
            .and_then(|summary| summary.rfc)
    }

    /// What is wrong with what stands in a field.
    pub(super) fn wrong(self, place: Place) -> Option<SignerError> {
        match place {
            Place::Certificate => self.wrong_certificate.get(),
            Place::Key => self.wrong_key.get(),
        }
    }

    /// A key is picked, and if anything is wrong it is not the certificate: what stands there was
    /// looked at. Nobody is, once the page was left.
    pub(super) fn key_is_to_blame(self) -> bool {
        let sound = self.wrong_certificate.try_with_untracked(Option::is_none);
        let with_key = self.key.try_with_untracked(|key| !key.is_empty());
        sound == Some(true) && with_key == Some(true)
    }

    /// Both fields, the certificate first: what the signer is asked to open.
    pub(super) fn files(self) -> Vec<File> {
        let mut files = self.certificate.get_untracked();
        files.extend(self.key.get_untracked());
        files
    }

    /// Handles of what is picked, if every file has one.
    pub(super) fn handles_of_all(self) -> Vec<FileHandle> {
        let known = self.handles.get_untracked();
        let handle = |file: &File| {
            let found = known.iter().find(|(named, _)| named == file);
            found.map(|(_, handle)| handle.clone())
        };
        let handles: Option<Vec<_>> = self.files().iter().map(handle).collect();
        handles.unwrap_or_default()
    }

    /// Puts files there, as if they had been picked.
    pub(super) fn put(self, files: Vec<(File, FileHandle)>) {
        self.key.set(Vec::new());
        let list = files.iter().map(|(file, _)| file.clone()).collect();
        self.handles.update(|handles| handles.extend(files));
        self.certificate.set(list);
    }

    /// Empties the fields.
    pub(super) fn clear(self) {
        self.certificate.set(Vec::new());
        self.key.set(Vec::new());
    }

    /// Two files picked at once, or dropped on the wrong field, go to their own.
    fn sort(self) {
        let (certificates, keys) = (self.certificate.get(), self.key.get());
        let stays = |place: Place| move |file: &&File| place_of(&file.name(), place) == place;
        let strays = |files: &[File], place| {
            let strays = files.iter().filter(|file| !stays(place)(file)).cloned();
            strays.collect::<Vec<_>>()
        };
        // The last one picked takes the place of the one before.
        let settled = |own: &[File], place, come: Vec<File>| {
            let own = own.iter().filter(stays(place)).cloned();
            own.chain(come).last()
        };
        let certificate = settled(&certificates, Place::Certificate, strays(&keys, Place::Key));
        let pfx = certificate
            .as_ref()
            .is_some_and(|file| half(&file.name()) == Half::Pfx);
        let key = if pfx {
            None
        } else {
            settled(&keys, Place::Key, strays(&certificates, Place::Certificate))
        };
        replace(self.certificate, &certificates, certificate);
        replace(self.key, &keys, key);
    }

    fn look_at_certificate(self, signer: Signer) {
        self.seen.set(None);
        self.wrong_certificate.set(None);
        let Some(file) = only(&self.certificate.get()) else {
            return;
        };
        spawn_local(async move {
            let answer = signer.inspect(file.clone(), Place::Certificate).await;
            if self.seen.is_disposed() || only(&self.certificate.get_untracked()) != Some(file) {
                return;
            }
            match answer {
                Ok(found) => {
                    if let Inspected::Certificate { refusal, .. } = &found {
                        let refusal = refusal.clone().map(SignerError::Refused);
                        self.wrong_certificate.set(refusal);
                    }
                    if found == Inspected::Pfx {
                        self.key.set(Vec::new());
                    }
                    self.seen.set(Some(found));
                }
                Err(error) => self.wrong_certificate.set(said(error)),
            }
        });
    }

    fn look_at_key(self, signer: Signer) {
        self.wrong_key.set(None);
        let Some(file) = only(&self.key.get()) else {
            return;
        };
        spawn_local(async move {
            let answer = signer.inspect(file.clone(), Place::Key).await;
            if self.wrong_key.is_disposed() || only(&self.key.get_untracked()) != Some(file) {
                return;
            }
            self.wrong_key.set(answer.err().and_then(said));
        });
    }
}

/// What is said of a file before it is opened; a worker that is not there says nothing yet.
fn said(error: SignerError) -> Option<SignerError> {
    matches!(error, SignerError::Refused(_)).then_some(error)
}

fn only(files: &[File]) -> Option<File> {
    match files {
        [file] => Some(file.clone()),
        _ => None,
    }
}

fn replace(field: PickedFiles, now: &[File], settled: Option<File>) {
    let settled: Vec<File> = settled.into_iter().collect();
    if now != settled {
        field.set(settled);
    }
}
