//! The company's people: invited, changed, shut out; and what each changes about herself.

use model::{Mode, Role};
use service::CommonError;
use service::accounts::{self, Accepting, AccountError, Invitation, LoggedIn};
use service::caller::{FullCaller, Reader as _};
use service::links::{self, LinkError, NewLink};
use service::records::Shown;
use service::values::Token;

use crate::recovery::last_token;
use crate::world::{PASSWORD, World, full, password, stranger};

const NEW: &str = "otra frase, más larga";

fn invitation(email: &str, role: Role) -> Invitation {
    Invitation {
        nombre: "Luis Peña".to_owned(),
        email: email.to_owned(),
        role,
    }
}

fn accepting(username: &str) -> Accepting {
    Accepting {
        nombre: "Luis Peña".to_owned(),
        username: username.to_owned(),
        password: password(NEW),
    }
}

async fn invite(world: &World, admin: &FullCaller, email: &str, role: Role) -> Token {
    accounts::invite(&world.service, admin, &invitation(email, role))
        .await
        .unwrap();
    world.work().await;
    last_token(world)
}

async fn accept(world: &World, token: &Token, username: &str) -> Result<LoggedIn, AccountError> {
    let accepting = accepting(username);
    accounts::accept(&world.service, &stranger(), token, &accepting, None).await
}

async fn lives(world: &World, token: &Token) -> bool {
    match accounts::authenticate(&world.service, token).await {
        Ok(_) => true,
        Err(CommonError::NoSession) => false,
        Err(error) => panic!("{error}"),
    }
}

fn forbidden<T>(result: Result<T, AccountError>) -> bool {
    matches!(
        result.err(),
        Some(AccountError::Common(CommonError::Forbidden))
    )
}

#[tokio::test]
async fn an_invitation_makes_one_user_with_the_role_it_names() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    let token = invite(&world, &admin, "luis@example.mx", Role::Capturista).await;
    let mail = world.mail.given().pop().unwrap();
    assert_eq!(mail.to, "luis@example.mx");
    assert!(mail.body.contains("Empresa de ana"), "{}", mail.body);
    assert_eq!(
        accounts::invitations(&world.service, &admin)
            .await
            .unwrap()
            .len(),
        1
    );

    let entered = accept(&world, &token, "luis").await.unwrap();
    let luis = full(&entered.caller);
    assert_eq!(
        (luis.role(), luis.empresa()),
        (Role::Capturista, admin.empresa())
    );
    assert!(lives(&world, &entered.token).await);
    let user = world.user_named(&admin, "luis").await;
    assert_eq!(user.email.as_deref(), Some("luis@example.mx"));
    assert!(
        accounts::invitations(&world.service, &admin)
            .await
            .unwrap()
            .is_empty()
    );

    let again = accept(&world, &token, "otro").await;
    assert!(matches!(again, Err(AccountError::LinkDead)));
}

#[tokio::test]
async fn an_invitation_ends_is_replaced_and_is_taken_back() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    let ended = invite(&world, &admin, "luis@example.mx", Role::Firmante).await;
    world.minutes(7 * 24 * 60 + 1);
    assert!(matches!(
        accept(&world, &ended, "luis").await,
        Err(AccountError::LinkDead)
    ));

    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    let replaced = invite(&world, &admin, "luis@example.mx", Role::Firmante).await;
    let taken_back = invite(&world, &admin, "LUIS@example.mx", Role::Consulta).await;
    assert!(matches!(
        accept(&world, &replaced, "luis").await,
        Err(AccountError::LinkDead)
    ));
    let waiting = accounts::invitations(&world.service, &admin).await.unwrap();
    assert_eq!(waiting.len(), 1);
    accounts::take_back(&world.service, &admin, waiting[0].id)
        .await
        .unwrap();
    assert!(matches!(
        accept(&world, &taken_back, "luis").await,
        Err(AccountError::LinkDead)
    ));
}

#[tokio::test]
async fn a_refused_acceptance_leaves_the_invitation() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    let token = invite(&world, &admin, "luis@example.mx", Role::Firmante).await;
    let taken = accept(&world, &token, "ana").await;
    assert!(matches!(taken, Err(AccountError::UsernameTaken)));
    accept(&world, &token, "luis").await.expect("another name");
}

