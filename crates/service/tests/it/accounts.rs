//! Registering, logging in and out, sessions.

use jiff::SignedDuration;
use model::{Mode, Role};
use service::accounts::{
    self, AccountError, NewUser, OperatorsCompany, OperatorsUser, Registering,
};
use service::caller::{Caller, Reader as _};
use service::ids::SessionId;
use service::records::User;
use service::store::Unit;
use service::values::Token;
use service::{CommonError, ErrorKind, Registration, operator};

use crate::world::{PASSWORD, World, full, password, stranger};

fn registering(username: &str, typed: &str) -> Registering {
    Registering {
        nombre: "Comercial del Bajío".to_owned(),
        rfc: String::new(),
        administrador: "Ana".to_owned(),
        email: String::new(),
        username: username.to_owned(),
        password: password(typed),
    }
}

async fn is_live(world: &World, token: &Token) -> bool {
    match accounts::authenticate(&world.service, token).await {
        Ok(_) => true,
        Err(CommonError::NoSession) => false,
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn the_first_company_registers_and_the_second_does_not() {
    let world = World::with(Registration::First);
    assert!(
        accounts::state(&world.service)
            .await
            .unwrap()
            .registration_open
    );
    let first = world.register("ana").await;
    let who = accounts::who(&world.service, &first.caller).await.unwrap();
    assert_eq!(
        (who.role, who.mode, who.sees_lotes),
        (Role::Administrador, Mode::Completo, true)
    );
    assert!(
        !accounts::state(&world.service)
            .await
            .unwrap()
            .registration_open
    );
    let second = accounts::register(&world.service, &registering("luis", PASSWORD)).await;
    assert!(matches!(second, Err(AccountError::RegistrationClosed)));
}

#[tokio::test]
async fn of_many_that_register_first_at_once_one_does() {
    let world = World::with(Registration::First);
    let typed: Vec<Registering> = (0..4)
        .map(|n| registering(&format!("usuario{n}"), PASSWORD))
        .collect();
    let all = typed.iter().map(|r| accounts::register(&world.service, r));
    let results = futures::future::join_all(all).await;
    assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 1);
}

#[tokio::test]
async fn by_invitation_nobody_registers() {
    let world = World::with(Registration::Invite);
    let state = accounts::state(&world.service).await.unwrap();
    assert_eq!(
        (state.registration, state.registration_open),
        (Registration::Invite, false)
    );
    let result = accounts::register(&world.service, &registering("ana", PASSWORD)).await;
    assert!(matches!(result, Err(AccountError::ByInvitation)));

    // The operator makes the company, and a link by which its administrator chooses her password.
    let new = OperatorsCompany {
        nombre: "Comercial del Bajío".to_owned(),
        rfc: "EKU9003173C9".to_owned(),
        administrador: OperatorsUser {
            username: "ana".to_owned(),
            nombre: "Ana".to_owned(),
            email: "ana@example.mx".to_owned(),
            role: Role::Administrador,
        },
    };
    let service = &world.service;
    let token = operator::create_company(service, &new).await.unwrap();
    let chosen = password(PASSWORD);
    accounts::reset_password(service, &stranger(), &token, &chosen)
        .await
        .unwrap();
    let ana = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    assert_eq!(ana.role(), Role::Administrador);
    let again = operator::create_company(service, &new).await;
    assert!(matches!(again, Err(AccountError::RfcKnown)));
}

#[tokio::test]
async fn a_field_that_does_not_hold_what_it_must_is_named() {
    let world = World::new();
    let ana = || registering("ana", PASSWORD);
    for (typed, expected) in [
        (
            Registering {
                username: "a b".to_owned(),
                ..ana()
            },
            "username",
        ),
        (
            Registering {
                password: password("nueve car"),
                ..ana()
            },
            "password",
        ),
        (
            Registering {
                rfc: "NO".to_owned(),
                ..ana()
            },
            "rfc",
        ),
        (
            Registering {
                email: "ana@".to_owned(),
                ..ana()
            },
            "email",
        ),
        (
            Registering {
                nombre: "  ".to_owned(),
                ..ana()
            },
            "razon_social",
        ),
        (
            Registering {
                administrador: String::new(),
                ..ana()
            },
            "name",
        ),
        (
            registering("una.frase.larga", "Una.Frase.Larga"),
            "password",
        ),
    ] {
        let error = accounts::register(&world.service, &typed)
            .await
            .err()
            .unwrap();
        assert_eq!(world.service.wire(&error.into()).field, Some(expected));
    }
}

#[tokio::test]
async fn a_username_is_taken_whatever_its_case() {
    let world = World::new();
    world.register("ana").await;
    let again = accounts::register(&world.service, &registering(" ANA ", PASSWORD)).await;
    assert!(matches!(again, Err(AccountError::UsernameTaken)));
}

#[tokio::test]
async fn a_wrong_user_and_a_wrong_password_get_the_same_answer() {
    let world = World::new();
    world.register("ana").await;
    let mut answers = Vec::new();
    for (username, typed) in [
        ("ana", "otra frase larga"),
        ("nadie", PASSWORD),
        ("¿?", PASSWORD),
    ] {
        let error = world
            .log_in_with(username, typed, Mode::Completo, None)
            .await
            .err()
            .unwrap();
        answers.push(world.service.wire(&error.into()));
    }
    assert_eq!(
        answers[0].message,
        "El usuario o la contraseña son incorrectos. Revisa los dos e inténtalo de nuevo."
    );
    assert!(
        answers
            .iter()
            .all(|answer| *answer == answers[0] && answer.kind == ErrorKind::Unauthenticated)
    );
}

#[tokio::test]
async fn after_five_wrong_passwords_even_the_right_one_waits() {
    let world = World::new();
    world.register("ana").await;
    for _ in 0..5 {
        let wrong = world
            .log_in_with("ana", "otra frase larga", Mode::Completo, None)
            .await;
        assert!(matches!(wrong, Err(AccountError::WrongCredentials)));
    }
    let right = world.log_in("ana", Mode::Completo).await;
    assert!(matches!(
        right,
        Err(AccountError::TooManyAttempts { seconds: 30 })
    ));
    world.pass(SignedDuration::from_secs(31));
    world
        .log_in("ana", Mode::Completo)
        .await
        .expect("the wait is over");
}

#[tokio::test]
async fn a_login_never_carries_a_token_over() {
    let world = World::new();
    let first = world.register("ana").await;
    let again = world
        .log_in_with("ana", PASSWORD, Mode::Completo, Some(&first.token))
        .await
        .unwrap();
    assert_ne!(first.token.reveal(), again.token.reveal());
    assert!(!is_live(&world, &first.token).await);
    assert!(is_live(&world, &again.token).await);
}

#[tokio::test]
async fn the_store_holds_no_token() {
    let world = World::new();
    let ana = world.register("ana").await;
    let session = world
        .store
        .session(SessionId(ana.token.digest()))
        .await
        .unwrap()
        .unwrap();
    let stored = serde_json::to_string(&session).unwrap();
    assert!(!stored.contains(ana.token.reveal()));
    let as_token = Token::presented(&session.id.to_string());
    assert!(as_token.is_none(), "the stored digest opens no session");
}

#[tokio::test]
async fn half_an_hour_without_use_ends_a_session_and_use_keeps_it() {
    let world = World::new();
    let token = world.register("ana").await.token;
    for _ in 0..4 {
        world.minutes(29);
        assert!(is_live(&world, &token).await);
    }
    world.minutes(31);
    assert!(!is_live(&world, &token).await);
}

#[tokio::test]
async fn twelve_hours_end_a_session_whatever_its_use() {
    let world = World::new();
    let token = world.register("ana").await.token;
    for _ in 0..35 {
        world.minutes(20);
        assert!(is_live(&world, &token).await);
    }
    world.minutes(20);
    assert!(!is_live(&world, &token).await);
}

#[tokio::test]
async fn logging_out_ends_the_session() {
    let world = World::new();
    let ana = world.register("ana").await;
    accounts::log_out(&world.service, &ana.caller, false)
        .await
        .unwrap();
    assert!(!is_live(&world, &ana.token).await);
    accounts::log_out(&world.service, &ana.caller, false)
        .await
        .expect("twice is no error");
}

#[tokio::test]
async fn logging_out_ends_the_portals_sessions_only_if_asked() {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    let ana = world.log_in("ana", Mode::Completo).await.unwrap();
    accounts::log_out(&world.service, &ana.caller, false)
        .await
        .unwrap();
    assert_eq!(world.portal.script(|s| s.logouts), 0);
    let ana = world.log_in("ana", Mode::Completo).await.unwrap();
    accounts::log_out(&world.service, &ana.caller, true)
        .await
        .unwrap();
    assert_eq!(world.portal.script(|s| s.logouts), 1);
    let left = world
        .store
        .portal_sessions(company.admin.empresa())
        .await
        .unwrap();
    assert!(left.is_empty());
}

#[tokio::test]
async fn a_user_who_is_shut_out_is_out_at_once() {
    let world = World::new();
    let ana = world.register("ana").await;
    let empresa = ana.caller.scope().empresa;
    let user = world
        .store
        .user(empresa, full(&ana.caller).user())
        .await
        .unwrap()
        .unwrap();
    let out = User {
        active: false,
        ..user.clone()
    };
    world
        .store
        .commit(world.build.unit(empresa).update(user, out))
        .await
        .unwrap();
    assert!(!is_live(&world, &ana.token).await);
    assert!(world.log_in("ana", Mode::Completo).await.is_err());
}

#[tokio::test]
async fn consult_mode_reads_without_lotes_and_is_no_full_caller() {
    let world = World::new();
    world.register("ana").await;
    let session = world.log_in("ana", Mode::Consulta).await.unwrap();
    for caller in [
        session.caller,
        accounts::authenticate(&world.service, &session.token)
            .await
            .unwrap(),
    ] {
        assert!(matches!(caller, Caller::ReadOnly(_)));
        assert!(matches!(caller.full(), Err(CommonError::Forbidden)));
        assert!(!caller.scope().lotes);
        let who = accounts::who(&world.service, &caller).await.unwrap();
        assert_eq!((who.role, who.mode), (Role::Consulta, Mode::Consulta));
    }
}

#[tokio::test]
async fn only_an_administrator_makes_users() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    let firmante = world.user(&admin, "luis", Role::Firmante).await;
    let new = NewUser {
        username: "eva".to_owned(),
        nombre: "Eva".to_owned(),
        email: String::new(),
        role: Role::Administrador,
        password: password(PASSWORD),
    };
    let result = accounts::create_user(&world.service, &firmante, &new).await;
    assert!(matches!(
        result,
        Err(AccountError::Common(CommonError::Forbidden))
    ));
    assert_eq!(
        accounts::list_users(&world.service, &admin)
            .await
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn ended_sessions_are_purged() {
    let world = World::new();
    let ana = world.register("ana").await;
    world.minutes(12 * 60 + 1);
    service::jobs::purge(&world.service).await.unwrap();
    assert_eq!(
        world
            .store
            .session(SessionId(ana.token.digest()))
            .await
            .unwrap(),
        None
    );
}

#[tokio::test]
async fn an_internal_cause_is_named_and_not_shown() {
    let world = World::new();
    let cause = CommonError::internal("table session is on fire");
    let wire = world.service.wire(&cause.into());
    assert_eq!(wire.kind, ErrorKind::Internal);
    assert!(wire.incident.is_some_and(|incident| incident.len() == 12));
    assert!(!wire.message.contains("fire"));
}

#[tokio::test]
async fn what_the_relay_needs_to_run_takes_no_audit_entry_and_company_data_does() {
    let world = World::new();
    let ana = world.register("ana").await;
    let empresa = ana.caller.scope().empresa;
    let before = world.store.audit(empresa, None, 100).await.unwrap().len();
    world.store.commit(Unit::upkeep().done()).await.unwrap();
    assert_eq!(
        world.store.audit(empresa, None, 100).await.unwrap().len(),
        before
    );
    world.registro(&full(&ana.caller), "Y6087828106").await;
    assert_eq!(
        world.store.audit(empresa, None, 100).await.unwrap().len(),
        before + 1
    );
}
