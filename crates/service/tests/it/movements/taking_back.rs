//! Deletions and edits taken back.

use imss::movimiento::TipoMovimiento::{Baja, Reingreso};
use jiff::civil::date;
use service::movements::{self, MovementError};
use service::records::MovementRecord;
use service::store::Store as _;
use service::{CommonError, jobs};

use crate::world::World;

#[tokio::test]
async fn a_deleted_movement_is_gone_and_one_in_a_lote_stays() {
    let world = World::new();
    let company = world.company("ana").await;
    let free = world.ready(&company, Baja).await;
    movements::delete(&world.service, &company.admin, free.id, free.version)
        .await
        .unwrap();
    assert!(world.all_movements(&company).await.is_empty());

    let lote = world.prepared(&company, 1).await;
    let inside = world.movements_of(&lote).await.remove(0);
    let deleted =
        movements::delete(&world.service, &company.admin, inside.id, inside.version).await;
    assert!(matches!(deleted, Err(MovementError::InLote)));
    let typed = world.typed(&company.registro, Reingreso, date(2026, 1, 15), true);
    let read = Some((inside.id, inside.version));
    let edited = movements::save(&world.service, &company.admin, read, typed).await;
    assert!(matches!(edited, Err(MovementError::InLote)));
}

#[tokio::test]
async fn an_edit_is_taken_back_and_the_taking_back_too() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let first = world.ready(&company, Baja).await;
    let never = movements::undo(service, admin, first.id, first.version).await;
    assert!(matches!(never, Err(MovementError::NeverEdited)));
    let mut typed = world.typed(&company.registro, Baja, date(2026, 1, 14), false);
    typed.draft.clave = "OTRA".to_owned();
    let read = Some((first.id, first.version));
    let edited = movements::save(service, admin, read, typed).await.unwrap();
    let edited = edited.movement.unwrap();
    let undone = movements::undo(service, admin, first.id, edited.version)
        .await
        .unwrap();
    assert_eq!(
        (&undone.content, &undone.state),
        (&first.content, &first.state)
    );
    let redone = movements::undo(service, admin, first.id, undone.version)
        .await
        .unwrap();
    assert_eq!(
        (&redone.content, &redone.state),
        (&edited.content, &edited.state)
    );
    assert_eq!(
        movements::get(service, admin, first.id).await.unwrap(),
        redone
    );
    let stale = movements::undo(service, admin, first.id, edited.version).await;
    assert!(matches!(stale, Err(MovementError::Changed(_))));
}

#[tokio::test]
async fn a_deleted_movement_comes_back_as_it_was_for_thirty_days() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let movement = world.ready(&company, Baja).await;
    movements::delete(service, admin, movement.id, movement.version)
        .await
        .unwrap();
    let back = movements::restore(service, admin, movement.id)
        .await
        .unwrap();
    let expected = MovementRecord {
        version: movement.version + 1,
        ..movement.clone()
    };
    assert_eq!(back, expected, "an older copy does not pass for it");
    assert_eq!(world.all_movements(&company).await, [expected]);
    let twice = movements::restore(service, admin, movement.id).await;
    assert!(matches!(
        twice,
        Err(MovementError::Common(CommonError::NotFound(_)))
    ));

    movements::delete(service, admin, back.id, back.version)
        .await
        .unwrap();
    world.minutes(31 * 24 * 60);
    let late = movements::restore(service, admin, movement.id).await;
    assert!(matches!(
        late,
        Err(MovementError::Common(CommonError::NotFound(_)))
    ));
    jobs::purge(service).await.unwrap();
    let kept = world.store.deleted_movement(movement.empresa, movement.id);
    assert_eq!(kept.await.unwrap(), None);
}
