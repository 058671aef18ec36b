//! The typed reads: [`Store`] implemented for [`Database`]. Point reads and short lists are here; the
//! history, the counts, the lotes and the jobs have files of their own.

mod audit;
mod counts;
mod directory;
mod history;
mod jobs;
mod lotes;
mod workers;

use std::collections::HashMap;

use async_trait::async_trait;
use imss::id::{Nss, RegistroPatronal};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use service::ids::{
    AuditId, CertificadoId, ChallengeId, EmpresaId, JobId, LinkId, LoteId, MovementId,
    PortalSessionId, RegistroId, SessionId, UserId,
};
use service::records::{
    AuditEntry, CaptureDefaults, Certificado, ChallengeRecord, ColumnMapping,
    CompanySettingsRecord, ConsultLink, DeletedMovement, Empresa, Evidence, HistoryRow, Job,
    LoteContents, LoteRecord, MovementRecord, PortalSession, Registro, Session, Trabajador, User,
};
use service::store::{
    CommitError, Count, DirectoryPage, DirectoryQuery, HistoryPage, HistoryQuery, LotePage,
    LoteQuery, NaturalKey, Record, Store, StoreError, Unit, attempt_key, worker_key,
};
use service::values::{Digest, Username};
use surrealdb::types::{Object, Value};

use crate::open::Database;
use crate::{commit, migrate, query};

impl Database {
    /// The record with this id.
    async fn get<R: Record>(&self, id: Json) -> Result<Option<R>, StoreError> {
        let statement = "SELECT VALUE body FROM type::record($table, $id)";
        query::one(&self.db, statement, json!({ "table": R::TABLE, "id": id })).await
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
        query::rows(&self.db, &statement, json!({ "empresa": empresa })).await
    }

    /// The record that has a natural key.
    async fn with_key<R: Record>(&self, key: &NaturalKey) -> Result<Option<R>, StoreError> {
        let statement = "SELECT VALUE record.body FROM type::record('natural_key', $key)";
        query::one(&self.db, statement, json!({ "key": commit::key_id(key) })).await
    }

    /// Several of a company's records, in the order asked for.
    async fn several<R: Record + DeserializeOwned>(
        &self,
        empresa: EmpresaId,
        keys: Vec<String>,
    ) -> Result<Vec<R>, StoreError> {
        let ids: Vec<Value> = keys
            .iter()
            .map(|key| Value::RecordId(commit::record(R::TABLE, &json!([empresa, key]))))
            .collect();
        let mut binds = Object::new();
        binds.insert("ids", Value::Array(ids.into()));
        let statement = "SELECT VALUE body FROM $ids";
        let found: Vec<R> = query::rows(&self.db, statement, Value::Object(binds)).await?;
        let mut found: HashMap<String, R> = found.into_iter().map(|r| (r.key(), r)).collect();
        Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
    }
}

#[async_trait]
impl Store for Database {
    async fn commit(&self, unit: Unit) -> Result<(), CommitError> {
        commit::commit(&self.db, &unit).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        let applied = migrate::verify(&self.db).await.map_err(StoreError::new)?;
        if applied == migrate::known() {
            Ok(())
        } else {
            Err(StoreError::new("the schema is older than this release"))
        }
    }

    async fn any_empresa(&self) -> Result<bool, StoreError> {
        let statement = "SELECT VALUE version FROM empresa LIMIT 1";
        Ok(query::one::<u64>(&self.db, statement, json!({}))
            .await?
            .is_some())
    }

    async fn empresa(&self, id: EmpresaId) -> Result<Option<Empresa>, StoreError> {
        self.of_company(id, id).await
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

    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        self.get(json!([id])).await
    }

    async fn link(&self, id: LinkId) -> Result<Option<ConsultLink>, StoreError> {
        self.get(json!([id])).await
    }

    async fn links(&self, empresa: EmpresaId) -> Result<Vec<ConsultLink>, StoreError> {
        let statement = "
            SELECT VALUE type::record('link', [key]).body
            FROM by_empresa:['link', $empresa]..['link', $empresa, {}]";
        query::rows(&self.db, statement, json!({ "empresa": empresa })).await
    }

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

