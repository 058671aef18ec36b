//! What stands in the two fields that pick files, and what the signer says of it before any password.

use futures::channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::client::files::FileHandle;
use crate::components::{PickedFiles, PickedHandles, no_files, no_handles};
use crate::signer::{CredentialKind, CredentialSummary, Inspected, Place, Signer, SignerError};
use app_logic::keys::form::{Half, half};
use app_logic::keys::picked::{Held, Looked, by_name, take};

/// The fields of one form; copies share them.
#[derive(Clone, Copy)]
pub(super) struct Picked {
    /// The .cer, or the .pfx.
    pub(super) certificate: PickedFiles,
    /// The .key; none with a .pfx.
    pub(super) key: PickedFiles,
    /// Where the browser gives them.
    pub(super) handles: PickedHandles,
    /// What the fields held when they were last in order: what else is in them was just picked.
    settled: StoredValue<Vec<File>, LocalStorage>,
    /// How many picks the signer is looking into, and who waits until it is done.
    sorting: StoredValue<(usize, Vec<oneshot::Sender<()>>), LocalStorage>,
    /// Names of what was taken and of what was not, of the last pick.
    left_out: RwSignal<Option<(Vec<String>, Vec<String>)>>,
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
            settled: StoredValue::new_local(Vec::new()),
            sorting: StoredValue::new_local((0, Vec::new())),
            left_out: RwSignal::new(None),
            seen: RwSignal::new(None),
            wrong_certificate: RwSignal::new(None),
            wrong_key: RwSignal::new(None),
        };
        Effect::new(move |_| picked.sort(signer));
        Effect::new(move |_| picked.look_at_certificate(signer));
        Effect::new(move |_| picked.look_at_key(signer));
        // The page was left: nothing waits for a password any more.
        on_cleanup(move || {
            let settled = picked.settled.try_with_value(Clone::clone);
            signer.forget(&settled.unwrap_or_default());
        });
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

    /// What of the last pick was taken, and what was not; `None` where all of it was.
    pub(super) fn left_out(self) -> Option<(Vec<String>, Vec<String>)> {
        self.left_out.get()
    }

    /// A key is picked, and if anything is wrong it is not the certificate: what stands there was
    /// looked at. Nobody is, once the page was left.
    pub(super) fn key_is_to_blame(self) -> bool {
        let sound = self.wrong_certificate.try_with_untracked(Option::is_none);
        let with_key = self.key.try_with_untracked(|key| !key.is_empty());
        sound == Some(true) && with_key == Some(true)
    }

    /// Waits until what was picked stands in its own fields: a quick person presses "Abrir" before.
    pub(super) async fn sorted(self) {
        let waits = self.sorting.try_update_value(|(looking, waiting)| {
            (*looking > 0).then(|| {
                let (done, waits) = oneshot::channel();
                waiting.push(done);
                waits
            })
        });
        if let Some(Some(waits)) = waits {
            // That the other end is gone is the answer.
            let _ = waits.await;
        }
    }

    fn was_sorted(self) {
        self.sorting.try_update_value(|(looking, waiting)| {
            *looking = looking.saturating_sub(1);
            if *looking == 0 {
                waiting.clear();
            }
        });
    }

    /// Both fields, the certificate first: what the signer is asked to open. None, once the page was left.
    pub(super) fn files(self) -> Vec<File> {
        let mut files = self.certificate.try_get_untracked().unwrap_or_default();
        files.extend(self.key.try_get_untracked().unwrap_or_default());
        files
    }

    /// The .key, where there is one.
    pub(super) fn key_or_all(self) -> Vec<File> {
        let key = self.key.try_get_untracked().unwrap_or_default();
        if key.is_empty() { self.files() } else { key }
    }

    /// Handles of what is picked, if every file has one.
    pub(super) fn handles_of_all(self) -> Vec<FileHandle> {
        let known = self.handles.try_get_untracked().unwrap_or_default();
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

    /// Files picked at once, or dropped on the wrong field, go to their own. Where their names do not
    /// tell, the signer looks inside.
    fn sort(self, signer: Signer) {
        let now = self.places();
        let come = self.settled.with_value(|settled| {
            let is_new = |(file, _): &&(File, Place)| !settled.contains(file);
            now.iter().filter(is_new).cloned().collect::<Vec<_>>()
        });
        if come.is_empty() {
            let files: Vec<File> = now.into_iter().map(|(file, _)| file).collect();
            if self.settled.with_value(|settled| *settled != files) {
                // Something was taken away.
                let before = self.settled.with_value(Clone::clone);
                self.settled.set_value(files);
                self.forget_unpicked(signer, before);
                self.left_out.set(None);
            }
            return;
        }
        let (files, picked_in): (Vec<File>, Vec<Place>) = come.into_iter().unzip();
        if let Some(looked) = by_name(&names(&files)) {
            self.settle(signer, &files.into_iter().zip(looked).collect::<Vec<_>>());
            return;
        }
        self.sorting.update_value(|(looking, _)| *looking += 1);
        spawn_local(async move {
            let mut looked = Vec::with_capacity(files.len());
            for (file, place) in files.into_iter().zip(picked_in) {
                let what = look(signer, &file, place).await;
                looked.push((file, what));
            }
            // Not where something else was picked meanwhile: that is looked at separately.
            if !self.seen.is_disposed() && untrack(|| self.places()) == now {
                self.settle(signer, &looked);
            }
            let looked: Vec<File> = looked.into_iter().map(|(file, _)| file).collect();
            self.forget_unpicked(signer, looked);
            self.was_sorted();
        });
    }

    /// What stands where.
    fn places(self) -> Vec<(File, Place)> {
        let at = |place| move |file| (file, place);
        let certificates = self.certificate.get().into_iter();
        let keys = self.key.get().into_iter();
        certificates
            .map(at(Place::Certificate))
            .chain(keys.map(at(Place::Key)))
            .collect()
    }

    /// Puts into the fields what is taken of the files that came.
    fn settle(self, signer: Signer, come: &[(File, Looked)]) {
        let (certificates, keys) = (self.certificate.get_untracked(), self.key.get_untracked());
        let before = |files: &[File]| {
            let held = |file: &&File| self.settled.with_value(|settled| settled.contains(file));
            files.iter().find(held).cloned()
        };
        let held = Held {
            certificate: before(&certificates),
            is_pfx: before(&certificates).is_some() && untrack(|| self.is_pfx()),
            key: before(&keys),
        };
        let taken = take(held, come);
        let kept: Vec<File> = taken
            .certificate
            .iter()
            .chain(&taken.key)
            .cloned()
            .collect();
        let left_out = (!taken.left_out.is_empty()).then(|| (names(&kept), names(&taken.left_out)));
        self.left_out.set(left_out);
        let before = self.settled.with_value(Clone::clone);
        self.settled.set_value(kept);
        replace(self.certificate, &certificates, taken.certificate);
        replace(self.key, &keys, taken.key);
        self.forget_unpicked(signer, before);
    }

    /// Has the signer forget those of `files` that stand in no field.
    fn forget_unpicked(self, signer: Signer, mut files: Vec<File>) {
        let picked = self.files();
        files.retain(|file| !picked.contains(file));
        signer.forget(&files);
    }

    fn look_at_certificate(self, signer: Signer) {
        self.seen.set(None);
        self.wrong_certificate.set(None);
        let Some(file) = only(&self.certificate.get()) else {
            return;
        };
        spawn_local(async move {
            let answer = signer.inspect(file.clone(), Place::Certificate).await;
            if self.seen.is_disposed()
                || only(&self.certificate.get_untracked()).as_ref() != Some(&file)
            {
                self.forget_unpicked(signer, vec![file]);
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
            if self.wrong_key.is_disposed()
                || only(&self.key.get_untracked()).as_ref() != Some(&file)
            {
                self.forget_unpicked(signer, vec![file]);
                return;
            }
            self.wrong_key.set(answer.err().and_then(said));
        });
    }
}

/// Recognises a file by its content. One that cannot be looked at stays where it was picked, and its
/// error is shown there.
async fn look(signer: Signer, file: &File, picked_in: Place) -> Looked {
    match signer.inspect(file.clone(), Place::Certificate).await {
        Ok(Inspected::Certificate { refusal, .. }) => Looked::Certificate {
            fit: refusal.is_none(),
        },
        Ok(Inspected::Pfx) => Looked::Pfx,
        Ok(Inspected::Key) => Looked::Key,
        Err(_) => match signer.inspect(file.clone(), Place::Key).await {
            Ok(Inspected::Key) => Looked::Key,
            _ => Looked::Neither(picked_in),
        },
    }
}

/// The error to show before a file is opened: none while there is no worker to ask.
fn said(error: SignerError) -> Option<SignerError> {
    matches!(error, SignerError::Refused(_)).then_some(error)
}

fn names(files: &[File]) -> Vec<String> {
    files.iter().map(File::name).collect()
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
