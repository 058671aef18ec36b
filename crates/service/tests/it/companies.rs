//! One person in several companies, and the consult links that she claimed.

use imss::movimiento::TipoMovimiento;
use model::{Mode, Role};
use service::CommonError;
use service::accounts::{self, AccountError, Credentials, Invitation, LoggedIn, NewLogin};
use service::caller::{Caller, FullCaller, Reader as _};
use service::companies::{self, Mine};
use service::ids::LinkId;
use service::links::{self, NewLink};
use service::records::{ConsultLink, Shown};
use service::values::Token;

use crate::recovery::last_token;
use crate::world::{Company, PASSWORD, World, full, password, stranger};

const NEW: &str = "otra frase, más larga";

fn credentials(username: &str, typed: &str) -> Credentials {
    Credentials {
        username: username.to_owned(),
        password: password(typed),
        read_only: false,
    }
}

/// Invites an address, and returns the token that is mailed to it.
async fn invited(world: &World, admin: &FullCaller, email: &str, role: Role) -> Token {
    let invitation = Invitation {
        nombre: "Ana Núñez".to_owned(),
        email: email.to_owned(),
        role,
    };
    accounts::invite(&world.service, admin, &invitation)
        .await
        .unwrap();
    world.work().await;
    last_token(world)
}

/// The token in the last mail that holds these words.
fn token_for(world: &World, words: &str) -> Token {
    let mails = world.mail.given();
    let mail = mails.iter().rev().find(|mail| mail.body.contains(words));
    let action = mail.unwrap().action.as_ref().unwrap();
    let (_, token) = action.url.split_once('#').unwrap();
    Token::presented(token).unwrap()
}

/// A person joins a company with the login that she has.
pub(crate) async fn join(
    world: &World,
    admin: &FullCaller,
    username: &str,
    role: Role,
) -> LoggedIn {
    let token = invited(world, admin, "ana.en.otra@example.mx", role).await;
    let typed = credentials(username, PASSWORD);
    accounts::join(&world.service, &stranger(), &token, &typed, None)
        .await
        .unwrap()
}

async fn lives(world: &World, token: &Token) -> bool {
    accounts::authenticate(&world.service, token).await.is_ok()
}

async fn mine(world: &World, caller: &Caller) -> Mine {
    companies::mine(&world.service, caller).await.unwrap()
}

/// A link to a company, and the session of somebody who opened it.
async fn link(world: &World, admin: &FullCaller, max_uses: Option<u32>) -> (ConsultLink, Caller) {
    let new = NewLink {
        nombre: "Despacho".to_owned(),
        email: String::new(),
        registros: Vec::new(),
        lotes: false,
        shown: Shown::EVERYTHING,
        days: 7,
        pin: None,
        max_uses,
        notify: false,
    };
    let (token, link) = links::create(&world.service, admin, &new).await.unwrap();
    let opened = links::open(&world.service, &stranger(), &token, None)
        .await
        .unwrap();
    (link, opened.caller)
}

fn accountant(username: &str) -> NewLogin {
    NewLogin {
        nombre: "Carmen Contadora".to_owned(),
        email: format!("{username}@despacho.example"),
        username: username.to_owned(),
        password: password(PASSWORD),
    }
}

async fn two(world: &World) -> (Company, Company, LoggedIn) {
    let first = world.company("ana").await;
    let second = world.company("eva").await;
    let joined = join(world, &second.admin, "ana", Role::Firmante).await;
    (first, second, joined)
}

#[tokio::test]
async fn a_person_joins_another_company_with_her_login() {
    let world = World::new();
    let (first, second, joined) = two(&world).await;
    let there = full(&joined.caller);
    assert_eq!(
        (there.empresa(), there.role()),
        (second.admin.empresa(), Role::Firmante)
    );
    let who = accounts::who(&world.service, &joined.caller).await.unwrap();
    assert!(who.several);
    assert_eq!(who.empresa, "Empresa de eva");

    // One name and one password, and the company that she joined first is entered.
    let entered = world.log_in("ana", Mode::Completo).await.unwrap();
    assert_eq!(full(&entered.caller).empresa(), first.admin.empresa());
    let mine = mine(&world, &entered.caller).await;
    let names: Vec<_> = mine
        .companies
        .iter()
        .map(|one| (one.nombre.as_str(), one.role, one.is_this))
        .collect();
    assert_eq!(
        names,
        [
            ("Empresa de ana", Role::Administrador, true),
            ("Empresa de eva", Role::Firmante, false),
        ]
    );
}

