//! Consult links.

use imss::movimiento::TipoMovimiento;
use service::CommonError;
use service::accounts;
use service::caller::{Caller, FullCaller};
use service::certificates;
use service::ids::RegistroId;
use service::links::{self, LinkError, NewLink};
use service::lotes::{self, LoteError};
use service::movements::{self, HistoryAsk};
use service::records::Shown;
use service::values::Token;

use crate::signing::signers;
use crate::world::{World, password, stranger};

fn new(registros: Vec<RegistroId>, pin: Option<&str>) -> NewLink {
    NewLink {
        nombre: "Despacho contable".to_owned(),
        registros,
        lotes: false,
        shown: Shown::EVERYTHING,
        days: 7,
        pin: pin.map(password),
        max_uses: None,
        notify: false,
        email: String::new(),
    }
}

async fn link(world: &World, admin: &FullCaller, new: NewLink) -> Token {
    links::create(&world.service, admin, &new).await.unwrap().0
}

async fn open(world: &World, token: &Token, pin: Option<&str>) -> Result<Caller, LinkError> {
    let pin = pin.map(password);
    let opened = links::open(&world.service, &stranger(), token, pin.as_ref()).await?;
    Ok(accounts::authenticate(&world.service, &opened.token)
        .await
        .unwrap())
}

/// Somebody who opened a link to these registros patronales; none named, to all.
pub(crate) async fn opened(
    world: &World,
    admin: &FullCaller,
    registros: Vec<RegistroId>,
) -> Caller {
    let token = link(world, admin, new(registros, None)).await;
    open(world, &token, None).await.unwrap()
}

async fn sees(world: &World, caller: &Caller) -> usize {
    let ask = HistoryAsk {
        limit: 200,
        ..HistoryAsk::default()
    };
    movements::history(&world.service, caller, ask)
        .await
        .unwrap()
        .movements
        .len()
}

