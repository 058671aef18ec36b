//! Searching the history, and how much is found.

use std::collections::BTreeSet;

use imss::movimiento::TipoMovimiento::{Baja, Modificacion, Reingreso};
use jiff::civil::date;
use model::{Mode, MovementStatus};
use service::CommonError;
use service::caller::{Caller, ReadOnlyCaller};
use service::movements::{self, HistoryAsk, MovementError};

use super::ask;
use crate::world::World;

async fn reads_only(world: &World, username: &str) -> ReadOnlyCaller {
    match world.log_in(username, Mode::Consulta).await.unwrap().caller {
        Caller::ReadOnly(caller) => caller,
        other => panic!("not a reader: {other:?}"),
    }
}

#[tokio::test]
async fn a_search_takes_eight_words_and_a_hundred_characters() {
    let world = World::new();
    let company = world.company("ana").await;
    let search = async |texto: String| {
        let ask = HistoryAsk { texto, ..ask() };
        movements::history(&world.service, &company.admin, ask).await
    };
    assert!(search("karla nuñez nolasco karla".to_owned()).await.is_ok());
    let many: Vec<String> = (0..1_000).map(|word| format!("palabra{word}")).collect();
    for texto in [
        many.join(" "),
        "a".repeat(200_000),
        "a b c d e f g h i".to_owned(),
    ] {
        let refused = search(texto).await;
        assert!(matches!(
            refused,
            Err(MovementError::Common(CommonError::TooMuchText))
        ));
    }
    let error = MovementError::Common(CommonError::TooMuchText).into();
    let wire = world.service.wire(&error);
    assert_eq!((wire.code, wire.field), ("too-much-text", Some("texto")));
}

#[tokio::test]
async fn movements_are_found_by_their_lote_and_its_folio() {
    let world = World::new();
    let company = world.company("ana").await;
    let refused = world.refused(&company, "48").await;
    world.ready(&company, Baja).await;
    let lote = world
        .service
        .store()
        .lote(refused.empresa, refused.lote.unwrap());
    let lote = lote.await.unwrap().unwrap();
    let folio = lote.state.recibo().unwrap().folio.clone();
    let found = async |ask: HistoryAsk| {
        let page = movements::history(&world.service, &company.admin, ask).await;
        page.unwrap()
            .movements
            .iter()
            .map(|m| m.id)
            .collect::<Vec<_>>()
    };
    let by_number = HistoryAsk {
        lote: Some(lote.numero),
        ..ask()
    };
    let by_folio = HistoryAsk {
        folio: Some(folio.clone()),
        ..ask()
    };
    assert_eq!(found(by_number.clone()).await, [refused.id]);
    assert_eq!(found(by_folio.clone()).await, [refused.id]);
    let neither = HistoryAsk {
        lote: Some(lote.numero + 1),
        ..by_folio
    };
    assert!(found(neither).await.is_empty());
    let of_a_type = HistoryAsk {
        tipo: Some(Baja),
        ..by_number.clone()
    };
    assert!(found(of_a_type).await.is_empty());

    // Who enters to read sees no lotes.
    let reader = reads_only(&world, "ana").await;
    let refused = movements::history(&world.service, &reader, by_number).await;
    assert!(matches!(
        refused,
        Err(MovementError::Common(CommonError::Forbidden))
    ));
}

#[tokio::test]
async fn tabs_count_what_a_search_finds() {
    let world = World::new();
    let company = world.company("ana").await;
    let refused = world.refused(&company, "48").await;
    world.ready(&company, Baja).await;
    world.ready(&company, Modificacion).await;
    let tabs = async |ask: HistoryAsk| {
        let tabs = movements::tabs(&world.service, &company.admin, ask)
            .await
            .unwrap();
        assert!(!tabs.more);
        [Reingreso, Modificacion, Baja].map(|tipo| tabs.by_tipo.get(&tipo).copied().unwrap_or(0))
    };
    assert_eq!(tabs(ask()).await, [1, 1, 1]);
    // The tab that is open narrows no other.
    let of_a_type = HistoryAsk {
        tipo: Some(Baja),
        ..ask()
    };
    assert_eq!(tabs(of_a_type).await, [1, 1, 1]);
    let listos = HistoryAsk {
        estados: BTreeSet::from([MovementStatus::Listo]),
        ..ask()
    };
    assert_eq!(tabs(listos).await, [0, 1, 1]);
    let by_trabajador = HistoryAsk {
        texto: refused.draft().nss,
        ..ask()
    };
    assert_eq!(tabs(by_trabajador).await[0], 1);
    let before = HistoryAsk {
        to: Some(date(2025, 12, 31)),
        ..ask()
    };
    assert_eq!(tabs(before).await, [0, 0, 0]);
    let whole = movements::tabs(&world.service, &company.admin, ask()).await;
    assert_eq!(whole.unwrap().lotes, Some(1));
    let reader = reads_only(&world, "ana").await;
    let read = movements::tabs(&world.service, &reader, ask())
        .await
        .unwrap();
    assert_eq!(read.lotes, None);
}

#[tokio::test]
async fn months_count_what_was_not_given_up() {
    let world = World::new();
    let company = world.company("ana").await;
    world.ready(&company, Baja).await;
    let months = movements::months(&world.service, &company.admin, 12)
        .await
        .unwrap();
    assert_eq!(months.len(), 12);
    let (month, counts) = months.last().unwrap();
    assert_eq!(*month, date(2026, 1, 1));
    assert_eq!(counts.get(&Baja), Some(&1));
    assert!(months[..11].iter().all(|(_, counts)| counts.is_empty()));
}
