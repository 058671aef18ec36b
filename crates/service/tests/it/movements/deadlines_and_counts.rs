//! Deadlines and counts of movements.

use std::collections::BTreeSet;

use imss::movimiento::TipoMovimiento::{Baja, Reingreso};
use jiff::civil::date;
use model::MovementStatus;
use service::movements::{self, HistoryAsk, timing};

use super::ask;
use crate::world::World;

#[tokio::test]
async fn counts_the_last_day_in_working_days() {
    let world = World::new();
    let company = world.company("ana").await;
    let typed = world.typed(&company.registro, Baja, date(2026, 1, 15), true);
    let saved = movements::save(&world.service, &company.admin, None, typed)
        .await
        .unwrap();
    let rules = world
        .service
        .rules_of(company.admin.empresa())
        .await
        .unwrap();
    let timing = timing(&rules, &saved.movement.unwrap()).unwrap();
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
        estados: BTreeSet::from([MovementStatus::Listo]),
        ..ask()
    };
    let page = movements::history(&world.service, &company.admin, listos)
        .await
        .unwrap();
    assert_eq!(page.movements.len(), 2);
}

#[tokio::test]
async fn what_stands_in_a_prepared_lote_waits_for_no_lote() {
    let world = World::new();
    let company = world.company("ana").await;
    let waiting = async || {
        let counts = movements::counts(&world.service, &company.admin).await;
        let counts = counts.unwrap();
        let listos = counts.iter().filter(|c| c.estado == MovementStatus::Listo);
        listos.map(|c| c.count).sum::<u64>()
    };
    world.ready(&company, Reingreso).await;
    assert_eq!(waiting().await, 1);
    world.prepared(&company, 2).await;
    assert_eq!(waiting().await, 0);
    world.ready(&company, Reingreso).await;
    assert_eq!(waiting().await, 1);
}