#[tokio::test]
async fn a_link_shows_the_registros_it_names_and_no_lotes_and_no_people() {
    let world = World::new();
    let company = world.company("ana").await;
    let other = world.registro(&company.admin, "Y3926552104").await;
    let movement = world.ready(&company, TipoMovimiento::Baja).await;
    let named = link(&world, &company.admin, new(vec![company.registro.id], None)).await;
    let elsewhere = link(&world, &company.admin, new(vec![other.id], None)).await;
    let all = link(&world, &company.admin, new(Vec::new(), None)).await;

    for (token, expected) in [(&named, 1), (&elsewhere, 0), (&all, 1)] {
        let caller = open(&world, token, None).await.unwrap();
        assert_eq!(sees(&world, &caller).await, expected);
        let lotes = lotes::list(&world.service, &caller, None, 10).await;
        assert!(matches!(
            lotes,
            Err(LoteError::Common(CommonError::Forbidden))
        ));
        assert!(
            accounts::names(&world.service, &caller)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(caller.full().is_err());
    }
    let caller = open(&world, &elsewhere, None).await.unwrap();
    let read = movements::get(&world.service, &caller, movement.id).await;
    assert!(matches!(
        read,
        Err(movements::MovementError::Common(CommonError::NotFound(_)))
    ));
    let registros = service::registros::list(&world.service, &caller)
        .await
        .unwrap();
    assert_eq!(
        registros.iter().map(|r| r.id).collect::<Vec<_>>(),
        [other.id]
    );
    assert!(
        movements::counts(&world.service, &caller)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn link_reads_the_certificates_of_its_registros_alone() {
    let world = World::new();
    let company = world.company("ana").await;
    let other = world.registro(&company.admin, "Y3926552104").await;
    let kept = world.certificado(&company, &signers().company).await;
    assert!(!kept.id_usuario.is_empty());

    for (registros, expected) in [(vec![company.registro.id], 1), (vec![other.id], 0)] {
        let caller = opened(&world, &company.admin, registros).await;
        let read = certificates::list(&world.service, &caller).await.unwrap();
        assert_eq!(read.len(), expected);
        assert!(read.iter().all(|one| one.id_usuario.is_empty()));
    }
    certificates::delete(&world.service, &company.admin, kept.id)
        .await
        .unwrap();
    let caller = opened(&world, &company.admin, Vec::new()).await;
    let removed = certificates::removed(&world.service, &caller).await;
    assert!(removed.unwrap().is_empty());
}

#[tokio::test]
async fn a_link_that_shows_lotes_shows_those_of_its_registros_alone() {
    let world = World::new();
    let company = world.company("ana").await;
    let other = world.registro(&company.admin, "Y3926552104").await;
    let lote = world.prepared(&company, 1).await;
    for (registro, seen) in [(company.registro.id, true), (other.id, false)] {
        let with_lotes = NewLink {
            lotes: true,
            ..new(vec![registro], None)
        };
        let token = link(&world, &company.admin, with_lotes).await;
        let caller = open(&world, &token, None).await.unwrap();
        let page = lotes::list(&world.service, &caller, None, 10)
            .await
            .unwrap();
        assert_eq!(page.lotes.len(), usize::from(seen));
        let whole = lotes::get(&world.service, &caller, lote.id).await;
        assert_eq!(whole.is_ok(), seen);
        let numbers = lotes::numbers(&world.service, &caller, [lote.id])
            .await
            .unwrap();
        assert_eq!(numbers.len(), usize::from(seen));
    }
}

#[tokio::test]
async fn asking_for_another_registro_does_not_widen_a_link() {
    let world = World::new();
    let company = world.company("ana").await;
    let other = world.registro(&company.admin, "Y3926552104").await;
    world.ready(&company, TipoMovimiento::Baja).await;
    let token = link(&world, &company.admin, new(vec![other.id], None)).await;
    let caller = open(&world, &token, None).await.unwrap();
    let ask = HistoryAsk {
        registros: vec![company.registro.id],
        limit: 10,
        ..HistoryAsk::default()
    };
    let page = movements::history(&world.service, &caller, ask)
        .await
        .unwrap();
    assert!(page.movements.is_empty());
}

#[tokio::test]
async fn revoking_a_link_ends_its_sessions_at_once() {
    let world = World::new();
    let company = world.company("ana").await;
    let token = link(&world, &company.admin, new(Vec::new(), None)).await;
    let opened = links::open(&world.service, &stranger(), &token, None)
        .await
        .unwrap();
    let listed = links::list(&world.service, &company.admin).await.unwrap();
    assert_eq!(listed[0].uses, 1);
    links::revoke(&world.service, &company.admin, listed[0].id)
        .await
        .unwrap();
    let session = accounts::authenticate(&world.service, &opened.token).await;
    assert!(matches!(session, Err(CommonError::NoSession)));
    assert!(matches!(
        open(&world, &token, None).await,
        Err(LinkError::DoesNotOpen)
    ));
    links::revoke(&world.service, &company.admin, listed[0].id)
        .await
        .expect("twice is no error");
}

#[tokio::test]
async fn a_link_that_expires_ends_its_sessions_too() {
    let world = World::new();
    let company = world.company("ana").await;
    let token = link(&world, &company.admin, new(Vec::new(), None)).await;
    world.minutes(7 * 24 * 60 - 10);
    let opened = links::open(&world.service, &stranger(), &token, None)
        .await
        .unwrap();
    world.minutes(11);
    let session = accounts::authenticate(&world.service, &opened.token).await;
    assert!(matches!(session, Err(CommonError::NoSession)));
    assert!(matches!(
        open(&world, &token, None).await,
        Err(LinkError::DoesNotOpen)
    ));
}

#[tokio::test]
async fn a_pin_is_asked_for_and_guessing_it_is_slowed_down() {
    let world = World::new();
    let company = world.company("ana").await;
    let token = link(&world, &company.admin, new(Vec::new(), Some("482193"))).await;
    assert!(matches!(
        open(&world, &token, None).await,
        Err(LinkError::PinNeeded)
    ));
    open(&world, &token, Some("482193"))
        .await
        .expect("the right PIN opens");
    for expected in [4, 3, 2, 1, 0] {
        match open(&world, &token, Some("000000")).await {
            Err(LinkError::WrongPin { left }) => assert_eq!(left, expected),
            other => panic!("{other:?}"),
        }
    }
    let blocked = open(&world, &token, Some("482193")).await;
    assert!(matches!(blocked, Err(LinkError::TooManyAttempts { .. })));
}

#[tokio::test]
async fn a_token_that_never_was_opens_nothing() {
    let world = World::new();
    let token = Token::presented(&"A".repeat(43)).unwrap();
    assert!(matches!(
        open(&world, &token, None).await,
        Err(LinkError::DoesNotOpen)
    ));
    for bad in ["", "short", &"á".repeat(43), &"A".repeat(44)] {
        assert!(Token::presented(bad).is_none(), "{bad}");
    }
}

#[tokio::test]
async fn what_a_link_cannot_be_is_refused_by_field() {
    let world = World::new();
    let company = world.company("ana").await;
    for (bad, field) in [
        (
            NewLink {
                days: 0,
                ..new(Vec::new(), None)
            },
            "days",
        ),
        (
            NewLink {
                days: 367,
                ..new(Vec::new(), None)
            },
            "days",
        ),
        (
            NewLink {
                nombre: " ".to_owned(),
                ..new(Vec::new(), None)
            },
            "label",
        ),
        (new(Vec::new(), Some("12345")), "pin"),
        (new(Vec::new(), Some("12a456")), "pin"),
    ] {
        let error = links::create(&world.service, &company.admin, &bad)
            .await
            .err()
            .unwrap();
        assert_eq!(world.service.wire(&error.into()).field, Some(field));
    }
}
