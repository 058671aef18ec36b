//! The repository trait: what a database must be able to do for the use cases.
//!
//! Everything is read by typed methods that carry the company, and written by [`Store::commit`]
//! alone: one [`Unit`], one commit. Implemented in memory ([`crate::memory`]) and by `storage`;
//! [`crate::suite`] is the suite that both pass.

mod directory;
mod history;
mod keys;
mod record;
mod unit;
mod write;

use std::error::Error;
use std::sync::Arc;

use async_trait::async_trait;
use imss::id::{Nss, RegistroPatronal};
use jiff::Timestamp;

pub use directory::{
    DirectoryCursor, DirectoryPage, DirectoryQuery, directory_place, directory_words,
};
pub use history::{
    Count, HistoryCursor, HistoryPage, HistoryQuery, LotePage, LoteQuery, history_row, is_open,
};
pub use keys::{KeyKind, NaturalKey};
pub use record::{Record, Upkeep, attempt_key, worker_key};
pub use unit::{Operation, Plain, Unit, Upkeeping};
pub use write::{Edit, Write};

use crate::ids::{
    CertificadoId, ChallengeId, EmpresaId, JobId, LinkId, LoteId, MovementId, PortalSessionId,
    RegistroId, SessionId, UserId,
};
use crate::records::{
    AuditEntry, CaptureDefaults, Certificado, ChallengeRecord, ColumnMapping,
    CompanySettingsRecord, ConsultLink, DeletedMovement, Empresa, Evidence, HistoryRow, Job,
    LoteContents, LoteRecord, MovementRecord, PortalSession, Registro, Session, Trabajador, User,
};
use crate::values::{Digest, Username};

/// The database did not answer, or answered nonsense. Logged with its cause, never shown.
#[derive(Debug, thiserror::Error)]
#[error("the database failed")]
pub struct StoreError(#[source] Box<dyn Error + Send + Sync>);

impl StoreError {
    /// The database failed: an error, or what went wrong in a few words.
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(cause.into())
    }
}

/// The unit of work was not committed.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// A record is no longer as it was read: somebody else changed or deleted it.
    #[error("a record changed in the meantime")]
    Stale,
    /// A natural key, or an identity, already belongs to another record.
    #[error("already taken: {what:?}")]
    Taken {
        /// Which kind of key.
        what: KeyKind,
    },
    /// The database failed. Conflicts between transactions are retried by the store, and only then
    /// reported here.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The repository.
