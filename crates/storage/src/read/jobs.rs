//! The outbox: which jobs may be taken, and taking them. `by_due` holds each job under the moment from
//! which it may be taken; a version that has moved on tells that somebody else was faster.

use async_trait::async_trait;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use service::ids::{EmpresaId, JobId};
use service::records::{Job, Lane, Lease};
use service::store::{CommitError, JobStore, Store as _, StoreError, Unit};

use crate::database::Database;
use crate::{lookup, query};

#[derive(Deserialize)]
struct Due {
    empresa: EmpresaId,
    job: JobId,
}

/// Takes what is due; see [`service::store::JobStore::take_due_jobs`].
pub(super) async fn take_due(
    database: &Database,
    lane: Lane,
    now: Timestamp,
    owner: &str,
    lease_until: Timestamp,
    limit: u32,
) -> Result<Vec<Job>, StoreError> {
    let due: Vec<Due> = query::rows(
        database,
        "SELECT empresa, job FROM type::record('by_due', [0]..=[$now, {}])
         WHERE lane = $lane LIMIT $limit",
        json!({ "now": now.as_microsecond(), "lane": lane.as_str(), "limit": limit.max(1) }),
    )
    .await?;
    let mut taken = Vec::new();
    for Due { empresa, job } in due {
        if taken.len() >= limit as usize {
            break;
        }
        let Some(old) = database.job(empresa, job).await? else {
            continue;
        };
        if lookup::takeable_from(&old) > now {
            continue;
        }
        let mut new = old.clone();
        new.lease = Some(Lease {
            owner: owner.to_owned(),
            until: lease_until,
        });
        new.attempts += 1;
        match database
            .commit(Unit::upkeep().update(old.clone(), new.clone()).done())
            .await
        {
            Ok(()) => {
                new.version = old.version + 1;
                taken.push(new);
            }
            Err(CommitError::Stale) => {}
            Err(CommitError::Store(error)) => return Err(error),
            Err(CommitError::Taken { what }) => {
                return Err(StoreError::new(format!("a lease took a key: {what:?}")));
            }
        }
    }
    Ok(taken)
}

/// Brings a job forward; see [`service::store::JobStore::wake_job`].
pub(super) async fn wake(
    database: &Database,
    empresa: EmpresaId,
    id: JobId,
    now: Timestamp,
    due_at: Timestamp,
) -> Result<(), StoreError> {
    loop {
        let Some(old) = database.job(empresa, id).await? else {
            return Ok(());
        };
        let held = old.lease.as_ref().is_some_and(|lease| lease.until > now);
        if held || old.due_at <= due_at {
            return Ok(());
        }
        let new = Job {
            due_at,
            attempts: 0,
            ..old.clone()
        };
        match database
            .commit(Unit::upkeep().update(old, new).done())
            .await
        {
            Err(CommitError::Stale) => {}
            Ok(()) => return Ok(()),
            Err(error) => return Err(StoreError::new(error)),
        }
    }
}

/// When the next job may be taken.
pub(super) async fn next_due(
    database: &Database,
    lane: Lane,
) -> Result<Option<Timestamp>, StoreError> {
    query::one(
        database,
        "SELECT VALUE at FROM type::record('by_due', [0]..[{}]) WHERE lane = $lane LIMIT 1",
        json!({ "lane": lane.as_str() }),
    )
    .await
}

#[async_trait]
impl JobStore for Database {
    async fn job(&self, empresa: EmpresaId, id: JobId) -> Result<Option<Job>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn take_due_jobs(
        &self,
        lane: Lane,
        now: Timestamp,
        owner: &str,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Job>, StoreError> {
        take_due(self, lane, now, owner, lease_until, limit).await
    }

    async fn wake_job(
        &self,
        empresa: EmpresaId,
        id: JobId,
        now: Timestamp,
        due_at: Timestamp,
    ) -> Result<(), StoreError> {
        wake(self, empresa, id, now, due_at).await
    }

    async fn next_due(&self, lane: Lane) -> Result<Option<Timestamp>, StoreError> {
        next_due(self, lane).await
    }
}
