//! The lotes of one sitting, and the round that signs them one after the other. What is shown is what is
//! signed.

use std::collections::BTreeSet;
use std::sync::Arc;

use api::ApiError;
use api::functions::{certificates, lotes, registros};
use api::view::certificates::CertificateView;
use api::view::lotes::{LoteDetail, LoteState, LoteView};
use api::view::registros::RegistroView;
use app_logic::lotes::dispmag_file;
use app_logic::lotes::order::to_sign;
use app_logic::lotes::signing_key::SigningKey;
use app_logic::lotes::sitting::{SignableLote, is_to_be_signed};
use app_logic::lotes::warnings::numbers_to_compare;
use futures::{StreamExt, stream};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::{Changes, Fetched, Task, fetch};
use crate::pages::keys::mismatches;
use crate::pages::lotes::signing::{
    LoteToSign, SigningProgress, UnsentSignature, choose_key, connect, failure_error,
    sign_and_store,
};
use crate::signer::{CredentialHandle, LoteSeen, Signer, use_signer};

/// Lotes loaded at the same time.
const AT_ONCE: usize = 4;

/// What came of one lote in this sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LoteOutcome {
    /// Its turn has not come.
    Waiting,
    /// It is its turn.
    Underway,
    /// Signed and stored; what the worker itself read in it.
    Signed(LoteSeen),
    /// It was not signed, or not stored.
    Failed(ApiError),
}

/// One lote as it was loaded for this sitting.
#[derive(Clone)]
pub(super) struct SittingLote {
    pub(super) detail: Arc<LoteDetail>,
    /// The file says what the table shows.
    pub(super) agrees: bool,
    /// The person wants it signed with the others.
    pub(super) wanted: RwSignal<bool>,
    pub(super) outcome: RwSignal<LoteOutcome>,
    unsent: UnsentSignature,
}

impl SittingLote {
    fn new(detail: LoteDetail) -> Self {
        Self {
            agrees: dispmag_file::agrees(&detail),
            // With numbers to compare, marking the lote is how the person says that she did.
            wanted: RwSignal::new(numbers_to_compare(&detail).is_empty()),
            detail: Arc::new(detail),
            outcome: RwSignal::new(LoteOutcome::Waiting),
            unsent: StoredValue::new(None),
        }
    }

    pub(super) fn id(&self) -> &str {
        &self.detail.lote.id
    }
}

/// The sitting; copies share it.
#[derive(Clone, Copy)]
pub(super) struct SittingState {
    pub(super) lotes: RwSignal<Vec<SittingLote>>,
    /// Every lote that is open, and those of this sitting that ended, as the server has them now.
    pub(super) live: Fetched<Vec<LoteView>>,
    pub(super) held: Fetched<Vec<CertificateView>>,
    registros: Fetched<Vec<RegistroView>>,
    /// How many lotes are still to be loaded.
    pub(super) left_to_load: RwSignal<usize>,
    /// Loading them.
    pub(super) loading: Task,
    /// Signing them.
    pub(super) signing: Task,
    pub(super) progress: SigningProgress,
    /// Why IDSE opened no session: whose certificate, and what it said.
    pub(super) not_connected: RwSignal<Vec<(String, ApiError)>>,
    /// No further lote is begun.
    pub(super) stop: RwSignal<bool>,
    changes: Changes,
    pub(super) signer: Signer,
    owner: StoredValue<Owner>,
}

