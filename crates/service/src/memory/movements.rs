//! Movements and their history.

use async_trait::async_trait;
use imss::id::Nss;
use jiff::Timestamp;
use jiff::civil::Date;

use super::MemoryStore;
use crate::ids::{EmpresaId, MovementId, RegistroId};
use crate::records::{DeletedMovement, HistoryRow, ImportPart, MovementRecord};
use crate::store::{Count, HistoryPage, HistoryQuery, MonthCount, MovementStore, StoreError};
use crate::values::Digest;

#[async_trait]
impl MovementStore for MemoryStore {
    async fn movement(
        &self,
        empresa: EmpresaId,
        id: MovementId,
    ) -> Result<Option<MovementRecord>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<MovementRecord>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            found.extend(self.one::<MovementRecord>(empresa, id.to_string())?);
        }
        Ok(found)
    }

    async fn history(&self, query: &HistoryQuery) -> Result<HistoryPage, StoreError> {
        self.state().history(query)
    }

    async fn counts(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
    ) -> Result<Vec<Count>, StoreError> {
        Ok(self.state().counts(empresa, registros))
    }

    async fn counts_by_month(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
        from: Date,
        to: Date,
    ) -> Result<Vec<MonthCount>, StoreError> {
        Ok(self.state().counts_by_month(empresa, registros, from, to))
    }

    async fn movements_of(
        &self,
        empresa: EmpresaId,
        trabajadores: &[Nss],
    ) -> Result<Vec<HistoryRow>, StoreError> {
        Ok(self.state().movements_of(empresa, trabajadores))
    }

    async fn imported(
        &self,
        empresa: EmpresaId,
        rows: &[Digest],
    ) -> Result<Vec<MovementRecord>, StoreError> {
        let movements = self.state().of::<MovementRecord>(empresa)?;
        let from = |row: &Digest| movements.iter().find(|m| m.origin == Some(*row)).cloned();
        Ok(rows.iter().filter_map(from).collect())
    }

    async fn deleted_movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<DeletedMovement>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            found.extend(self.one::<DeletedMovement>(empresa, id.to_string())?);
        }
        Ok(found)
    }

    async fn deleted_ids(
        &self,
        empresa: EmpresaId,
        now: Timestamp,
    ) -> Result<Vec<MovementId>, StoreError> {
        let mut deleted = self.state().of::<DeletedMovement>(empresa)?;
        deleted.retain(|one| now < one.until);
        deleted.sort_by_key(|one| std::cmp::Reverse((one.until, one.id)));
        Ok(deleted.into_iter().map(|one| one.id).collect())
    }

    async fn import_parts(&self, empresa: EmpresaId) -> Result<Vec<ImportPart>, StoreError> {
        self.state().of(empresa)
    }
}
