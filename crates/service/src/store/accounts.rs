//! Companies, their people, and the sessions and links they read by.

use async_trait::async_trait;

use super::StoreError;
use crate::ids::{EmpresaId, LinkId, SessionId, UserId};
use crate::records::{ConsultLink, Empresa, Session, User};
use crate::values::Username;

/// Reads of a [`Store`](super::Store): companies, their people, and the sessions and links they read by.
#[async_trait]
pub trait AccountStore: Send + Sync {
    /// Whether any company is registered.
    async fn any_empresa(&self) -> Result<bool, StoreError>;
    /// Every company of the installation, for what is done once a day.
    async fn empresas(&self) -> Result<Vec<Empresa>, StoreError>;
    /// A company.
    async fn empresa(&self, id: EmpresaId) -> Result<Option<Empresa>, StoreError>;
    /// A user of a company.
    async fn user(&self, empresa: EmpresaId, id: UserId) -> Result<Option<User>, StoreError>;
    /// The user with this name, over the whole installation.
    async fn user_by_name(&self, name: &Username) -> Result<Option<User>, StoreError>;
    /// A company's users.
    async fn users(&self, empresa: EmpresaId) -> Result<Vec<User>, StoreError>;
    /// A session, by its token's digest. Expiry is the caller's to check.
    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError>;
    /// A consult link, by its token's digest. Expiry is the caller's to check.
    async fn link(&self, id: LinkId) -> Result<Option<ConsultLink>, StoreError>;
    /// A company's consult links.
    async fn links(&self, empresa: EmpresaId) -> Result<Vec<ConsultLink>, StoreError>;
}
