//! Certificates, challenges and sessions with the portal.

use async_trait::async_trait;
use service::ids::{CertificadoId, ChallengeId, EmpresaId, PortalSessionId};
use service::records::{Certificado, ChallengeRecord, PortalSession};
use service::store::{CertificateStore, NaturalKey, StoreError};
use service::values::Digest;

use crate::database::Database;

#[async_trait]
impl CertificateStore for Database {
    async fn certificado(
        &self,
        empresa: EmpresaId,
        id: CertificadoId,
    ) -> Result<Option<Certificado>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn certificado_by_digest(
        &self,
        empresa: EmpresaId,
        sha256: &Digest,
    ) -> Result<Option<Certificado>, StoreError> {
        self.with_key(&NaturalKey::certificado_digest(empresa, sha256))
            .await
    }

    async fn certificados(&self, empresa: EmpresaId) -> Result<Vec<Certificado>, StoreError> {
        self.all_of(empresa).await
    }

    async fn challenge(
        &self,
        empresa: EmpresaId,
        id: ChallengeId,
    ) -> Result<Option<ChallengeRecord>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn portal_session(
        &self,
        empresa: EmpresaId,
        id: PortalSessionId,
    ) -> Result<Option<PortalSession>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn portal_sessions(&self, empresa: EmpresaId) -> Result<Vec<PortalSession>, StoreError> {
        self.all_of(empresa).await
    }
}