impl SittingState {
    pub(super) fn new() -> Self {
        let changes = expect_context::<Changes>();
        let lotes = RwSignal::new(Vec::new());
        let ended = StoredValue::new(Vec::new());
        Self {
            lotes,
            live: fetch(move || {
                changes.on_lotes();
                open_and_reviewed(lotes, ended)
            }),
            held: fetch(move || {
                changes.on_certificados();
                certificates::list()
            }),
            registros: fetch(move || {
                changes.on_registros();
                registros::list()
            }),
            left_to_load: RwSignal::new(0),
            loading: Task::new(),
            signing: Task::new(),
            progress: SigningProgress::new(),
            not_connected: RwSignal::new(Vec::new()),
            stop: RwSignal::new(false),
            changes,
            signer: use_signer(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The lotes to be signed that are not in view: at first all, later what was prepared meanwhile.
    pub(super) fn not_loaded(self) -> Vec<LoteView> {
        let all = self.live.value();
        let mut waiting = all.with(|all| to_sign(all.iter().flatten()));
        self.lotes
            .with(|lotes| waiting.retain(|lote| lotes.iter().all(|one| one.id() != lote.id)));
        waiting
    }

    /// Loads what is not in view yet, whole.
    pub(super) fn load(self) {
        let waiting = untrack(|| self.not_loaded());
        if self.loading.busy().get_untracked() || waiting.is_empty() {
            return;
        }
        self.left_to_load.set(waiting.len());
        let work = async move {
            let mut details = stream::iter(waiting)
                .map(|lote| lotes::get(lote.id))
                .buffered(AT_ONCE);
            let mut loaded = Vec::new();
            let mut failure = Ok(());
            while let Some(detail) = details.next().await {
                match detail {
                    Ok(detail) => loaded.push(detail),
                    Err(error) => {
                        failure = Err(error);
                        break;
                    }
                }
                let _ = self
                    .left_to_load
                    .try_update(|left| *left = left.saturating_sub(1));
            }
            // Shown together, so that nothing moves under the person's hands. The page may be gone.
            if let Some(owner) = self.owner.try_get_value() {
                let loaded = loaded.into_iter();
                let loaded: Vec<_> = owner.with(|| loaded.map(SittingLote::new).collect());
                let _ = self.lotes.try_update(|lotes| lotes.extend(loaded));
            }
            failure
        };
        self.loading.run(work, |()| {});
    }

    /// Everything that a lote is shown with is known: certificates and registros patronales.
    pub(super) fn is_ready_to_show(self) -> bool {
        let held =
            self.held.value().with(Option::is_some) || self.held.error().with(Option::is_some);
        let registros = self.registros.value().with(Option::is_some)
            || self.registros.error().with(Option::is_some);
        held && registros
    }

    /// The lote as the server has it now.
    pub(super) fn now(self, id: &str) -> Option<LoteView> {
        self.live.value().with(|all| {
            let lotes = all.as_ref()?;
            lotes.iter().find(|lote| lote.id == id).cloned()
        })
    }

    /// Whether this lote is still to be signed here.
    pub(super) fn is_to_be_signed(self, one: &SittingLote) -> bool {
        let signed = one.outcome.with(|it| matches!(it, LoteOutcome::Signed(_)));
        !signed && is_to_be_signed(self.now(one.id()).as_ref())
    }

    /// The key that signs a lote, as certificates and open keys are now.
    pub(super) fn signing_key_of(self, one: &SittingLote) -> Option<SigningKey> {
        let held = self.held.value().get()?;
        let opened = self.signer.opened();
        Some(opened.with(|opened| choose_key(&one.detail.lote, &held, opened)))
    }

    /// The registro patronal of a lote, once it is known.
    pub(super) fn registro_of(self, lote: &SittingLote) -> Option<RegistroView> {
        self.registros.value().with(|all| {
            let mut all = all.iter().flatten();
            all.find(|one| one.id == lote.detail.lote.registro).cloned()
        })
    }

    /// What does not match between an open key and a lote's registro patronal; IDSE decides.
    pub(super) fn mismatches_of(self, one: &SittingLote, key: CredentialHandle) -> Vec<String> {
        let registro = self.registro_of(one);
        self.signer.opened().with(|keys| {
            let key = keys.iter().find(|one| one.handle == key);
            key.map(|key| mismatches(&key.summary, registro.as_slice()))
                .unwrap_or_default()
        })
    }

    /// The lotes that a tap signs now.
    pub(super) fn signable(self) -> Vec<SignableLote> {
        let lotes = self.lotes.get();
        let signable = lotes
            .iter()
            .filter(|one| one.agrees && one.wanted.get() && self.is_to_be_signed(one));
        signable
            .filter_map(|one| match self.signing_key_of(one)? {
                SigningKey::Open(key) => Some(SignableLote {
                    lote: one.id().to_owned(),
                    numero: one.detail.lote.numero,
                    registro: one.detail.lote.registro.clone(),
                    movements: u64::from(one.detail.lote.movimientos),
                    key,
                }),
                SigningKey::Closed(_) | SigningKey::Expired | SigningKey::Missing => None,
            })
            .collect()
    }

    /// Signs these one after the other and sends them. The worker compares each with what was shown. A
    /// second tap meanwhile does nothing.
    pub(super) fn sign(self, signable: Vec<SignableLote>) {
        let work = async move { self.sign_each(signable).await };
        self.stop.set(false);
        self.not_connected.set(Vec::new());
        self.signing.run(work, |()| {});
    }

    async fn sign_each(self, signable: Vec<SignableLote>) -> Result<(), ApiError> {
        // Asked once for each certificate: IDSE may take long to say no.
        let mut asked = BTreeSet::new();
        for one in &signable {
            // Left or stopped: what is not begun is not signed.
            if self.stop.try_get_untracked() != Some(false) {
                break;
            }
            let Some(lote) = self.lote(&one.lote) else {
                continue;
            };
            let _ = lote.outcome.try_set(LoteOutcome::Underway);
            let to_sign = LoteToSign {
                lote: one.lote.clone(),
                attempt: lote.detail.lote.attempt,
                dispmag: dispmag_file::bytes(&lote.detail),
                expected: dispmag_file::expected(&lote.detail),
            };
            let unsent = lote.unsent;
            let stored =
                sign_and_store(self.signer, &one.key, to_sign, unsent, self.progress).await;
            match stored {
                Ok((stored, seen)) => {
                    let sends_alone = stored.goes_out();
                    self.show(stored);
                    let _ = lote.outcome.try_set(LoteOutcome::Signed(seen));
                    if !sends_alone && asked.insert(one.key.certificado.clone()) {
                        self.connect(one, &signable).await;
                    }
                }
                Err(failure) => {
                    let error = failure_error(&failure);
                    let _ = lote.outcome.try_set(LoteOutcome::Failed(error.clone()));
                    if failure.ends_round() {
                        self.changes.movements_changed();
                        return Err(error);
                    }
                }
            }
        }
        self.changes.movements_changed();
        Ok(())
    }

    /// Opens a session at IDSE with the key of `one`, for everything that it signs here.
    async fn connect(self, one: &SignableLote, signable: &[SignableLote]) {
        let unconfirmed: BTreeSet<String> = signable
            .iter()
            .filter(|other| other.key.certificado == one.key.certificado)
            .filter(|other| other.key.unconfirmed)
            .map(|other| other.registro.clone())
            .collect();
        let unconfirmed = unconfirmed.into_iter().collect();
        if let Err(error) = connect(self.signer, &one.key, unconfirmed, self.progress).await {
            let _ = self
                .not_connected
                .try_update(|all| all.push((one.key.holder.clone(), error)));
        }
    }

    /// Signs only IDSE's challenge, for lotes that are signed already.
    pub(super) fn connect_with(self, signable: SignableLote) {
        self.not_connected.set(Vec::new());
        let work = async move {
            self.connect(&signable, std::slice::from_ref(&signable))
                .await;
            self.changes.movements_changed();
            Ok(())
        };
        self.signing.run(work, |()| {});
    }

    fn lote(self, id: &str) -> Option<SittingLote> {
        let found = self
            .lotes
            .try_with_untracked(|lotes| lotes.iter().find(|one| one.id() == id).cloned());
        found.flatten()
    }

    /// Shows a lote as the server answered it, before the list is loaded again.
    fn show(self, lote: LoteView) {
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

/// Loads the open lotes, and those that were reviewed here and are no longer open: each of these is
/// loaded once it has ended, and kept in `ended`.
async fn open_and_reviewed(
    reviewed: RwSignal<Vec<SittingLote>>,
    ended: StoredValue<Vec<LoteView>>,
) -> Result<Vec<LoteView>, ApiError> {
    let mut rows = lotes::open().await?;
    let reviewed = reviewed.try_with_untracked(|lotes| {
        let ids = lotes.iter().map(|one| one.id().to_owned());
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
                    LoteState::Procesado { .. } | LoteState::Cancelado
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

/// Loads the lotes to be signed, once the list is known.
pub(super) fn load_when_listed(sitting: SittingState) {
    let begun = StoredValue::new(false);
    Effect::new(move |_| {
        let known = sitting.live.value().with(Option::is_some);
        if known && !begun.get_value() {
            begun.set_value(true);
            // After this effect: loading changes the signals that it reads.
            spawn_local(async move { sitting.load() });
        }
    });
}
