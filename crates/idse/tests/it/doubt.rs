//! Lost answers: what is certain, what is not, and how to find out.

use std::time::Duration;

use idse::{
    Client, ClientOptions, Huella, IdseError, LoteContents, LoteState, Received, ResultsQuery,
    SendError,
};
use idse_simulator::{BadAnswer, Faults, LoteFault, RequestFault};

use crate::pki::PKI;
use crate::portal::{DELAY, Portal, RP, options};
use crate::records::{KARLA, baja, outgoing};

fn spoilt_lote(stored: bool, answer: BadAnswer) -> Faults {
    Faults {
        lotes: Some(LoteFault {
            stored,
            answer,
            times: 1,
        }),
        ..Faults::default()
    }
}

#[tokio::test]
async fn asks_the_portal_for_a_lote_after_a_lost_answer() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    let mut expected = 0;
    for answer in [BadAnswer::Cut, BadAnswer::Failure, BadAnswer::Garbage] {
        for stored in [true, false] {
            // A signature of its own each time, so each lote has its own huella.
            let file = baja(RP, KARLA, portal.today()).repeat(expected + 1);
            let cms = PKI.efirma.sign_cades(file.as_bytes());
            portal
                .simulator
                .set_faults(spoilt_lote(stored, answer))
                .await
                .unwrap();
            let lote = outgoing(RP, LoteContents::Bajas, &cms);
            let sent = portal.client.send_lote(&session, lote).await;
            assert!(
                matches!(sent, Err(SendError::Unknown(_))),
                "{answer:?}: {sent:?}"
            );

            let huella = Huella::of(&cms);
            let received = portal.client.received(&session, &huella).await.unwrap();
            if stored {
                expected += 1;
                let Received::Yes(recibo) = received else {
                    panic!("{answer:?}: the portal has it: {received:?}");
                };
                assert!(!recibo.id_lote.is_empty());
            } else {
                assert_eq!(received, Received::No, "{answer:?}");
                // Conclusive: the same attempt may be made again.
                let sent = portal.client.send_lote(&session, lote).await;
                assert!(sent.is_ok(), "{answer:?}");
                expected += 1;
            }
            assert_eq!(portal.received().await.len(), expected);
        }
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_leaves_the_lote_in_doubt() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    let impatient = Client::new(
        &portal.url,
        ClientOptions {
            send_timeout: Duration::from_millis(300),
            ..options()
        },
    )
    .unwrap();
    let cms = PKI
        .efirma
        .sign_cades(baja(RP, KARLA, portal.today()).as_bytes());
    portal
        .simulator
        .set_faults(spoilt_lote(true, BadAnswer::Hold))
        .await
        .unwrap();
    let lote = outgoing(RP, LoteContents::Bajas, &cms);
    let sent = impatient.send_lote(&session, lote).await;
    assert!(matches!(
        sent,
        Err(SendError::Unknown(IdseError::Timeout(_)))
    ));
    portal
        .simulator
        .set_faults(Faults::default())
        .await
        .unwrap();
    let received = portal
        .client
        .received(&session, &Huella::of(&cms))
        .await
        .unwrap();
    assert!(matches!(received, Received::Yes(_)));
}

#[tokio::test]
async fn without_a_connection_the_lote_is_certainly_not_sent() {
    let mut portal = Portal::start().await;
    let session = portal.session().await;
    let cms = PKI
        .efirma
        .sign_cades(baja(RP, KARLA, portal.today()).as_bytes());
    portal.stop().await;
    let lote = outgoing(RP, LoteContents::Bajas, &cms);
    let sent = portal.client.send_lote(&session, lote).await;
    assert!(matches!(sent, Err(SendError::NotSent(_))), "{sent:?}");
}

#[tokio::test]
async fn an_ended_session_sends_nothing() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    let faults = Faults {
        expire_sessions: true,
        ..Faults::default()
    };
    portal.simulator.set_faults(faults).await.unwrap();
    let cms = PKI
        .efirma
        .sign_cades(baja(RP, KARLA, portal.today()).as_bytes());
    let lote = outgoing(RP, LoteContents::Bajas, &cms);
    let sent = portal.client.send_lote(&session, lote).await;
    assert!(matches!(sent, Err(SendError::SessionInvalid { .. })));
    let asked = portal.client.received(&session, &Huella::of(&cms)).await;
    assert!(matches!(asked, Err(IdseError::SessionInvalid { .. })));
    assert!(portal.received().await.is_empty());
}

