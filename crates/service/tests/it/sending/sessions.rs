//! Only a live session at the portal sends and asks.

use model::LoteStatus;
use service::certificates;
use service::jobs;
use service::lotes;
use service::ports::PortalError;

use super::{answer, estado, operado, results, signed, taken};
use crate::portal::OnSend;
use crate::signing::signers;
use crate::world::World;

#[tokio::test]
async fn without_a_connection_it_waits_and_goes_out_once() {
    let (world, _, lote) = signed(&[OnSend::NotSent, OnSend::NotSent]).await;
    for _ in 0..4 {
        world.work().await;
        world.minutes(5);
    }
    assert_eq!(world.portal.script(|s| s.tries), 3);
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn a_portal_that_is_down_is_not_even_tried() {
    let (world, _, lote) = signed(&[]).await;
    world.portal.script(|s| s.unreachable = true);
    world.work().await;
    assert_eq!(world.portal.script(|s| s.tries), 0);
    assert_eq!(estado(&world, &lote).await, LoteStatus::Firmado);
    world.portal.script(|s| s.unreachable = false);
    world.minutes(5);
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn an_ended_session_sends_nothing_and_the_next_signature_sends_it() {
    let (world, company, lote) = signed(&[OnSend::SessionInvalid]).await;
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::Firmado);
    assert!(
        world
            .store
            .portal_sessions(lote.empresa)
            .await
            .unwrap()
            .is_empty()
    );
    world.minutes(60);
    world.work().await;
    assert_eq!(taken(&world), 0);
    world.connected(&company).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn a_lote_signed_before_any_session_waits_for_one() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let lote = world.signed(&company, 1).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (0, LoteStatus::Firmado)
    );
    world.present(&company, &certificado, &[]).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn same_certificate_added_again_sends_what_it_signed() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let lote = world.signed(&company, 1).await;
    certificates::delete(&world.service, &company.admin, certificado.id)
        .await
        .unwrap();
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::Firmado);
    let again = world.connected(&company).await;
    assert_eq!(again.id, certificado.id, "recognised by its fingerprint");
    assert!(again.is_held());
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn a_session_of_another_certificate_sends_nothing() {
    let world = World::new();
    let company = world.company("ana").await;
    let own = world.certificado(&company, &signers().company).await;
    let lote = world.signed(&company, 1).await;
    let other = world.certificado(&company, &signers().stranger).await;
    let challenge = certificates::challenge_for(
        &world.service,
        &company.admin,
        other.id,
        &[company.registro.id],
    )
    .await
    .unwrap();
    let cms = signers().stranger.sign_challenge(&challenge.text);
    let presented = certificates::present(&world.service, &company.admin, challenge.id, &cms)
        .await
        .unwrap();
    assert!(presented.session, "{presented:?}");
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (0, LoteStatus::Firmado)
    );
    world.present(&company, &own, &[company.registro.id]).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn a_session_of_another_registro_sends_nothing() {
    let world = World::new();
    let company = world.company("ana").await;
    let other = world.registro(&company.admin, "Y3926552104").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let lote = world.signed(&company, 1).await;
    world.present(&company, &certificado, &[other.id]).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (0, LoteStatus::Firmado)
    );
}

#[tokio::test]
async fn without_a_session_nobody_asks_and_one_signature_refreshes_everything() {
    let (world, company, lote) = signed(&[]).await;
    world.work().await;
    answer(&world, Err(PortalError::SessionInvalid));
    world.minutes(1);
    world.work().await;
    assert!(
        lotes::covered(&world.service, &company.admin)
            .await
            .unwrap()
            .is_empty()
    );
    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), Some(operado())]).await),
    );
    world.minutes(60);
    world.work().await;
    assert_eq!(
        estado(&world, &lote).await,
        LoteStatus::Enviado,
        "nobody may ask"
    );
    world.connected(&company).await;
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::Procesado);
}

#[tokio::test]
async fn a_session_that_is_needed_no_more_is_ended() {
    let (world, _, lote) = signed(&[]).await;
    world.work().await;
    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), Some(operado())]).await),
    );
    for _ in 0..5 {
        world.minutes(10);
        world.work().await;
    }
    assert_eq!(estado(&world, &lote).await, LoteStatus::Procesado);
    assert!(
        world
            .store
            .portal_sessions(lote.empresa)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(world.portal.script(|s| s.logouts), 1);
    assert_eq!(
        jobs::next_due(&world.service).await.unwrap(),
        None,
        "and nothing is left to do"
    );
}
