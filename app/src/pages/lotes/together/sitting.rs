//! The lotes of one sitting: what is shown is what is signed, one after the other.

use std::collections::BTreeSet;
use std::sync::Arc;

use api::ApiError;
use api::functions::{certificates, lotes, registros};
use api::view::certificates::CertificateView;
use api::view::lotes::{LoteDetail, LoteStatus, LoteView};
use api::view::registros::RegistroView;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::rules::{self, Signable, stops};
use crate::client::{Changes, Fetched, Task, fetch};
use crate::pages::keys::mismatches;
use crate::pages::lotes::course::Course;
use crate::pages::lotes::file;
use crate::pages::lotes::rules::{Asks, Signing, signing};
use crate::pages::lotes::sending::{ToSign, Unsent, connect, sign_and_store};
use crate::signer::{CredentialHandle, LoteSeen, Signer, use_signer};

/// How far one lote has come here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It has not been its turn.
    Waiting,
    /// It is its turn.
    Underway,
    /// Signed and stored; what the worker itself read in it.
    Signed(LoteSeen),
    /// It was not signed, or not stored.
    Failed(ApiError),
}

/// One lote as it was read for this sitting.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) detail: Arc<LoteDetail>,
    /// The file says what the table shows.
    pub(super) agrees: bool,
    /// The person wants it signed with the others.
    pub(super) wanted: RwSignal<bool>,
    pub(super) line: RwSignal<Line>,
    unsent: Unsent,
}

impl Entry {
    fn new(detail: LoteDetail) -> Self {
        Self {
            agrees: file::agrees(&detail),
            detail: Arc::new(detail),
            wanted: RwSignal::new(true),
            line: RwSignal::new(Line::Waiting),
            unsent: StoredValue::new(None),
        }
    }

    pub(super) fn id(&self) -> &str {
        &self.detail.lote.id
    }
}

/// The sitting; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Sitting {
    pub(super) entries: RwSignal<Vec<Entry>>,
    /// Every lote that is open, and those of this sitting that ended, as the server has them now.
    pub(super) live: Fetched<Vec<LoteView>>,
    pub(super) held: Fetched<Vec<CertificateView>>,
    registros: Fetched<Vec<RegistroView>>,
    /// Lotes being read: how many are left.
    pub(super) reading: RwSignal<usize>,
    /// Reading them.
    pub(super) loading: Task,
    /// Signing them.
    pub(super) signing: Task,
    pub(super) course: Course,
    /// Why IDSE opened no session: whose certificate, and what it said.
    pub(super) not_connected: RwSignal<Vec<(String, ApiError)>>,
    /// No further lote is begun.
    pub(super) stop: RwSignal<bool>,
    changes: Changes,
    pub(super) signer: Signer,
    owner: StoredValue<Owner>,
}

