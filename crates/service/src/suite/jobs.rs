//! The outbox: due times and leases.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use super::Build;
use crate::records::{Job, Lane};
use crate::store::{CommitError, Store, Unit};

async fn stored(store: &dyn Store, build: &Build, due: &[i64]) -> Vec<Job> {
    let (empresa, _) = build.stored_company(store).await;
    let jobs: Vec<Job> = due
        .iter()
        .map(|minutes| Job {
            due_at: build.after(*minutes),
            ..build.job(empresa.id)
        })
        .collect();
    let mut unit = Unit::upkeep();
    for job in &jobs {
        unit = unit.create(job.clone());
    }
    store.commit(unit.done()).await.unwrap();
    jobs
}

/// Checks that however many servers ask at once, each due job goes to one of them, oldest due first.
pub async fn a_due_job_is_taken_once(store: &dyn Store) {
    let build = Build::default();
    let jobs = stored(store, &build, &[3, 1, 2, 60]).await;
    let (now, until) = (build.after(5), build.after(10));
    let first = store
        .take_due_jobs(Lane::Portal, now, "a", until, 1)
        .await
        .unwrap();
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].id, jobs[1].id, "oldest due first");
    assert_eq!((first[0].attempts, first[0].version), (1, 2));
    let lease = first[0].lease.clone().unwrap();
    assert_eq!((lease.owner.as_str(), lease.until), ("a", until));
    assert_eq!(
        store.job(first[0].empresa, first[0].id).await.unwrap(),
        Some(first[0].clone())
    );

    let takers =
        ["b", "c", "d"].map(|owner| store.take_due_jobs(Lane::Portal, now, owner, until, 10));
    let taken = futures::future::join_all(takers).await;
    let mut ids: Vec<_> = taken
        .into_iter()
        .flat_map(Result::unwrap)
        .map(|job| job.id)
        .collect();
    ids.sort_unstable();
    let mut expected = vec![jobs[0].id, jobs[2].id];
    expected.sort_unstable();
    assert_eq!(ids, expected);
    assert!(
        store
            .take_due_jobs(Lane::Portal, now, "e", until, 10)
            .await
            .unwrap()
            .is_empty()
    );
}

/// Checks that who dies with a lease does not keep the job.
pub async fn a_lease_that_ended_frees_the_job(store: &dyn Store) {
    let build = Build::default();
    stored(store, &build, &[0]).await;
    let taken = store
        .take_due_jobs(Lane::Portal, build.now, "a", build.after(5), 1)
        .await
        .unwrap();
    assert_eq!(taken.len(), 1);
    assert!(
        store
            .take_due_jobs(Lane::Portal, build.after(4), "b", build.after(9), 1)
            .await
            .unwrap()
            .is_empty()
    );
    let again = store
        .take_due_jobs(Lane::Portal, build.after(6), "b", build.after(11), 1)
        .await
        .unwrap();
    assert_eq!(
        (again[0].id, again[0].attempts, again[0].version),
        (taken[0].id, 2, 3)
    );
    assert_eq!(again[0].lease.as_ref().unwrap().owner, "b");
}

/// Checks that who was too slow finds out at the commit.
pub async fn a_job_that_moved_cannot_be_finished_by_who_lost_its_lease(store: &dyn Store) {
    let build = Build::default();
    stored(store, &build, &[0]).await;
    let slow = store
        .take_due_jobs(Lane::Portal, build.now, "a", build.after(5), 1)
        .await
        .unwrap()
        .remove(0);
    let quick = store
        .take_due_jobs(Lane::Portal, build.after(6), "b", build.after(11), 1)
        .await
        .unwrap()
        .remove(0);
    let unit = Unit::upkeep().delete(slow).done();
    assert!(matches!(store.commit(unit).await, Err(CommitError::Stale)));
    store
        .commit(Unit::upkeep().delete(quick.clone()).done())
        .await
        .unwrap();
    assert_eq!(store.job(quick.empresa, quick.id).await.unwrap(), None);
}

/// Checks that waking brings a job forward; it never disturbs who is at work, nor puts a job off.
pub async fn a_sleeping_job_can_be_woken_and_a_leased_one_not(store: &dyn Store) {
    let build = Build::default();
    let jobs = stored(store, &build, &[60, 0]).await;
    let empresa = jobs[0].empresa;
    store
        .wake_job(empresa, jobs[0].id, build.now, build.after(2))
        .await
        .unwrap();
    let woken = store.job(empresa, jobs[0].id).await.unwrap().unwrap();
    assert_eq!((woken.due_at, woken.version), (build.after(2), 2));
    store
        .wake_job(empresa, jobs[0].id, build.now, build.after(9))
        .await
        .unwrap();
    let still = store.job(empresa, jobs[0].id).await.unwrap().unwrap();
    assert_eq!(still.due_at, build.after(2));

    let taken = store
        .take_due_jobs(Lane::Portal, build.now, "a", build.after(5), 1)
        .await
        .unwrap()
        .remove(0);
    store
        .wake_job(empresa, taken.id, build.now, build.after(-5))
        .await
        .unwrap();
    assert_eq!(
        store.job(empresa, taken.id).await.unwrap(),
        Some(taken.clone())
    );
    let stranger = build.empresa();
    store
        .wake_job(stranger.id, jobs[0].id, build.now, build.now)
        .await
        .unwrap();
    assert_eq!(
        store
            .job(empresa, jobs[0].id)
            .await
            .unwrap()
            .unwrap()
            .due_at,
        build.after(2)
    );
    let gone = build.job(empresa);
    store
        .wake_job(empresa, gone.id, build.now, build.now)
        .await
        .expect("waking nothing is no error");
}

/// Checks that the server learns how long it may rest.
pub async fn finds_the_next_due_time(store: &dyn Store) {
    let build = Build::default();
    assert_eq!(store.next_due(Lane::Portal).await.unwrap(), None);
    stored(store, &build, &[0, 20]).await;
    assert_eq!(store.next_due(Lane::Portal).await.unwrap(), Some(build.now));
    store
        .take_due_jobs(Lane::Portal, build.now, "a", build.after(5), 1)
        .await
        .unwrap();
    assert_eq!(
        store.next_due(Lane::Portal).await.unwrap(),
        Some(build.after(5)),
        "the lease's end"
    );
}

/// Checks that a lane's jobs are taken and awaited without a look at the other's.
pub async fn lanes_do_not_see_each_other(store: &dyn Store) {
    let build = Build::default();
    let (empresa, _) = build.stored_company(store).await;
    let lote = build.job(empresa.id);
    let mail = Job {
        due_at: build.after(3),
        ..build.mail_job(empresa.id)
    };
    let unit = Unit::upkeep().create(lote.clone()).create(mail.clone());
    store.commit(unit.done()).await.unwrap();
    assert_eq!(store.next_due(Lane::Portal).await.unwrap(), Some(build.now));
    assert_eq!(store.next_due(Lane::Mail).await.unwrap(), Some(mail.due_at));
    let (now, until) = (build.after(5), build.after(6));
    for (lane, job) in [(Lane::Mail, mail), (Lane::Portal, lote)] {
        let taken = store.take_due_jobs(lane, now, "a", until, 9).await.unwrap();
        let ids: Vec<_> = taken.iter().map(|job| job.id).collect();
        assert_eq!(ids, [job.id]);
        assert_eq!(store.next_due(lane).await.unwrap(), Some(until));
    }
}
