//! Movements that wait for another person, and the groups of those that wait for a lote.

use imss::movimiento::TipoMovimiento::{Baja, Reingreso};
use jiff::civil::date;
use model::{MovementStatus, Role};
use service::lotes;
use service::movements;
use service::records::{Actor, MovementRecord, MovementState};
use service::store::Unit;

use crate::world::{Company, World};

/// A movement por aprobar that is in no lote, as an older release could leave one.
async fn stranded(world: &World, company: &Company) -> MovementRecord {
    let ready = world.ready(company, Reingreso).await;
    let mut waiting = ready.clone();
    waiting
        .become_state(
            MovementState::PorAprobar,
            world.service.now(),
            Actor::User(company.admin.user()),
        )
        .unwrap();
    let unit = Unit::going_on().update(ready.clone(), waiting);
    world.store.commit(unit).await.unwrap();
    let stored = world.store.movement(ready.empresa, ready.id).await;
    stored.unwrap().unwrap()
}

#[tokio::test]
async fn por_aprobar_in_no_lote_is_saved_as_ready() {
    let world = World::new();
    let company = world.company("ana").await;
    for role in [Role::Capturista, Role::Firmante, Role::Administrador] {
        let caller = world.user(&company.admin, role.as_str(), role).await;
        let waiting = stranded(&world, &company).await;
        let mut typed = world.typed(&company.registro, Reingreso, date(2026, 1, 15), true);
        typed.draft = waiting.draft();
        let existing = Some((waiting.id, waiting.version));
        let saved = movements::save(&world.service, &caller, existing, typed)
            .await
            .unwrap();
        let saved = saved.movement.expect("it is ready");
        assert_eq!(saved.state.status(), MovementStatus::Listo);
        movements::delete(&world.service, &caller, saved.id, saved.version)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn por_aprobar_in_no_lote_can_be_deleted() {
    let world = World::new();
    let company = world.company("ana").await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    let waiting = stranded(&world, &company).await;
    movements::delete(&world.service, &clerk, waiting.id, waiting.version)
        .await
        .unwrap();
    assert_eq!(world.all_movements(&company).await, []);
}

#[tokio::test]
async fn groups_of_ready_movements_are_those_that_become_lotes() {
    let world = World::new();
    let company = world.company("ana").await;
    for tipo in [Reingreso, Baja, Baja] {
        world.ready(&company, tipo).await;
    }
    let ready = lotes::ready_groups(&world.service, &company.admin)
        .await
        .unwrap();
    assert!(!ready.cut);
    let mut sizes: Vec<_> = ready
        .groups
        .iter()
        .map(|group| (group.tipo, group.movements.len(), group.vence))
        .collect();
    sizes.sort_by_key(|(_, count, _)| *count);
    let last_day = Some(date(2026, 1, 22));
    assert_eq!(sizes, [(Reingreso, 1, last_day), (Baja, 2, last_day)]);
}

#[tokio::test]
async fn only_those_who_capture_see_what_is_ready() {
    let world = World::new();
    let company = world.company("ana").await;
    world.reader(&company.admin, "lectura").await;
    let ready = lotes::ready_groups(&world.service, &company.admin).await;
    assert!(ready.is_ok());
}

#[tokio::test]
async fn a_refused_movement_counts_until_it_is_corrected() {
    let world = World::new();
    let company = world.company("ana").await;
    let refused = world.refused(&company, "48").await;
    let pending = async || {
        movements::count_uncorrected(&world.service, &company.admin)
            .await
            .unwrap()
    };
    assert_eq!(pending().await, 1);
    let listed = async || {
        let ask = movements::HistoryAsk {
            uncorrected: true,
            limit: 50,
            ..movements::HistoryAsk::default()
        };
        let page = movements::history(&world.service, &company.admin, ask).await;
        page.unwrap().movements.len()
    };
    assert_eq!(listed().await, 1);
    let correction = movements::correct(&world.service, &company.admin, refused.id)
        .await
        .unwrap();
    assert_eq!(pending().await, 0);
    assert_eq!(listed().await, 0);
    movements::delete(
        &world.service,
        &company.admin,
        correction.id,
        correction.version,
    )
    .await
    .unwrap();
    assert_eq!(pending().await, 1, "its correction is gone");
}