#[tokio::test]
async fn joining_needs_the_password_and_uses_the_invitation_up() {
    let world = World::new();
    world.company("ana").await;
    let second = world.company("eva").await;
    let token = invited(&world, &second.admin, "otra@example.mx", Role::Consulta).await;
    let (service, from) = (&world.service, stranger());
    let wrong = credentials("ana", "no es esta");
    let refused = accounts::join(service, &from, &token, &wrong, None).await;
    assert!(matches!(refused, Err(AccountError::WrongCredentials)));
    let right = credentials("ana", PASSWORD);
    accounts::join(service, &from, &token, &right, None)
        .await
        .unwrap();
    let again = accounts::join(service, &from, &token, &right, None).await;
    assert!(matches!(again, Err(AccountError::LinkDead)));

    let token = invited(&world, &second.admin, "mas@example.mx", Role::Firmante).await;
    let twice = accounts::join(service, &from, &token, &right, None).await;
    let wire = service.wire(&twice.err().unwrap().into());
    assert_eq!(wire.field, Some("username"));
}

#[tokio::test]
async fn switching_rotates_the_session_and_keeps_its_end() {
    let world = World::new();
    let (first, second, _) = two(&world).await;
    let entered = world.log_in("ana", Mode::Completo).await.unwrap();
    world.minutes(20);
    let caller = accounts::authenticate(&world.service, &entered.token)
        .await
        .unwrap();
    let there = companies::switch(&world.service, &caller, second.admin.empresa())
        .await
        .unwrap();
    assert!(!lives(&world, &entered.token).await);
    assert!(lives(&world, &there.token).await);
    assert_eq!(there.caller.scope().empresa, second.admin.empresa());
    assert_eq!(there.caller.scope().until, caller.scope().until);
    let back = companies::switch(&world.service, &there.caller, first.admin.empresa())
        .await
        .unwrap();
    assert_eq!(full(&back.caller).role(), Role::Administrador);
}

#[tokio::test]
async fn a_session_that_only_reads_switches_to_one_that_only_reads() {
    let world = World::new();
    let (_, second, _) = two(&world).await;
    let reading = world.log_in("ana", Mode::Consulta).await.unwrap();
    let there = companies::switch(&world.service, &reading.caller, second.admin.empresa())
        .await
        .unwrap();
    assert!(there.caller.full().is_err());
}

#[tokio::test]
async fn nobody_switches_to_a_company_that_is_not_hers() {
    let world = World::new();
    let first = world.company("ana").await;
    let second = world.company("eva").await;
    let ana = world.log_in("ana", Mode::Completo).await.unwrap();
    let service = &world.service;
    let stolen = companies::switch(service, &ana.caller, second.admin.empresa()).await;
    let wire = service.wire(&stolen.err().unwrap());
    assert_eq!(wire.kind, service::ErrorKind::NotFound);
    assert!(lives(&world, &ana.token).await, "nothing happened");

    // Nor to one that shut her out, while the others stay open to her.
    let joined = join(&world, &second.admin, "ana", Role::Firmante).await;
    let there = full(&joined.caller);
    accounts::deactivate(service, &second.admin, there.user())
        .await
        .unwrap();
    assert!(!lives(&world, &joined.token).await);
    let ana = world.log_in("ana", Mode::Completo).await.unwrap();
    assert_eq!(mine(&world, &ana.caller).await.companies.len(), 1);
    let closed = companies::switch(service, &ana.caller, second.admin.empresa()).await;
    assert!(closed.is_err());

    // Shut out of the first, she enters the second once she is back in it.
    let again = join(&world, &second.admin, "ana", Role::Capturista).await;
    assert_eq!(full(&again.caller).user(), there.user(), "the same user");
    let luis = world.user(&first.admin, "luis", Role::Administrador).await;
    accounts::deactivate(service, &luis, first.admin.user())
        .await
        .unwrap();
    let ana = world.log_in("ana", Mode::Completo).await.unwrap();
    assert_eq!(full(&ana.caller).empresa(), second.admin.empresa());
    accounts::deactivate(service, &second.admin, there.user())
        .await
        .unwrap();
    let nowhere = world.log_in("ana", Mode::Completo).await;
    assert!(matches!(nowhere, Err(AccountError::WrongCredentials)));
}

