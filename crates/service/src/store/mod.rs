//! The repository trait: what a database must be able to do for the use cases.
//!
//! Everything is read by typed methods that carry the company, and written by [`Store::commit`]
//! alone: one [`Unit`], one commit. Implemented in memory ([`crate::memory`]) and by `storage`;
//! [`crate::suite`] is the suite that both pass.

mod accounts;
mod certificate_life;
mod certificates;
mod directory;
mod history;
mod jobs;
mod keys;
mod lotes;
mod movements;
mod plain;
mod record;
mod registros;
mod settings;
mod text;
mod trabajadores;
mod unit;

use std::error::Error;
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;

pub use accounts::AccountStore;
pub use certificate_life::CertificateLifeStore;
pub use certificates::CertificateStore;
pub use directory::{
    DirectoryCursor, DirectoryPage, DirectoryQuery, directory_place, directory_words,
};
pub use history::{
    Count, HistoryCursor, HistoryPage, HistoryQuery, LotePage, LoteQuery, MonthCount, OpenCursor,
    OpenLotesQuery, history_row, is_open,
};
pub use jobs::JobStore;
pub use keys::{KeyKind, NaturalKey};
pub use lotes::LoteStore;
pub use movements::MovementStore;
pub use plain::{Operation, Plain};
pub use record::{Edit, Record, Upkeep, Write, attempt_key, path_key, trabajador_key};
pub use registros::RegistroStore;
pub use settings::SettingsStore;
pub use text::{SearchText, TooMuchText, search_words};
pub use trabajadores::TrabajadorStore;
pub use unit::{Unit, Upkeeping};

use crate::ids::{AuditId, EmpresaId};
use crate::records::AuditEntry;

/// The database did not answer, or answered nonsense. Logged with its cause, never shown.
#[derive(Debug, thiserror::Error)]
#[error("the database failed")]
pub struct StoreError(#[source] Box<dyn Error + Send + Sync>);

impl StoreError {
    /// Returns the database failed: an error, or what went wrong in a few words.
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

/// The repository: the reads of every aggregate, and the one way to write.
///
/// * Every read of a company's records takes the company; a record of another company is `None`.
/// * Listings without a stated order are in the order of the identifiers (that is, of making).
#[async_trait]
pub trait Store:
    AccountStore
    + RegistroStore
    + CertificateStore
    + CertificateLifeStore
    + MovementStore
    + TrabajadorStore
    + SettingsStore
    + LoteStore
    + JobStore
    + Send
    + Sync
    + 'static
{
    /// Writes a unit of work, whole or not at all: its records with their natural keys, ordered
    /// look-ups and counts, and its audit entries. Retries conflicts between transactions itself.
    async fn commit(&self, unit: Unit) -> Result<(), CommitError>;

    /// Whether the database answers and its schema is the one this release knows.
    async fn ready(&self) -> Result<(), StoreError>;

    /// A company's audit entries, newest first, from before `before`.
    async fn audit(
        &self,
        empresa: EmpresaId,
        before: Option<AuditId>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError>;

    /// Deletes up to `limit` rows of everything that a company has, its jobs aside; whether more is left.
    /// For a company whose record is gone: nothing else may write for it any more.
    async fn delete_company(&self, empresa: EmpresaId, limit: u32) -> Result<bool, StoreError>;

    /// Deletes what ended before `now`: sessions, challenges, portal sessions, deleted movements, parts of
    /// imports, mailed links, counts of attempts and notes of mails that were given up.
    async fn purge_expired(&self, now: Timestamp) -> Result<(), StoreError>;
}

/// A store behind a shared pointer, as the use cases hold it.
pub type SharedStore = Arc<dyn Store>;
