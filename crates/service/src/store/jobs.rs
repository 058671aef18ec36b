//! The outbox.

use async_trait::async_trait;
use jiff::Timestamp;

use super::StoreError;
use crate::ids::{EmpresaId, JobId};
use crate::records::{Job, Lane};

/// Reads of a [`Store`](super::Store): the outbox.
#[async_trait]
pub trait JobStore: Send + Sync {
    /// A job.
    async fn job(&self, empresa: EmpresaId, id: JobId) -> Result<Option<Job>, StoreError>;
    /// Takes up to `limit` jobs of one lane, of any company, that are due at `now` and that nobody holds a
    /// live lease on, oldest due first: sets their lease to `owner` until `lease_until`, adds one to
    /// `attempts` and to `version`, and returns them so. No two calls get the same job.
    async fn take_due_jobs(
        &self,
        lane: Lane,
        now: Timestamp,
        owner: &str,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Job>, StoreError>;
    /// Brings a job forward to `due_at` and sets its `attempts` to 0, if it exists, is due later,
    /// and nobody holds a lease on it that lives at `now`. Otherwise nothing happens.
    async fn wake_job(
        &self,
        empresa: EmpresaId,
        id: JobId,
        now: Timestamp,
        due_at: Timestamp,
    ) -> Result<(), StoreError>;
    /// When the next job of a lane, of any company, is due (or its lease ends), so that the server knows how
    /// long it may rest.
    async fn next_due(&self, lane: Lane) -> Result<Option<Timestamp>, StoreError>;
}
