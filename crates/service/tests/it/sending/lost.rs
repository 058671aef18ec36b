//! Servers that die, requests and answers that get lost: a lote goes out once.

use futures::FutureExt as _;
use model::{LoteStatus, MovementStatus};
use service::jobs::{self, LISTS_LATE, SENDING};
use service::ports::{PortalError, Received};

use super::{estado, estados, signed, taken};
use crate::portal::OnSend;

fn after_sending() -> i64 {
    SENDING.as_mins() + 1
}

#[tokio::test]
async fn what_was_signed_is_sent_byte_for_byte() {
    let (world, company, lote) = signed(&[]).await;
    world.work().await;
    let sent = world.lote(&lote).await;
    assert_eq!(sent.state.recibo().unwrap().id_lote, "000000001");
    assert_eq!(estados(&world, &lote).await, [MovementStatus::Enviado; 2]);
    let evidence = world
        .store
        .evidence(lote.empresa, lote.id, 1)
        .await
        .unwrap()
        .unwrap();
    let shipment = world.portal.script(|s| s.taken[0].clone());
    assert_eq!(shipment.cms, evidence.cms.0);
    assert_eq!(shipment.registro, company.registro.numero);
}

#[tokio::test]
async fn killed_between_stored_and_sent_it_goes_out_once_after_the_restart() {
    let (world, _, lote) = signed(&[]).await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::Firmado);
    let world = world.restarted();
    world.work().await;
    world.minutes(after_sending());
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn killed_with_the_job_in_hand_it_goes_out_once_after_the_restart() {
    let (world, _, lote) = signed(&[]).await;
    let now = world.build.now;
    let until = world.build.after(1);
    let held = world
        .store
        .take_due_jobs(service::records::Lane::Portal, now, "one", until, 10)
        .await
        .unwrap();
    assert_eq!(held.len(), 1);
    let world = world.restarted();
    world.work().await;
    assert_eq!(taken(&world), 0, "the lease may still be somebody's");
    world.minutes(2);
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn killed_while_sending_it_is_asked_about_and_goes_out_once() {
    for (hang, had_taken) in [(OnSend::HangBefore, 0), (OnSend::HangAfter, 1)] {
        let (world, _, lote) = signed(&[hang]).await;
        let killed = jobs::run_due(&world.service).now_or_never();
        assert!(
            killed.is_none(),
            "the server hangs in the middle of sending"
        );
        assert_eq!(
            (taken(&world), estado(&world, &lote).await),
            (had_taken, LoteStatus::Enviando)
        );

        let world = world.restarted();
        world.minutes(2);
        world.work().await;
        assert_eq!(
            world.portal.script(|s| (s.tries, s.asked)),
            (1, 0),
            "it may still be on its way"
        );
        world.minutes(after_sending());
        world.work().await;
        world.minutes(LISTS_LATE.as_mins());
        world.work().await;
        world.minutes(1);
        world.work().await;
        assert_eq!(
            (taken(&world), estado(&world, &lote).await),
            (1, LoteStatus::Enviado)
        );
        assert_eq!(world.portal.script(|s| s.tries), 2 - had_taken);
    }
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_and_the_lote_not_sent_again() {
    let (world, _, lote) = signed(&[OnSend::LoseAnswer]).await;
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::Enviado);
    assert_eq!(world.portal.script(|s| (s.tries, s.asked)), (1, 1));
}

#[tokio::test]
async fn a_lost_request_is_sent_again_only_once_a_no_can_be_believed() {
    let (world, _, lote) = signed(&[OnSend::LoseRequest]).await;
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::Enviando);
    world.minutes(1);
    world.work().await;
    assert_eq!(
        world.portal.script(|s| s.tries),
        1,
        "a no too early is not believed"
    );
    world.minutes(after_sending());
    world.work().await;
    assert_eq!(
        world.portal.script(|s| s.tries),
        1,
        "one no proves nothing: the portal may list late"
    );
    world.minutes(LISTS_LATE.as_mins());
    world.work().await;
    world.minutes(1);
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn a_lote_that_is_listed_late_is_not_sent_again() {
    let (world, _, lote) = signed(&[OnSend::LoseAnswer]).await;
    world.portal.script(|s| {
        for _ in 0..2 {
            s.receiving.push_back(Ok(Received::No));
        }
    });
    world.work().await;
    world.minutes(after_sending());
    world.work().await;
    world.minutes(LISTS_LATE.as_mins() - 1);
    world.work().await;
    world.minutes(2);
    world.work().await;
    assert_eq!(world.portal.script(|s| s.tries), 1);
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn what_the_portal_cannot_tell_is_in_doubt_and_never_sent_again() {
    for answer in [
        Ok(Received::Unknown),
        Err(PortalError::Refused("NO PROCEDE".to_owned())),
    ] {
        let (world, _, lote) = signed(&[OnSend::LoseAnswer]).await;
        world.portal.script(|s| s.receiving.push_back(answer));
        world.work().await;
        assert_eq!(estado(&world, &lote).await, LoteStatus::Dudoso);
        let world = world.restarted();
        for _ in 0..10 {
            world.minutes(60);
            world.work().await;
        }
        assert_eq!(world.portal.script(|s| s.tries), 1);
        assert_eq!(estado(&world, &lote).await, LoteStatus::Dudoso);
        assert_eq!(estados(&world, &lote).await, [MovementStatus::Firmado; 2]);
    }
}

#[tokio::test]
async fn a_portal_that_cannot_be_asked_is_asked_later() {
    let (world, _, lote) = signed(&[OnSend::LoseAnswer]).await;
    world.portal.script(|s| {
        s.receiving
            .push_back(Err(PortalError::NotSent("no route".to_owned())));
        s.receiving
            .push_back(Err(PortalError::Unknown("timeout".to_owned())));
    });
    for _ in 0..4 {
        world.work().await;
        world.minutes(after_sending());
    }
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
    assert_eq!(world.portal.script(|s| s.tries), 1);
}

#[tokio::test]
async fn two_servers_over_one_store_send_it_once() {
    let (world, _, lote) = signed(&[]).await;
    let both = [jobs::run_due(&world.service), jobs::run_due(&world.service)];
    futures::future::join_all(both).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn a_second_server_that_takes_a_slow_ones_job_neither_sends_nor_asks() {
    let (world, _, lote) = signed(&[OnSend::HangAfter]).await;
    let slow = jobs::run_due(&world.service).now_or_never();
    assert!(slow.is_none());
    world.minutes(2);
    world.work().await;
    assert_eq!(world.portal.script(|s| (s.tries, s.asked)), (1, 0));
    assert_eq!(estado(&world, &lote).await, LoteStatus::Enviando);
}
