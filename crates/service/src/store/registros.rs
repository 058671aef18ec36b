//! Registros patronales.

use async_trait::async_trait;
use imss::id::RegistroPatronal;

use super::StoreError;
use crate::ids::{EmpresaId, RegistroId};
use crate::records::Registro;

/// Reads of a [`Store`](super::Store): registros patronales.
#[async_trait]
pub trait RegistroStore: Send + Sync {
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
}