#[tokio::test]
async fn one_password_ends_the_sessions_of_every_company() {
    let world = World::new();
    let (first, _, there) = two(&world).await;
    let here = world.log_in("ana", Mode::Completo).await.unwrap();
    let service = &world.service;
    let own = accounts::own_sessions(service, &full(&there.caller))
        .await
        .unwrap();
    assert!(own.len() >= 2, "of every company");
    let (current, new) = (password(PASSWORD), password(NEW));
    let entered = accounts::change_password(service, &full(&there.caller), &current, &new)
        .await
        .unwrap();
    assert!(!lives(&world, &here.token).await);
    assert!(lives(&world, &entered.token).await);
    let empresa = entered.caller.scope().empresa;
    assert_ne!(empresa, first.admin.empresa(), "she stays where she is");
    world
        .log_in_with("ana", NEW, Mode::Completo, None)
        .await
        .expect("with the new one");

    accounts::ask_recovery(service, &stranger(), "ana@example.mx")
        .await
        .unwrap();
    world.work().await;
    let chosen = password(PASSWORD);
    let token = token_for(&world, "«ana»");
    accounts::reset_password(service, &stranger(), &token, &chosen)
        .await
        .unwrap();
    assert!(!lives(&world, &entered.token).await);
}

#[tokio::test]
async fn name_and_address_change_in_every_company() {
    let world = World::new();
    let (first, second, there) = two(&world).await;
    let there = full(&there.caller);
    let service = &world.service;
    accounts::change_name(service, &there, "Ana Otra")
        .await
        .unwrap();
    let right = password(PASSWORD);
    accounts::ask_address(service, &there, &right, "nueva@example.mx")
        .await
        .unwrap();
    world.work().await;
    let token = last_token(&world);
    accounts::confirm_address(service, &token).await.unwrap();
    for (admin, username) in [(&first.admin, "ana"), (&second.admin, "ana")] {
        let user = world.user_named(admin, username).await;
        assert_eq!(user.nombre, "Ana Otra");
        assert_eq!(user.email.as_deref(), Some("nueva@example.mx"));
    }
}

#[tokio::test]
async fn the_operator_shuts_a_person_out_of_every_company() {
    let world = World::new();
    let (_, _, there) = two(&world).await;
    service::operator::disable(&world.service, "ana")
        .await
        .unwrap();
    assert!(!lives(&world, &there.token).await);
    assert!(world.log_in("ana", Mode::Completo).await.is_err());
}

#[tokio::test]
async fn what_waits_is_counted_as_each_company_shows_it() {
    let world = World::new();
    let (first, second, _) = two(&world).await;
    world.ready(&second, TipoMovimiento::Baja).await;
    world.refused(&first, "10").await;
    let ana = world.log_in("ana", Mode::Completo).await.unwrap();
    let all = mine(&world, &ana.caller).await;
    let [here, there] = all.companies.as_slice() else {
        panic!("{all:?}");
    };
    assert_eq!(here.figures.refused, 1);
    assert_eq!(here.figures.unsigned, 0);
    assert_eq!(there.figures.refused, 0);
    assert_eq!(there.figures.due.len(), 1);
    assert_eq!(there.figures.unsigned, 1);
    let due = service::movements::due(&world.service, &second.admin)
        .await
        .unwrap();
    assert_eq!(there.figures.due, due, "as its Tablero has it");

    let reading = world.log_in("ana", Mode::Consulta).await.unwrap();
    let all = mine(&world, &reading.caller).await;
    assert!(all.companies[1].figures.due.is_empty(), "she only reads");
}