#[tokio::test]
async fn nobody_is_invited_twice_at_one_address() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    let again = invitation("ANA@example.mx", Role::Firmante);
    let error = accounts::invite(&world.service, &admin, &again)
        .await
        .unwrap_err();
    assert_eq!(world.service.wire(&error.into()).field, Some("email"));
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    let me = admin.user();
    let demoted = accounts::change_role(&world.service, &admin, me, Role::Consulta).await;
    assert!(matches!(demoted, Err(AccountError::LastAdministrator)));
    let out = accounts::deactivate(&world.service, &admin, me).await;
    assert!(matches!(out, Err(AccountError::LastAdministrator)));

    // Somebody who is shut out does not count.
    let eva = world.user(&admin, "eva", Role::Administrador).await;
    accounts::deactivate(&world.service, &admin, eva.user())
        .await
        .unwrap();
    let out = accounts::deactivate(&world.service, &admin, me).await;
    assert!(matches!(out, Err(AccountError::LastAdministrator)));
}

#[tokio::test]
async fn of_two_administrators_who_demote_each_other_one_stays() {
    let world = World::new();
    let ana = full(&world.register("ana").await.caller);
    let eva = world.user(&ana, "eva", Role::Administrador).await;
    let service = &world.service;
    let both = futures::future::join(
        accounts::change_role(service, &ana, eva.user(), Role::Firmante),
        accounts::change_role(service, &eva, ana.user(), Role::Firmante),
    );
    let _ = both.await;
    let users = world.store.users(ana.empresa()).await.unwrap();
    assert_eq!(
        users.iter().filter(|user| user.role.administers()).count(),
        1
    );
}

#[tokio::test]
async fn another_role_ends_the_sessions_of_the_old_one() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    world.user(&admin, "luis", Role::Firmante).await;
    let before = world.log_in("luis", Mode::Completo).await.unwrap();
    let luis = full(&before.caller).user();
    accounts::change_role(&world.service, &admin, luis, Role::Capturista)
        .await
        .unwrap();
    assert!(!lives(&world, &before.token).await);
    let after = world.log_in("luis", Mode::Completo).await.unwrap();
    assert_eq!(full(&after.caller).role(), Role::Capturista);
}

#[tokio::test]
async fn shutting_somebody_out_ends_what_she_opened_and_made() {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    let service = &world.service;
    let new = NewLink {
        nombre: "Despacho".to_owned(),
        registros: Vec::new(),
        lotes: false,
        shown: Shown::EVERYTHING,
        days: 7,
        pin: None,
        max_uses: None,
        notify: false,
        email: String::new(),
    };
    let (link, _) = links::create(service, &company.admin, &new).await.unwrap();
    let read = links::open(service, &stranger(), &link, None)
        .await
        .unwrap();
    let invited = invite(&world, &company.admin, "luis@example.mx", Role::Firmante).await;
    let session = world.log_in("ana", Mode::Consulta).await.unwrap();
    let eva = world.user(&company.admin, "eva", Role::Administrador).await;

    accounts::deactivate(service, &eva, company.admin.user())
        .await
        .unwrap();
    assert!(!lives(&world, &session.token).await);
    assert!(
        !lives(&world, &read.token).await,
        "the link she made is revoked"
    );
    let opened = links::open(service, &stranger(), &link, None).await;
    assert!(matches!(opened, Err(LinkError::DoesNotOpen)));
    assert!(matches!(
        accept(&world, &invited, "luis").await,
        Err(AccountError::LinkDead)
    ));
    let portal = world.store.portal_sessions(eva.empresa()).await.unwrap();
    assert!(portal.is_empty());
    assert_eq!(world.portal.script(|s| s.logouts), 1);
    assert!(world.log_in("ana", Mode::Completo).await.is_err());

    accounts::activate(service, &eva, company.admin.user())
        .await
        .unwrap();
    world
        .log_in("ana", Mode::Completo)
        .await
        .expect("she is back");
    let opened = links::open(service, &stranger(), &link, None).await;
    assert!(
        matches!(opened, Err(LinkError::DoesNotOpen)),
        "her link is not"
    );
}

