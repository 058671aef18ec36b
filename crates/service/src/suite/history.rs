//! The ordered look-ups and the counts.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use std::collections::BTreeSet;

use imss::movimiento::TipoMovimiento::{self, Baja, Reingreso};
use jiff::civil::{Date, date};
use model::MovementStatus;

use super::Build;
use crate::ids::{MovementId, RegistroId};
use crate::records::{Empresa, MovementContent, MovementRecord, Registro};
use crate::store::{HistoryQuery, Store};

/// Every movement of some registros patronales of a company.
pub(super) fn everything(empresa: &Empresa, registros: &[RegistroId]) -> HistoryQuery {
    HistoryQuery::of(empresa.id, registros.to_vec(), 100)
}

/// The ids of what a query finds, in its order.
pub(super) async fn ids(store: &dyn Store, query: &HistoryQuery) -> Vec<MovementId> {
    store
        .history(query)
        .await
        .unwrap()
        .rows
        .iter()
        .map(|row| row.id)
        .collect()
}

/// Stores a movement of each type and date, and returns them.
pub(super) async fn stored(
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

/// Checks that a movement whose date, type or registro patronal changes moves in the history, and leaves
/// no row behind; one that is deleted is gone from it.
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
    let months = store
        .counts_by_month(
            empresa.id,
            &[registro.id],
            date(2025, 12, 1),
            date(2026, 1, 1),
        )
        .await
        .unwrap();
    let operado = months
        .iter()
        .find(|one| one.count.estado == MovementStatus::Operado)
        .unwrap();
    assert_eq!((operado.month, operado.count.count), (date(2026, 1, 1), 1));
    let total: u64 = months.iter().map(|one| one.count.count).sum();
    assert_eq!(total, 3);
    store
        .commit(build.unit(empresa.id).delete(movements[1].clone()))
        .await
        .unwrap();
    assert_eq!(count(Baja, MovementStatus::Listo).await, 0);
    assert!(store.counts(empresa.id, &[]).await.unwrap().is_empty());
}

/// Checks that oldest first is newest first, backwards: with and without a filter, page by page.
pub async fn the_history_goes_both_ways(store: &dyn Store) {
    let build = Build::default();
    let (empresa, one) = build.stored_company(store).await;
    let two = build.registro(empresa.id);
    let unit = build.unit(empresa.id).create(two.clone());
    store.commit(unit).await.unwrap();
    let days = [
        (Baja, date(2026, 1, 15)),
        (Baja, date(2026, 1, 15)),
        (Reingreso, date(2025, 12, 31)),
        (Baja, date(2024, 2, 29)),
    ];
    for registro in [&one, &two] {
        stored(store, &build, registro, &days).await;
    }
    let all = everything(&empresa, &[one.id, two.id]);
    let bajas = HistoryQuery {
        tipo: Some(Baja),
        ..all.clone()
    };
    let listos = HistoryQuery {
        estados: BTreeSet::from([MovementStatus::Listo]),
        ..all.clone()
    };
    let of_a_year = HistoryQuery {
        from: Some(date(2025, 1, 1)),
        to: Some(date(2025, 12, 31)),
        ..all.clone()
    };
    for newest in [all, bajas, listos, of_a_year] {
        let mut expected = ids(store, &newest).await;
        expected.reverse();
        assert!(!expected.is_empty());
        let mut query = HistoryQuery {
            oldest_first: true,
            limit: 3,
            ..newest
        };
        let mut seen = Vec::new();
        loop {
            let page = store.history(&query).await.unwrap();
            seen.extend(page.rows.iter().map(|row| row.id));
            assert!(seen.len() <= expected.len(), "pages repeat themselves");
            match page.next {
                Some(next) => query.cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, expected);
    }
}
