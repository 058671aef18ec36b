//! Companies, their people, and the sessions and links they read by.

use async_trait::async_trait;
use imss::id::Rfc;

use super::StoreError;
use crate::ids::{AttemptsId, EmpresaId, LinkId, MailedLinkId, SessionId, UserId};
use crate::records::{
    AccessRequest, Attempts, ConsultLink, Empresa, MailedLink, Session, UndeliveredMail, User,
};
use crate::values::Username;

/// Reads of a [`Store`](super::Store): companies, their people, and the sessions and links they read by.
#[async_trait]
pub trait AccountStore: Send + Sync {
    /// Whether any company is registered.
    async fn any_empresa(&self) -> Result<bool, StoreError>;
    /// Every company of the installation, for what is done once a day.
    async fn empresas(&self) -> Result<Vec<Empresa>, StoreError>;
    /// The company, where there is exactly one.
    async fn only_empresa(&self) -> Result<Option<EmpresaId>, StoreError>;
    /// A company.
    async fn empresa(&self, id: EmpresaId) -> Result<Option<Empresa>, StoreError>;
    /// The companies with this RFC: several, until one of them proves it.
    async fn empresas_by_rfc(&self, rfc: &Rfc) -> Result<Vec<Empresa>, StoreError>;
    /// The requests to join a company, those that lapsed included until they are purged.
    async fn access_requests(&self, empresa: EmpresaId) -> Result<Vec<AccessRequest>, StoreError>;
    /// A user of a company.
    async fn user(&self, empresa: EmpresaId, id: UserId) -> Result<Option<User>, StoreError>;
    /// The user with this name, over the whole installation.
    async fn user_by_name(&self, name: &Username) -> Result<Option<User>, StoreError>;
    /// A company's users.
    async fn users(&self, empresa: EmpresaId) -> Result<Vec<User>, StoreError>;
    /// The users who have this mail address, whatever its case, over the whole installation.
    async fn users_by_email(&self, email: &str) -> Result<Vec<User>, StoreError>;
    /// A session, by its token's digest. Expiry is the caller's to check.
    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError>;
    /// A company's sessions, ended ones included until they are purged. Reads every session there is:
    /// for what is done seldom.
    async fn sessions(&self, empresa: EmpresaId) -> Result<Vec<Session>, StoreError>;
    /// A mailed link, by its token's digest. Expiry is the caller's to check.
    async fn mailed_link(&self, id: MailedLinkId) -> Result<Option<MailedLink>, StoreError>;
    /// A company's mailed links, expired ones included until they are purged. Reads every one there is.
    async fn mailed_links(&self, empresa: EmpresaId) -> Result<Vec<MailedLink>, StoreError>;
    /// A count of attempts.
    async fn attempts(&self, id: AttemptsId) -> Result<Option<Attempts>, StoreError>;
    /// A company's mails that were given up, oldest first.
    async fn undelivered(&self, empresa: EmpresaId) -> Result<Vec<UndeliveredMail>, StoreError>;
    /// A consult link, by its token's digest. Expiry is the caller's to check.
    async fn link(&self, id: LinkId) -> Result<Option<ConsultLink>, StoreError>;
    /// A company's consult links.
    async fn links(&self, empresa: EmpresaId) -> Result<Vec<ConsultLink>, StoreError>;
}
