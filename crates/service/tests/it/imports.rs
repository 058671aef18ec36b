//! Rows of files: known when they come again, reviewed, and their columns remembered.

use imss::movimiento::TipoMovimiento::{Baja, Modificacion};
use jiff::civil::date;
use model::limits::REVIEW_MAX_ROWS_PER_CALL;
use model::{ImportKind, MovementStatus, Origin, Role};
use service::imports::{self, ImportError, ReviewedRow, RowReview};
use service::movements::{self, Item, MovementError, Typed};
use service::records::MovementRecord;
use service::{CommonError, trabajadores};

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
async fn what_the_columns_meant_is_remembered_by_their_headings() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let headings = |texts: [&str; 2]| texts.map(str::to_owned).to_vec();
    let kind = ImportKind::Movements;
    let remember = |fields| {
        let headings = headings(["Número", "Algo"]);
        imports::remember_mapping(service, admin, kind, headings, fields, Some(Baja))
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
    let short =
        imports::remember_mapping(service, admin, kind, headings(["a", "b"]), vec![None], None);
    assert!(matches!(short.await, Err(ImportError::BadMapping)));
}

#[tokio::test]
async fn a_reader_imports_nothing_and_nobody_asks_about_everything_at_once() {
    let world = World::new();
    let company = world.company("ana").await;
    let reader = world.user(&company.admin, "lectora", Role::Consulta).await;
    let refused = imports::review(&world.service, &reader, &[]).await;
    assert!(matches!(
        refused,
        Err(ImportError::Common(CommonError::Forbidden))
    ));
    let row = row(&world, &company, 14).typed;
    let row = ReviewedRow {
        registro: row.registro,
        draft: row.draft,
    };
    let rows = vec![row; REVIEW_MAX_ROWS_PER_CALL + 1];
    let refused = imports::review(&world.service, &company.admin, &rows).await;
    assert!(matches!(refused, Err(ImportError::TooMany)));
}
