//! Company settings, and what spares typing.

use async_trait::async_trait;
use service::ids::{EmpresaId, UserId};
use service::records::{CaptureDefaults, ColumnMappingRecord, CompanySettingsRecord, Departure};
use service::store::{SettingsStore, StoreError};
use service::values::Digest;

use crate::database::Database;

#[async_trait]
impl SettingsStore for Database {
    async fn company_settings(
        &self,
        empresa: EmpresaId,
    ) -> Result<Option<CompanySettingsRecord>, StoreError> {
        self.of_company(empresa, empresa).await
    }

    async fn departure(&self, empresa: EmpresaId) -> Result<Option<Departure>, StoreError> {
        self.of_company(empresa, empresa).await
    }

    async fn capture_defaults(
        &self,
        empresa: EmpresaId,
        user: UserId,
    ) -> Result<Option<CaptureDefaults>, StoreError> {
        self.of_company(empresa, user).await
    }

    async fn column_mapping(
        &self,
        empresa: EmpresaId,
        id: &Digest,
    ) -> Result<Option<ColumnMappingRecord>, StoreError> {
        self.of_company(empresa, id).await
    }
}
