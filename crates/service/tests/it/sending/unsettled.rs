//! Answers that settle nothing: the lote is in doubt after a while, and a person has ways out.

use model::{InquiryAnswer, LoteStatus, MovementStatus};
use service::jobs::{self, DOUBTED_AFTER};
use service::lotes::{self, Decision, Settlement};
use service::ports::{Outcome, PortalError, PortalLote, Received, RowResult};
use service::records::{LoteRecord, LoteState, MovementState};

use super::{answer, estado, estados, operado, results, signed, taken};
use crate::portal::{OnSend, recibo};
use crate::world::World;

async fn after_a_while(world: &World) {
    for _ in 0..4 {
        world.minutes(DOUBTED_AFTER.as_mins() / 2);
        world.work().await;
    }
}

#[tokio::test]
async fn one_unreadable_row_discards_no_other() {
    let (world, _, lote) = signed(&[]).await;
    world.work().await;
    answer(&world, Ok(PortalLote::EnProceso));
    world.minutes(1);
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::EnProceso);
    let unclear = Some(Outcome::Unrecognised("EN ACLARACION".to_owned()));
    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), unclear]).await),
    );
    world.minutes(1);
    world.work().await;
    let shown = world.lote(&lote).await;
    assert_eq!(shown.state.status(), LoteStatus::EnProceso);
    assert_eq!(
        estados(&world, &lote).await,
        [MovementStatus::Operado, MovementStatus::EnProceso]
    );
    assert_eq!(
        shown.inquiry.map(|i| i.answer),
        Some(InquiryAnswer::Unreadable)
    );
    assert!(
        shown.unread[0].contains("EN ACLARACION"),
        "{:?}",
        shown.unread
    );
}

#[tokio::test]
async fn a_lote_that_imss_stops_listing_is_in_doubt_and_found_again() {
    let (world, company, lote) = signed(&[]).await;
    world.work().await;
    answer(&world, Ok(PortalLote::EnProceso));
    world.minutes(1);
    world.work().await;
    answer(&world, Ok(PortalLote::Unlisted));
    world.minutes(1);
    world.work().await;
    assert_eq!(
        estado(&world, &lote).await,
        LoteStatus::EnProceso,
        "one no proves nothing"
    );
    after_a_while(&world).await;
    let doubtful = world.lote(&lote).await;
    assert!(
        matches!(
            &doubtful.state,
            LoteState::Dudoso {
                recibo: Some(_),
                ..
            }
        ),
        "{:?}",
        doubtful.state
    );
    assert_eq!(estados(&world, &lote).await, [MovementStatus::EnProceso; 2]);

    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), Some(operado())]).await),
    );
    world.connected(&company).await;
    let found = jobs::ask_now(&world.service, &company.admin, lote.id)
        .await
        .unwrap();
    assert_eq!(found.state.status(), LoteStatus::Procesado);
    assert_eq!(taken(&world), 1);
}

#[tokio::test]
async fn results_that_cannot_be_read_put_the_lote_in_doubt() {
    let (world, company, lote) = signed(&[]).await;
    world.work().await;
    answer(&world, Err(PortalError::Unreadable("garbage".to_owned())));
    world.minutes(1);
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::Enviado);
    after_a_while(&world).await;
    let doubtful = world.lote(&lote).await;
    assert_eq!(doubtful.state.status(), LoteStatus::Dudoso);
    let settlement = Settlement {
        movements: Vec::new(),
        outcome: operado(),
        reason: "Constancia en papel".to_owned(),
    };
    let version = doubtful.version;
    let done = lotes::settle(&world.service, &company.admin, lote.id, version, settlement).await;
    let done = done.unwrap();
    assert_eq!(done.state.status(), LoteStatus::Procesado);
    assert!(done.state.recibo().is_some(), "the receipt is not lost");
}

/// In doubt, then received by a person's word.
async fn vouched(script: &[OnSend]) -> (World, crate::world::Company, LoteRecord) {
    let (world, company, lote) = signed(script).await;
    world
        .portal
        .script(|s| s.receiving.push_back(Ok(Received::Unknown)));
    world.work().await;
    let doubtful = world.lote(&lote).await;
    let (service, admin) = (&world.service, &company.admin);
    lotes::resolve(
        service,
        admin,
        lote.id,
        doubtful.version,
        Decision::Recibido,
    )
    .await
    .unwrap();
    (world, company, lote)
}

