//! Where a movement stands, and where it may go from there.

use imss::movimiento::TipoMovimiento::Baja;
use jiff::civil::date;
use model::MovementStatus;
use service::movements::{self, MovementError};
use service::records::MovementRecord;

use crate::world::World;

#[tokio::test]
async fn who_did_what_when_is_kept_for_each_state() {
    let world = World::new();
    let company = world.company("ana").await;
    let typed = world.typed(&company.registro, Baja, date(2026, 1, 14), false);
    let saved = movements::save(&world.service, &company.admin, None, typed)
        .await
        .unwrap();
    let draft = saved.movement.unwrap();
    world.minutes(5);
    let typed = world.typed(&company.registro, Baja, date(2026, 1, 14), true);
    let read = Some((draft.id, draft.version));
    let saved = movements::save(&world.service, &company.admin, read, typed)
        .await
        .unwrap();
    let log = saved.movement.unwrap().log;
    let steps: Vec<_> = log.iter().map(|change| (change.at, change.to)).collect();
    let expected = [
        (world.build.now, MovementStatus::Borrador),
        (world.build.after(5), MovementStatus::Listo),
    ];
    assert_eq!(steps, expected);
}

#[tokio::test]
async fn a_refused_movement_becomes_one_corrected_draft_however_often_it_is_asked_for() {
    let world = World::new();
    let company = world.company("ana").await;
    let refused = world.refused(&company, "03").await;
    let (service, admin) = (&world.service, &company.admin);
    let correction = movements::correct(service, admin, refused.id)
        .await
        .unwrap();
    assert_eq!(
        (correction.corrects, correction.state.status()),
        (Some(refused.id), MovementStatus::Borrador)
    );
    assert_eq!(correction.draft(), refused.draft());
    let again = movements::correct(service, admin, refused.id)
        .await
        .unwrap();
    assert_eq!(again, correction);
    let original = movements::get(service, admin, refused.id).await.unwrap();
    assert_eq!(original.corrected_by, Some(correction.id));
    assert_eq!(original.state, refused.state, "the refusal stays as it is");

    movements::delete(service, admin, correction.id, correction.version)
        .await
        .unwrap();
    let original = movements::get(service, admin, refused.id).await.unwrap();
    assert_eq!(original.corrected_by, None);
    let back = movements::restore(service, admin, correction.id)
        .await
        .unwrap();
    let original = movements::get(service, admin, refused.id).await.unwrap();
    assert_eq!(original.corrected_by, Some(back.id));
}

#[tokio::test]
async fn only_a_refused_movement_is_corrected() {
    let world = World::new();
    let company = world.company("ana").await;
    let ready = world.ready(&company, Baja).await;
    let corrected = movements::correct(&world.service, &company.admin, ready.id).await;
    assert!(matches!(
        corrected,
        Err(MovementError::NotRefused(MovementStatus::Listo))
    ));
}

#[test]
fn a_finished_movement_goes_nowhere_and_a_ready_one_does_not_skip_its_signature() {
    for from in MovementStatus::ALL {
        for to in MovementStatus::ALL {
            if from.is_final() {
                assert!(!from.may_become(to), "{from:?} → {to:?}");
            }
        }
    }
    assert!(!MovementStatus::Listo.may_become(MovementStatus::Enviado));
    assert!(!MovementStatus::Listo.may_become(MovementStatus::Operado));
    assert!(!MovementStatus::Borrador.may_become(MovementStatus::Firmado));
}

#[tokio::test]
async fn a_movement_that_is_signed_is_not_edited() {
    let world = World::new();
    let company = world.company("ana").await;
    world
        .certificado(&company, &crate::signing::signers().company)
        .await;
    let lote = world.signed(&company, 1).await;
    let signed: MovementRecord = world.movements_of(&lote).await.remove(0);
    let deleted =
        movements::delete(&world.service, &company.admin, signed.id, signed.version).await;
    assert!(matches!(
        deleted,
        Err(MovementError::NotEditable(MovementStatus::Firmado))
    ));
    let kept = world
        .store
        .movement(signed.empresa, signed.id)
        .await
        .unwrap();
    assert_eq!(kept, Some(signed));
}
