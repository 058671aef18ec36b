//! Guessing, whatever its timing and from however many places.

use futures::future::join_all;
use jiff::SignedDuration;
use model::Mode;
use service::accounts::{self, AccountError, Credentials, LoggedIn};
use service::caller::Stranger;
use service::links::{self, LinkError, NewLink};
use service::records::Shown;
use service::values::{Digest, Password, Token};

use crate::world::{PASSWORD, World, full, password, stranger};

fn from(address: String, device: Option<&Token>) -> Stranger {
    Stranger {
        address,
        device: device.map(Token::digest),
    }
}

async fn log_in(world: &World, stranger: &Stranger, typed: &str) -> Result<LoggedIn, AccountError> {
    let credentials = Credentials {
        username: "ana".to_owned(),
        password: password(typed),
        read_only: false,
    };
    accounts::log_in(&world.service, stranger, &credentials, None).await
}

/// A link with the PIN 482915.
async fn link(world: &World) -> Token {
    let admin = full(&world.register("ana").await.caller);
    let new = NewLink {
        nombre: "Despacho".to_owned(),
        registros: Vec::new(),
        lotes: false,
        shown: Shown::EVERYTHING,
        days: 30,
        pin: Some(password("482915")),
        max_uses: None,
        notify: false,
        email: String::new(),
    };
    links::create(&world.service, &admin, &new).await.unwrap().0
}

/// What became of guesses that were made at once.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    verified: usize,
    turned_away: usize,
    opened: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_thousand_pins_at_once_ten_at_most_are_verified() {
    let world = World::new();
    let token = link(&world).await;
    let guess = async |n: usize| {
        let pin = Password::new(format!("{n:06}"));
        let stranger = from(format!("203.0.113.{}", n % 200), None);
        links::open(&world.service, &stranger, &token, Some(&pin)).await
    };
    let mut outcome = Outcome::default();
    for result in join_all((482_000..483_000).map(guess)).await {
        match result {
            Ok(_) => outcome.opened += 1,
            Err(LinkError::WrongPin { .. }) => outcome.verified += 1,
            Err(LinkError::TooManyAttempts { .. } | LinkError::Locked) => outcome.turned_away += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert!(outcome.verified + outcome.opened <= 10, "{outcome:?}");
    assert_eq!(
        outcome.verified + outcome.opened + outcome.turned_away,
        1000
    );
}

#[tokio::test]
async fn ten_wrong_pins_lock_a_link_for_the_right_one_too() {
    let world = World::new();
    let token = link(&world).await;
    for n in 0..10 {
        let stranger = from(format!("203.0.113.{n}"), None);
        let wrong = links::open(&world.service, &stranger, &token, Some(&password("000000"))).await;
        assert!(matches!(wrong, Err(LinkError::WrongPin { .. })), "{n}");
    }
    world.pass(SignedDuration::from_hours(24 * 20));
    let right = links::open(
        &world.service,
        &stranger(),
        &token,
        Some(&password("482915")),
    )
    .await;
    assert!(matches!(right, Err(LinkError::Locked)));
}

#[tokio::test]
async fn right_pins_are_given_back_and_never_lock() {
    let world = World::new();
    let token = link(&world).await;
    for _ in 0..30 {
        links::open(
            &world.service,
            &stranger(),
            &token,
            Some(&password("482915")),
        )
        .await
        .expect("the right PIN opens");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_thousand_passwords_at_once_25_at_most_are_verified() {
    let world = World::new();
    world.register("ana").await;
    let guess = async |n: usize| {
        let stranger = from(format!("203.0.{}.{}", n / 200, n % 200), None);
        log_in(&world, &stranger, &format!("una frase {n}")).await
    };
    let mut verified = 0;
    for result in join_all((0..1000).map(guess)).await {
        match result {
            Err(AccountError::WrongCredentials) => verified += 1,
            Err(AccountError::TooManyAttempts { .. }) => {}
            other => panic!("{:?}", other.err()),
        }
    }
    assert!((1..=25).contains(&verified), "{verified}");
}

#[tokio::test]
async fn strangers_cannot_keep_a_person_out_of_her_own_device() {
    let world = World::new();
    world.register("ana").await;
    let device = accounts::new_device(&world.service);
    let hers = from("192.0.2.1".to_owned(), Some(&device));
    log_in(&world, &hers, PASSWORD)
        .await
        .expect("her device is known now");
    for n in 0..60 {
        let stranger = from(format!("203.0.113.{n}"), None);
        let _ = log_in(&world, &stranger, "una frase equivocada").await;
    }
    let elsewhere = from("198.51.100.1".to_owned(), None);
    let slowed = log_in(&world, &elsewhere, PASSWORD).await;
    assert!(matches!(slowed, Err(AccountError::TooManyAttempts { .. })));
    // At another address too: the device counts, not where it is.
    let hers = from("198.51.100.77".to_owned(), Some(&device));
    log_in(&world, &hers, PASSWORD)
        .await
        .expect("she is not kept out");
}

#[tokio::test]
async fn a_device_that_nobody_entered_with_is_a_stranger() {
    let world = World::new();
    world.register("ana").await;
    let mut waits = 0;
    for n in 0..30 {
        let stranger = Stranger {
            address: "203.0.113.5".to_owned(),
            device: Some(Digest::of(&[n])),
        };
        let tried = log_in(&world, &stranger, "una frase equivocada").await;
        waits += usize::from(matches!(tried, Err(AccountError::TooManyAttempts { .. })));
    }
    assert_eq!(
        waits, 25,
        "five from one address, whatever devices it claims to be"
    );
}

#[tokio::test]
async fn counts_outlive_the_server() {
    let world = World::new();
    world.register("ana").await;
    for _ in 0..5 {
        let _ = log_in(&world, &stranger(), "una frase equivocada").await;
    }
    let world = world.restarted();
    let right = world.log_in("ana", Mode::Completo).await;
    assert!(matches!(right, Err(AccountError::TooManyAttempts { .. })));
}

#[tokio::test]
async fn an_unknown_user_is_slowed_down_like_a_known_one() {
    let world = World::new();
    world.register("ana").await;
    let mut seen = Vec::new();
    for username in ["ana", "nadie"] {
        let mut answers = Vec::new();
        for n in 0..8 {
            let credentials = Credentials {
                username: username.to_owned(),
                password: password("una frase equivocada"),
                read_only: false,
            };
            let address = format!("203.0.113.{}", usize::from(username == "ana") * 100);
            let stranger = from(address, None);
            let tried = accounts::log_in(&world.service, &stranger, &credentials, None).await;
            let wire = world.service.wire(&tried.err().unwrap().into());
            answers.push((n, wire.code, wire.message, wire.retry_after));
        }
        seen.push(answers);
    }
    assert_eq!(seen[0], seen[1]);
}
