//! What the history says of a movement before it is sent.

use imss::finding::Finding;
use imss::movimiento::TipoMovimiento::{Baja, Modificacion, Reingreso};
use jiff::civil::date;
use service::movements;

use super::{KARLA, OTHER, draft, line, plantilla, save};
use crate::world::World;

fn rules(findings: &[Finding]) -> Vec<&str> {
    let codes = findings.iter().map(|finding| finding.code.as_str());
    codes.filter(|code| code.starts_with("rule-")).collect()
}

#[tokio::test]
async fn does_not_judge_activity_without_a_plantilla() {
    let world = World::new();
    let company = world.company("ana").await;
    let saved = save(&world, &company, draft(&world, &company, Baja)).await;
    assert!(rules(&saved.findings).is_empty());
}

#[tokio::test]
async fn with_a_plantilla_reports_what_imss_would_answer() {
    let world = World::new();
    let company = world.company("ana").await;
    let loaded = plantilla(
        &world,
        &company,
        date(2026, 1, 10),
        &[line(KARLA, "05/01/2026", "687.70")],
    )
    .await;
    assert!(loaded[0].stored, "{loaded:?}");
    let alta = draft(&world, &company, Reingreso);
    let saved = save(&world, &company, alta).await;
    assert_eq!(rules(&saved.findings), ["rule-already-active"]);
    assert!(saved.movement.is_some(), "it warns, and refuses nothing");
    movements::delete(
        &world.service,
        &company.admin,
        saved.movement.unwrap().id,
        1,
    )
    .await
    .unwrap();

    let baja = draft(&world, &company, Baja);
    let first = save(&world, &company, baja.clone()).await;
    assert!(rules(&first.findings).is_empty());
    let again = save(&world, &company, baja).await;
    assert_eq!(
        rules(&again.findings),
        ["rule-already-terminated"],
        "what waits to be sent counts"
    );
    let mut nobody = draft(&world, &company, Modificacion);
    nobody.draft.nss = OTHER.to_owned();
    let saved = save(&world, &company, nobody).await;
    assert_eq!(rules(&saved.findings), ["rule-not-active"]);
}

#[tokio::test]
async fn a_movement_that_is_edited_does_not_count_against_itself() {
    let world = World::new();
    let company = world.company("ana").await;
    plantilla(&world, &company, date(2026, 1, 10), &[]).await;
    let alta = draft(&world, &company, Reingreso);
    let saved = save(&world, &company, alta.clone()).await;
    assert!(rules(&saved.findings).is_empty());
    let movement = saved.movement.unwrap();
    let read = Some((movement.id, movement.version));
    let edited = movements::save(&world.service, &company.admin, read, alta.clone())
        .await
        .unwrap();
    assert!(rules(&edited.findings).is_empty(), "{:?}", edited.findings);
    let (service, admin) = (&world.service, &company.admin);
    let registro = company.registro.id;
    let typing = movements::check(service, admin, None, registro, alta.draft.clone());
    assert_eq!(rules(&typing.await.unwrap()), ["rule-already-active"]);
    let itself = movements::check(service, admin, Some(movement.id), registro, alta.draft);
    assert!(rules(&itself.await.unwrap()).is_empty());
}

#[tokio::test]
async fn a_lote_tells_what_the_history_says_while_it_waits_for_its_signature() {
    let world = World::new();
    let company = world.company("ana").await;
    plantilla(&world, &company, date(2026, 1, 10), &[]).await;
    save(&world, &company, draft(&world, &company, Baja)).await;
    let lotes = service::lotes::prepare(&world.service, &company.admin, &[])
        .await
        .unwrap()
        .lotes;
    let detail = service::lotes::get(&world.service, &company.admin, lotes[0].id)
        .await
        .unwrap();
    let reported: Vec<_> = detail
        .findings
        .iter()
        .map(|row| (row.index, row.finding.code.as_str()))
        .collect();
    assert_eq!(reported, [(0, "rule-not-active")]);
}
