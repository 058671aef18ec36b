//! Registros patronales.

use async_trait::async_trait;
use imss::id::RegistroPatronal;
use service::ids::{EmpresaId, RegistroId};
use service::records::Registro;
use service::store::{NaturalKey, RegistroStore, StoreError};

use crate::database::Database;

#[async_trait]
impl RegistroStore for Database {
    async fn registro(
        &self,
        empresa: EmpresaId,
        id: RegistroId,
    ) -> Result<Option<Registro>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn registro_by_number(
        &self,
        empresa: EmpresaId,
        numero: &RegistroPatronal,
    ) -> Result<Option<Registro>, StoreError> {
        self.with_key(&NaturalKey::registro_number(empresa, numero))
            .await
    }

    async fn registros(&self, empresa: EmpresaId) -> Result<Vec<Registro>, StoreError> {
        self.all_of(empresa).await
    }
}
