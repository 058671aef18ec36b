//! What is remembered of imports.

use imss::movimiento::TipoMovimiento::Baja;
use jiff::civil::date;
use model::Origin;
use model::limits::RECOGNISE_MAX_ROWS_PER_CALL;
use model::{ImportKind, Role};
use service::CommonError;
use service::imports::{self, ImportError};
use service::movements::{self, Item, MovementError, Typed};

use crate::world::{Company, World};

fn row(world: &World, company: &Company, day: i8, origin: &str) -> Item {
    Item {
        existing: None,
        typed: Typed {
            origin: Some(Origin::Row(origin.to_owned())),
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

#[tokio::test]
async fn a_second_import_of_the_same_rows_is_recognised_and_stores_nothing() {
    let world = World::new();
    let company = world.company("ana").await;
    let rows = [
        row(&world, &company, 14, "02|a"),
        row(&world, &company, 15, "02|b"),
    ];
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

    let registro = company.registro.id;
    let asked = ["02|b", "02|other", " 02|A "].map(|row| (registro, row.to_owned()));
    let known = imports::recognise(&world.service, &company.admin, &asked)
        .await
        .unwrap();
    let known: Vec<_> = known.into_iter().map(|m| m.map(|m| m.id)).collect();
    assert_eq!(known, [Some(ids[1]), None, Some(ids[0])]);
}

#[tokio::test]
async fn a_row_whose_movement_was_deleted_may_come_again() {
    let world = World::new();
    let company = world.company("ana").await;
    let rows = [row(&world, &company, 14, "02|a")];
    let first = import(&world, &company, &rows).await.remove(0).unwrap();
    let movement = first.movement.unwrap();
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
    let rows = [
        row(&world, &company, 14, "02|a"),
        row(&world, &company, 14, "02|a"),
    ];
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
        imports::remember_mapping(service, admin, kind, headings, fields)
    };
    remember(vec![Some("nss".to_owned()), None]).await.unwrap();
    remember(vec![Some("clave".to_owned()), None])
        .await
        .unwrap();
    let asked = headings([" NUMERO ", "algo"]);
    let found = imports::mapping(service, admin, kind, &asked)
        .await
        .unwrap();
    assert_eq!(found.unwrap().fields, [Some("clave".to_owned()), None]);
    for (kind, texts) in [
        (ImportKind::Plantilla, ["Número", "Algo"]),
        (ImportKind::Movements, ["Algo", "Número"]),
    ] {
        let other = headings(texts);
        let found = imports::mapping(service, admin, kind, &other).await;
        assert!(found.unwrap().is_none());
    }
    let short = imports::remember_mapping(service, admin, kind, headings(["a", "b"]), vec![None]);
    assert!(matches!(short.await, Err(ImportError::BadMapping)));
}

#[tokio::test]
async fn a_reader_imports_nothing_and_nobody_asks_about_everything_at_once() {
    let world = World::new();
    let company = world.company("ana").await;
    let reader = world.user(&company.admin, "lectora", Role::Consulta).await;
    let refused = imports::recognise(&world.service, &reader, &[]).await;
    assert!(matches!(
        refused,
        Err(ImportError::Common(CommonError::Forbidden))
    ));
    let rows = vec![(company.registro.id, String::new()); RECOGNISE_MAX_ROWS_PER_CALL + 1];
    let refused = imports::recognise(&world.service, &company.admin, &rows).await;
    assert!(matches!(refused, Err(ImportError::TooMany)));
}
