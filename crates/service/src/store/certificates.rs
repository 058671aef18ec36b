//! Certificates, challenges and sessions with the portal.

use async_trait::async_trait;

use super::StoreError;
use crate::ids::{CertificadoId, ChallengeId, EmpresaId, PortalSessionId};
use crate::records::{Certificado, ChallengeRecord, PortalSession};
use crate::values::Digest;

/// Reads of a [`Store`](super::Store): certificates, challenges and sessions with the portal.
#[async_trait]
pub trait CertificateStore: Send + Sync {
    /// A certificate.
    async fn certificado(
        &self,
        empresa: EmpresaId,
        id: CertificadoId,
    ) -> Result<Option<Certificado>, StoreError>;
    /// A certificate by the SHA-256 of its DER.
    async fn certificado_by_digest(
        &self,
        empresa: EmpresaId,
        sha256: &Digest,
    ) -> Result<Option<Certificado>, StoreError>;
    /// A company's certificates.
    async fn certificados(&self, empresa: EmpresaId) -> Result<Vec<Certificado>, StoreError>;
    /// A challenge that waits for its signature. Expiry is the caller's to check.
    async fn challenge(
        &self,
        empresa: EmpresaId,
        id: ChallengeId,
    ) -> Result<Option<ChallengeRecord>, StoreError>;
    /// A session with the portal. Expiry is the caller's to check.
    async fn portal_session(
        &self,
        empresa: EmpresaId,
        id: PortalSessionId,
    ) -> Result<Option<PortalSession>, StoreError>;
    /// A company's sessions with the portal, expired ones included until they are purged.
    async fn portal_sessions(&self, empresa: EmpresaId) -> Result<Vec<PortalSession>, StoreError>;
}
