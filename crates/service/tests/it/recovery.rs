//! A new password by mail.

use model::{Mode, Role};
use service::accounts::{self, AccountError, OpenedWhat};
use service::caller::{Reader as _, Stranger};
use service::memory::MailFault;
use service::records::{Action, Job, Work};
use service::values::Token;
use service::{CommonError, ErrorKind};

use crate::world::{PASSWORD, World, full, password, stranger};

const NEW: &str = "otra frase, más larga";

fn from(n: u8) -> Stranger {
    Stranger {
        address: format!("198.51.100.{n}"),
        device: None,
    }
}

/// The token in the last mail that had one.
pub(crate) fn last_token(world: &World) -> Token {
    let mails = world.mail.given();
    let address = mails.iter().rev().find_map(|mail| {
        let action = mail.action.as_ref()?;
        action.url.split_once('#')
    });
    let (_, token) = address.expect("a mail with a token");
    Token::presented(token).unwrap()
}

async fn ask(world: &World, email: &str) -> Result<(), AccountError> {
    accounts::ask_recovery(&world.service, &stranger(), email).await?;
    world.work().await;
    Ok(())
}

async fn lives(world: &World, token: &Token) -> bool {
    match accounts::authenticate(&world.service, token).await {
        Ok(_) => true,
        Err(CommonError::NoSession) => false,
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_mailed_link_sets_a_new_password_once() {
    let world = World::new();
    let before = world.register("ana").await;
    ask(&world, " ANA@example.mx ").await.unwrap();
    let mails = world.mail.given();
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "ana@example.mx");
    assert!(mails[0].body.contains("«ana»"), "{}", mails[0].body);
    let action = mails[0].action.as_ref().unwrap();
    let page = "https://rubrica.example/contrasena-nueva#";
    assert!(action.url.starts_with(page), "{}", action.url);

    let token = last_token(&world);
    let opened = accounts::look_at(&world.service, &token).await.unwrap();
    let username = "ana".to_owned();
    assert_eq!(opened.what, OpenedWhat::Recovery { username });
    let reset = accounts::reset_password(&world.service, &stranger(), &token, &password(NEW)).await;
    assert_eq!(reset.unwrap(), "ana");

    assert!(!lives(&world, &before.token).await, "other sessions end");
    let old = world.log_in("ana", Mode::Completo).await;
    assert!(matches!(old, Err(AccountError::WrongCredentials)));
    world
        .log_in_with("ana", NEW, Mode::Completo, None)
        .await
        .expect("the new password opens");
    world.work().await;
    let notice = world.mail.given().pop().unwrap();
    assert_eq!(notice.subject, "Tu contraseña de Rúbrica cambió");

    let again =
        accounts::reset_password(&world.service, &stranger(), &token, &password(PASSWORD)).await;
    assert!(matches!(again, Err(AccountError::LinkDead)));
}

#[tokio::test]
async fn an_unknown_address_gets_the_same_answer_and_no_mail() {
    let world = World::new();
    world.register("ana").await;
    ask(&world, "nadie@example.mx")
        .await
        .expect("the same answer");
    assert!(world.mail.given().is_empty());
}

#[tokio::test]
async fn asking_writes_the_same_for_any_address() {
    let world = World::new();
    let ana = world.register("ana").await;
    let mut left = Vec::new();
    for email in ["ana@example.mx", "nadie@example.mx"] {
        accounts::ask_recovery(&world.service, &stranger(), email)
            .await
            .unwrap();
        let jobs = world
            .store
            .take_due_jobs(
                service::records::Lane::Mail,
                world.build.now,
                "spy",
                world.build.after(1),
                9,
            )
            .await
            .unwrap();
        let work: Vec<_> = jobs
            .iter()
            .map(|job| matches!(job.work, Work::MailRecovery { .. }))
            .collect();
        left.push((work, jobs[0].empresa));
    }
    assert_eq!(left[0], left[1]);
    assert_ne!(left[0].1, ana.caller.scope().empresa);
}

#[tokio::test]
async fn disclosing_accounts_names_an_unknown_address() {
    let world = World::disclosing();
    world.register("ana").await;
    let state = accounts::state(&world.service).await.unwrap();
    assert_eq!(state.only_email.as_deref(), Some("ana@example.mx"));
    let error = ask(&world, "nadie@example.mx").await.unwrap_err();
    let wire = world.service.wire(&error.into());
    assert_eq!(
        (wire.message.as_str(), wire.field),
        ("El correo no está registrado.", Some("email"))
    );
    ask(&world, "ana@example.mx").await.unwrap();
    assert_eq!(world.mail.given().len(), 1);
    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    world.user(&admin, "luis", Role::Firmante).await;
    let state = accounts::state(&world.service).await.unwrap();
    assert_eq!(state.only_email, None, "of two users none is filled in");
}

#[tokio::test]
async fn elsewhere_no_address_is_disclosed() {
    let world = World::new();
    world.register("ana").await;
    assert_eq!(
        accounts::state(&world.service).await.unwrap().only_email,
        None
    );
}

#[tokio::test]
async fn half_an_hour_ends_a_link() {
    let world = World::new();
    world.register("ana").await;
    ask(&world, "ana@example.mx").await.unwrap();
    let token = last_token(&world);
    world.minutes(31);
    let looked = accounts::look_at(&world.service, &token).await;
    assert!(matches!(looked, Err(AccountError::LinkDead)));
    let reset = accounts::reset_password(&world.service, &stranger(), &token, &password(NEW)).await;
    assert!(matches!(reset, Err(AccountError::LinkDead)));
}

#[tokio::test]
async fn using_one_link_uses_up_the_others() {
    let world = World::new();
    world.register("ana").await;
    ask(&world, "ana@example.mx").await.unwrap();
    let first = last_token(&world);
    world.minutes(3);
    ask(&world, "ana@example.mx").await.unwrap();
    let second = last_token(&world);
    accounts::reset_password(&world.service, &stranger(), &second, &password(NEW))
        .await
        .unwrap();
    let reset = accounts::reset_password(&world.service, &stranger(), &first, &password(NEW)).await;
    assert!(matches!(reset, Err(AccountError::LinkDead)));
}

#[tokio::test]
async fn a_stranger_cannot_flood_a_mailbox() {
    let world = World::new();
    world.register("ana").await;
    for n in 0..30 {
        accounts::ask_recovery(&world.service, &from(n), "ana@example.mx")
            .await
            .unwrap();
        world.work().await;
        world.pass(jiff::SignedDuration::from_secs(40));
    }
    assert!(
        world.mail.given().len() <= 4,
        "{}",
        world.mail.given().len()
    );
}

#[tokio::test]
async fn asking_from_one_address_is_bounded() {
    let world = World::new();
    world.register("ana").await;
    let mut last = Ok(());
    for n in 0..12 {
        last = ask(&world, &format!("nadie{n}@example.mx")).await;
    }
    let wire = world.service.wire(&last.unwrap_err().into());
    assert_eq!(wire.kind, ErrorKind::TooManyAttempts);
    assert!(wire.retry_after.is_some_and(|seconds| seconds > 0));
}

#[tokio::test]
async fn a_common_password_is_refused_and_the_link_stays() {
    let world = World::new();
    world.register("ana").await;
    ask(&world, "ana@example.mx").await.unwrap();
    let token = last_token(&world);
    let common = password("contraseña1234");
    let refused = accounts::reset_password(&world.service, &stranger(), &token, &common).await;
    let error = refused.unwrap_err();
    assert_eq!(world.service.wire(&error.into()).field, Some("password"));
    accounts::reset_password(&world.service, &stranger(), &token, &password(NEW))
        .await
        .expect("the link was not used up");
}

#[tokio::test]
async fn of_two_at_once_with_one_link_one_sets_the_password() {
    let world = World::new();
    world.register("ana").await;
    ask(&world, "ana@example.mx").await.unwrap();
    let token = last_token(&world);
    let (one, other) = (password(NEW), password("una tercera, distinta"));
    let (here, there) = (from(1), from(2));
    let both = [(&here, &one), (&there, &other)]
        .map(|(from, new)| accounts::reset_password(&world.service, from, &token, new));
    let results = futures::future::join_all(both).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
}

#[tokio::test]
async fn the_database_holds_no_token_even_while_the_mail_waits() {
    let world = World::new();
    let ana = world.register("ana").await;
    world.mail.fail(Some(MailFault::Away));
    ask(&world, "ana@example.mx").await.unwrap();
    let empresa = ana.caller.scope().empresa;
    let link = world.store.mailed_links(empresa).await.unwrap().remove(0);
    let waiting: Vec<Job> = world
        .store
        .take_due_jobs(
            service::records::Lane::Mail,
            world.build.after(60),
            "thief",
            world.build.after(1),
            9,
        )
        .await
        .unwrap();
    let stored = serde_json::to_string(&(&link, &waiting)).unwrap();
    assert!(stored.contains("contrasena-nueva"), "{stored}");
    assert!(
        !stored.contains('#'),
        "the address ends before its token: {stored}"
    );
    assert!(Token::presented(&link.id.to_string()).is_none());

    world.mail.fail(None);
    world.minutes(2);
    world.work().await;
    let token = last_token(&world);
    assert!(!stored.contains(token.reveal()));
    assert_eq!(link.id.0, token.digest());
}

#[tokio::test]
async fn a_user_who_is_shut_out_gets_no_link_and_opens_none() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    world.invited(&admin, "luis", Role::Firmante).await;
    ask(&world, "luis@example.mx").await.unwrap();
    let token = last_token(&world);
    let luis = world.user_named(&admin, "luis").await;
    accounts::deactivate(&world.service, &admin, luis.id)
        .await
        .unwrap();
    let reset = accounts::reset_password(&world.service, &stranger(), &token, &password(NEW)).await;
    assert!(matches!(reset, Err(AccountError::LinkDead)));
    world.minutes(5);
    let before = world.mail.given().len();
    ask(&world, "luis@example.mx").await.unwrap();
    assert_eq!(world.mail.given().len(), before);
}