impl Sitting {
    pub(super) fn new() -> Self {
        let changes = expect_context::<Changes>();
        let entries = RwSignal::new(Vec::new());
        let ended = StoredValue::new(Vec::new());
        Self {
            entries,
            live: fetch(move || {
                changes.on_lotes();
                open_and_reviewed(entries, ended)
            }),
            held: fetch(move || {
                changes.on_certificados();
                certificates::list()
            }),
            registros: fetch(move || {
                changes.on_registros();
                registros::list()
            }),
            reading: RwSignal::new(0),
            loading: Task::new(),
            signing: Task::new(),
            course: Course::new(),
            not_connected: RwSignal::new(Vec::new()),
            stop: RwSignal::new(false),
            changes,
            signer: use_signer(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// Lotes to be signed that are not in view: at first all, later what was prepared meanwhile.
    pub(super) fn unread(self) -> Vec<LoteView> {
        let mut unread = self.live.value().with(|all| {
            all.as_ref().map_or_else(Vec::new, |all| {
                let to_sign = |lote: &&LoteView| Asks::of(lote) == Asks::Sign;
                all.iter().filter(to_sign).cloned().collect()
            })
        });
        self.entries
            .with(|entries| unread.retain(|lote| entries.iter().all(|one| one.id() != lote.id)));
        unread.sort_by_key(|lote| (lote.vence.is_none(), lote.vence, lote.numero));
        unread
    }

    /// Reads what is not in view yet, whole.
    pub(super) fn read(self) {
        let unread = untrack(|| self.unread());
        if self.loading.busy().get_untracked() || unread.is_empty() {
            return;
        }
        self.reading.set(unread.len());
        let work = async move {
            for lote in unread {
                let detail = lotes::get(lote.id).await?;
                // The page is gone: nobody reviews it.
                let Some(owner) = self.owner.try_get_value() else {
                    return Ok(());
                };
                let entry = owner.with(|| Entry::new(detail));
                let _ = self.entries.try_update(|entries| entries.push(entry));
                let _ = self
                    .reading
                    .try_update(|left| *left = left.saturating_sub(1));
            }
            Ok(())
        };
        self.loading.run(work, |()| {});
    }

    /// The lote as the server has it now.
    pub(super) fn now(self, id: &str) -> Option<LoteView> {
        self.live.value().with(|all| {
            let lotes = all.as_ref()?;
            lotes.iter().find(|lote| lote.id == id).cloned()
        })
    }

    /// Whether this lote is still to be signed here.
    pub(super) fn is_open(self, entry: &Entry) -> bool {
        let signed = entry.line.with(|line| matches!(line, Line::Signed(_)));
        !signed && rules::is_open(self.now(entry.id()).as_ref())
    }

    /// Who signs for a lote, as certificates and open keys stand.
    pub(super) fn signing_of(self, entry: &Entry) -> Option<Signing> {
        let held = self.held.value().get()?;
        let opened = self.signer.opened();
        Some(opened.with(|opened| signing(&entry.detail.lote, &held, opened)))
    }

    /// The registro patronal of a lote, once it is known.
    pub(super) fn registro_of(self, entry: &Entry) -> Option<RegistroView> {
        self.registros.value().with(|all| {
            let mut all = all.iter().flatten();
            all.find(|one| one.id == entry.detail.lote.registro)
                .cloned()
        })
    }

    /// What is odd about an open key for a lote's registro patronal; IDSE decides.
    pub(super) fn odd(self, entry: &Entry, key: CredentialHandle) -> Vec<String> {
        let registro = self.registro_of(entry);
        self.signer.opened().with(|keys| {
            let key = keys.iter().find(|one| one.handle == key);
            key.map(|key| mismatches(&key.summary, registro.as_slice()))
                .unwrap_or_default()
        })
    }

    /// The lotes that a tap signs now.
    pub(super) fn signable(self) -> Vec<Signable> {
        let entries = self.entries.get();
        let signable = entries
            .iter()
            .filter(|entry| entry.agrees && entry.wanted.get() && self.is_open(entry));
        signable
            .filter_map(|entry| match self.signing_of(entry)? {
                Signing::Ready(ready) => Some(Signable {
                    lote: entry.id().to_owned(),
                    numero: entry.detail.lote.numero,
                    registro: entry.detail.lote.registro.clone(),
                    movements: u64::from(entry.detail.lote.movimientos),
                    ready,
                }),
                Signing::Closed(_) | Signing::Expired | Signing::Nobody => None,
            })
            .collect()
    }

    /// Signs these, each asked of the worker against what was shown, and sends them. A second tap
    /// meanwhile does nothing.
    pub(super) fn sign(self, signable: Vec<Signable>) {
        let work = async move { self.go_through(signable).await };
        self.stop.set(false);
        self.not_connected.set(Vec::new());
        self.signing.run(work, |()| {});
    }

    async fn go_through(self, signable: Vec<Signable>) -> Result<(), ApiError> {
        // Asked once for each certificate: IDSE may take long to say no.
        let mut asked = BTreeSet::new();
        for one in &signable {
            // Left or stopped: what is not begun is not signed.
            if self.stop.try_get_untracked() != Some(false) {
                break;
            }
            let Some(entry) = self.entry(&one.lote) else {
                continue;
            };
            let _ = entry.line.try_set(Line::Underway);
            let to_sign = ToSign {
                lote: one.lote.clone(),
                registro: one.registro.clone(),
                dispmag: file::bytes(&entry.detail),
                expected: file::expected(&entry.detail),
            };
            let stored =
                sign_and_store(self.signer, &one.ready, to_sign, entry.unsent, self.course).await;
            match stored {
                Ok((lote, seen)) => {
                    let sends_alone = lote.goes_out();
                    self.became(lote);
                    let _ = entry.line.try_set(Line::Signed(seen));
                    if !sends_alone && asked.insert(one.ready.certificado.clone()) {
                        self.connect(one, &signable).await;
                    }
                }
                Err(error) => {
                    let _ = entry.line.try_set(Line::Failed(error.clone()));
                    if stops(&error) {
                        self.changes.movements_changed();
                        return Err(error);
                    }
                }
            }
        }
        self.changes.movements_changed();
        Ok(())
    }

    /// Opens a session at IDSE with the key of `one`, for everything it signs here.
    async fn connect(self, one: &Signable, signable: &[Signable]) {
        let unconfirmed: BTreeSet<String> = signable
            .iter()
            .filter(|other| other.ready.certificado == one.ready.certificado)
            .filter(|other| other.ready.unconfirmed)
            .map(|other| other.registro.clone())
            .collect();
        let unconfirmed = unconfirmed.into_iter().collect();
        if let Err(error) = connect(self.signer, &one.ready, unconfirmed, self.course).await {
            let _ = self
                .not_connected
                .try_update(|all| all.push((one.ready.holder.clone(), error)));
        }
    }

    /// Signs IDSE's challenge alone, for lotes that are signed already.
    pub(super) fn reach(self, signable: Signable) {
        self.not_connected.set(Vec::new());
        let work = async move {
            self.connect(&signable, std::slice::from_ref(&signable))
                .await;
            self.changes.movements_changed();
            Ok(())
        };
        self.signing.run(work, |()| {});
    }

    fn entry(self, id: &str) -> Option<Entry> {
        let found = self
            .entries
            .try_with_untracked(|entries| entries.iter().find(|entry| entry.id() == id).cloned());
        found.flatten()
    }

    /// Shows a lote as the server answered it, before the list is asked for again.
    fn became(self, lote: LoteView) {
        let _ = self.live.value().try_update(|all| {
            let shown = all
                .as_mut()
                .and_then(|all| all.iter_mut().find(|one| one.id == lote.id));
            if let Some(shown) = shown {
                *shown = lote;
            }
        });
    }
}

/// The open lotes, and what became of those that were reviewed here and are not open any more: each is
/// asked for once it ended, and kept in `ended`.
async fn open_and_reviewed(
    entries: RwSignal<Vec<Entry>>,
    ended: StoredValue<Vec<LoteView>>,
) -> Result<Vec<LoteView>, ApiError> {
    let mut rows = lotes::open().await?;
    let reviewed = entries.try_with_untracked(|entries| {
        let ids = entries.iter().map(|entry| entry.id().to_owned());
        ids.collect::<Vec<_>>()
    });
    for id in reviewed.unwrap_or_default() {
        if rows.iter().any(|lote| lote.id == id) {
            continue;
        }
        let known = ended
            .try_with_value(|ended| ended.iter().find(|lote| lote.id == id).cloned())
            .flatten();
        let lote = match known {
            Some(lote) => lote,
            None => {
                let lote = lotes::get(id).await?.lote;
                if matches!(
                    lote.estado,
                    LoteStatus::Procesado { .. } | LoteStatus::Cancelado
                ) {
                    let _ = ended.try_update_value(|ended| ended.push(lote.clone()));
                }
                lote
            }
        };
        rows.push(lote);
    }
    Ok(rows)
}

/// Reads lotes as they come to be known, once there is a list.
pub(super) fn read_at_first(sitting: Sitting) {
    let begun = StoredValue::new(false);
    Effect::new(move |_| {
        let known = sitting.live.value().with(Option::is_some);
        if known && !begun.get_value() {
            begun.set_value(true);
            // After this effect: reading tells the same signals.
            spawn_local(async move { sitting.read() });
        }
    });
}
