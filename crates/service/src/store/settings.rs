//! Company settings, and what spares typing.

use async_trait::async_trait;

use super::StoreError;
use crate::ids::{EmpresaId, UserId};
use crate::records::{CaptureDefaults, ColumnMappingRecord, CompanySettingsRecord, Departure};
use crate::values::Digest;

/// Reads of a [`Store`](super::Store): company settings, and what spares typing.
#[async_trait]
pub trait SettingsStore: Send + Sync {
    /// A company's settings; `None` while it changed none.
    async fn company_settings(
        &self,
        empresa: EmpresaId,
    ) -> Result<Option<CompanySettingsRecord>, StoreError>;
    /// How far a company is on its way out; `None` while it exported nothing.
    async fn departure(&self, empresa: EmpresaId) -> Result<Option<Departure>, StoreError>;
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
    ) -> Result<Option<ColumnMappingRecord>, StoreError>;
}