#[tokio::test]
async fn a_link_of_one_purpose_serves_no_other() {
    let world = World::new();
    world.register("ana").await;
    ask(&world, "ana@example.mx").await.unwrap();
    let token = last_token(&world);
    let confirmed = accounts::confirm_address(&world.service, &token).await;
    assert!(matches!(confirmed, Err(AccountError::LinkDead)));
    let accepting = accounts::Accepting {
        nombre: "Eva".to_owned(),
        username: "eva".to_owned(),
        password: password(NEW),
    };
    let accepted = accounts::accept(&world.service, &stranger(), &token, &accepting, None).await;
    assert!(matches!(accepted, Err(AccountError::LinkDead)));
}

#[tokio::test]
async fn the_audit_log_says_who_recovered_without_a_secret() {
    let world = World::new();
    let ana = world.register("ana").await;
    ask(&world, "ana@example.mx").await.unwrap();
    let token = last_token(&world);
    world.minutes(1);
    accounts::reset_password(&world.service, &stranger(), &token, &password(NEW))
        .await
        .unwrap();
    let empresa = ana.caller.scope().empresa;
    let log = world.store.audit(empresa, None, 9).await.unwrap();
    let actions: Vec<_> = log.iter().map(|entry| entry.action).collect();
    assert_eq!(
        actions[..2],
        [Action::PasswordReset, Action::RecoveryMailed]
    );
    let stored = serde_json::to_string(&log).unwrap();
    assert!(!stored.contains(token.reveal()) && !stored.contains(NEW));
}

