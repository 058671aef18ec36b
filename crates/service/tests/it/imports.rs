//! Rows of files: known when they come again, reviewed, and their columns remembered.

use std::collections::BTreeSet;

use imss::movimiento::TipoMovimiento::{Baja, Modificacion, Reingreso};
use jiff::civil::date;
use model::limits::REVIEW_MAX_ROWS_PER_CALL;
use model::{ColumnMapping, ImportKind, MovementStatus, Origin};
use service::imports::{self, ImportError, ReviewedRow, RowReview};
use service::movements::{self, ImportName, Item, MovementError, Typed};
use service::records::MovementRecord;
use service::{CommonError, lotes, trabajadores};

use crate::world::{Company, World};

const KARLA: &str = "92919084431";

/// A baja of a day, as a row of a file says it.
fn row(world: &World, company: &Company, day: i8) -> Item {
    Item {
        existing: None,
        typed: Typed {
            origin: Some(Origin::Row),
            ..world.typed(&company.registro, Baja, date(2026, 1, day), true)
        },
    }
}

async fn import(
    world: &World,
    company: &Company,
    rows: &[Item],
) -> Vec<Result<movements::Saved, MovementError>> {
    movements::save_many(&world.service, &company.admin, rows)
        .await
        .unwrap()
}

async fn imported(world: &World, company: &Company, row: &Item) -> MovementRecord {
    let saved = import(world, company, std::slice::from_ref(row)).await;
    let saved = saved.into_iter().next().unwrap().unwrap();
    saved.movement.unwrap()
}

