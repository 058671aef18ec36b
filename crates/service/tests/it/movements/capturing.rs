//! What is captured, one movement or many.

use imss::movimiento::TipoMovimiento::{Baja, Modificacion, Reingreso};
use jiff::civil::date;
use model::limits::MOVEMENTS_MAX_PER_CALL;
use model::{MovementStatus, Role};
use service::movements::{self, HistoryAsk, Item, MovementError, Saved, Typed};
use service::records::MovementRecord;

use super::ask;
use crate::world::World;

#[tokio::test]
async fn one_of_each_type_is_captured_and_found_in_the_history() {
    let world = World::new();
    let company = world.company("ana").await;
    for tipo in [Reingreso, Modificacion, Baja] {
        let movement = world.ready(&company, tipo).await;
        assert_eq!(
            (movement.tipo(), movement.state.status()),
            (tipo, MovementStatus::Listo)
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
        (kept.state.status(), kept.draft().nss.as_str()),
        (MovementStatus::Borrador, "123")
    );
    assert!(
        saved.findings.iter().any(imss::finding::Finding::is_error),
        "and its findings are reported"
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
async fn reports_an_edit_by_two_people_and_overwrites_neither() {
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
    let Err(MovementError::Changed(theirs)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        Some(&*theirs),
        kept.movement.as_ref(),
        "and sees what they wrote"
    );
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
async fn of_many_saved_at_once_each_has_its_own_result_in_its_own_place() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let old = world.ready(&company, Baja).await;
    let changed = world.ready(&company, Modificacion).await;
    let fresh = async |id| movements::get(service, admin, id).await.unwrap();
    let typed = world.typed(&company.registro, Modificacion, date(2026, 1, 14), true);
    let read = Some((changed.id, changed.version));
    let changed = movements::save(service, admin, read, typed).await.unwrap();
    let changed = changed.movement.unwrap();
    let new = |tipo, nss: &str| {
        let mut typed = world.typed(&company.registro, tipo, date(2026, 1, 15), true);
        typed.draft.nss = nss.to_owned();
        typed
    };
    let item = |existing, typed| Item { existing, typed };
    let items = [
        item(None, new(Reingreso, "11111111111")),
        item(None, new(Reingreso, "no")),
        item(Some((old.id, old.version)), new(Baja, &old.draft().nss)),
        item(
            Some((changed.id, changed.version - 1)),
            new(Modificacion, "72795608040"),
        ),
        item(None, new(Reingreso, "11111111111")),
    ];
    let results = movements::save_many(service, admin, &items).await.unwrap();
    let outcomes: Vec<&str> = results
        .iter()
        .map(|result| match result {
            Ok(Saved {
                movement: Some(_), ..
            }) => "saved",
            Ok(Saved { movement: None, .. }) => "refused",
            Err(MovementError::Changed(_)) => "changed",
            Err(_) => "failed",
        })
        .collect();
    // The last is the first again: an error that keeps it from being ready.
    assert_eq!(
        outcomes,
        ["saved", "refused", "saved", "changed", "refused"]
    );
    let repeated = results[4].as_ref().unwrap();
    assert!(repeated.findings.iter().any(|f| f.code == "rule-duplicate"));
    let stored = results[2].as_ref().unwrap().movement.clone().unwrap();
    assert_eq!(fresh(old.id).await, stored);
    assert_eq!(fresh(changed.id).await, changed);

    let too_many = vec![items[0].clone(); MOVEMENTS_MAX_PER_CALL + 1];
    let refused = movements::save_many(service, admin, &too_many).await;
    assert!(matches!(refused, Err(MovementError::TooMany)));
}

#[tokio::test]
async fn of_many_saved_at_once_the_row_that_somebody_else_changed_keeps_their_work_and_hands_it_back()
 {
    let world = World::new();
    let company = world.company("ana").await;
    let service = &world.service;
    let typist = world.user(&company.admin, "luis", Role::Capturista).await;
    let [first, second] = [
        world.ready(&company, Baja).await,
        world.ready(&company, Modificacion).await,
    ];
    let typed = |movement: &MovementRecord, clave: &str| {
        let mut typed = world.typed(&company.registro, movement.tipo(), date(2026, 1, 15), true);
        typed.draft.nss = movement.draft().nss.clone();
        typed.draft.clave = clave.to_owned();
        typed
    };
    let mine = [&first, &second].map(|movement| Item {
        existing: Some((movement.id, movement.version)),
        typed: typed(movement, "MIA"),
    });
    let read = Some((second.id, second.version));
    let theirs = typed(&second, "SUYA");
    movements::save(service, &company.admin, read, theirs)
        .await
        .unwrap();

    let results = movements::save_many(service, &typist, &mine).await.unwrap();
    assert!(results[0].is_ok(), "{results:?}");
    let Err(MovementError::Changed(theirs)) = &results[1] else {
        panic!("{results:?}");
    };
    assert_eq!(theirs.draft().clave, "SUYA");
    let clave = async |id| {
        let stored = movements::get(service, &typist, id).await.unwrap();
        stored.draft().clave.clone()
    };
    assert_eq!(clave(first.id).await, "MIA");
    assert_eq!(clave(second.id).await, "SUYA", "nobody's work is lost");

    // Having seen it, she goes on with what she typed.
    let again = Item {
        existing: Some((theirs.id, theirs.version)),
        ..mine[1].clone()
    };
    let results = movements::save_many(service, &typist, &[again])
        .await
        .unwrap();
    assert!(results[0].is_ok(), "{results:?}");
    assert_eq!(clave(second.id).await, "MIA");
}

#[tokio::test]
async fn the_next_form_begins_with_what_the_person_used_last() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    assert_eq!(movements::defaults(service, admin).await.unwrap(), None);
    world.ready(&company, Reingreso).await;
    let mut typed = world.typed(&company.registro, Baja, date(2026, 1, 14), false);
    typed.draft.causa = "7".to_owned();
    movements::save(service, admin, None, typed).await.unwrap();
    let last = movements::defaults(service, admin).await.unwrap().unwrap();
    assert_eq!(last.registro, company.registro.id);
    let kept: Vec<_> = last
        .drafts
        .iter()
        .map(|d| (d.tipo, d.umf.as_str(), d.causa.as_str(), d.nss.as_str()))
        .collect();
    assert_eq!(kept, [(Reingreso, "047", "2", ""), (Baja, "047", "7", "")]);
    let clerk = world.user(admin, "captura", Role::Capturista).await;
    assert_eq!(movements::defaults(service, &clerk).await.unwrap(), None);
}

#[tokio::test]
async fn a_reader_captures_nothing_and_a_clerk_does() {
    let world = World::new();
    let company = world.company("ana").await;
    world.reader(&company.admin, "lectora").await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    let typed = world.typed(&company.registro, Baja, date(2026, 1, 14), true);
    let kept = movements::save(&world.service, &clerk, None, typed).await;
    assert!(kept.unwrap().movement.is_some());
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
