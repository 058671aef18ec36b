//! Registros patronales.

use async_trait::async_trait;
use imss::id::RegistroPatronal;

use super::MemoryStore;
use crate::ids::{EmpresaId, RegistroId};
use crate::records::Registro;
use crate::store::{RegistroStore, StoreError};

#[async_trait]
impl RegistroStore for MemoryStore {
    async fn registro(
        &self,
        empresa: EmpresaId,
        id: RegistroId,
    ) -> Result<Option<Registro>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn registro_by_number(
        &self,
        empresa: EmpresaId,
        numero: &RegistroPatronal,
    ) -> Result<Option<Registro>, StoreError> {
        let registros = self.state().of::<Registro>(empresa)?;
        Ok(registros
            .into_iter()
            .find(|r| r.numero.key() == numero.key()))
    }

    async fn registros(&self, empresa: EmpresaId) -> Result<Vec<Registro>, StoreError> {
        self.state().of(empresa)
    }
}
