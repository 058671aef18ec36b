//! The outbox.

use async_trait::async_trait;
use jiff::Timestamp;

use super::MemoryStore;
use crate::ids::{EmpresaId, JobId};
use crate::records::{Job, Lane, Lease};
use crate::store::{JobStore, StoreError};

#[async_trait]
impl JobStore for MemoryStore {
    async fn job(&self, empresa: EmpresaId, id: JobId) -> Result<Option<Job>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn take_due_jobs(
        &self,
        lane: Lane,
        now: Timestamp,
        owner: &str,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Job>, StoreError> {
        let mut state = self.state();
        let mut due = state.all::<Job>()?;
        due.retain(|job| job.work.lane() == lane && job.due_at <= now && !leased(job, now));
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

    async fn next_due(&self, lane: Lane) -> Result<Option<Timestamp>, StoreError> {
        let mut jobs = self.state().all::<Job>()?;
        jobs.retain(|job| job.work.lane() == lane);
        let when = |job: &Job| {
            job.lease
                .as_ref()
                .map_or(job.due_at, |l| l.until.max(job.due_at))
        };
        Ok(jobs.iter().map(when).min())
    }
}

fn leased(job: &Job, now: Timestamp) -> bool {
    job.lease.as_ref().is_some_and(|lease| lease.until > now)
}
