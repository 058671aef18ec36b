//! Movements captured, edited, deleted, listed.

use std::collections::BTreeSet;

use imss::movimiento::TipoMovimiento::{Baja, Modificacion, Reingreso};
use jiff::civil::date;
use service::CommonError;
use service::movements::{self, HistoryAsk, MovementError, Typed, timing};
use service::records::{Estado, MovementRecord, Role};
use service::store::Store as _;

use crate::world::World;

fn ask() -> HistoryAsk {
    HistoryAsk {
        limit: 200,
        ..HistoryAsk::default()
    }
}

#[tokio::test]
async fn one_of_each_type_is_captured_and_found_in_the_history() {
    let world = World::new();
    let company = world.company("ana").await;
    for tipo in [Reingreso, Modificacion, Baja] {
        let movement = world.ready(&company, tipo).await;
        assert_eq!(
            (movement.tipo(), movement.state.estado()),
            (tipo, Estado::Listo)
        );
        let one = HistoryAsk {
            tipo: Some(tipo),
            ..ask()
        };
        let page = movements::history(&world.service, &company.admin, one)
            .await
            .unwrap();
        assert_eq!(page.movements, [movement]);
    }
    assert_eq!(world.all_movements(&company).await.len(), 3);
}

#[tokio::test]
async fn an_incomplete_movement_is_kept_as_a_draft_and_never_as_ready() {
    let world = World::new();
    let company = world.company("ana").await;
    let mut typed = world.typed(&company.registro, Reingreso, date(2026, 1, 15), true);
    typed.draft.nss = "123".to_owned();
    let saved = movements::save(&world.service, &company.admin, None, typed.clone())
        .await
        .unwrap();
    assert!(saved.movement.is_none());
    assert!(saved.findings.iter().any(imss::finding::Finding::is_error));
    assert!(world.all_movements(&company).await.is_empty());

    let typed = Typed {
        ready: false,
        ..typed
    };
    let saved = movements::save(&world.service, &company.admin, None, typed)
        .await
        .unwrap();
    let kept = saved.movement.unwrap();
    assert_eq!(
        (kept.state.estado(), kept.draft().nss.as_str()),
        (Estado::Borrador, "123")
    );
    assert!(
        saved.findings.iter().any(imss::finding::Finding::is_error),
        "and it is told what is wrong"
    );
}

#[tokio::test]
async fn a_reingreso_for_next_week_is_refused_whatever_the_page_thought() {
    let world = World::new();
    let company = world.company("ana").await;
    let typed = world.typed(&company.registro, Reingreso, date(2026, 1, 23), true);
    let saved = movements::save(&world.service, &company.admin, None, typed)
        .await
        .unwrap();
    assert!(saved.movement.is_none());
}

#[tokio::test]
async fn the_registro_patronal_written_is_the_one_chosen() {
    let world = World::new();
    let company = world.company("ana").await;
    let mut typed = world.typed(&company.registro, Baja, date(2026, 1, 14), true);
    typed.draft.registro_patronal = "Y3926552104".to_owned();
    let saved = movements::save(&world.service, &company.admin, None, typed)
        .await
        .unwrap();
    let kept = saved.movement.unwrap();
    assert_eq!(
        kept.movimiento().unwrap().registro_patronal(),
        company.registro.numero
    );
}

#[tokio::test]
async fn a_new_movement_gets_guia_and_umf_of_its_registro_and_an_edit_may_clear_them() {
    let world = World::new();
    let company = world.company("ana").await;
    let mut typed = world.typed(&company.registro, Reingreso, date(2026, 1, 15), true);
    typed.draft.guia = String::new();
    typed.draft.umf = " ".to_owned();
    let save = |read, typed| movements::save(&world.service, &company.admin, read, typed);
    let kept = save(None, typed.clone()).await.unwrap().movement.unwrap();
    assert_eq!(
        (kept.draft().guia.as_str(), kept.draft().umf.as_str()),
        ("01400", "047")
    );
    let read = Some((kept.id, kept.version));
    let cleared = save(read, typed).await.unwrap().movement.unwrap();
    assert_eq!(
        (cleared.draft().guia.as_str(), cleared.draft().umf.as_str()),
        ("", "")
    );
}

