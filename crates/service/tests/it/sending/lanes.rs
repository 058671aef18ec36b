//! What is stuck, or has much to do, delays nobody else.

use std::collections::BTreeSet;
use std::sync::Arc;

use futures::FutureExt as _;
use jiff::SignedDuration;
use model::{LoteStatus, Mode};
use service::accounts;
use service::jobs::{self, LEASE};
use service::records::Lane;
use tokio::sync::Notify;

use super::{estado, signed, taken};
use crate::portal::OnSend;

#[tokio::test]
async fn a_stuck_poll_of_one_company_delays_no_other() {
    let (world, _, stuck) = signed(&[]).await;
    world.work().await;
    let other = world.company("berta").await;
    world.connected(&other).await;
    world.work().await;
    let lote = world.signed(&other, 1).await;

    let latch = Arc::new(Notify::new());
    world.portal.script(|s| s.latch = Some(Arc::clone(&latch)));
    world.minutes(1);
    let nobody = BTreeSet::new();
    let polls = jobs::take(&world.service, Lane::Polling, 1, &nobody)
        .await
        .unwrap();
    assert_eq!(polls[0].empresa, stuck.empresa);
    let mut poll = Box::pin(jobs::carry_out(&world.service, &polls[0]));
    assert!((&mut poll).now_or_never().is_none(), "it waits for IDSE");

    // Sending has a lane of its own, and so has every other company's question its place.
    jobs::run_due_in(&world.service, Lane::Sending)
        .await
        .unwrap();
    assert_eq!(estado(&world, &lote).await, LoteStatus::Enviado);
    assert_eq!(taken(&world), 2);
    let served = BTreeSet::from([stuck.empresa]);
    let others = jobs::take(&world.service, Lane::Polling, 9, &served)
        .await
        .unwrap();
    assert!(others.iter().all(|job| job.empresa == lote.empresa));
    assert_eq!(others.len(), 1);

    latch.notify_one();
    poll.await;
    assert_eq!(estado(&world, &stuck).await, LoteStatus::Enviado);
}

#[tokio::test]
async fn a_renewed_lease_outlives_its_first_end() {
    let (world, _, lote) = signed(&[]).await;
    let nobody = BTreeSet::new();
    let take = async || {
        jobs::take(&world.service, Lane::Sending, 9, &nobody)
            .await
            .unwrap()
    };
    let job = take().await.remove(0);
    world.pass(LEASE - SignedDuration::from_secs(10));
    jobs::renew(&world.service, &job).await.unwrap();
    world.pass(SignedDuration::from_secs(20));
    assert!(take().await.is_empty(), "it is held still");
    // Who held it finishes it, although the record is another than it took.
    jobs::carry_out(&world.service, &job).await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::Enviado);
    assert_eq!(
        world.store.job(job.empresa, job.id).await.unwrap(),
        None,
        "and it is done"
    );

    // Renewing what is done, or what somebody else took, does nothing.
    jobs::renew(&world.service, &job).await.unwrap();
    assert_eq!(world.store.job(job.empresa, job.id).await.unwrap(), None);
}

#[tokio::test]
async fn each_step_of_a_poll_asks_about_one_lote() {
    let (world, company, _) = signed(&[]).await;
    world.work().await;
    for _ in 0..2 {
        world.signed(&company, 1).await;
    }
    world.work().await;
    assert_eq!(taken(&world), 3);
    world.minutes(1);
    let asked = || world.portal.script(|s| s.questions);
    let before = asked();
    for step in 1..=3 {
        assert_eq!(
            jobs::run_due_in(&world.service, Lane::Polling)
                .await
                .unwrap(),
            1
        );
        assert_eq!(asked(), before + step);
    }
    assert_eq!(
        jobs::run_due_in(&world.service, Lane::Polling)
            .await
            .unwrap(),
        0,
        "the round is over"
    );
}

#[tokio::test]
async fn a_session_that_a_signed_lote_needs_is_not_ended() {
    let (world, _, lote) = signed(&[OnSend::NotSent]).await;
    world.portal.script(|s| s.unreachable = true);
    world.minutes(40);
    world.work().await;
    let ana = world.log_in("ana", Mode::Completo).await.unwrap();
    accounts::log_out(&world.service, &ana.caller, true)
        .await
        .unwrap();
    world.work().await;
    assert_eq!(world.portal.script(|s| s.logouts), 0);
    world.portal.script(|s| s.unreachable = false);
    world.minutes(10);
    world.work().await;
    world.minutes(10);
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::Enviado);
}
