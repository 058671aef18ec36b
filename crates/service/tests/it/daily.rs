//! The mail of each morning.

use imss::movimiento::TipoMovimiento::Baja;
use jiff::SignedDuration;
use jiff::civil::date;
use model::Mode;
use service::accounts;
use service::ports::Message;

use crate::world::{Company, World, full};

async fn morning(world: &World) -> Vec<Message> {
    let before = world.mail.given().len();
    world.pass(SignedDuration::from_hours(24));
    world.work().await;
    world.mail.given().split_off(before)
}

async fn wanted(world: &World, company: &Company) {
    accounts::want_daily_mail(&world.service, &company.admin, true)
        .await
        .unwrap();
}

/// A baja on a day, ready for a lote.
async fn baja(world: &World, company: &Company, day: i8) {
    let typed = world.typed(&company.registro, Baja, date(2026, 1, day), true);
    let saved = service::movements::save(&world.service, &company.admin, None, typed).await;
    assert!(saved.unwrap().movement.is_some());
}

#[tokio::test]
async fn lists_what_is_due_within_two_working_days() {
    let world = World::new();
    let company = world.company("ana").await;
    // Due on Friday the 16th, the day after "today".
    baja(&world, &company, 9).await;
    wanted(&world, &company).await;
    let mails = morning(&world).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "ana@example.mx");
    let body = mails[0].body.to_lowercase();
    for words in ["vencen en dos días hábiles", "del 09/01/2026", "karla"] {
        assert!(body.contains(words), "{words}: {body}");
    }
    for secret in ["92919084431", "687.70", "FUNK671228MCLNLR05"] {
        assert!(!mails[0].body.contains(secret), "{}", mails[0].body);
    }
}

#[tokio::test]
async fn lists_refusals_that_nobody_attended() {
    let world = World::new();
    let company = world.company("ana").await;
    let refused = world.refused(&company, "11").await;
    wanted(&world, &company).await;
    let mails = morning(&world).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(
        mails[0].body.contains("nadie los ha atendido (1)"),
        "{}",
        mails[0].body
    );
    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    service::movements::correct(&world.service, &admin, refused.id)
        .await
        .unwrap();
    world.pass(SignedDuration::from_hours(48));
    let mails = morning(&world).await;
    assert!(
        mails.iter().all(|mail| !mail.body.contains("atendido")),
        "{mails:?}"
    );
}

#[tokio::test]
async fn says_nothing_where_there_is_nothing_or_nobody_wants_it() {
    let world = World::new();
    let company = world.company("ana").await;
    wanted(&world, &company).await;
    assert!(morning(&world).await.is_empty(), "nothing is due");
    baja(&world, &company, 9).await;
    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    accounts::want_daily_mail(&world.service, &admin, false)
        .await
        .unwrap();
    world.pass(SignedDuration::from_hours(48));
    assert!(morning(&world).await.is_empty(), "nobody wants it");
}

#[tokio::test]
async fn no_mail_comes_on_a_day_that_is_not_a_working_day() {
    let world = World::new();
    let company = world.company("ana").await;
    baja(&world, &company, 9).await;
    wanted(&world, &company).await;
    // Friday the 16th, Saturday, Sunday, Monday.
    let counts = [
        morning(&world).await.len(),
        morning(&world).await.len(),
        morning(&world).await.len(),
        morning(&world).await.len(),
    ];
    assert_eq!(counts, [1, 0, 0, 1]);
}
