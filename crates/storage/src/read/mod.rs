//! The typed reads: [`Store`] and the reads of each aggregate implemented for [`Database`], a file each;
//! here is what they have in common.

mod accounts;
mod audit;
mod certificate_life;
mod certificates;
mod counts;
mod deletion;
mod directory;
mod history;
mod jobs;
mod lotes;
mod movements;
mod oldest;
mod ranges;
mod registros;
mod settings;
mod trabajadores;
mod words;

use std::collections::HashMap;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use service::ids::{AuditId, EmpresaId};
use service::records::AuditEntry;
use service::store::{CommitError, NaturalKey, Record, Store, StoreError, Unit};
use surrealdb::types::{Object, Value};

use crate::database::Database;
use crate::{commit, migrate, query, values};

impl Database {
    /// The record with this id.
    async fn get<R: Record>(&self, id: Json) -> Result<Option<R>, StoreError> {
        let statement = "SELECT VALUE body FROM type::record($table, $id)";
        query::one(self, statement, json!({ "table": R::TABLE, "id": id })).await
    }

    /// A company's record.
    async fn of_company<R: Record>(
        &self,
        empresa: EmpresaId,
        key: impl ToString,
    ) -> Result<Option<R>, StoreError> {
        self.get(json!([empresa, key.to_string()])).await
    }

    /// Every record of a company, in the order of the ids.
    async fn all_of<R: Record>(&self, empresa: EmpresaId) -> Result<Vec<R>, StoreError> {
        let table = R::TABLE;
        let statement = format!("SELECT VALUE body FROM {table}:[$empresa]..[$empresa, {{}}]");
        query::rows(self, &statement, json!({ "empresa": empresa })).await
    }

    /// Every record of a company in a table whose ids do not begin with it. Reads the whole table, which
    /// must be short.
    async fn scanned<R: Record>(&self, empresa: EmpresaId) -> Result<Vec<R>, StoreError> {
        let table = R::TABLE;
        let statement = format!("SELECT VALUE body FROM {table} WHERE empresa = $empresa");
        query::rows(self, &statement, json!({ "empresa": empresa })).await
    }

    /// The record that has a natural key.
    async fn with_key<R: Record>(&self, key: &NaturalKey) -> Result<Option<R>, StoreError> {
        let statement = "SELECT VALUE record.body FROM type::record('natural_key', $key)";
        query::one(self, statement, json!({ "key": values::key_id(key) })).await
    }

    /// Several of a company's records, in the order asked for.
    async fn several<R: Record + DeserializeOwned>(
        &self,
        empresa: EmpresaId,
        keys: Vec<String>,
    ) -> Result<Vec<R>, StoreError> {
        let ids: Vec<Value> = keys
            .iter()
            .map(|key| Value::RecordId(values::record(R::TABLE, &json!([empresa, key]))))
            .collect();
        let mut binds = Object::new();
        binds.insert("ids", Value::Array(ids.into()));
        let statement = "SELECT VALUE body FROM $ids";
        let found: Vec<R> = query::rows(self, statement, Value::Object(binds)).await?;
        let mut found: HashMap<String, R> = found.into_iter().map(|r| (r.key(), r)).collect();
        Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
    }
}

#[async_trait]
impl Store for Database {
    async fn commit(&self, unit: Unit) -> Result<(), CommitError> {
        commit::commit(&self.db, self.backoff.as_ref(), &unit).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        let applied = migrate::verify(self).await.map_err(StoreError::new)?;
        if applied == migrate::known() {
            Ok(())
        } else {
            Err(StoreError::new("the schema is older than this release"))
        }
    }

    async fn audit(
        &self,
        empresa: EmpresaId,
        before: Option<AuditId>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        audit::newest(self, empresa, before, limit).await
    }

    async fn delete_company(&self, empresa: EmpresaId, limit: u32) -> Result<bool, StoreError> {
        deletion::company(self, empresa, limit).await
    }

    async fn purge_expired(&self, now: Timestamp) -> Result<(), StoreError> {
        let statements = "
            DELETE session WHERE ends < $now;
            DELETE challenge WHERE ends < $now;
            DELETE portal_session WHERE ends < $now;
            DELETE deleted_movement WHERE ends < $now;
            DELETE import_part WHERE ends < $now;
            DELETE mailed_link WHERE ends < $now;
            DELETE access_request WHERE ends < $now;
            DELETE attempts WHERE ends < $now;
            DELETE undelivered WHERE ends < $now;";
        query::each(self, statements, json!({ "now": now.as_microsecond() }))
            .await
            .map(drop)
    }
}