async fn review(world: &World, company: &Company, rows: &[Item]) -> Vec<RowReview> {
    let rows: Vec<ReviewedRow> = rows
        .iter()
        .map(|row| ReviewedRow {
            registro: row.typed.registro,
            draft: row.typed.draft.clone(),
        })
        .collect();
    imports::review(&world.service, &company.admin, &rows)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_second_import_of_the_same_rows_stores_nothing() {
    let world = World::new();
    let company = world.company("ana").await;
    let rows = [row(&world, &company, 14), row(&world, &company, 15)];
    let first = import(&world, &company, &rows).await;
    let ids: Vec<_> = first
        .iter()
        .map(|saved| saved.as_ref().unwrap().movement.as_ref().unwrap().id)
        .collect();
    let again = import(&world, &company, &rows).await;
    for (result, id) in again.iter().zip(&ids) {
        assert!(matches!(result, Err(MovementError::Imported(known)) if known == id));
    }
    assert_eq!(world.all_movements(&company).await.len(), 2);

    let asked = [rows[1].clone(), row(&world, &company, 13), rows[0].clone()];
    let held: Vec<_> = review(&world, &company, &asked)
        .await
        .into_iter()
        .map(|answer| answer.held.map(|held| (held.id, held.status)))
        .collect();
    let listo = |id| Some((id, MovementStatus::Listo));
    assert_eq!(held, [listo(ids[1]), None, listo(ids[0])]);
}

#[tokio::test]
async fn a_row_is_known_by_what_was_understood_of_it() {
    let world = World::new();
    let company = world.company("ana").await;
    let mut first = row(&world, &company, 15);
    first.typed = Typed {
        origin: Some(Origin::Row),
        ..world.typed(&company.registro, Modificacion, date(2026, 1, 15), true)
    };
    first.typed.draft.sbc = "1173.90".to_owned();
    let movement = imported(&world, &company, &first).await;
    // The other export of the same payroll.
    let mut spelled = first.clone();
    spelled.typed.draft.sbc = "$ 1,173.90".to_owned();
    spelled.typed.draft.fecha = "2026-01-15".to_owned();
    spelled.typed.draft.nombre = spelled.typed.draft.nombre.to_lowercase();
    let result = import(&world, &company, &[spelled.clone()]).await.remove(0);
    assert!(matches!(result, Err(MovementError::Imported(id)) if id == movement.id));
    let held = review(&world, &company, &[spelled]).await.remove(0).held;
    assert_eq!(held.unwrap().other_sbc, None);
    // The payroll was corrected in between: that is reported, and nothing is stored twice.
    let mut corrected = first;
    corrected.typed.draft.sbc = "1200.00".to_owned();
    let held = review(&world, &company, &[corrected]).await.remove(0).held;
    assert_eq!(held.unwrap().other_sbc, Some("1173.90".parse().unwrap()));
}

#[tokio::test]
async fn a_row_that_was_captured_by_hand_is_known_too() {
    let world = World::new();
    let company = world.company("ana").await;
    let row = row(&world, &company, 14);
    let by_hand = Typed {
        origin: None,
        ..row.typed.clone()
    };
    let saved = movements::save(&world.service, &company.admin, None, by_hand);
    let id = saved.await.unwrap().movement.unwrap().id;
    let rows = [row];
    let held = review(&world, &company, &rows).await.remove(0).held;
    assert_eq!(held.unwrap().id, id);
    let result = import(&world, &company, &rows).await.remove(0);
    assert!(matches!(result, Err(MovementError::Imported(known)) if known == id));
}

#[tokio::test]
async fn an_imported_row_is_known_whatever_was_edited_since() {
    let world = World::new();
    let company = world.company("ana").await;
    let rows = [row(&world, &company, 14)];
    let movement = imported(&world, &company, &rows[0]).await;
    let edited = world.typed(&company.registro, Baja, date(2026, 1, 15), true);
    let read = Some((movement.id, movement.version));
    movements::save(&world.service, &company.admin, read, edited)
        .await
        .unwrap();
    let held = review(&world, &company, &rows).await.remove(0).held;
    assert_eq!(held.unwrap().id, movement.id);
    let result = import(&world, &company, &rows).await.remove(0);
    assert!(matches!(result, Err(MovementError::Imported(id)) if id == movement.id));
}

#[tokio::test]
async fn a_row_that_imss_refused_may_be_filed_again() {
    let world = World::new();
    let company = world.company("ana").await;
    let refused = world.refused(&company, "48").await;
    let draft = refused.draft();
    let again = Item {
        existing: None,
        typed: Typed {
            registro: company.registro.id,
            draft,
            ready: true,
            origin: Some(Origin::Row),
        },
    };
    let rows = [again];
    assert_eq!(review(&world, &company, &rows).await[0].held, None);
    let movement = imported(&world, &company, &rows[0]).await;
    assert_ne!(movement.id, refused.id);
    let result = import(&world, &company, &rows).await.remove(0);
    assert!(matches!(result, Err(MovementError::Imported(id)) if id == movement.id));
}

/// A reingreso as a row of a file says it.
fn hired(world: &World, company: &Company) -> Item {
    Item {
        existing: None,
        typed: Typed {
            origin: Some(Origin::Row),
            ..world.typed(&company.registro, Reingreso, date(2026, 1, 15), true)
        },
    }
}

#[tokio::test]
async fn a_refused_row_that_was_corrected_is_not_filed_again() {
    let world = World::new();
    let company = world.company("ana").await;
    let rows = [hired(&world, &company)];
    let made = imported(&world, &company, &rows[0]).await;
    let refused = world.refuse_ready(&company, "48").await;
    assert_eq!(refused.id, made.id);
    assert_eq!(review(&world, &company, &rows).await[0].held, None);
    let correction = movements::correct(&world.service, &company.admin, refused.id)
        .await
        .unwrap();
    // With its own date the correction is another movement than the row.
    let typed = world.typed(&company.registro, Reingreso, date(2026, 1, 14), false);
    let read = Some((correction.id, correction.version));
    movements::save(&world.service, &company.admin, read, typed)
        .await
        .unwrap();
    let held = review(&world, &company, &rows).await.remove(0).held;
    assert_eq!(held.unwrap().id, refused.id);
    let result = import(&world, &company, &rows).await.remove(0);
    assert!(matches!(result, Err(MovementError::Imported(id)) if id == refused.id));
    assert_eq!(world.all_movements(&company).await.len(), 2);
}

#[tokio::test]
async fn a_refused_row_that_comes_twice_does_not_stop_the_others() {
    let world = World::new();
    let company = world.company("ana").await;
    let refused = hired(&world, &company);
    imported(&world, &company, &refused).await;
    world.refuse_ready(&company, "48").await;
    let mut spelled = refused.clone();
    spelled.typed.draft.nombre = spelled.typed.draft.nombre.to_lowercase();
    let rows = [refused, spelled, row(&world, &company, 14)];
    let results = import(&world, &company, &rows).await;
    let is_stored = |at: usize| {
        matches!(
            &results[at],
            Ok(movements::Saved {
                movement: Some(_),
                ..
            })
        )
    };
    assert!(is_stored(0) && is_stored(2), "{results:?}");
    assert!(matches!(results[1], Err(MovementError::Twice)));
}

#[tokio::test]
async fn a_review_says_what_the_directory_knows() {
    let world = World::new();
    let company = world.company("ana").await;
    let corte = date(2026, 1, 10);
    trabajadores::finish_plantilla(&world.service, &company.admin, company.registro.id, corte)
        .await
        .unwrap();
    let mut rows = vec![row(&world, &company, 14)];
    rows[0].typed.draft.nss = KARLA.to_owned();
    // Twice in the file: only the reader of the whole file can report it.
    rows.push(rows[0].clone());
    let answers = review(&world, &company, &rows).await;
    let codes = |answer: &RowReview| -> Vec<&str> {
        answer
            .findings
            .iter()
            .map(|one| one.code.as_str())
            .collect()
    };
    assert_eq!(codes(&answers[0]), ["rule-not-active"]);
    assert_eq!(codes(&answers[1]), Vec::<&str>::new());
}

#[tokio::test]
async fn a_row_whose_movement_was_deleted_may_come_again() {
    let world = World::new();
    let company = world.company("ana").await;
    let rows = [row(&world, &company, 14)];
    let movement = imported(&world, &company, &rows[0]).await;
    movements::delete(
        &world.service,
        &company.admin,
        movement.id,
        movement.version,
    )
    .await
    .unwrap();
    assert!(import(&world, &company, &rows).await.remove(0).is_ok());
    let back = movements::restore(&world.service, &company.admin, movement.id).await;
    assert!(matches!(back, Err(MovementError::ImportedAgain)));
    assert_eq!(world.all_movements(&company).await.len(), 1);
}

#[tokio::test]
async fn a_row_that_stands_twice_in_a_file_is_stored_once() {
    let world = World::new();
    let company = world.company("ana").await;
    let rows = [row(&world, &company, 14), row(&world, &company, 14)];
    let results = import(&world, &company, &rows).await;
    assert!(results[0].is_ok());
    assert!(matches!(results[1], Err(MovementError::Twice)));
    assert_eq!(world.all_movements(&company).await.len(), 1);
}

#[tokio::test]
async fn an_import_is_undone_later_but_for_what_was_worked_on() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let name = |import: &str| ImportName {
        import: import.to_owned(),
        file: format!("{import}.xlsx"),
    };
    let rows = [12, 13, 14, 15].map(|day| row(&world, &company, day));
    let mut made = Vec::new();
    for part in rows.chunks(2) {
        let saved = movements::import_many(service, admin, part, &name("enero"))
            .await
            .unwrap();
        let saved = saved.into_iter();
        made.extend(saved.map(|one| one.unwrap().movement.unwrap()));
    }
    world.minutes(1);
    movements::import_many(service, admin, &[hired(&world, &company)], &name("b"))
        .await
        .unwrap();
    let listed = async || movements::imports(service, admin).await.unwrap();
    let files: Vec<_> = listed()
        .await
        .into_iter()
        .map(|one| (one.file, one.movements))
        .collect();
    assert_eq!(
        files,
        [("b.xlsx".to_owned(), 1), ("enero.xlsx".to_owned(), 4)]
    );

    // One was deleted by hand, and one edited.
    movements::delete(service, admin, made[0].id, made[0].version)
        .await
        .unwrap();
    let edited = world.typed(&company.registro, Baja, date(2026, 1, 16), true);
    let read = Some((made[3].id, made[3].version));
    movements::save(service, admin, read, edited).await.unwrap();
    let first = movements::undo_import(service, admin, "enero", None)
        .await
        .unwrap();
    assert_eq!((first.gone, first.left), (1, 0));
    let second = movements::undo_import(service, admin, "enero", first.next)
        .await
        .unwrap();
    assert_eq!((second.gone, second.left, second.next), (1, 1, None));
    assert_eq!(listed().await[1].movements, 1);
    let unknown = movements::undo_import(service, admin, "febrero", None).await;
    assert!(matches!(
        unknown,
        Err(MovementError::Common(CommonError::NotFound(_)))
    ));

    // What was undone is listed with what was deleted, and restored.
    let page = movements::deleted(service, admin, None, 2).await.unwrap();
    assert_eq!(page.rows.len(), 2);
    let rest = movements::deleted(service, admin, page.next, 2)
        .await
        .unwrap();
    let deleted: BTreeSet<_> = page
        .rows
        .iter()
        .chain(&rest.rows)
        .map(|one| one.id)
        .collect();
    let expected: BTreeSet<_> = made[..3].iter().map(|one| one.id).collect();
    assert_eq!(deleted, expected);
    assert_eq!(rest.next, None);
    let ids: Vec<_> = deleted.into_iter().collect();
    let back = movements::restore_many(service, admin, &ids).await.unwrap();
    assert!(back.iter().all(Result::is_ok), "{back:?}");
    let nothing = movements::deleted(service, admin, None, 9).await.unwrap();
    assert!(nothing.rows.is_empty());

    world.minutes(31 * 24 * 60);
    assert!(listed().await.is_empty());
}

