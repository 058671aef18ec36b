//! The outbox: which jobs may be taken, and taking them. `by_due` holds each job under the moment from
//! which it may be taken; a version that has moved on tells that somebody else was faster.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use service::ids::{EmpresaId, JobId};
use service::records::{Job, Lease};
use service::store::{CommitError, Store as _, StoreError, Unit};
use surrealdb::Surreal;
use surrealdb::engine::any::Any;

use crate::open::Database;
use crate::{lookup, query};

#[derive(Deserialize)]
struct Due {
    empresa: EmpresaId,
    job: JobId,
}

/// Takes what is due; see [`service::store::Store::take_due_jobs`].
pub(super) async fn take_due(
    database: &Database,
    now: Timestamp,
    owner: &str,
    lease_until: Timestamp,
    limit: u32,
) -> Result<Vec<Job>, StoreError> {
    let due: Vec<Due> = query::rows(
        &database.db,
        "SELECT empresa, job FROM by_due:..=[$now, {}]",
        json!({ "now": now.as_microsecond() }),
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

/// Brings a job forward; see [`service::store::Store::wake_job`].
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
pub(super) async fn next_due(db: &Surreal<Any>) -> Result<Option<Timestamp>, StoreError> {
    // Jobs that are done are deleted, so this table is short.
    let times: Vec<Timestamp> = query::rows(db, "SELECT VALUE at FROM by_due", json!({})).await?;
    Ok(times.into_iter().min())
}
