//! The audit log, searched by its administrator.

use imss::movimiento::TipoMovimiento;
use model::Role;
use service::CommonError;
use service::accounts;
use service::audit::{self, AuditAsk};
use service::jobs;
use service::movements::HistoryAsk;
use service::records::{Action, Actor};

use crate::world::World;

fn ask() -> AuditAsk {
    AuditAsk {
        limit: 200,
        ..AuditAsk::default()
    }
}

#[tokio::test]
async fn entries_are_found_by_person_kind_and_day() {
    let world = World::new();
    let company = world.company("ana").await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    world.ready(&company, TipoMovimiento::Baja).await;
    world.minutes(2 * 24 * 60);
    let admin = world.log_in("ana", model::Mode::Completo).await.unwrap();
    let admin = crate::world::full(&admin.caller);
    let today = world.service.today();

    let all = audit::search(&world.service, &admin, ask()).await.unwrap();
    assert!(all.entries.len() >= 5 && all.next.is_none());
    let newest_first = all.entries.windows(2).all(|pair| pair[0].id > pair[1].id);
    assert!(newest_first);

    let by_clerk = AuditAsk {
        user: Some(clerk.user()),
        ..ask()
    };
    let found = audit::search(&world.service, &admin, by_clerk)
        .await
        .unwrap();
    let actor = Actor::User(clerk.user());
    assert!(!found.entries.is_empty());
    assert!(found.entries.iter().all(|entry| entry.actor == actor));

    let saved = AuditAsk {
        action: Some(Action::MovementSaved),
        ..ask()
    };
    let found = audit::search(&world.service, &admin, saved).await.unwrap();
    assert_eq!(found.entries.len(), 1);

    let of_today = AuditAsk {
        from: Some(today),
        ..ask()
    };
    let found = audit::search(&world.service, &admin, of_today)
        .await
        .unwrap();
    assert!(
        found
            .entries
            .iter()
            .all(|one| one.action == Action::LoggedIn)
    );
    assert_eq!(found.entries.len(), 1);
    let before = AuditAsk {
        to: today.yesterday().ok(),
        ..ask()
    };
    let older = audit::search(&world.service, &admin, before).await.unwrap();
    assert_eq!(older.entries.len() + 1, all.entries.len());
}

#[tokio::test]
async fn an_entry_says_from_where_and_by_which_session() {
    let world = World::new();
    world.company("ana").await;
    let entered = world.log_in("ana", model::Mode::Completo).await.unwrap();
    let caller = accounts::authenticate(&world.service, &entered.token).await;
    let caller = caller.unwrap().calling_from("2001:db8:1:2::/64");
    accounts::log_out(&world.service, &caller, false)
        .await
        .unwrap();
    let entered = world.log_in("ana", model::Mode::Completo).await.unwrap();
    let admin = crate::world::full(&entered.caller);
    let log = audit::search(&world.service, &admin, ask()).await.unwrap();
    let of = |action: Action| {
        let mut found = log.entries.iter().filter(move |one| one.action == action);
        found.next().unwrap()
    };
    let left = of(Action::LoggedOut);
    assert_eq!(left.address, "2001:db8:1:2::/64");
    assert_eq!(left.session.len(), 8);
    let entered = of(Action::LoggedIn);
    assert_eq!(entered.address, "203.0.113.7");
    assert_ne!(entered.session, left.session);
}

#[tokio::test]
async fn what_was_refused_is_noted() {
    let world = World::new();
    let company = world.company("ana").await;
    let entered = world.log_in("ana", model::Mode::Completo).await.unwrap();
    let why = "Contenía una llave privada.".to_owned();
    audit::note_refused(&world.service, &entered.caller, "request", why)
        .await
        .unwrap();
    let refused = AuditAsk {
        action: Some(Action::RequestRefused),
        ..ask()
    };
    let found = audit::search(&world.service, &company.admin, refused).await;
    let found = found.unwrap().entries;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].detail, "Contenía una llave privada.");
}

#[tokio::test]
async fn pages_of_the_log_follow_each_other() {
    let world = World::new();
    let company = world.company("ana").await;
    for _ in 0..5 {
        world.ready(&company, TipoMovimiento::Baja).await;
    }
    let page = |before| AuditAsk {
        before,
        action: Some(Action::MovementSaved),
        limit: 2,
        ..AuditAsk::default()
    };
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let found = audit::search(&world.service, &company.admin, page(before)).await;
        let found = found.unwrap();
        seen.extend(found.entries.iter().map(|entry| entry.id));
        before = found.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 5);
    assert!(seen.windows(2).all(|pair| pair[0] > pair[1]));
}

#[tokio::test]
async fn only_an_administrator_reads_the_log() {
    let world = World::new();
    let company = world.company("ana").await;
    let signer = world.user(&company.admin, "firma", Role::Firmante).await;
    let refused = audit::search(&world.service, &signer, ask()).await;
    assert!(matches!(refused, Err(CommonError::Forbidden)));
}

#[tokio::test]
async fn no_whole_curp_is_in_the_log() {
    let world = World::new();
    let company = world.company("ana").await;
    let movement = world.ready(&company, TipoMovimiento::Reingreso).await;
    let curp = movement.draft().curp;
    let search = HistoryAsk {
        texto: curp.clone(),
        limit: 10,
        ..HistoryAsk::default()
    };
    let caller = service::caller::Caller::Full(company.admin.clone());
    service::movements::export(&world.service, &caller, search)
        .await
        .unwrap();
    world.minutes(1);
    let all = audit::export(&world.service, &company.admin, ask())
        .await
        .unwrap();
    for entry in &all.entries {
        let text = format!("{} {}", entry.subject, entry.detail);
        assert!(!text.contains(&curp), "{text}");
    }
    let again = audit::search(&world.service, &company.admin, ask())
        .await
        .unwrap();
    assert_eq!(again.entries[0].action, Action::AuditExported);
}

#[tokio::test]
async fn the_log_is_sealed_every_hour_and_its_head_mailed_once_a_week() {
    let world = World::new();
    let company = world.company("ana").await;
    world.ready(&company, TipoMovimiento::Baja).await;
    jobs::seal_every_log(&world.service).await.unwrap();
    jobs::seal_every_log(&world.service)
        .await
        .expect("twice is no error");
    world.minutes(5);
    world.work().await;
    let mails = world.mail.given();
    assert_eq!(mails.len(), 1);

    let empresa = company.admin.empresa();
    let chain = audit::verify(world.store.as_ref(), empresa).await.unwrap();
    assert!(chain.broken.is_empty() && chain.sealed >= 3, "{chain:?}");
    assert!(mails[0].body.contains(&chain.head));

    // Nothing happened since: there is nothing to seal but the seal.
    world.minutes(61);
    world.work().await;
    let again = audit::verify(world.store.as_ref(), empresa).await.unwrap();
    assert_eq!(again, chain);

    world.ready(&company, TipoMovimiento::Baja).await;
    world.minutes(61);
    world.work().await;
    let later = audit::verify(world.store.as_ref(), empresa).await.unwrap();
    assert!(
        later.sealed > chain.sealed && later.broken.is_empty(),
        "{later:?}"
    );
    assert_eq!(world.mail.given().len(), 1, "the same week");
    world.minutes(8 * 24 * 60);
    world.work().await;
    assert_eq!(world.mail.given().len(), 1, "nothing new is no mail");
}