#[tokio::test]
async fn an_administrator_sees_and_ends_single_sessions() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    let luis = world.user(&admin, "luis", Role::Firmante).await.user();
    let tablet = world.log_in("luis", Mode::Completo).await.unwrap();
    let service = &world.service;
    let listed = accounts::list_sessions(service, &admin, luis)
        .await
        .unwrap();
    assert_eq!(listed.len(), 2);
    let of_tablet = tablet.caller.session();
    accounts::revoke_session(service, &admin, luis, of_tablet)
        .await
        .unwrap();
    assert!(!lives(&world, &tablet.token).await);
    assert_eq!(
        accounts::list_sessions(service, &admin, luis)
            .await
            .unwrap()
            .len(),
        1
    );
    let again = accounts::revoke_session(service, &admin, luis, of_tablet).await;
    assert!(matches!(
        again,
        Err(AccountError::Common(CommonError::NotFound(_)))
    ));
    let tablet = world.log_in("luis", Mode::Completo).await.unwrap();
    let luis_himself = full(&tablet.caller);
    let own = accounts::own_sessions(service, &luis_himself)
        .await
        .unwrap();
    assert_eq!(own.len(), 2);
    let not_his = accounts::end_own_session(service, &luis_himself, admin.session()).await;
    assert!(matches!(
        not_his,
        Err(AccountError::Common(CommonError::NotFound(_)))
    ));
    accounts::end_own_session(service, &luis_himself, own[1].id)
        .await
        .unwrap();
    assert_eq!(
        accounts::own_sessions(service, &luis_himself)
            .await
            .unwrap()
            .len(),
        1
    );
    // An ended one is not listed.
    world.minutes(31);
    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    assert!(
        accounts::list_sessions(service, &admin, luis)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn only_an_administrator_changes_people() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    let luis = world.user(&admin, "luis", Role::Firmante).await;
    let (service, ana) = (&world.service, admin.user());
    let new = invitation("eva@example.mx", Role::Administrador);
    assert!(forbidden(accounts::invite(service, &luis, &new).await));
    assert!(forbidden(accounts::invitations(service, &luis).await));
    assert!(forbidden(
        accounts::change_role(service, &luis, ana, Role::Consulta).await
    ));
    assert!(forbidden(accounts::deactivate(service, &luis, ana).await));
    assert!(forbidden(accounts::activate(service, &luis, ana).await));
    assert!(forbidden(
        accounts::list_sessions(service, &luis, ana).await
    ));
    let session = luis.session();
    assert!(forbidden(
        accounts::revoke_session(service, &luis, ana, session).await
    ));
    assert!(forbidden(accounts::undelivered(service, &luis).await));
}

#[tokio::test]
async fn a_new_password_keeps_this_session_under_another_token() {
    let world = World::new();
    let ana = world.register("ana").await;
    let elsewhere = world.log_in("ana", Mode::Completo).await.unwrap();
    let me = full(&ana.caller);
    let service = &world.service;
    let (other, new) = (password("no es esta"), password(NEW));
    let wrong = accounts::change_password(service, &me, &other, &new).await;
    let error = wrong.err().unwrap();
    assert_eq!(world.service.wire(&error.into()).field, Some("current"));

    let (current, new) = (password(PASSWORD), password(NEW));
    let entered = accounts::change_password(service, &me, &current, &new)
        .await
        .unwrap();
    assert_ne!(entered.token.reveal(), ana.token.reveal());
    assert!(lives(&world, &entered.token).await);
    assert!(!lives(&world, &ana.token).await);
    assert!(!lives(&world, &elsewhere.token).await);
    assert!(entered.caller.scope().until <= ana.caller.scope().until);
    assert!(world.log_in("ana", Mode::Completo).await.is_err());
    world.work().await;
    let notice = world.mail.given().pop().unwrap();
    assert_eq!(notice.subject, "Tu contraseña de Rúbrica cambió");
}

#[tokio::test]
async fn a_role_that_only_consults_has_an_account_of_its_own() {
    let world = World::new();
    let company = world.company("ana").await;
    let service = &world.service;
    let reader = accounts::NewUser {
        username: "consuelo".to_owned(),
        nombre: "Consuelo".to_owned(),
        email: "consuelo@example.mx".to_owned(),
        role: Role::Consulta,
        password: password(PASSWORD),
    };
    accounts::create_user(service, &company.admin, &reader)
        .await
        .unwrap();
    let entered = world.log_in("consuelo", Mode::Completo).await.unwrap();
    assert!(entered.caller.full().is_err(), "she writes nothing else");
    let who = accounts::who(service, &entered.caller).await.unwrap();
    assert_eq!((who.role, who.mode), (Role::Consulta, Mode::Completo));
    let own = entered.caller.own_account().unwrap();
    let renamed = accounts::change_name(service, &own, "Consuelo Paz").await;
    assert_eq!(renamed.unwrap().nombre, "Consuelo Paz");
    let (current, new) = (password(PASSWORD), password(NEW));
    let renewed = accounts::change_password(service, &own, &current, &new)
        .await
        .unwrap();
    assert!(renewed.caller.full().is_err());
    assert!(renewed.caller.own_account().is_ok());

    let entered = world
        .log_in_with("consuelo", NEW, Mode::Consulta, None)
        .await;
    let consulting = entered.unwrap().caller;
    assert!(consulting.own_account().is_err(), "a shared tablet");
}

