//! Companies, their people, and the sessions and links they read by.

use async_trait::async_trait;
use imss::id::Rfc;

use super::MemoryStore;
use crate::ids::{AttemptsId, EmpresaId, LinkId, MailedLinkId, SessionId, UserId};
use crate::records::{
    AccessRequest, Attempts, ConsultLink, Empresa, MailedLink, Session, UndeliveredMail, User,
};
use crate::store::{AccountStore, StoreError};
use crate::values::{Username, folded_email};

#[async_trait]
impl AccountStore for MemoryStore {
    async fn any_empresa(&self) -> Result<bool, StoreError> {
        Ok(!self.state().all::<Empresa>()?.is_empty())
    }

    async fn empresas(&self) -> Result<Vec<Empresa>, StoreError> {
        self.state().all()
    }

    async fn only_empresa(&self) -> Result<Option<EmpresaId>, StoreError> {
        let all = self.state().all::<Empresa>()?;
        Ok(match all.as_slice() {
            [only] => Some(only.id),
            _ => None,
        })
    }

    async fn empresa(&self, id: EmpresaId) -> Result<Option<Empresa>, StoreError> {
        self.state().read(&id.to_string())
    }

    async fn empresas_by_rfc(&self, rfc: &Rfc) -> Result<Vec<Empresa>, StoreError> {
        let mut empresas = self.state().all::<Empresa>()?;
        empresas.retain(|empresa| empresa.rfc.as_ref() == Some(rfc));
        Ok(empresas)
    }

    async fn access_requests(&self, empresa: EmpresaId) -> Result<Vec<AccessRequest>, StoreError> {
        self.state().of(empresa)
    }

    async fn user(&self, empresa: EmpresaId, id: UserId) -> Result<Option<User>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn user_by_name(&self, name: &Username) -> Result<Option<User>, StoreError> {
        let users = self.state().all::<User>()?;
        Ok(users.into_iter().find(|user| user.username == *name))
    }

    async fn users(&self, empresa: EmpresaId) -> Result<Vec<User>, StoreError> {
        self.state().of(empresa)
    }

    async fn users_by_email(&self, email: &str) -> Result<Vec<User>, StoreError> {
        let email = folded_email(email);
        let mut users = self.state().all::<User>()?;
        users.retain(|user| user.email.as_deref().map(folded_email).as_ref() == Some(&email));
        Ok(users)
    }

    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        self.state().read(&id.to_string())
    }

    async fn sessions(&self, empresa: EmpresaId) -> Result<Vec<Session>, StoreError> {
        self.state().of(empresa)
    }

    async fn mailed_link(&self, id: MailedLinkId) -> Result<Option<MailedLink>, StoreError> {
        self.state().read(&id.to_string())
    }

    async fn mailed_links(&self, empresa: EmpresaId) -> Result<Vec<MailedLink>, StoreError> {
        self.state().of(empresa)
    }

    async fn attempts(&self, id: AttemptsId) -> Result<Option<Attempts>, StoreError> {
        self.state().read(&id.to_string())
    }

    async fn undelivered(&self, empresa: EmpresaId) -> Result<Vec<UndeliveredMail>, StoreError> {
        self.state().of(empresa)
    }

    async fn link(&self, id: LinkId) -> Result<Option<ConsultLink>, StoreError> {
        self.state().read(&id.to_string())
    }

    async fn links(&self, empresa: EmpresaId) -> Result<Vec<ConsultLink>, StoreError> {
        let mut links = self.state().of::<ConsultLink>(empresa)?;
        links.sort_by_key(|link| (link.created_at, link.id));
        Ok(links)
    }
}