#[tokio::test]
async fn a_restarted_portal_remembers_what_it_knew() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.json");
    let mut portal = Portal::start_with(Some(state.clone())).await;
    let session = portal.session().await;
    let cms = PKI
        .efirma
        .sign_cades(baja(RP, KARLA, portal.today()).as_bytes());
    let lote = outgoing(RP, LoteContents::Bajas, &cms);
    let recibo = portal.client.send_lote(&session, lote).await.unwrap();
    portal.stop().await;

    let mut portal = Portal::start_with(Some(state.clone())).await;
    let received = portal
        .client
        .received(&session, &Huella::of(&cms))
        .await
        .unwrap();
    assert_eq!(received, Received::Yes(recibo.clone()));
    portal.advance(DELAY);
    // Asking is what makes the lote processed, and remembered as processed.
    let query = ResultsQuery::default();
    let listed = portal.client.list_lotes(&session, query).await.unwrap();
    assert_eq!(listed[0].state, LoteState::Procesado);
    portal.stop().await;

    let portal = Portal::start_with(Some(state)).await;
    let listed = portal.client.list_lotes(&session, query).await.unwrap();
    assert_eq!(listed[0].id_lote, recibo.id_lote);
    assert_eq!(listed[0].state, LoteState::Procesado);
}

#[tokio::test]
async fn a_lote_may_end_unprocessed() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    for (number, state) in [(-1, LoteState::NoProcesado), (0, LoteState::Error)] {
        let faults = Faults {
            next_lote_state: Some(number),
            ..Faults::default()
        };
        portal.simulator.set_faults(faults).await.unwrap();
        let cms = PKI
            .efirma
            .sign_cades(baja(RP, KARLA, portal.today()).as_bytes());
        let lote = outgoing(RP, LoteContents::Bajas, &cms);
        let recibo = portal.client.send_lote(&session, lote).await.unwrap();
        portal.advance(DELAY);
        let ids = [recibo.id_lote];
        let query = ResultsQuery { lotes: &ids };
        let session = portal.session().await;
        let results = portal.client.results(&session, query).await.unwrap();
        assert_eq!(results[0].lote.state, state);
        assert!(results[0].movements.is_empty());
    }
}

#[tokio::test]
async fn a_misbehaving_portal_is_an_error_and_never_an_answer() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    let query = ResultsQuery::default();
    for (answer, times) in [
        (BadAnswer::Cut, 3),
        (BadAnswer::Failure, 3),
        (BadAnswer::Garbage, 3),
    ] {
        let faults = Faults {
            requests: Some(RequestFault { answer, times }),
            ..Faults::default()
        };
        portal.simulator.set_faults(faults).await.unwrap();
        assert!(portal.client.challenge().await.is_err(), "{answer:?}");
        assert!(
            portal.client.list_lotes(&session, query).await.is_err(),
            "{answer:?}"
        );
        let asked = portal.client.received(&session, &Huella::of(b"x")).await;
        assert!(
            !matches!(asked, Ok(Received::Yes(_) | Received::No)),
            "{answer:?}"
        );
    }
    assert!(portal.client.list_lotes(&session, query).await.is_ok());
}

#[tokio::test]
async fn an_unreachable_portal_is_not_healthy_until_it_is_back() {
    let portal = Portal::start().await;
    let unreachable = |unreachable| Faults {
        unreachable,
        ..Faults::default()
    };
    portal
        .simulator
        .set_faults(unreachable(true))
        .await
        .unwrap();
    for _ in 0..2 {
        assert!(portal.client.reachable().await.is_err());
    }
    portal
        .simulator
        .set_faults(unreachable(false))
        .await
        .unwrap();
    assert!(portal.client.reachable().await.is_ok());
}
