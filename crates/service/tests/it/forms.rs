//! What an open form saves: once however often it tries, and one sitting however often it is kept.

use imss::movimiento::TipoMovimiento::{Baja, Reingreso};
use jiff::civil::date;
use model::{MovementStatus, Origin, Role};
use service::audit;
use service::movements::{self, Item, MovementError, Saved, Typed};
use service::records::{Action, MovementRecord};

use crate::world::{Company, World};

/// What a form holds: a baja whose clave tells one keystroke from the next.
fn typed(world: &World, company: &Company, form: &str, clave: &str) -> Typed {
    let mut typed = world.typed(&company.registro, Baja, date(2026, 1, 14), false);
    typed.draft.clave = clave.to_owned();
    Typed {
        origin: Some(Origin::Form(form.to_owned())),
        ..typed
    }
}

async fn keep(
    world: &World,
    company: &Company,
    read: Option<&MovementRecord>,
    typed: Typed,
) -> Result<Saved, MovementError> {
    let existing = read.map(|movement| (movement.id, movement.version));
    movements::save(&world.service, &company.admin, existing, typed).await
}

async fn kept(
    world: &World,
    company: &Company,
    read: Option<&MovementRecord>,
    typed: Typed,
) -> MovementRecord {
    let saved = keep(world, company, read, typed).await.unwrap();
    saved.movement.unwrap()
}

/// How many entries of the audit log tell of a movement that was saved.
async fn audited(world: &World, company: &Company) -> usize {
    let entries = audit::list(&world.service, &company.admin, None, 200).await;
    let saved = |action: &Action| *action == Action::MovementSaved;
    entries
        .unwrap()
        .iter()
        .filter(|one| saved(&one.action))
        .count()
}

#[tokio::test]
async fn a_form_that_never_heard_the_answer_makes_no_second_movement() {
    let world = World::new();
    let company = world.company("ana").await;
    let first = kept(&world, &company, None, typed(&world, &company, "f", "A")).await;
    let again = kept(&world, &company, None, typed(&world, &company, "f", "AB")).await;
    assert_eq!((again.id, again.version), (first.id, 2));
    assert_eq!(again.draft().clave, "AB");
    // Nor does it take its own words for somebody else's, when what it read is what it last heard of.
    let later = kept(
        &world,
        &company,
        Some(&first),
        typed(&world, &company, "f", "ABC"),
    )
    .await;
    assert_eq!((later.id, later.version), (first.id, 3));
    assert_eq!(world.all_movements(&company).await, [later]);

    let other = kept(&world, &company, None, typed(&world, &company, "g", "A")).await;
    assert_ne!(other.id, first.id, "another form is another movement");
}

#[tokio::test]
async fn the_words_of_one_person_lead_nobody_else_to_a_movement() {
    let world = World::new();
    let company = world.company("ana").await;
    let mine = kept(&world, &company, None, typed(&world, &company, "f", "A")).await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    let same_word = typed(&world, &company, "f", "B");
    let theirs = movements::save(&world.service, &clerk, None, same_word)
        .await
        .unwrap();
    assert_ne!(theirs.movement.unwrap().id, mine.id);
}

#[tokio::test]
async fn reports_a_change_of_another_person_to_a_retry() {
    let world = World::new();
    let company = world.company("ana").await;
    let first = kept(&world, &company, None, typed(&world, &company, "f", "A")).await;
    let theirs = kept(
        &world,
        &company,
        Some(&first),
        typed(&world, &company, "g", "B"),
    )
    .await;
    for read in [None, Some(&first)] {
        let refused = keep(&world, &company, read, typed(&world, &company, "f", "C")).await;
        let Err(MovementError::Changed(shown)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(*shown, theirs);
    }
}

#[tokio::test]
async fn notes_a_draft_once_while_it_is_typed() {
    let world = World::new();
    let company = world.company("ana").await;
    let before = kept(
        &world,
        &company,
        None,
        typed(&world, &company, "f", "ANTES"),
    )
    .await;
    assert_eq!(audited(&world, &company).await, 1);
    world.minutes(60);
    let mut last = before.clone();
    for clave in ["D", "DE", "DES", "DESP"] {
        world.minutes(1);
        last = kept(
            &world,
            &company,
            Some(&last),
            typed(&world, &company, "g", clave),
        )
        .await;
    }
    assert_eq!(
        audited(&world, &company).await,
        2,
        "one entry for each sitting"
    );
    let steps: Vec<_> = last
        .log
        .iter()
        .map(|change| (change.at, change.to))
        .collect();
    assert_eq!(
        steps,
        [
            (world.build.now, MovementStatus::Borrador),
            (world.build.after(61), MovementStatus::Borrador)
        ]
    );
    // Ready is more than kept, and noted again.
    let ready = Typed {
        ready: true,
        ..typed(&world, &company, "g", "DESPUES")
    };
    last = kept(&world, &company, Some(&last), ready).await;
    assert_eq!(audited(&world, &company).await, 3);

    let back = movements::undo(&world.service, &company.admin, last.id, last.version)
        .await
        .unwrap();
    assert_eq!(
        (&back.content, &back.state),
        (&before.content, &before.state),
        "as it stood before the sitting"
    );
}

#[tokio::test]
async fn a_line_of_many_that_is_sent_again_is_stored_once() {
    let world = World::new();
    let company = world.company("ana").await;
    let line = |form: &str, nss: &str| {
        let mut typed = world.typed(&company.registro, Reingreso, date(2026, 1, 15), true);
        typed.draft.nss = nss.to_owned();
        let origin = Some(Origin::Form(form.to_owned()));
        Item {
            existing: None,
            typed: Typed { origin, ..typed },
        }
    };
    let lines = [line("1", "92919084431"), line("2", "72795608040")];
    let save = async || {
        let results = movements::save_many(&world.service, &company.admin, &lines).await;
        let movements = results
            .unwrap()
            .into_iter()
            .map(|one| one.unwrap().movement.unwrap());
        movements.collect::<Vec<MovementRecord>>()
    };
    let first = save().await;
    let entries = audited(&world, &company).await;
    assert_eq!(save().await, first);
    assert_eq!(audited(&world, &company).await, entries, "nothing happened");
    assert_eq!(world.all_movements(&company).await.len(), 2);
}
