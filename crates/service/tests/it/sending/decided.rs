//! What the machine cannot tell, a person decides.

use model::{LoteStatus, MovementStatus, Role};
use service::lotes::{self, Decision, LoteError};
use service::ports::Received;
use service::records::LoteState;

use super::{estado, estados, signed, taken};
use crate::portal::OnSend;

#[tokio::test]
async fn she_saw_it_at_idse_so_it_is_followed_from_there() {
    let (world, company, lote) = signed(&[OnSend::LoseAnswer]).await;
    world
        .portal
        .script(|s| s.receiving.push_back(Ok(Received::Unknown)));
    world.work().await;
    let doubtful = world.lote(&lote).await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    let decision = Decision::Recibido;
    let refused = lotes::resolve(&world.service, &clerk, lote.id, doubtful.version, decision).await;
    assert!(matches!(
        refused,
        Err(LoteError::Common(service::CommonError::Forbidden))
    ));
    lotes::resolve(
        &world.service,
        &company.admin,
        lote.id,
        doubtful.version,
        decision,
    )
    .await
    .unwrap();
    assert_eq!(estados(&world, &lote).await, [MovementStatus::Enviado; 2]);
    world.minutes(10);
    world.work().await;
    let found = world.lote(&lote).await;
    assert_eq!(
        found.state.recibo().unwrap().id_lote,
        "000000001",
        "the receipt was asked for"
    );
    assert_eq!(world.portal.script(|s| s.tries), 1);
}

#[tokio::test]
async fn she_saw_that_it_is_not_there_so_it_is_signed_again_as_a_new_attempt() {
    let (world, company, lote) = signed(&[OnSend::LoseRequest]).await;
    world
        .portal
        .script(|s| s.receiving.push_back(Ok(Received::Unknown)));
    world.work().await;
    let doubtful = world.lote(&lote).await;
    let decision = Decision::NoRecibido;
    let service = &world.service;
    let again = lotes::resolve(service, &company.admin, lote.id, doubtful.version, decision).await;
    let again = again.unwrap();
    assert_eq!(
        (again.attempt, again.state.status()),
        (2, LoteStatus::Preparado)
    );
    world.work().await;
    assert_eq!(
        world.portal.script(|s| s.tries),
        1,
        "nothing goes out without a new signature"
    );
    world.minutes(1);
    world.sign(&company, &again).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
    let first = world
        .store
        .evidence(lote.empresa, lote.id, 1)
        .await
        .unwrap();
    assert!(first.is_some(), "the first signature stays");
}

#[tokio::test]
async fn a_refused_lote_is_refused_for_good_until_a_person_signs_a_new_attempt() {
    let (world, company, lote) = signed(&[OnSend::Refuse("05 SIN MOVIMIENTOS VALIDOS")]).await;
    world.work().await;
    world.minutes(60);
    world.work().await;
    let refused = world.lote(&lote).await;
    assert!(
        matches!(&refused.state, LoteState::Rechazado { reason, .. } if reason == "05 SIN MOVIMIENTOS VALIDOS")
    );
    assert_eq!(estados(&world, &lote).await, [MovementStatus::Listo; 2]);
    assert_eq!(world.portal.script(|s| s.tries), 1);

    let again = lotes::retry(&world.service, &company.admin, lote.id, refused.version)
        .await
        .unwrap();
    assert_eq!(again.attempt, 2);
    world.connected(&company).await;
    world.sign(&company, &again).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}