    async fn movement(
        &self,
        empresa: EmpresaId,
        id: MovementId,
    ) -> Result<Option<MovementRecord>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<MovementRecord>, StoreError> {
        self.several(empresa, ids.iter().map(ToString::to_string).collect())
            .await
    }

    async fn history(&self, query: &HistoryQuery) -> Result<HistoryPage, StoreError> {
        history::page(&self.db, query).await
    }

    async fn counts(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
    ) -> Result<Vec<Count>, StoreError> {
        counts::all(&self.db, empresa, registros).await
    }

    async fn movements_of(
        &self,
        empresa: EmpresaId,
        workers: &[Nss],
    ) -> Result<Vec<HistoryRow>, StoreError> {
        workers::movements(&self.db, empresa, workers).await
    }

    async fn imported(
        &self,
        empresa: EmpresaId,
        rows: &[Digest],
    ) -> Result<Vec<MovementRecord>, StoreError> {
        workers::imported(&self.db, empresa, rows).await
    }

    async fn deleted_movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<DeletedMovement>, StoreError> {
        self.several(empresa, ids.iter().map(ToString::to_string).collect())
            .await
    }

    async fn trabajadores(
        &self,
        empresa: EmpresaId,
        workers: &[Nss],
    ) -> Result<Vec<Trabajador>, StoreError> {
        let keys = workers.iter().map(|nss| worker_key(empresa, *nss));
        self.several(empresa, keys.collect()).await
    }

    async fn directory(&self, query: &DirectoryQuery) -> Result<DirectoryPage, StoreError> {
        directory::page(self, query).await
    }

    async fn company_settings(
        &self,
        empresa: EmpresaId,
    ) -> Result<Option<CompanySettingsRecord>, StoreError> {
        self.of_company(empresa, empresa).await
    }

    async fn capture_defaults(
        &self,
        empresa: EmpresaId,
        user: UserId,
    ) -> Result<Option<CaptureDefaults>, StoreError> {
        self.of_company(empresa, user).await
    }

    async fn column_mapping(
        &self,
        empresa: EmpresaId,
        id: &Digest,
    ) -> Result<Option<ColumnMapping>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn lote(&self, empresa: EmpresaId, id: LoteId) -> Result<Option<LoteRecord>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn lote_contents(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<LoteContents>, StoreError> {
        self.of_company(empresa, attempt_key(lote, attempt)).await
    }

    async fn evidence(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<Evidence>, StoreError> {
        self.of_company(empresa, attempt_key(lote, attempt)).await
    }

    async fn lotes(&self, query: &LoteQuery) -> Result<LotePage, StoreError> {
        lotes::page(self, query).await
    }

    async fn open_lotes(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
        limit: u32,
    ) -> Result<Vec<LoteRecord>, StoreError> {
        lotes::open(self, empresa, registros, limit).await
    }

    async fn last_lote_number(&self, empresa: EmpresaId) -> Result<u32, StoreError> {
        lotes::last_number(&self.db, empresa).await
    }

    async fn job(&self, empresa: EmpresaId, id: JobId) -> Result<Option<Job>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn take_due_jobs(
        &self,
        now: Timestamp,
        owner: &str,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Job>, StoreError> {
        jobs::take_due(self, now, owner, lease_until, limit).await
    }

    async fn wake_job(
        &self,
        empresa: EmpresaId,
        id: JobId,
        now: Timestamp,
        due_at: Timestamp,
    ) -> Result<(), StoreError> {
        jobs::wake(self, empresa, id, now, due_at).await
    }

    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        jobs::next_due(&self.db).await
    }

    async fn audit(
        &self,
        empresa: EmpresaId,
        before: Option<AuditId>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        audit::newest(&self.db, empresa, before, limit).await
    }

    async fn purge_expired(&self, now: Timestamp) -> Result<(), StoreError> {
        let statements = "
            DELETE session WHERE ends < $now;
            DELETE challenge WHERE ends < $now;
            DELETE portal_session WHERE ends < $now;
            DELETE deleted_movement WHERE ends < $now;";
        query::each(&self.db, statements, json!({ "now": now.as_microsecond() }))
            .await
            .map(drop)
    }
}
