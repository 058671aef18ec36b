//! Deletions and edits taken back.

use std::collections::BTreeSet;

use imss::movimiento::TipoMovimiento::{Baja, Reingreso};
use jiff::civil::date;
use model::limits::MOVEMENTS_MAX_PER_CALL;
use service::movements::{self, MovementError};
use service::records::{Action, MovementRecord};
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
    let ids = [movement.id];
    let kept = world.store.deleted_movements(movement.empresa, &ids).await;
    assert!(kept.unwrap().is_empty());
}

#[tokio::test]
async fn discards_many_and_leaves_what_cannot_go() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let lote = world.prepared(&company, 1).await;
    let inside = world.movements_of(&lote).await.remove(0);
    let first = world.ready(&company, Baja).await;
    let second = world.ready(&company, Baja).await;
    let read = |movement: &MovementRecord| (movement.id, movement.version);
    let asked = [
        read(&first),
        (second.id, second.version + 1),
        read(&inside),
        read(&first),
        (world.build.reingreso(&company.registro).id, 1),
    ];
    let results = movements::discard_many(service, admin, &asked)
        .await
        .unwrap();
    assert!(results[0].is_ok());
    assert!(matches!(&results[1], Err(MovementError::Changed(now)) if **now == second));
    assert!(matches!(results[2], Err(MovementError::InLote)));
    assert!(matches!(
        results[4],
        Err(MovementError::Common(CommonError::NotFound(_)))
    ));
    assert!(matches!(results[3], Err(MovementError::Twice)));
    let left = world.all_movements(&company).await;
    let left: Vec<_> = left.iter().map(|movement| movement.id).collect();
    assert!(!left.contains(&first.id));
    assert!(left.contains(&second.id) && left.contains(&inside.id));
}

#[tokio::test]
async fn restores_many_that_were_discarded_and_audits_each() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let movements = [
        world.ready(&company, Baja).await,
        world.ready(&company, Baja).await,
    ];
    let asked = movements.each_ref().map(|one| (one.id, one.version));
    let discarded = movements::discard_many(service, admin, &asked)
        .await
        .unwrap();
    assert!(discarded.iter().all(Result::is_ok));
    assert!(world.all_movements(&company).await.is_empty());

    let ids = movements.each_ref().map(|one| one.id);
    let again = [ids[0], ids[1], ids[0]];
    let restored = movements::restore_many(service, admin, &again)
        .await
        .unwrap();
    assert!(matches!(restored[2], Err(MovementError::Twice)));
    let restored: Vec<MovementRecord> = restored.into_iter().flatten().collect();
    let expected = movements.map(|movement| MovementRecord {
        version: movement.version + 1,
        ..movement
    });
    assert_eq!(restored, expected);

    let log = world.store.audit(admin.empresa(), None, 100).await.unwrap();
    for (action, count) in [(Action::MovementDeleted, 2), (Action::MovementRestored, 2)] {
        let subjects: BTreeSet<_> = log
            .iter()
            .filter(|entry| entry.action == action)
            .map(|entry| &entry.subject)
            .collect();
        assert_eq!(subjects.len(), count, "{action:?}");
    }
}

#[tokio::test]
async fn one_call_discards_or_restores_500_at_most() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let ids = vec![world.build.reingreso(&company.registro).id; MOVEMENTS_MAX_PER_CALL + 1];
    let asked: Vec<_> = ids.iter().map(|id| (*id, 1)).collect();
    let discarded = movements::discard_many(service, admin, &asked).await;
    assert!(matches!(discarded, Err(MovementError::TooMany)));
    let restored = movements::restore_many(service, admin, &ids).await;
    assert!(matches!(restored, Err(MovementError::TooMany)));
}

#[tokio::test]
async fn discarded_correction_frees_the_refused_movement_once() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let refused = world.refused(&company, "48").await;
    let first = movements::correct(service, admin, refused.id)
        .await
        .unwrap();
    movements::delete(service, admin, first.id, first.version)
        .await
        .unwrap();
    let second = movements::correct(service, admin, refused.id)
        .await
        .unwrap();
    assert_ne!(first.id, second.id);
    movements::delete(service, admin, second.id, second.version)
        .await
        .unwrap();

    let restored = movements::restore_many(service, admin, &[first.id, second.id])
        .await
        .unwrap();
    let restored: Vec<MovementRecord> = restored.into_iter().map(Result::unwrap).collect();
    assert_eq!(restored[0].corrects, Some(refused.id));
    assert_eq!(restored[1].corrects, None);
    let refused = movements::get(service, admin, refused.id).await.unwrap();
    assert_eq!(refused.corrected_by, Some(first.id));
}
