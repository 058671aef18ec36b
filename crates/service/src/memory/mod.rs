//! The repository in memory, for tests: it does with each write exactly what
//! [`Write::plain`](crate::store::Write::plain) says, and keeps records as the JSON a database
//! would keep.

mod ports;
mod state;

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use imss::id::{Nss, RegistroPatronal};
use jiff::Timestamp;

pub use ports::{FixedClock, NoMail, SeededRandom};

use self::state::State;
use crate::ids::{
    AuditId, CertificadoId, ChallengeId, EmpresaId, JobId, LinkId, LoteId, MovementId,
    PortalSessionId, RegistroId, SessionId, UserId,
};
use crate::records::{
    AuditEntry, CaptureDefaults, Certificado, ChallengeRecord, ColumnMapping,
    CompanySettingsRecord, ConsultLink, DeletedMovement, Empresa, Evidence, HistoryRow, Job, Lease,
    LoteContents, LoteRecord, MovementRecord, PortalSession, Registro, Session, Trabajador, User,
};
use crate::store::{
    CommitError, Count, DirectoryPage, DirectoryQuery, HistoryPage, HistoryQuery, LotePage,
    LoteQuery, Record, Store, StoreError, Unit, directory_place, is_open, worker_key,
};
use crate::values::{Digest, Username};

/// Keeps everything in memory, behind one lock.
#[derive(Debug, Default)]
pub struct MemoryStore {
    state: Mutex<State>,
}

impl MemoryStore {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn one<R: Record>(
        &self,
        empresa: EmpresaId,
        key: impl Into<String>,
    ) -> Result<Option<R>, StoreError> {
        let found = self.state().read::<R>(&key.into())?;
        Ok(found.filter(|record| record.empresa() == empresa))
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn commit(&self, unit: Unit) -> Result<(), CommitError> {
        self.state().commit(&unit)
    }

    async fn ready(&self) -> Result<(), StoreError> {
        Ok(())
    }

    async fn any_empresa(&self) -> Result<bool, StoreError> {
        Ok(!self.state().all::<Empresa>()?.is_empty())
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

    async fn registro(
        &self,
        empresa: EmpresaId,
        id: RegistroId,
    ) -> Result<Option<Registro>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn registro_by_number(
        &self,
        empresa: EmpresaId,
        numero: &RegistroPatronal,
    ) -> Result<Option<Registro>, StoreError> {
        let registros = self.state().of::<Registro>(empresa)?;
        Ok(registros
            .into_iter()
            .find(|r| r.numero.key() == numero.key()))
    }

    async fn registros(&self, empresa: EmpresaId) -> Result<Vec<Registro>, StoreError> {
        self.state().of(empresa)
    }

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

    async fn movement(
        &self,
        empresa: EmpresaId,
        id: MovementId,
    ) -> Result<Option<MovementRecord>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<MovementRecord>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            found.extend(self.one::<MovementRecord>(empresa, id.to_string())?);
        }
        Ok(found)
    }

    async fn history(&self, query: &HistoryQuery) -> Result<HistoryPage, StoreError> {
        Ok(self.state().history(query))
    }

    async fn counts(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
    ) -> Result<Vec<Count>, StoreError> {
        Ok(self.state().counts(empresa, registros))
    }

    async fn movements_of(
        &self,
        empresa: EmpresaId,
        workers: &[Nss],
    ) -> Result<Vec<HistoryRow>, StoreError> {
        Ok(self.state().movements_of(empresa, workers))
    }

    async fn imported(
        &self,
        empresa: EmpresaId,
        rows: &[Digest],
    ) -> Result<Vec<MovementRecord>, StoreError> {
        let movements = self.state().of::<MovementRecord>(empresa)?;
        let from = |row: &Digest| movements.iter().find(|m| m.origin == Some(*row)).cloned();
        Ok(rows.iter().filter_map(from).collect())
    }