#[tokio::test]
async fn an_accountant_keeps_her_links_with_a_login_of_no_company() {
    let world = World::new();
    let (first, second) = (world.company("ana").await, world.company("eva").await);
    world.refused(&first, "10").await;
    let (one, reading) = link(&world, &first.admin, None).await;
    let (service, from) = (&world.service, stranger());
    accounts::claim_with_new(service, &from, &reading, &accountant("carmen"))
        .await
        .unwrap();
    world.minutes(1);
    let (other, reading) = link(&world, &second.admin, None).await;
    let typed = credentials("carmen", PASSWORD);
    for _ in 0..2 {
        accounts::claim(service, &from, &reading, &typed)
            .await
            .expect("twice is once");
    }

    let carmen = world.log_in("carmen", Mode::Completo).await.unwrap();
    assert!(carmen.caller.full().is_err());
    let who = accounts::who(service, &carmen.caller).await.unwrap();
    assert_eq!((who.empresa.as_str(), who.several), ("", true));
    let kept = mine(&world, &carmen.caller).await;
    assert!(kept.companies.is_empty());
    let shown: Vec<_> = kept
        .links
        .iter()
        .map(|kept| kept.opens.as_ref().unwrap())
        .map(|open| (open.empresa.as_str(), open.figures.refused))
        .collect();
    assert_eq!(shown, [("Empresa de ana", 1), ("Empresa de eva", 0)]);
    // Her login reads nothing of either.
    let users = accounts::names(service, &carmen.caller).await.unwrap();
    assert_eq!(users.len(), 1, "herself alone");

    let opened = companies::open_claimed(service, &carmen.caller, one.id)
        .await
        .unwrap();
    assert!(matches!(opened.caller, Caller::Link(_)));
    assert!(lives(&world, &carmen.token).await, "beside her own session");
    links::revoke(service, &first.admin, one.id).await.unwrap();
    assert!(!lives(&world, &opened.token).await);
    let kept = mine(&world, &carmen.caller).await;
    assert!(kept.links[0].opens.is_none());
    let dead = companies::open_claimed(service, &carmen.caller, one.id).await;
    assert!(dead.is_err());
    accounts::forget(service, &carmen.caller, one.id)
        .await
        .unwrap();
    let kept = mine(&world, &carmen.caller).await;
    assert_eq!(kept.links.len(), 1);
    assert_eq!(kept.links[0].link, other.id);

    // Invited, she has a company, and her links as before.
    let joined = join(&world, &second.admin, "carmen", Role::Capturista).await;
    assert_eq!(full(&joined.caller).empresa(), second.admin.empresa());
    let all = mine(&world, &joined.caller).await;
    assert_eq!((all.companies.len(), all.links.len()), (1, 1));
}

#[tokio::test]
async fn only_the_holder_of_a_link_claims_it_and_only_she_opens_it() {
    let world = World::new();
    let company = world.company("ana").await;
    let (kept, reading) = link(&world, &company.admin, Some(2)).await;
    let (service, from) = (&world.service, stranger());
    let ana = world.log_in("ana", Mode::Completo).await.unwrap();
    let not_hers = accounts::claim_with_new(service, &from, &ana.caller, &accountant("x")).await;
    assert!(matches!(
        not_hers,
        Err(AccountError::Common(CommonError::NotFound(_)))
    ));
    accounts::claim_with_new(service, &from, &reading, &accountant("carmen"))
        .await
        .unwrap();
    for id in [kept.id, LinkId(world.build.digest())] {
        let stolen = companies::open_claimed(service, &ana.caller, id).await;
        let wire = service.wire(&stolen.err().unwrap());
        assert_eq!(wire.kind, service::ErrorKind::NotFound);
    }
    let by_link = companies::mine(service, &reading).await;
    assert!(by_link.is_err(), "the session of a link has no companies");
    let switched = companies::switch(service, &reading, company.admin.empresa()).await;
    assert!(switched.is_err());

    // Its openings are counted for every holder.
    let carmen = world.log_in("carmen", Mode::Completo).await.unwrap();
    companies::open_claimed(service, &carmen.caller, kept.id)
        .await
        .unwrap();
    let used_up = companies::open_claimed(service, &carmen.caller, kept.id).await;
    assert!(used_up.is_err());
    assert!(mine(&world, &carmen.caller).await.links[0].opens.is_none());
}