#[tokio::test]
async fn guessing_the_own_password_from_an_open_session_is_bounded() {
    let world = World::new();
    let me = full(&world.register("ana").await.caller);
    let mut last = None;
    for _ in 0..6 {
        let (other, new) = (password("otra cosa"), password(NEW));
        let wrong = accounts::change_password(&world.service, &me, &other, &new).await;
        last = wrong.err();
    }
    assert!(matches!(last, Some(AccountError::TooManyAttempts { .. })));
}

#[tokio::test]
async fn a_new_address_counts_once_it_is_confirmed() {
    let world = World::new();
    let ana = full(&world.register("ana").await.caller);
    let service = &world.service;
    let right = password(PASSWORD);
    accounts::ask_address(service, &ana, &right, "nueva@example.mx")
        .await
        .unwrap();
    world.work().await;
    let mail = world.mail.given().pop().unwrap();
    assert_eq!(mail.to, "nueva@example.mx");
    let profile = accounts::profile(service, &ana).await.unwrap();
    assert_eq!(profile.email.as_deref(), Some("ana@example.mx"));

    let token = last_token(&world);
    accounts::confirm_address(service, &token).await.unwrap();
    let profile = accounts::profile(service, &ana).await.unwrap();
    assert_eq!(profile.email.as_deref(), Some("nueva@example.mx"));
    world.work().await;
    let notice = world.mail.given().pop().unwrap();
    assert_eq!(
        (notice.to.as_str(), notice.action),
        ("ana@example.mx", None)
    );
    let again = accounts::confirm_address(service, &token).await;
    assert!(matches!(again, Err(AccountError::LinkDead)));
}

#[tokio::test]
async fn a_link_to_the_old_address_sets_no_password_after_the_change() {
    let world = World::new();
    let ana = full(&world.register("ana").await.caller);
    let service = &world.service;
    accounts::ask_recovery(service, &stranger(), "ana@example.mx")
        .await
        .unwrap();
    world.work().await;
    let old = last_token(&world);
    let right = password(PASSWORD);
    accounts::ask_address(service, &ana, &right, "nueva@example.mx")
        .await
        .unwrap();
    world.work().await;
    accounts::confirm_address(service, &last_token(&world))
        .await
        .unwrap();
    let reset = accounts::reset_password(service, &stranger(), &old, &password(NEW)).await;
    assert!(matches!(reset, Err(AccountError::LinkDead)));
}

#[tokio::test]
async fn one_company_reaches_nobody_of_another() {
    let world = World::new();
    let theirs = full(&world.register("ana").await.caller);
    let invited = invite(&world, &theirs, "luis@example.mx", Role::Firmante).await;
    let me = full(&world.register("eva").await.caller);
    let (service, ana) = (&world.service, theirs.user());
    let missing = |result: Result<(), AccountError>| {
        assert!(matches!(
            result,
            Err(AccountError::Common(CommonError::NotFound(_)))
        ));
    };
    missing(accounts::change_role(service, &me, ana, Role::Consulta).await);
    missing(accounts::deactivate(service, &me, ana).await);
    missing(accounts::activate(service, &me, ana).await);
    missing(accounts::list_sessions(service, &me, ana).await.map(drop));
    missing(accounts::revoke_session(service, &me, ana, theirs.session()).await);
    let waiting = accounts::invitations(service, &theirs).await.unwrap();
    missing(accounts::take_back(service, &me, waiting[0].id).await);
    assert!(
        accounts::invitations(service, &me)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        accounts::undelivered(service, &me)
            .await
            .unwrap()
            .is_empty()
    );
    accept(&world, &invited, "luis")
        .await
        .expect("nothing of theirs changed");
}