#[tokio::test]
async fn a_lote_that_a_person_vouched_for_and_imss_never_had_is_in_doubt_again() {
    let (world, company, lote) = vouched(&[OnSend::LoseRequest]).await;
    world.minutes(1);
    world.work().await;
    assert_eq!(estado(&world, &lote).await, LoteStatus::Enviado);
    after_a_while(&world).await;
    let doubtful = world.lote(&lote).await;
    assert_eq!(doubtful.state.status(), LoteStatus::Dudoso);
    let (service, admin) = (&world.service, &company.admin);
    let again = lotes::resolve(
        service,
        admin,
        lote.id,
        doubtful.version,
        Decision::NoRecibido,
    )
    .await;
    let again = again.unwrap();
    assert_eq!(
        (again.state.status(), again.attempt),
        (LoteStatus::Preparado, 2)
    );
}

#[tokio::test]
async fn refusals_in_a_receipt_are_applied_when_a_person_vouched() {
    let (world, _, lote) = vouched(&[OnSend::LoseAnswer]).await;
    let nss = world.movements_of(&lote).await[1].draft().nss;
    let refused = RowResult {
        row: Some(1),
        tipo: "08".to_owned(),
        nss,
        fecha: String::new(),
        outcome: Outcome::Rechazado {
            codigo: "18".to_owned(),
            texto: "UMF inválida".to_owned(),
        },
    };
    let receipt = service::ports::Recibo {
        refused: vec![refused],
        ..recibo(1)
    };
    world
        .portal
        .script(|s| s.receiving.push_back(Ok(Received::Yes(receipt))));
    world.minutes(1);
    world.work().await;
    assert_eq!(
        estados(&world, &lote).await,
        [MovementStatus::Enviado, MovementStatus::Rechazado]
    );
}

#[tokio::test]
async fn imss_is_asked_before_a_doubtful_lote_opens_a_new_attempt() {
    let (world, company, lote) = signed(&[OnSend::LoseAnswer]).await;
    world
        .portal
        .script(|s| s.receiving.push_back(Ok(Received::Unknown)));
    world.work().await;
    let doubtful = world.lote(&lote).await;
    let (service, admin) = (&world.service, &company.admin);
    let decided = lotes::resolve(
        service,
        admin,
        lote.id,
        doubtful.version,
        Decision::NoRecibido,
    )
    .await;
    let decided = decided.unwrap();
    assert_eq!(
        (decided.state.status(), decided.attempt),
        (LoteStatus::Enviado, 1),
        "it was there after all"
    );
    assert_eq!(taken(&world), 1);
}

#[tokio::test]
async fn imss_is_asked_before_a_refused_lote_opens_a_new_attempt() {
    let (world, company, lote) = signed(&[OnSend::Refuse("05")]).await;
    world.work().await;
    world
        .portal
        .script(|s| s.receiving.push_back(Ok(Received::Yes(recibo(1)))));
    let refused = world.lote(&lote).await;
    let held = lotes::retry(&world.service, &company.admin, lote.id, refused.version).await;
    assert_eq!(held.unwrap().state.status(), LoteStatus::Enviado);
    assert_eq!(estados(&world, &lote).await, [MovementStatus::Enviado; 2]);
}

#[tokio::test]
async fn a_new_attempt_is_a_new_file_of_what_is_open() {
    let (world, company, lote) = signed(&[OnSend::LoseRequest]).await;
    world
        .portal
        .script(|s| s.receiving.push_back(Ok(Received::Unknown)));
    world.work().await;
    let doubtful = world.lote(&lote).await;
    let movements = world.movements_of(&lote).await;
    let one = Settlement {
        movements: vec![movements[0].id],
        outcome: operado(),
        reason: "Lo vi".to_owned(),
    };
    let (service, admin) = (&world.service, &company.admin);
    let settled = lotes::settle(service, admin, lote.id, doubtful.version, one)
        .await
        .unwrap();
    assert_eq!(settled.state.status(), LoteStatus::Dudoso);
    let again = lotes::resolve(
        service,
        admin,
        lote.id,
        settled.version,
        Decision::NoRecibido,
    )
    .await;
    let again = again.unwrap();
    assert_eq!(again.count, 1);
    let left = world.movements_of(&again).await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].id, movements[1].id);
    let contents = world
        .store
        .lote_contents(lote.empresa, lote.id, 2)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(contents.dispmag.0.len(), 170, "one record and its line end");
    assert_eq!(contents.sha256, again.dispmag_sha256);
    let first = &world
        .store
        .movements(lote.empresa, &[movements[0].id])
        .await
        .unwrap()[0];
    assert!(matches!(first.state, MovementState::Operado { .. }));
}
