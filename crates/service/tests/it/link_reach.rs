//! What a consult link shows of the movements: dates, drafts, masks, files, openings.

use std::collections::BTreeSet;

use imss::movimiento::TipoMovimiento;
use jiff::civil::date;
use model::MovementStatus;
use service::accounts::{self, AccountError};
use service::audit;
use service::caller::Caller;
use service::links::{self, LinkError, NewLink};
use service::movements::{self, HistoryAsk, MovementError};
use service::records::{Action, ConsultLink, MovementRecord, Shown};
use service::values::Token;
use service::{CommonError, lotes};

use crate::world::{Company, World, full, stranger};

fn new(shown: Shown) -> NewLink {
    NewLink {
        nombre: "Despacho contable".to_owned(),
        registros: Vec::new(),
        lotes: false,
        shown,
        days: 30,
        pin: None,
        max_uses: None,
        notify: false,
        email: String::new(),
    }
}

async fn made(world: &World, company: &Company, new: &NewLink) -> (Token, ConsultLink) {
    links::create(&world.service, &company.admin, new)
        .await
        .unwrap()
}

async fn opened(world: &World, token: &Token) -> Result<Caller, LinkError> {
    let entered = links::open(&world.service, &stranger(), token, None).await?;
    Ok(accounts::authenticate(&world.service, &entered.token)
        .await
        .unwrap())
}

async fn reader(world: &World, company: &Company, shown: Shown) -> Caller {
    let (token, _) = made(world, company, &new(shown)).await;
    opened(world, &token).await.unwrap()
}

async fn listed(world: &World, caller: &Caller, texto: &str) -> Vec<MovementRecord> {
    let ask = HistoryAsk {
        texto: texto.to_owned(),
        limit: 200,
        ..HistoryAsk::default()
    };
    let page = movements::history(&world.service, caller, ask).await;
    page.unwrap().movements
}

/// A baja of this date, a draft.
async fn baja(world: &World, company: &Company, day: i8) -> MovementRecord {
    let fecha = date(2026, 1, day);
    let typed = world.typed(&company.registro, TipoMovimiento::Baja, fecha, false);
    let saved = movements::save(&world.service, &company.admin, None, typed).await;
    saved.unwrap().movement.unwrap()
}

#[tokio::test]
async fn a_link_shows_the_movements_of_its_dates_alone() {
    let world = World::new();
    let company = world.company("ana").await;
    let before = baja(&world, &company, 9).await;
    let inside = baja(&world, &company, 12).await;
    let shown = Shown {
        from: Some(date(2026, 1, 10)),
        to: Some(date(2026, 1, 14)),
        ..Shown::EVERYTHING
    };
    let caller = reader(&world, &company, shown).await;
    let rows = listed(&world, &caller, "").await;
    assert_eq!(
        rows.iter().map(|row| row.id).collect::<Vec<_>>(),
        [inside.id]
    );
    let read = movements::get(&world.service, &caller, before.id).await;
    assert!(matches!(
        read,
        Err(MovementError::Common(CommonError::NotFound(_)))
    ));
    let counts = movements::counts(&world.service, &caller).await.unwrap();
    assert_eq!(counts.iter().map(|count| count.count).sum::<u64>(), 1);
}

#[tokio::test]
async fn a_link_without_drafts_shows_what_is_signed() {
    let world = World::new();
    let company = world.company("ana").await;
    let draft = baja(&world, &company, 12).await;
    let shown = Shown {
        drafts: false,
        ..Shown::EVERYTHING
    };
    let caller = reader(&world, &company, shown).await;
    assert!(listed(&world, &caller, "").await.is_empty());
    assert!(
        movements::get(&world.service, &caller, draft.id)
            .await
            .is_err()
    );
    let ask = HistoryAsk {
        estados: BTreeSet::from([MovementStatus::Listo]),
        limit: 10,
        ..HistoryAsk::default()
    };
    let page = movements::history(&world.service, &caller, ask)
        .await
        .unwrap();
    assert!(page.movements.is_empty() && page.next.is_none());
    assert!(
        movements::counts(&world.service, &caller)
            .await
            .unwrap()
            .is_empty()
    );
    world.connected(&company).await;
    world.signed(&company, 1).await;
    assert_eq!(listed(&world, &caller, "").await.len(), 1);
}

