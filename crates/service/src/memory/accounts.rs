//! Companies, their people, and the sessions and links they read by.

use async_trait::async_trait;

use super::MemoryStore;
use crate::ids::{EmpresaId, LinkId, SessionId, UserId};
use crate::records::{ConsultLink, Empresa, Session, User};
use crate::store::{AccountStore, StoreError};
use crate::values::Username;

#[async_trait]
impl AccountStore for MemoryStore {
    async fn any_empresa(&self) -> Result<bool, StoreError> {
        Ok(!self.state().all::<Empresa>()?.is_empty())
    }

    async fn empresas(&self) -> Result<Vec<Empresa>, StoreError> {
        self.state().all()
    }

    async fn empresa(&self, id: EmpresaId) -> Result<Option<Empresa>, StoreError> {
        self.state().read(&id.to_string())
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

    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        self.state().read(&id.to_string())
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