#[tokio::test]
async fn a_movement_whose_lote_was_undone_still_goes_with_its_import() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let name = ImportName {
        import: "enero".to_owned(),
        file: "enero.xlsx".to_owned(),
    };
    movements::import_many(service, admin, &[hired(&world, &company)], &name)
        .await
        .unwrap();
    let lote = world.prepared(&company, 0).await;
    let inside = movements::undo_import(service, admin, "enero", None)
        .await
        .unwrap();
    assert_eq!((inside.gone, inside.left), (0, 1));
    lotes::cancel(service, admin, lote.id, lote.version)
        .await
        .unwrap();
    let free = movements::undo_import(service, admin, "enero", None)
        .await
        .unwrap();
    assert_eq!((free.gone, free.left), (1, 0));
    world.reader(admin, "lectora").await;
}

#[tokio::test]
async fn what_the_columns_meant_is_remembered_by_their_headings() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let headings = |texts: [&str; 2]| texts.map(str::to_owned).to_vec();
    let kind = ImportKind::Movements;
    let mapping = |texts, fields| ColumnMapping {
        kind,
        headings: headings(texts),
        fields,
        tipo: Some(Baja),
    };
    let remember = |fields| {
        let mapping = mapping(["Número", "Algo"], fields);
        imports::remember_mapping(service, admin, mapping)
    };
    remember(vec![Some("nss".to_owned()), None]).await.unwrap();
    remember(vec![Some("clave".to_owned()), None])
        .await
        .unwrap();
    let asked = headings([" NUMERO ", "algo"]);
    let found = imports::mapping(service, admin, kind, &asked)
        .await
        .unwrap();
    let found = found.unwrap();
    assert_eq!(found.fields, [Some("clave".to_owned()), None]);
    assert_eq!(found.tipo, Some(Baja));
    for (kind, texts) in [
        (ImportKind::Plantilla, ["Número", "Algo"]),
        (ImportKind::Movements, ["Algo", "Número"]),
    ] {
        let other = headings(texts);
        let found = imports::mapping(service, admin, kind, &other).await;
        assert!(found.unwrap().is_none());
    }
    let short = imports::remember_mapping(service, admin, mapping(["a", "b"], vec![None]));
    assert!(matches!(short.await, Err(ImportError::BadMapping)));
}

#[tokio::test]
async fn a_reader_imports_nothing_and_nobody_asks_about_everything_at_once() {
    let world = World::new();
    let company = world.company("ana").await;
    world.reader(&company.admin, "lectora").await;
    let row = row(&world, &company, 14).typed;
    let row = ReviewedRow {
        registro: row.registro,
        draft: row.draft,
    };
    let rows = vec![row; REVIEW_MAX_ROWS_PER_CALL + 1];
    let refused = imports::review(&world.service, &company.admin, &rows).await;
    assert!(matches!(refused, Err(ImportError::TooMany)));
}
