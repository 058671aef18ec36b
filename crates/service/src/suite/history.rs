//! The ordered look-ups and the counts.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use std::collections::BTreeSet;

use imss::movimiento::TipoMovimiento::{self, Baja, Modificacion, Reingreso};
use jiff::civil::{Date, date};
use model::MovementStatus;

use super::Build;
use crate::ids::{MovementId, RegistroId};
use crate::records::{Empresa, MovementContent, MovementRecord, MovementState, Registro};
use crate::store::{HistoryQuery, Store};

/// Every movement of some registros patronales of a company.
pub(super) fn everything(empresa: &Empresa, registros: &[RegistroId]) -> HistoryQuery {
    HistoryQuery {
        empresa: empresa.id,
        registros: registros.to_vec(),
        tipo: None,
        from: None,
        to: None,
        estados: BTreeSet::new(),
        texto: None,
        cursor: None,
        limit: 100,
    }
}

async fn ids(store: &dyn Store, query: &HistoryQuery) -> Vec<MovementId> {
    store
        .history(query)
        .await
        .unwrap()
        .rows
        .iter()
        .map(|row| row.id)
        .collect()
}

async fn stored(
    store: &dyn Store,
    build: &Build,
    registro: &Registro,
    dates: &[(TipoMovimiento, Date)],
) -> Vec<MovementRecord> {
    let movements: Vec<_> = dates
        .iter()
        .map(|(tipo, fecha)| build.movement(registro, *tipo, *fecha))
        .collect();
    let mut unit = build.unit(registro.empresa);
    for movement in &movements {
        unit = unit.create(movement.clone());
    }
    store.commit(unit).await.unwrap();
    movements
}

