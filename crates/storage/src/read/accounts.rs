//! Companies, their people, and the sessions and links they read by.

use async_trait::async_trait;
use imss::id::Rfc;
use serde_json::json;
use service::ids::{AttemptsId, EmpresaId, LinkId, MailedLinkId, SessionId, UserId};
use service::records::{
    AccessRequest, Attempts, ConsultLink, Empresa, MailedLink, Session, UndeliveredMail, User,
};
use service::store::{AccountStore, NaturalKey, StoreError};
use service::values::{Username, folded_email};

use crate::database::Database;
use crate::query;

#[async_trait]
impl AccountStore for Database {
    async fn any_empresa(&self) -> Result<bool, StoreError> {
        let statement = "SELECT VALUE version FROM empresa LIMIT 1";
        Ok(query::one::<u64>(self, statement, json!({}))
            .await?
            .is_some())
    }

    async fn empresas(&self) -> Result<Vec<Empresa>, StoreError> {
        query::rows(self, "SELECT VALUE body FROM empresa", json!({})).await
    }

    async fn only_empresa(&self) -> Result<Option<EmpresaId>, StoreError> {
        let statement = "SELECT VALUE body FROM empresa LIMIT 2";
        let all: Vec<Empresa> = query::rows(self, statement, json!({})).await?;
        Ok(match all.as_slice() {
            [only] => Some(only.id),
            _ => None,
        })
    }

    async fn empresa(&self, id: EmpresaId) -> Result<Option<Empresa>, StoreError> {
        self.of_company(id, id).await
    }

    async fn empresas_by_rfc(&self, rfc: &Rfc) -> Result<Vec<Empresa>, StoreError> {
        let statement = "
            SELECT VALUE type::record('empresa', [empresa, empresa]).body
            FROM by_rfc:[$rfc]..[$rfc, {}]";
        query::rows(self, statement, json!({ "rfc": rfc })).await
    }

    async fn access_requests(&self, empresa: EmpresaId) -> Result<Vec<AccessRequest>, StoreError> {
        self.all_of(empresa).await
    }

    async fn user(&self, empresa: EmpresaId, id: UserId) -> Result<Option<User>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn user_by_name(&self, name: &Username) -> Result<Option<User>, StoreError> {
        self.with_key(&NaturalKey::username(name)).await
    }

    async fn users(&self, empresa: EmpresaId) -> Result<Vec<User>, StoreError> {
        self.all_of(empresa).await
    }

    async fn users_by_email(&self, email: &str) -> Result<Vec<User>, StoreError> {
        let statement = "
            SELECT VALUE type::record('user', [empresa, user]).body
            FROM by_email:[$email]..[$email, {}]";
        let email = folded_email(email);
        query::rows(self, statement, json!({ "email": email })).await
    }

    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        self.get(json!([id])).await
    }

    async fn sessions(&self, empresa: EmpresaId) -> Result<Vec<Session>, StoreError> {
        self.scanned(empresa).await
    }

    async fn mailed_link(&self, id: MailedLinkId) -> Result<Option<MailedLink>, StoreError> {
        self.get(json!([id])).await
    }

    async fn mailed_links(&self, empresa: EmpresaId) -> Result<Vec<MailedLink>, StoreError> {
        self.scanned(empresa).await
    }

    async fn attempts(&self, id: AttemptsId) -> Result<Option<Attempts>, StoreError> {
        self.get(json!([id])).await
    }

    async fn undelivered(&self, empresa: EmpresaId) -> Result<Vec<UndeliveredMail>, StoreError> {
        self.all_of(empresa).await
    }

    async fn link(&self, id: LinkId) -> Result<Option<ConsultLink>, StoreError> {
        self.get(json!([id])).await
    }

    async fn links(&self, empresa: EmpresaId) -> Result<Vec<ConsultLink>, StoreError> {
        let statement = "
            SELECT VALUE type::record('link', [key]).body
            FROM by_empresa:['link', $empresa]..['link', $empresa, {}]";
        query::rows(self, statement, json!({ "empresa": empresa })).await
    }
}