#[tokio::test]
async fn no_word_finds_a_movement_by_a_masked_curp() {
    let world = World::new();
    let company = world.company("ana").await;
    let movement = world.ready(&company, TipoMovimiento::Reingreso).await;
    let draft = movement.draft();
    assert!(!draft.curp.is_empty());
    let shown = Shown {
        curps: false,
        ..Shown::EVERYTHING
    };
    let masked = reader(&world, &company, shown).await;
    let everything = reader(&world, &company, Shown::EVERYTHING).await;
    assert_eq!(listed(&world, &everything, &draft.curp).await.len(), 1);
    assert!(listed(&world, &masked, &draft.curp).await.is_empty());
    assert!(listed(&world, &masked, &draft.curp[2..9]).await.is_empty());
    assert_eq!(listed(&world, &masked, &draft.nss).await.len(), 1);
    assert_eq!(
        listed(&world, &masked, &draft.paterno.to_lowercase())
            .await
            .len(),
        1
    );
    // An empty page points nowhere either.
    let ask = HistoryAsk {
        texto: draft.curp,
        limit: 1,
        ..HistoryAsk::default()
    };
    let page = movements::history(&world.service, &masked, ask)
        .await
        .unwrap();
    assert!(page.next.is_none());
}

#[tokio::test]
async fn a_masked_link_opens_no_lote() {
    let world = World::new();
    let company = world.company("ana").await;
    let masked = Shown {
        salaries: false,
        ..Shown::EVERYTHING
    };
    let both = NewLink {
        lotes: true,
        ..new(masked)
    };
    let refused = links::create(&world.service, &company.admin, &both).await;
    let error = refused.err().unwrap();
    assert_eq!(world.service.wire(&error.into()).field, Some("lotes"));
    let caller = reader(&world, &company, masked).await;
    let list = lotes::list(&world.service, &caller, None, 10).await;
    assert!(list.is_err());
}

#[tokio::test]
async fn taking_the_list_away_is_allowed_by_the_link_and_noted() {
    let world = World::new();
    let company = world.company("ana").await;
    let movement = world.ready(&company, TipoMovimiento::Reingreso).await;
    let shown = Shown {
        exports: false,
        ..Shown::EVERYTHING
    };
    let ask = || HistoryAsk {
        texto: movement.draft().curp,
        limit: 1_000,
        ..HistoryAsk::default()
    };
    let kept = reader(&world, &company, shown).await;
    let refused = movements::export(&world.service, &kept, ask()).await;
    assert!(matches!(
        refused,
        Err(MovementError::Common(CommonError::Forbidden))
    ));
    let caller = reader(&world, &company, Shown::EVERYTHING).await;
    let page = movements::export(&world.service, &caller, ask()).await;
    assert_eq!(page.unwrap().movements.len(), 1);
    let entries = audit::list(&world.service, &company.admin, None, 50)
        .await
        .unwrap();
    let exports: Vec<_> = entries
        .iter()
        .filter(|entry| entry.action == Action::HistoryExported)
        .collect();
    assert_eq!(exports.len(), 1);
    assert_eq!(exports[0].detail, "con texto");
}

#[tokio::test]
async fn a_file_holds_more_rows_a_call_than_the_list() {
    let world = World::new();
    let company = world.company("ana").await;
    for _ in 0..210 {
        baja(&world, &company, 12).await;
    }
    let ask = || HistoryAsk {
        limit: 1_000,
        ..HistoryAsk::default()
    };
    let caller = Caller::Full(company.admin.clone());
    let file = movements::export(&world.service, &caller, ask()).await;
    let list = movements::history(&world.service, &caller, ask()).await;
    assert_eq!(file.unwrap().movements.len(), 210);
    assert_eq!(list.unwrap().movements.len(), 200);
}

#[tokio::test]
async fn a_link_opens_as_often_as_it_may() {
    let world = World::new();
    let company = world.company("ana").await;
    let twice = NewLink {
        max_uses: Some(2),
        ..new(Shown::EVERYTHING)
    };
    let (token, _) = made(&world, &company, &twice).await;
    let first = links::open(&world.service, &stranger(), &token, None)
        .await
        .unwrap();
    opened(&world, &token).await.unwrap();
    assert!(matches!(
        opened(&world, &token).await,
        Err(LinkError::DoesNotOpen)
    ));
    accounts::authenticate(&world.service, &first.token)
        .await
        .expect("a session that is open goes on");
}

#[tokio::test]
async fn the_first_opening_alone_is_mailed_to_the_maker() {
    let world = World::new();
    let company = world.company("ana").await;
    let notified = NewLink {
        notify: true,
        ..new(Shown::EVERYTHING)
    };
    let (token, _) = made(&world, &company, &notified).await;
    for _ in 0..2 {
        opened(&world, &token).await.unwrap();
        world.work().await;
    }
    let sent = world.mail.given();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to, "ana@example.mx");
    assert!(sent[0].body.contains("Despacho contable"));
    assert!(!sent[0].body.contains(token.reveal()));
}

fn mailed() -> NewLink {
    NewLink {
        email: " despacho@example.mx ".to_owned(),
        ..new(Shown::EVERYTHING)
    }
}

