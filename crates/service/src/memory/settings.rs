//! Company settings, and what spares typing.

use async_trait::async_trait;

use super::MemoryStore;
use crate::ids::{EmpresaId, UserId};
use crate::records::{CaptureDefaults, ColumnMappingRecord, CompanySettingsRecord, Departure};
use crate::store::{SettingsStore, StoreError};
use crate::values::Digest;

#[async_trait]
impl SettingsStore for MemoryStore {
    async fn company_settings(
        &self,
        empresa: EmpresaId,
    ) -> Result<Option<CompanySettingsRecord>, StoreError> {
        self.one(empresa, empresa.to_string())
    }

    async fn departure(&self, empresa: EmpresaId) -> Result<Option<Departure>, StoreError> {
        self.one(empresa, empresa.to_string())
    }

    async fn capture_defaults(
        &self,
        empresa: EmpresaId,
        user: UserId,
    ) -> Result<Option<CaptureDefaults>, StoreError> {
        self.one(empresa, user.to_string())
    }

    async fn column_mapping(
        &self,
        empresa: EmpresaId,
        id: &Digest,
    ) -> Result<Option<ColumnMappingRecord>, StoreError> {
        self.one(empresa, id.to_string())
    }
}