    async fn deleted_movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<DeletedMovement>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            found.extend(self.one::<DeletedMovement>(empresa, id.to_string())?);
        }
        Ok(found)
    }

    async fn trabajadores(
        &self,
        empresa: EmpresaId,
        workers: &[Nss],
    ) -> Result<Vec<Trabajador>, StoreError> {
        let mut found = Vec::with_capacity(workers.len());
        for nss in workers {
            found.extend(self.one::<Trabajador>(empresa, worker_key(empresa, *nss))?);
        }
        Ok(found)
    }

    async fn directory(&self, query: &DirectoryQuery) -> Result<DirectoryPage, StoreError> {
        let mut trabajadores = self.state().of::<Trabajador>(query.empresa)?;
        trabajadores.retain(|worker| query.matches(worker) && query.follows(worker));
        trabajadores.sort_by_key(directory_place);
        let limit = query.limit as usize;
        let more = trabajadores.len() > limit;
        trabajadores.truncate(limit);
        let next = trabajadores.last().filter(|_| more).map(directory_place);
        Ok(DirectoryPage { trabajadores, next })
    }

    async fn company_settings(
        &self,
        empresa: EmpresaId,
    ) -> Result<Option<CompanySettingsRecord>, StoreError> {
        self.one(empresa, empresa.to_string())
    }

    async fn capture_defaults(
        &self,
        empresa: EmpresaId,
        user: UserId,
    ) -> Result<Option<CaptureDefaults>, StoreError> {
        self.one(empresa, user.to_string())
    }

    async fn column_mapping(
        &self,
        empresa: EmpresaId,
        id: &Digest,
    ) -> Result<Option<ColumnMapping>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn lote(&self, empresa: EmpresaId, id: LoteId) -> Result<Option<LoteRecord>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn lote_contents(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<LoteContents>, StoreError> {
        self.one(empresa, crate::store::attempt_key(lote, attempt))
    }

    async fn evidence(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<Evidence>, StoreError> {
        self.one(empresa, crate::store::attempt_key(lote, attempt))
    }

    async fn lotes(&self, query: &LoteQuery) -> Result<LotePage, StoreError> {
        let mut lotes = self.state().of::<LoteRecord>(query.empresa)?;
        lotes.retain(|lote| query.matches(lote));
        lotes.sort_by_key(|lote| std::cmp::Reverse(lote.numero));
        let limit = query.limit as usize;
        let more = lotes.len() > limit;
        lotes.truncate(limit);
        let next = more.then(|| lotes.last().map(|lote| lote.numero)).flatten();
        Ok(LotePage { lotes, next })
    }

    async fn open_lotes(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
        limit: u32,
    ) -> Result<Vec<LoteRecord>, StoreError> {
        let mut lotes = self.state().of::<LoteRecord>(empresa)?;
        lotes.retain(|lote| registros.contains(&lote.registro) && is_open(lote.state.status()));
        lotes.sort_by_key(|lote| (lote.vence.is_none(), lote.vence, lote.numero));
        lotes.truncate(limit as usize);
        Ok(lotes)
    }

    async fn last_lote_number(&self, empresa: EmpresaId) -> Result<u32, StoreError> {
        let lotes = self.state().of::<LoteRecord>(empresa)?;
        Ok(lotes.iter().map(|lote| lote.numero).max().unwrap_or(0))
    }

    async fn job(&self, empresa: EmpresaId, id: JobId) -> Result<Option<Job>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn take_due_jobs(
        &self,
        now: Timestamp,
        owner: &str,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Job>, StoreError> {
        let mut state = self.state();
        let mut due = state.all::<Job>()?;
        due.retain(|job| job.due_at <= now && !leased(job, now));
        due.sort_by_key(|job| (job.due_at, job.id));
        due.truncate(limit as usize);
        for job in &mut due {
            job.lease = Some(Lease {
                owner: owner.to_owned(),
                until: lease_until,
            });
            job.attempts += 1;
            job.version += 1;
            state.overwrite(job)?;
        }
        Ok(due)
    }

    async fn wake_job(
        &self,
        empresa: EmpresaId,
        id: JobId,
        now: Timestamp,
        due_at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut state = self.state();
        let Some(mut job) = state.read::<Job>(&id.to_string())? else {
            return Ok(());
        };
        if job.empresa == empresa && job.due_at > due_at && !leased(&job, now) {
            job.due_at = due_at;
            job.attempts = 0;
            job.version += 1;
            state.overwrite(&job)?;
        }
        Ok(())
    }

    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let jobs = self.state().all::<Job>()?;
        let when = |job: &Job| {
            job.lease
                .as_ref()
                .map_or(job.due_at, |l| l.until.max(job.due_at))
        };
        Ok(jobs.iter().map(when).min())
    }

    async fn audit(
        &self,
        empresa: EmpresaId,
        before: Option<AuditId>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        Ok(self.state().audit(empresa, before, limit))
    }

    async fn purge_expired(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut state = self.state();
        for session in state.all::<Session>()? {
            if session.ends_at < now {
                state.remove(&session);
            }
        }
        for challenge in state.all::<ChallengeRecord>()? {
            if challenge.expires_at < now {
                state.remove(&challenge);
            }
        }
        for deleted in state.all::<DeletedMovement>()? {
            if deleted.until < now {
                state.remove(&deleted);
            }
        }
        for session in state.all::<PortalSession>()? {
            if session.expires_at < now {
                state.remove(&session);
            }
        }
        Ok(())
    }
}

fn leased(job: &Job, now: Timestamp) -> bool {
    job.lease.as_ref().is_some_and(|lease| lease.until > now)
}
