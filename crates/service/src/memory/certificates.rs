//! Certificates, challenges and sessions with the portal.

use async_trait::async_trait;

use super::MemoryStore;
use crate::ids::{CertificadoId, ChallengeId, EmpresaId, PortalSessionId};
use crate::records::{Certificado, ChallengeRecord, PortalSession};
use crate::store::{CertificateStore, StoreError};
use crate::values::Digest;

#[async_trait]
impl CertificateStore for MemoryStore {
    async fn certificado(
        &self,
        empresa: EmpresaId,
        id: CertificadoId,
    ) -> Result<Option<Certificado>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn certificado_by_digest(
        &self,
        empresa: EmpresaId,
        sha256: &Digest,
    ) -> Result<Option<Certificado>, StoreError> {
        let certificados = self.state().of::<Certificado>(empresa)?;
        Ok(certificados.into_iter().find(|c| c.sha256 == *sha256))
    }

    async fn certificados(&self, empresa: EmpresaId) -> Result<Vec<Certificado>, StoreError> {
        self.state().of(empresa)
    }

    async fn challenge(
        &self,
        empresa: EmpresaId,
        id: ChallengeId,
    ) -> Result<Option<ChallengeRecord>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn portal_session(
        &self,
        empresa: EmpresaId,
        id: PortalSessionId,
    ) -> Result<Option<PortalSession>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn portal_sessions(&self, empresa: EmpresaId) -> Result<Vec<PortalSession>, StoreError> {
        self.state().of(empresa)
    }
}