///
/// * Every read of a company's records takes the company; a record of another company is `None`.
/// * Listings without a stated order are in the order of the identifiers (that is, of making).
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Writes a unit of work, whole or not at all: its records with their natural keys, ordered
    /// look-ups and counts, and its audit entries. Retries conflicts between transactions itself.
    async fn commit(&self, unit: Unit) -> Result<(), CommitError>;

    /// Whether the database answers and its schema is the one this release knows.
    async fn ready(&self) -> Result<(), StoreError>;

    /// Whether any company is registered.
    async fn any_empresa(&self) -> Result<bool, StoreError>;
    /// A company.
    async fn empresa(&self, id: EmpresaId) -> Result<Option<Empresa>, StoreError>;

    /// A user of a company.
    async fn user(&self, empresa: EmpresaId, id: UserId) -> Result<Option<User>, StoreError>;
    /// The user with this name, over the whole installation.
    async fn user_by_name(&self, name: &Username) -> Result<Option<User>, StoreError>;
    /// A company's users.
    async fn users(&self, empresa: EmpresaId) -> Result<Vec<User>, StoreError>;

    /// A session, by its token's digest. Expiry is the caller's to check.
    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError>;

    /// A consult link, by its token's digest. Expiry is the caller's to check.
    async fn link(&self, id: LinkId) -> Result<Option<ConsultLink>, StoreError>;
    /// A company's consult links.
    async fn links(&self, empresa: EmpresaId) -> Result<Vec<ConsultLink>, StoreError>;

    /// A registro patronal.
    async fn registro(
        &self,
        empresa: EmpresaId,
        id: RegistroId,
    ) -> Result<Option<Registro>, StoreError>;
    /// A registro patronal by IMSS's number.
    async fn registro_by_number(
        &self,
        empresa: EmpresaId,
        numero: &RegistroPatronal,
    ) -> Result<Option<Registro>, StoreError>;
    /// A company's registros patronales.
    async fn registros(&self, empresa: EmpresaId) -> Result<Vec<Registro>, StoreError>;

    /// A certificate.
    async fn certificado(
        &self,
        empresa: EmpresaId,
        id: CertificadoId,
    ) -> Result<Option<Certificado>, StoreError>;
    /// A certificate by the SHA-256 of its DER.
    async fn certificado_by_digest(
        &self,
        empresa: EmpresaId,
        sha256: &Digest,
    ) -> Result<Option<Certificado>, StoreError>;
    /// A company's certificates.
    async fn certificados(&self, empresa: EmpresaId) -> Result<Vec<Certificado>, StoreError>;

    /// A challenge that waits for its signature. Expiry is the caller's to check.
    async fn challenge(
        &self,
        empresa: EmpresaId,
        id: ChallengeId,
    ) -> Result<Option<ChallengeRecord>, StoreError>;
    /// A session with the portal. Expiry is the caller's to check.
    async fn portal_session(
        &self,
        empresa: EmpresaId,
        id: PortalSessionId,
    ) -> Result<Option<PortalSession>, StoreError>;
    /// A company's sessions with the portal, expired ones included until they are purged.
    async fn portal_sessions(&self, empresa: EmpresaId) -> Result<Vec<PortalSession>, StoreError>;

    /// A movement.
    async fn movement(
        &self,
        empresa: EmpresaId,
        id: MovementId,
    ) -> Result<Option<MovementRecord>, StoreError>;
    /// Several movements, in the order asked for; those that do not exist are left out.
    async fn movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<MovementRecord>, StoreError>;
    /// One page of the history, newest date first, then newest identifier. Reads bounded windows
    /// of dates, since LIMIT does not stop a range scan early.
    async fn history(&self, query: &HistoryQuery) -> Result<HistoryPage, StoreError>;
    /// How many movements there are per registro patronal, type and state.
    async fn counts(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
    ) -> Result<Vec<Count>, StoreError>;

    /// The history of workers: every movement that names one of these numbers, by number, then
    /// oldest date first, then oldest identifier.
    async fn movements_of(
        &self,
        empresa: EmpresaId,
        workers: &[Nss],
    ) -> Result<Vec<HistoryRow>, StoreError>;
    /// The movements that rows of files, or forms, became, by their digests; those that became none
    /// (any more) are left out.
    async fn imported(
        &self,
        empresa: EmpresaId,
        rows: &[Digest],
    ) -> Result<Vec<MovementRecord>, StoreError>;
    /// Several deleted movements, by the identities of the movements; those that are not kept (any
    /// more) are left out.
    async fn deleted_movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<DeletedMovement>, StoreError>;

    /// Several workers, in the order asked for; those that are not known are left out.
    async fn trabajadores(
        &self,
        empresa: EmpresaId,
        workers: &[Nss],
    ) -> Result<Vec<Trabajador>, StoreError>;
    /// One page of the directory, by name. Reads bounded windows of names, or what begins with the
    /// longest word asked for.
    async fn directory(&self, query: &DirectoryQuery) -> Result<DirectoryPage, StoreError>;

    /// A company's settings; `None` while it changed none.
    async fn company_settings(
        &self,
        empresa: EmpresaId,
    ) -> Result<Option<CompanySettingsRecord>, StoreError>;
    /// What a person used last.
    async fn capture_defaults(
        &self,
        empresa: EmpresaId,
        user: UserId,
    ) -> Result<Option<CaptureDefaults>, StoreError>;
    /// What the columns of a file mean.
    async fn column_mapping(
        &self,
        empresa: EmpresaId,
        id: &Digest,
    ) -> Result<Option<ColumnMapping>, StoreError>;

    /// A lote.
    async fn lote(&self, empresa: EmpresaId, id: LoteId) -> Result<Option<LoteRecord>, StoreError>;
    /// The movements and the file of a lote at one attempt.
    async fn lote_contents(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<LoteContents>, StoreError>;
    /// The signed message of a lote at one attempt.
    async fn evidence(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<Evidence>, StoreError>;
    /// One page of a company's lotes, highest number first.
    async fn lotes(&self, query: &LoteQuery) -> Result<LotePage, StoreError>;
    /// The lotes of these registros patronales that are not done ([`is_open`]), the earliest last day
    /// first, those without one at the end, then lowest number first; at most `limit`.
    async fn open_lotes(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
        limit: u32,
    ) -> Result<Vec<LoteRecord>, StoreError>;
    /// The highest lote number of a company; 0 if it has none.
    async fn last_lote_number(&self, empresa: EmpresaId) -> Result<u32, StoreError>;

    /// A job.
    async fn job(&self, empresa: EmpresaId, id: JobId) -> Result<Option<Job>, StoreError>;
    /// Takes up to `limit` jobs of any company that are due at `now` and that nobody holds a live
    /// lease on, oldest due first: sets their lease to `owner` until `lease_until`, adds one to
    /// `attempts` and to `version`, and returns them so. No two calls get the same job.
    async fn take_due_jobs(
        &self,
        now: Timestamp,
        owner: &str,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Job>, StoreError>;
    /// Brings a job forward to `due_at` and sets its `attempts` to 0, if it exists, is due later,
    /// and nobody holds a lease on it that lives at `now`. Otherwise nothing happens.
    async fn wake_job(
        &self,
        empresa: EmpresaId,
        id: JobId,
        now: Timestamp,
        due_at: Timestamp,
    ) -> Result<(), StoreError>;
    /// When the next job of any company is due (or its lease ends), so that the server knows how
    /// long it may rest.
    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError>;

    /// A company's audit entries, newest first, from before `before`.
    async fn audit(
        &self,
        empresa: EmpresaId,
        before: Option<crate::ids::AuditId>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError>;

    /// Deletes sessions, challenges, portal sessions and deleted movements that ended before `now`.
    async fn purge_expired(&self, now: Timestamp) -> Result<(), StoreError>;
}

/// A store behind a shared pointer, as the use cases hold it.
pub type SharedStore = Arc<dyn Store>;