#[tokio::test]
async fn a_link_is_mailed_to_the_person_it_is_for() {
    let world = World::new();
    let company = world.company("ana").await;
    let (token, link) = made(&world, &company, &mailed()).await;
    world.work().await;
    let sent = world.mail.given();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to, "despacho@example.mx");
    assert!(sent[0].body.contains("Despacho contable"));
    let address = &sent[0].action.as_ref().unwrap().url;
    let expected = format!("https://rubrica.example/consulta#{}", token.reveal());
    assert_eq!(address, &expected);
    let log = audit::list(&world.service, &company.admin, None, 5).await;
    let log = log.unwrap();
    let entry = log
        .iter()
        .find(|entry| entry.subject == format!("link:{}", link.id))
        .unwrap();
    assert!(entry.detail.ends_with("por correo a despacho@example.mx"));
}

#[tokio::test]
async fn the_token_of_a_link_waits_sealed_in_the_outbox() {
    let world = World::new();
    let company = world.company("ana").await;
    let (token, _) = made(&world, &company, &mailed()).await;
    let lane = service::records::Lane::Mail;
    let (now, until) = (world.build.now, world.build.after(1));
    let jobs = world.store.take_due_jobs(lane, now, "spy", until, 9).await;
    let jobs = jobs.unwrap();
    assert_eq!(jobs.len(), 1);
    let stored = serde_json::to_string(&jobs).unwrap();
    assert!(!stored.contains(token.reveal()), "{stored}");
}

#[tokio::test]
async fn a_link_revoked_before_its_mail_left_is_not_mailed() {
    let world = World::new();
    let company = world.company("ana").await;
    let (_, link) = made(&world, &company, &mailed()).await;
    links::revoke(&world.service, &company.admin, link.id)
        .await
        .unwrap();
    world.work().await;
    assert!(world.mail.given().is_empty());
}

#[tokio::test]
async fn a_link_is_not_made_for_half_an_address() {
    let world = World::new();
    let company = world.company("ana").await;
    let half = NewLink {
        email: "despacho@".to_owned(),
        ..new(Shown::EVERYTHING)
    };
    let refused = links::create(&world.service, &company.admin, &half).await;
    let error = refused.err().unwrap();
    assert_eq!(world.service.wire(&error.into()).field, Some("email"));
}

#[tokio::test]
async fn an_ended_link_is_extended_and_a_revoked_one_is_not() {
    let world = World::new();
    let company = world.company("ana").await;
    let (token, link) = made(&world, &company, &new(Shown::EVERYTHING)).await;
    world.minutes(31 * 24 * 60);
    assert!(opened(&world, &token).await.is_err());
    let admin = full(
        &world
            .log_in("ana", model::Mode::Completo)
            .await
            .unwrap()
            .caller,
    );
    links::extend(&world.service, &admin, link.id, 10)
        .await
        .unwrap();
    opened(&world, &token).await.unwrap();
    for days in [0, 367] {
        let refused = links::extend(&world.service, &admin, link.id, days).await;
        let error = refused.err().unwrap();
        assert_eq!(world.service.wire(&error.into()).field, Some("days"));
    }
    links::revoke(&world.service, &admin, link.id)
        .await
        .unwrap();
    let refused = links::extend(&world.service, &admin, link.id, 10).await;
    assert!(matches!(
        refused,
        Err(LinkError::Common(CommonError::NotFound(_)))
    ));
}

#[tokio::test]
async fn a_session_left_to_read_only_writes_nothing_more() {
    let world = World::new();
    world.company("ana").await;
    let entered = world.log_in("ana", model::Mode::Completo).await.unwrap();
    let left = accounts::make_read_only(&world.service, &entered.caller)
        .await
        .unwrap()
        .expect("a full session becomes another one");
    let old = accounts::authenticate(&world.service, &entered.token).await;
    assert!(matches!(old, Err(CommonError::NoSession)));
    let caller = accounts::authenticate(&world.service, &left.token)
        .await
        .unwrap();
    assert!(caller.full().is_err());
    let again = accounts::make_read_only(&world.service, &caller).await;
    assert!(again.unwrap().is_none());
}

#[tokio::test]
async fn a_link_has_no_session_to_leave_to_read_only() {
    let world = World::new();
    let company = world.company("ana").await;
    let caller = reader(&world, &company, Shown::EVERYTHING).await;
    let refused = accounts::make_read_only(&world.service, &caller).await;
    assert!(matches!(
        refused,
        Err(AccountError::Common(CommonError::Forbidden))
    ));
}

#[tokio::test]
async fn a_role_that_writes_nothing_is_a_reader_by_type() {
    let world = World::new();
    let company = world.company("ana").await;
    let new = accounts::NewUser {
        username: "consuelo".to_owned(),
        nombre: "Consuelo".to_owned(),
        email: String::new(),
        role: model::Role::Consulta,
        password: crate::world::password(crate::world::PASSWORD),
    };
    accounts::create_user(&world.service, &company.admin, &new)
        .await
        .unwrap();
    let entered = world
        .log_in("consuelo", model::Mode::Completo)
        .await
        .unwrap();
    assert!(matches!(entered.caller, Caller::ReadOnly(_)));
}
