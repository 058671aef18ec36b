//! Movements and their history.

use async_trait::async_trait;
use imss::id::Nss;
use jiff::civil::Date;
use service::ids::{EmpresaId, MovementId, RegistroId};
use service::records::{DeletedMovement, HistoryRow, MovementRecord};
use service::store::{Count, HistoryPage, HistoryQuery, MonthCount, MovementStore, StoreError};
use service::values::Digest;

use super::{counts, history, trabajadores};
use crate::open::Database;

#[async_trait]
impl MovementStore for Database {
    async fn movement(
        &self,
        empresa: EmpresaId,
        id: MovementId,
    ) -> Result<Option<MovementRecord>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<MovementRecord>, StoreError> {
        self.several(empresa, ids.iter().map(ToString::to_string).collect())
            .await
    }

    async fn history(&self, query: &HistoryQuery) -> Result<HistoryPage, StoreError> {
        history::page(self, query).await
    }

    async fn counts(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
    ) -> Result<Vec<Count>, StoreError> {
        counts::all(self, empresa, registros).await
    }

    async fn counts_by_month(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
        from: Date,
        to: Date,
    ) -> Result<Vec<MonthCount>, StoreError> {
        counts::by_month(self, empresa, registros, from, to).await
    }

    async fn movements_of(
        &self,
        empresa: EmpresaId,
        workers: &[Nss],
    ) -> Result<Vec<HistoryRow>, StoreError> {
        trabajadores::movements(self, empresa, workers).await
    }

    async fn imported(
        &self,
        empresa: EmpresaId,
        rows: &[Digest],
    ) -> Result<Vec<MovementRecord>, StoreError> {
        trabajadores::imported(self, empresa, rows).await
    }

    async fn deleted_movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<DeletedMovement>, StoreError> {
        self.several(empresa, ids.iter().map(ToString::to_string).collect())
            .await
    }
}