/// Pages follow each other newest first, whatever lies between the dates, over several registros
/// patronales, and many movements of one day.
pub async fn the_history_is_paged_newest_first_without_gaps_or_repeats(store: &dyn Store) {
    let build = Build::default();
    let (empresa, one) = build.stored_company(store).await;
    let two = build.registro(empresa.id);
    store
        .commit(build.unit(empresa.id).create(two.clone()))
        .await
        .unwrap();
    let dates = [
        date(2026, 1, 15),
        date(2026, 1, 15),
        date(2026, 1, 15),
        date(2025, 12, 31),
        date(2025, 3, 1),
        date(2023, 7, 9),
    ];
    let mut expected = Vec::new();
    for registro in [&one, &two] {
        let movements = stored(store, &build, registro, &dates.map(|d| (Reingreso, d))).await;
        expected.extend(movements.iter().zip(dates).map(|(m, d)| (d, m.id)));
    }
    expected.sort_by(|a, b| b.cmp(a));

    for limit in [1, 4, 5, 12, 100] {
        let mut query = HistoryQuery {
            limit,
            ..everything(&empresa, &[one.id, two.id])
        };
        let mut seen = Vec::new();
        loop {
            let page = store.history(&query).await.unwrap();
            assert!(page.rows.len() <= limit as usize);
            seen.extend(page.rows.iter().map(|row| (row.fecha, row.id)));
            assert!(seen.len() <= expected.len(), "pages repeat themselves");
            match page.next {
                Some(next) => query.cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, expected, "limit {limit}");
    }
    let none = everything(&empresa, &[]);
    assert!(
        ids(store, &none).await.is_empty(),
        "no registro patronal, no rows"
    );
}

/// Registro patronal, type, dates and states, alone and together.
pub async fn the_history_is_filtered_by_each_column(store: &dyn Store) {
    let build = Build::default();
    let (empresa, one) = build.stored_company(store).await;
    let two = build.registro(empresa.id);
    store
        .commit(build.unit(empresa.id).create(two.clone()))
        .await
        .unwrap();
    let dates = [
        (Reingreso, date(2026, 1, 10)),
        (Modificacion, date(2026, 1, 11)),
        (Baja, date(2026, 1, 12)),
    ];
    let of_one = stored(store, &build, &one, &dates).await;
    let of_two = stored(store, &build, &two, &dates).await;
    let operado = build.becoming(&of_one[2], &build.to_operado());
    let unit = build.unit(empresa.id).update(of_one[2].clone(), operado);
    store.commit(unit).await.unwrap();

    let both = everything(&empresa, &[one.id, two.id]);
    let only_one = everything(&empresa, &[one.id]);
    assert_eq!(
        ids(store, &only_one).await,
        [of_one[2].id, of_one[1].id, of_one[0].id]
    );
    let bajas = HistoryQuery {
        tipo: Some(Baja),
        ..both.clone()
    };
    let found: BTreeSet<_> = ids(store, &bajas).await.into_iter().collect();
    assert_eq!(found, BTreeSet::from([of_one[2].id, of_two[2].id]));
    let day = Some(date(2026, 1, 11));
    let of_the_day = HistoryQuery {
        from: day,
        to: day,
        ..only_one.clone()
    };
    assert_eq!(ids(store, &of_the_day).await, [of_one[1].id]);
    let from = HistoryQuery {
        from: day,
        ..only_one.clone()
    };
    assert_eq!(ids(store, &from).await, [of_one[2].id, of_one[1].id]);
    let to = HistoryQuery {
        to: day,
        ..only_one.clone()
    };
    assert_eq!(ids(store, &to).await, [of_one[1].id, of_one[0].id]);
    let operados = HistoryQuery {
        estados: BTreeSet::from([MovementStatus::Operado]),
        ..both.clone()
    };
    assert_eq!(ids(store, &operados).await, [of_one[2].id]);
    let listos = HistoryQuery {
        estados: BTreeSet::from([MovementStatus::Listo]),
        tipo: Some(Baja),
        ..both
    };
    assert_eq!(ids(store, &listos).await, [of_two[2].id]);
}

/// "nunez" finds "Núñez"; every word must occur; numbers are found too.
pub async fn the_history_finds_text_whatever_its_accents_and_case(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let karla = build.reingreso(&registro);
    let mut typed = build.draft(&registro, Reingreso, date(2026, 1, 15));
    typed.paterno = "Gómez".to_owned();
    typed.nombre = "José María".to_owned();
    typed.nss = "72795608040".to_owned();
    typed.curp = String::new();
    let jose = MovementRecord {
        content: MovementContent::Draft(typed),
        state: MovementState::Borrador,
        ..build.reingreso(&registro)
    };
    let unit = build
        .unit(empresa.id)
        .create(karla.clone())
        .create(jose.clone());
    store.commit(unit).await.unwrap();

    for (texto, expected) in [
        ("nunez", Some(karla.id)),
        ("NÚÑEZ karla", Some(karla.id)),
        ("92919084431", Some(karla.id)),
        ("funk671228", Some(karla.id)),
        ("maria gomez", Some(jose.id)),
        ("7279560", Some(jose.id)),
        ("karla gomez", None),
    ] {
        let query = HistoryQuery {
            texto: Some(texto.to_owned()),
            ..everything(&empresa, &[registro.id])
        };
        assert_eq!(
            ids(store, &query).await,
            Vec::from_iter(expected),
            "{texto}"
        );
    }
}

/// A movement whose date, type or registro patronal changes moves in the history, and leaves no row
/// behind; one that is deleted is gone from it.
pub async fn the_history_follows_a_movement_that_changes_its_date(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let movement = build.reingreso(&registro);
    store
        .commit(build.unit(empresa.id).create(movement.clone()))
        .await
        .unwrap();
    let moved = MovementRecord {
        content: MovementContent::Checked(build.movimiento(&registro, Baja, date(2024, 2, 29))),
        ..movement.clone()
    };
    store
        .commit(build.unit(empresa.id).update(movement.clone(), moved))
        .await
        .unwrap();

    let page = store
        .history(&everything(&empresa, &[registro.id]))
        .await
        .unwrap();
    let rows: Vec<_> = page.rows.iter().map(|r| (r.id, r.fecha, r.tipo)).collect();
    assert_eq!(rows, [(movement.id, date(2024, 2, 29), Baja)]);
    let stored = store
        .movement(empresa.id, movement.id)
        .await
        .unwrap()
        .unwrap();
    store
        .commit(build.unit(empresa.id).delete(stored))
        .await
        .unwrap();
    assert!(
        ids(store, &everything(&empresa, &[registro.id]))
            .await
            .is_empty()
    );
    assert!(
        store
            .counts(empresa.id, &[registro.id])
            .await
            .unwrap()
            .is_empty()
    );
}

/// Counts per registro patronal, type and state are those of the records at every moment.
pub async fn counts_follow_every_change_of_state(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let bajas = [
        (Baja, date(2026, 1, 10)),
        (Baja, date(2026, 1, 11)),
        (Reingreso, date(2026, 1, 9)),
    ];
    let movements = stored(store, &build, &registro, &bajas).await;
    let count = async |tipo, estado| {
        let counts = store.counts(empresa.id, &[registro.id]).await.unwrap();
        counts
            .iter()
            .filter(|c| c.tipo == tipo && c.estado == estado)
            .map(|c| c.count)
            .sum::<u64>()
    };
    assert_eq!(count(Baja, MovementStatus::Listo).await, 2);
    assert_eq!(count(Reingreso, MovementStatus::Listo).await, 1);
    let operado = build.becoming(&movements[0], &build.to_operado());
    let unit = build.unit(empresa.id).update(movements[0].clone(), operado);
    store.commit(unit).await.unwrap();
    assert_eq!(count(Baja, MovementStatus::Listo).await, 1);
    assert_eq!(count(Baja, MovementStatus::Operado).await, 1);
    store
        .commit(build.unit(empresa.id).delete(movements[1].clone()))
        .await
        .unwrap();
    assert_eq!(count(Baja, MovementStatus::Listo).await, 0);
    assert!(store.counts(empresa.id, &[]).await.unwrap().is_empty());
}