#[tokio::test]
async fn two_people_who_edit_one_movement_are_told_and_neither_is_overwritten() {
    let world = World::new();
    let company = world.company("ana").await;
    let movement = world.ready(&company, Baja).await;
    let mut mine = world.typed(&company.registro, Baja, date(2026, 1, 14), true);
    mine.draft.clave = "MIA".to_owned();
    let mut theirs = mine.clone();
    theirs.draft.clave = "SUYA".to_owned();
    let read = Some((movement.id, movement.version));
    let kept = movements::save(&world.service, &company.admin, read, theirs)
        .await
        .unwrap();
    let refused = movements::save(&world.service, &company.admin, read, mine).await;
    assert!(matches!(
        refused,
        Err(MovementError::Common(CommonError::Stale))
    ));
    let stored = movements::get(&world.service, &company.admin, movement.id)
        .await
        .unwrap();
    assert_eq!(
        Some(&stored),
        kept.movement.as_ref(),
        "what is answered is what is stored"
    );
    assert_eq!((stored.version, stored.draft().clave.as_str()), (2, "SUYA"));
}

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
        (world.build.now, Estado::Borrador),
        (world.build.after(5), Estado::Listo),
    ];
    assert_eq!(steps, expected);
}

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
async fn only_a_refused_movement_is_corrected_by_another() {
    let world = World::new();
    let company = world.company("ana").await;
    let ready = world.ready(&company, Baja).await;
    let typed = Typed {
        corrects: Some(ready.id),
        ..world.typed(&company.registro, Baja, date(2026, 1, 14), true)
    };
    let saved = movements::save(&world.service, &company.admin, None, typed).await;
    assert!(matches!(
        saved,
        Err(MovementError::Common(CommonError::NotFound(_)))
    ));
}

#[tokio::test]
async fn a_reader_captures_nothing_and_a_clerk_does() {
    let world = World::new();
    let company = world.company("ana").await;
    let reader = world.user(&company.admin, "lectora", Role::Consulta).await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    let typed = world.typed(&company.registro, Baja, date(2026, 1, 14), true);
    let refused = movements::save(&world.service, &reader, None, typed.clone()).await;
    assert!(matches!(
        refused,
        Err(MovementError::Common(CommonError::Forbidden))
    ));
    let kept = movements::save(&world.service, &clerk, None, typed)
        .await
        .unwrap()
        .movement
        .unwrap();
    let refused = movements::delete(&world.service, &reader, kept.id, kept.version).await;
    assert!(matches!(
        refused,
        Err(MovementError::Common(CommonError::Forbidden))
    ));
}

#[tokio::test]
async fn the_last_day_is_told_in_working_days() {
    let world = World::new();
    let company = world.company("ana").await;
    let typed = world.typed(&company.registro, Baja, date(2026, 1, 15), true);
    let saved = movements::save(&world.service, &company.admin, None, typed)
        .await
        .unwrap();
    let timing = timing(&world.service, &saved.movement.unwrap()).unwrap();
    // Friday 16, Monday 19 to Thursday 22: five working days from the day after.
    assert_eq!((timing.vence, timing.dias_habiles), (date(2026, 1, 22), 5));
}

#[tokio::test]
async fn counts_are_those_of_the_history() {
    let world = World::new();
    let company = world.company("ana").await;
    world.ready(&company, Baja).await;
    world.ready(&company, Reingreso).await;
    let counts = movements::counts(&world.service, &company.admin)
        .await
        .unwrap();
    assert_eq!(counts.iter().map(|count| count.count).sum::<u64>(), 2);
    let listos = HistoryAsk {
        estados: BTreeSet::from([Estado::Listo]),
        ..ask()
    };
    let page = movements::history(&world.service, &company.admin, listos)
        .await
        .unwrap();
    assert_eq!(page.movements.len(), 2);
}

#[tokio::test]
async fn a_field_with_a_novel_in_it_is_refused() {
    let world = World::new();
    let company = world.company("ana").await;
    let mut typed = world.typed(&company.registro, Baja, date(2026, 1, 14), false);
    typed.draft.nombre = "A".repeat(4_000);
    let saved = movements::save(&world.service, &company.admin, None, typed).await;
    assert!(matches!(saved, Err(MovementError::TooLong)));
}

#[test]
fn a_finished_movement_goes_nowhere_and_a_ready_one_does_not_skip_its_signature() {
    for from in Estado::ALL {
        for to in Estado::ALL {
            if from.is_final() {
                assert!(!from.may_become(to), "{from:?} → {to:?}");
            }
        }
    }
    assert!(!Estado::Listo.may_become(Estado::Enviado));
    assert!(!Estado::Listo.may_become(Estado::Operado));
    assert!(!Estado::Borrador.may_become(Estado::Firmado));
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
        Err(MovementError::NotEditable(Estado::Firmado))
    ));
    let kept = world
        .store
        .movement(signed.empresa, signed.id)
        .await
        .unwrap();
    assert_eq!(kept, Some(signed));
}

#[tokio::test]
async fn what_stands_in_a_prepared_lote_waits_for_no_lote() {
    let world = World::new();
    let company = world.company("ana").await;
    let waiting = async || {
        let counts = movements::counts(&world.service, &company.admin).await;
        let counts = counts.unwrap();
        let listos = counts.iter().filter(|c| c.estado == Estado::Listo);
        listos.map(|c| c.count).sum::<u64>()
    };
    world.ready(&company, Reingreso).await;
    assert_eq!(waiting().await, 1);
    world.prepared(&company, 2).await;
    assert_eq!(waiting().await, 0);
    world.ready(&company, Reingreso).await;
    assert_eq!(waiting().await, 1);
}
