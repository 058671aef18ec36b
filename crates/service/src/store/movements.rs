//! Movements and their history.

use async_trait::async_trait;
use imss::id::Nss;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Count, HistoryPage, HistoryQuery, MonthCount, StoreError};
use crate::ids::{EmpresaId, MovementId, RegistroId};
use crate::records::{DeletedMovement, HistoryRow, ImportPart, MovementRecord};
use crate::values::Digest;

/// Reads of a [`Store`](super::Store): movements and their history.
#[async_trait]
pub trait MovementStore: Send + Sync {
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
    /// One page of the history: newest date first, then newest identifier, or the other way round.
    /// Looks at a bounded number of rows: where few of them match, a page may hold fewer than asked
    /// for although more follow.
    async fn history(&self, query: &HistoryQuery) -> Result<HistoryPage, StoreError>;
    /// How many movements there are per registro patronal, type and state.
    async fn counts(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
    ) -> Result<Vec<Count>, StoreError>;
    /// How many movements there are per registro patronal, month of their date, type and state, from
    /// the month of `from` to that of `to`, both included.
    async fn counts_by_month(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
        from: Date,
        to: Date,
    ) -> Result<Vec<MonthCount>, StoreError>;
    /// The history of workers: every movement that names one of these numbers, by number, then
    /// oldest date first, then oldest identifier.
    async fn movements_of(
        &self,
        empresa: EmpresaId,
        trabajadores: &[Nss],
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
    /// The deleted movements of a company that are kept at `now`, deleted last first.
    async fn deleted_ids(
        &self,
        empresa: EmpresaId,
        now: Timestamp,
    ) -> Result<Vec<MovementId>, StoreError>;
    /// What a company's imports made, expired parts included until they are purged.
    async fn import_parts(&self, empresa: EmpresaId) -> Result<Vec<ImportPart>, StoreError>;
}
