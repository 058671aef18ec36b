//! A person files a lote in IDSE herself, and settles what she knows.

use model::{LoteStatus, MovementStatus, Role};
use service::CommonError;
use service::lotes::{self, LoteError, Settlement};
use service::ports::Outcome;
use service::records::{Action, LoteRecord, LoteState, MovementState, ResultSource};

use super::{estado, estados, operado, signed, taken};
use crate::signing::signers;
use crate::world::{Company, World};

fn settlement(outcome: Outcome) -> Settlement {
    Settlement {
        movements: Vec::new(),
        outcome,
        reason: "Lo vi en IDSE".to_owned(),
    }
}

async fn filed(world: &World, company: &Company, lote: &LoteRecord) -> LoteRecord {
    lotes::file_by_hand(&world.service, &company.admin, lote.id, lote.version)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_lote_filed_by_hand_is_never_sent_and_keeps_its_deadline() {
    let (world, company, lote) = signed(&[]).await;
    let by_hand = filed(&world, &company, &lote).await;
    assert_eq!(by_hand.state.status(), LoteStatus::PorFuera);
    for _ in 0..5 {
        world.work().await;
        world.minutes(30);
    }
    assert_eq!((taken(&world), world.portal.script(|s| s.tries)), (0, 0));
    assert_eq!(estados(&world, &lote).await, [MovementStatus::Firmado; 2]);
    let open = lotes::open(&world.service, &company.admin).await.unwrap();
    assert_eq!((open[0].id, open[0].vence), (lote.id, lote.vence));
    let audit = world.store.audit(lote.empresa, None, 50).await.unwrap();
    assert!(
        audit
            .iter()
            .any(|entry| entry.action == Action::LoteFiledByHand)
    );
}

#[tokio::test]
async fn taken_back_it_needs_a_signature_of_its_own() {
    let (world, company, lote) = signed(&[]).await;
    let old = world.cms(&lote, &signers().company).await;
    let by_hand = filed(&world, &company, &lote).await;
    world.minutes(1);
    let back = lotes::take_back(&world.service, &company.admin, lote.id, by_hand.version).await;
    let back = back.unwrap();
    assert_eq!(
        (back.state.status(), back.attempt),
        (LoteStatus::Preparado, 2)
    );
    let replayed = lotes::accept_signed(&world.service, &company.admin, lote.id, old).await;
    assert!(
        matches!(replayed, Err(LoteError::SignatureUsed)),
        "{replayed:?}"
    );
    world.sign(&company, &back).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, LoteStatus::Enviado)
    );
}

#[tokio::test]
async fn a_signature_older_than_the_attempt_is_refused() {
    let (world, company, lote) = signed(&[]).await;
    let by_hand = filed(&world, &company, &lote).await;
    // Signed and never posted, ten minutes before the next attempt.
    world.minutes(1);
    let kept = world.cms(&lote, &signers().company).await;
    world.minutes(10);
    let back = lotes::take_back(&world.service, &company.admin, lote.id, by_hand.version).await;
    back.unwrap();
    let late = lotes::accept_signed(&world.service, &company.admin, lote.id, kept).await;
    assert!(matches!(late, Err(LoteError::SignedTooEarly)), "{late:?}");
}

#[tokio::test]
async fn settled_by_a_person_with_her_reason_the_lote_is_done() {
    let world = World::new();
    let company = world.company("ana").await;
    let lote = world.prepared(&company, 2).await;
    let lote = filed(&world, &company, &lote).await;
    let [first, second] = <[_; 2]>::try_from(world.movements_of(&lote).await).unwrap();
    let one = Settlement {
        movements: vec![first.id],
        ..settlement(operado())
    };
    let partly = lotes::settle(&world.service, &company.admin, lote.id, lote.version, one).await;
    let partly = partly.unwrap();
    assert_eq!(partly.state.status(), LoteStatus::PorFuera);
    let taken_back =
        lotes::take_back(&world.service, &company.admin, lote.id, partly.version).await;
    assert!(matches!(taken_back, Err(LoteError::NotInThisState(_))));

    let refusal = Outcome::Rechazado {
        codigo: "48".to_owned(),
        texto: "Lo vi en IDSE".to_owned(),
    };
    let rest = settlement(refusal);
    let done = lotes::settle(
        &world.service,
        &company.admin,
        lote.id,
        partly.version,
        rest,
    )
    .await;
    assert!(matches!(
        done.unwrap().state,
        LoteState::Procesado {
            recibo: None,
            operados: 1,
            rechazados: 1,
            ..
        }
    ));
    let movements = world.movements_of(&lote).await;
    assert!(matches!(movements[0].state, MovementState::Operado { .. }));
    assert_eq!(movements[1].id, second.id);
    let reason = ResultSource::Person {
        reason: "Lo vi en IDSE".to_owned(),
    };
    assert!(movements.iter().all(|m| m.source.as_ref() == Some(&reason)));
    let audit = world.store.audit(lote.empresa, None, 50).await.unwrap();
    let settled = audit
        .iter()
        .filter(|entry| entry.action == Action::MovementsSettled);
    let settled: Vec<_> = settled.collect();
    assert_eq!(settled.len(), 2);
    assert!(
        settled
            .iter()
            .all(|entry| entry.detail.contains("Lo vi en IDSE"))
    );
    let trabajador = movements[0].movimiento().unwrap().nss();
    let directory = world.store.trabajadores(lote.empresa, &[trabajador]).await;
    assert!(
        !directory.unwrap()[0].relaciones.is_empty(),
        "the directory follows"
    );
}

#[tokio::test]
async fn nothing_is_settled_without_a_reason_by_others_or_twice() {
    let world = World::new();
    let company = world.company("ana").await;
    let lote = world.prepared(&company, 2).await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    let service = &world.service;
    let early = lotes::settle(
        service,
        &company.admin,
        lote.id,
        lote.version,
        settlement(operado()),
    );
    assert!(matches!(
        early.await,
        Err(LoteError::NotInThisState(LoteStatus::Preparado))
    ));
    let refused = lotes::file_by_hand(service, &clerk, lote.id, lote.version).await;
    assert!(matches!(
        refused,
        Err(LoteError::Common(CommonError::Forbidden))
    ));
    let lote = filed(&world, &company, &lote).await;
    let settle = |caller, reason: &str| {
        let settlement = Settlement {
            reason: reason.to_owned(),
            ..settlement(operado())
        };
        lotes::settle(service, caller, lote.id, lote.version, settlement)
    };
    let forbidden = settle(&clerk, "Lo vi").await;
    assert!(matches!(
        forbidden,
        Err(LoteError::Common(CommonError::Forbidden))
    ));
    assert!(matches!(
        settle(&company.admin, "  ").await,
        Err(LoteError::ReasonMissing)
    ));
    let long = settle(&company.admin, &"x".repeat(301)).await;
    assert!(matches!(long, Err(LoteError::ReasonTooLong { limit: 300 })));
    let done = settle(&company.admin, "Lo vi").await.unwrap();
    let again = lotes::settle(
        service,
        &company.admin,
        lote.id,
        done.version,
        settlement(operado()),
    )
    .await;
    assert!(matches!(
        again,
        Err(LoteError::NotInThisState(LoteStatus::Procesado) | LoteError::NothingToSettle)
    ));
}