#[tokio::test]
async fn a_mail_that_is_refused_is_given_up_and_shown() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    world.mail.fail(Some(MailFault::Refuses));
    let invitation = accounts::Invitation {
        nombre: "Luis".to_owned(),
        email: "luis@example.mx".to_owned(),
        role: Role::Firmante,
    };
    accounts::invite(&world.service, &admin, &invitation)
        .await
        .unwrap();
    world.work().await;
    let given_up = accounts::undelivered(&world.service, &admin).await.unwrap();
    assert_eq!(given_up.len(), 1);
    assert_eq!(
        (given_up[0].to.as_str(), given_up[0].refused),
        ("luis@example.mx", true)
    );
    accounts::dismiss_undelivered(&world.service, &admin, given_up[0].id)
        .await
        .unwrap();
    assert!(
        accounts::undelivered(&world.service, &admin)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_asked_again_for_two_days() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    world.mail.fail(Some(MailFault::Away));
    let invitation = accounts::Invitation {
        nombre: "Luis".to_owned(),
        email: "luis@example.mx".to_owned(),
        role: Role::Firmante,
    };
    accounts::invite(&world.service, &admin, &invitation)
        .await
        .unwrap();
    for _ in 0..47 {
        world.work().await;
        world.minutes(60);
    }
    world.mail.fail(None);
    world.minutes(60);
    world.work().await;
    assert_eq!(world.mail.given().len(), 1, "still tried");

    world.mail.fail(Some(MailFault::Away));
    let other = accounts::Invitation {
        email: "eva@example.mx".to_owned(),
        ..invitation
    };
    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    accounts::invite(&world.service, &admin, &other)
        .await
        .unwrap();
    for _ in 0..50 {
        world.work().await;
        world.minutes(60);
    }
    let given_up = accounts::undelivered(&world.service, &admin).await.unwrap();
    assert_eq!(given_up.len(), 1);
    assert!(!given_up[0].refused);
}
