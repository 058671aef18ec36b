//! The whole talk with every portal that may be: what comes of it is true, or is that nobody knows.

use std::sync::{Arc, Mutex};

use idse::{
    Huella, IdseError, LoteContents, LoteState, MovementResult, Outcome, Received, Recibo,
    ResultsQuery, SendError, SessionCookie,
};
use idse_simulator::{EndedSession, Faults, FormVariant, Layout, Variant};

use crate::pki::PKI;
use crate::portal::{DELAY, Portal, RP};
use crate::records::{KARLA, NEW, XIMENA, baja, outgoing};

async fn turned(variant: Variant) -> (Portal, SessionCookie) {
    let portal = Portal::start().await;
    let session = portal.session().await;
    set(&portal, variant).await;
    (portal, session)
}

async fn set(portal: &Portal, variant: Variant) {
    let faults = Faults {
        variant,
        ..Faults::default()
    };
    portal.simulator.set_faults(faults).await.unwrap();
}

/// Two bajas that go through, one that does not.
fn lote(portal: &Portal) -> Vec<u8> {
    let today = portal.today();
    let file = [
        baja(RP, KARLA, today),
        baja(RP, NEW, today),
        baja(RP, XIMENA, today),
    ];
    PKI.efirma.sign_cades(file.concat().as_bytes())
}

async fn send(portal: &Portal, session: &SessionCookie, cms: &[u8]) -> Result<Recibo, SendError> {
    let lote = outgoing(RP, LoteContents::Bajas, cms);
    portal.client.send_lote(session, lote).await
}

async fn results(
    portal: &Portal,
    session: &SessionCookie,
    id: &str,
) -> Result<Vec<MovementResult>, IdseError> {
    let ids = [id.to_owned()];
    let query = ResultsQuery { lotes: &ids };
    let mut found = portal.client.results(session, query).await?;
    let Some(result) = found.pop() else {
        return Ok(Vec::new());
    };
    assert_eq!(result.lote.state, LoteState::Procesado);
    Ok(result.movements)
}

/// Everything that is read as an outcome is what the portal decided.
async fn all_true(portal: &Portal, read: &[MovementResult], what: &Variant) {
    let lote = portal.received().await.pop().unwrap();
    for movement in read {
        let truth = lote.movements.iter().find(|m| m.nss == movement.nss);
        let truth = &truth.unwrap().verdict;
        match &movement.outcome {
            Outcome::Operado => assert_eq!(truth, "OPERADO", "{what:?}"),
            Outcome::Rechazado { code, .. } => assert!(truth.starts_with(code), "{what:?}"),
            Outcome::Unrecognised { .. } => {}
        }
    }
}

#[tokio::test]
async fn forms_that_can_be_filled_in_send_the_lote() {
    for form in [
        FormVariant::Plain,
        FormVariant::Renamed,
        FormVariant::Linked,
        FormVariant::UrlEncoded,
    ] {
        let (portal, session) = turned(Variant {
            form,
            ..Variant::default()
        })
        .await;
        let cms = lote(&portal);
        let recibo = send(&portal, &session, &cms).await.unwrap();
        let received = portal.received().await;
        assert_eq!(received.len(), 1, "{form:?}");
        assert_eq!(received[0].huella, Huella::of(&cms).to_string());
        assert_eq!(received[0].registro_patronal, RP);
        portal.advance(DELAY);
        let read = results(&portal, &session, &recibo.id_lote).await.unwrap();
        assert_eq!(read.len(), 3, "{form:?}");
    }
}

#[tokio::test]
async fn forms_that_cannot_be_filled_in_stop_the_lote() {
    for (form, words) in [
        (FormVariant::RequiredUnknown, "delegacion"),
        (FormVariant::AsksPassword, "contraseña"),
        (FormVariant::Missing, "formulario"),
    ] {
        let (portal, session) = turned(Variant {
            form,
            ..Variant::default()
        })
        .await;
        let sent = send(&portal, &session, &lote(&portal)).await;
        let Err(SendError::Stopped { why, page }) = sent else {
            panic!("{form:?}: {sent:?}");
        };
        assert!(why.contains(words), "{why}");
        assert!(!page.is_empty());
        let kept = page.join("\n");
        assert!(
            !kept.contains(RP) && !kept.contains("EKU9003173C9"),
            "{kept}"
        );
        assert!(portal.received().await.is_empty());
    }
}

#[tokio::test]
async fn a_probe_names_what_differs_and_nobody() {
    let plain = Variant::default();
    for (variant, difference) in [
        (plain.clone(), None),
        (
            Variant {
                form: FormVariant::Linked,
                ..plain.clone()
            },
            None,
        ),
        (
            Variant {
                form: FormVariant::RequiredUnknown,
                ..plain.clone()
            },
            Some("delegacion, obligatorio"),
        ),
        (
            Variant {
                form: FormVariant::Missing,
                ..plain.clone()
            },
            Some("un formulario que tome un archivo"),
        ),
        (
            Variant {
                layout: Layout::Foreign,
                ..plain.clone()
            },
            Some("la lista de lotes"),
        ),
        (
            Variant {
                maintenance: true,
                ..plain.clone()
            },
            Some("irA"),
        ),
    ] {
        let (portal, session) = turned(plain.clone()).await;
        send(&portal, &session, &lote(&portal)).await.unwrap();
        set(&portal, variant.clone()).await;
        let lines = portal.client.probe(&session).await;
        let report = lines.join("\n");
        let differs: Vec<&String> = lines
            .iter()
            .filter(|line| line.starts_with("DIFIERE"))
            .collect();
        match difference {
            None => assert!(differs.is_empty(), "{variant:?}: {report}"),
            Some(words) => assert!(
                differs.iter().any(|line| line.contains(words)),
                "{variant:?}: {report}"
            ),
        }
        let cookie = session.expose_for_sealing();
        let (_, secret) = cookie.split_once('=').unwrap();
        assert!(!report.contains(secret) && !report.contains(RP), "{report}");
        assert!(!report.contains("70000000"), "{report}");
        assert_eq!(portal.received().await.len(), 1, "a probe sends nothing");
    }
}

#[tokio::test]
async fn an_ended_session_is_known_in_every_shape() {
    for ended_session in [
        EndedSession::Marker,
        EndedSession::Redirect,
        EndedSession::LoginPage,
    ] {
        let (portal, session) = turned(Variant::default()).await;
        let faults = Faults {
            expire_sessions: true,
            variant: Variant {
                ended_session,
                ..Variant::default()
            },
            ..Faults::default()
        };
        portal.simulator.set_faults(faults).await.unwrap();
        let cms = lote(&portal);
        let sent = send(&portal, &session, &cms).await;
        assert!(
            matches!(sent, Err(SendError::SessionInvalid { .. })),
            "{ended_session:?}: {sent:?}"
        );
        let asked = portal.client.received(&session, &Huella::of(&cms)).await;
        assert!(matches!(asked, Err(IdseError::SessionInvalid { .. })));
        let read = results(&portal, &session, "700000001").await;
        assert!(matches!(read, Err(IdseError::SessionInvalid { .. })));
        portal.client.end_session(&session).await.unwrap();
    }
}

#[tokio::test]
async fn cookies_that_rotate_are_followed() {
    let (portal, session) = turned(Variant {
        rotating_cookies: true,
        ..Variant::default()
    })
    .await;
    let first = session.expose_for_sealing();
    let recibo = send(&portal, &session, &lote(&portal)).await.unwrap();
    portal.advance(DELAY);
    let read = results(&portal, &session, &recibo.id_lote).await.unwrap();
    assert_eq!(read.len(), 3);
    assert!(session.changed());
    assert_ne!(*first, *session.expose_for_sealing());
    // What was sealed before is worth nothing; what is sealed now goes on.
    let old = SessionCookie::from_sealed(first).unwrap();
    assert!(matches!(
        results(&portal, &old, &recibo.id_lote).await,
        Err(IdseError::SessionInvalid { .. })
    ));
    let sealed = SessionCookie::from_sealed(session.expose_for_sealing()).unwrap();
    assert!(results(&portal, &sealed, &recibo.id_lote).await.is_ok());
}

#[tokio::test]
async fn what_other_layouts_say_is_true_or_not_understood() {
    let plain = Variant::default();
    let striped = Variant {
        layout: Layout::Striped,
        ..plain.clone()
    };
    for (variant, rows) in [
        (striped.clone(), Some(3)),
        (
            Variant {
                dates_in_words: true,
                missing_rows: 2,
                ..striped
            },
            Some(2),
        ),
        (
            Variant {
                layout: Layout::Foreign,
                ..plain.clone()
            },
            None,
        ),
        (
            Variant {
                half_pages: true,
                ..plain.clone()
            },
            None,
        ),
        (
            Variant {
                maintenance: true,
                ..plain.clone()
            },
            None,
        ),
    ] {
        let (portal, session) = turned(plain.clone()).await;
        let recibo = send(&portal, &session, &lote(&portal)).await.unwrap();
        portal.advance(DELAY);
        set(&portal, variant.clone()).await;
        match (rows, results(&portal, &session, &recibo.id_lote).await) {
            (Some(rows), Ok(read)) => {
                assert_eq!(read.len(), rows, "{variant:?}");
                all_true(&portal, &read, &variant).await;
                let words = read.iter().all(|m| m.fecha.contains(" de "));
                assert_eq!(words, variant.dates_in_words);
            }
            (None, Ok(read)) => assert!(read.is_empty(), "{variant:?}: {read:?}"),
            (None, Err(error)) => assert!(
                !matches!(error, IdseError::SessionInvalid { .. }),
                "{variant:?}: {error}"
            ),
            (Some(_), Err(error)) => panic!("{variant:?}: {error}"),
        }
    }
}

#[tokio::test]
async fn a_page_cut_short_or_closed_is_no_answer_about_a_lote() {
    for variant in [
        Variant {
            half_pages: true,
            ..Variant::default()
        },
        Variant {
            maintenance: true,
            ..Variant::default()
        },
        Variant {
            layout: Layout::Foreign,
            ..Variant::default()
        },
    ] {
        let (portal, session) = turned(Variant::default()).await;
        let cms = lote(&portal);
        send(&portal, &session, &cms).await.unwrap();
        set(&portal, variant.clone()).await;
        let asked = portal.client.received(&session, &Huella::of(&cms)).await;
        assert!(!matches!(asked, Ok(Received::No)), "{variant:?}");
        let again = send(&portal, &session, &lote(&portal)).await;
        let unsure = matches!(
            again,
            Err(SendError::Unknown(_) | SendError::Stopped { .. } | SendError::NotSent(_))
        );
        assert!(
            unsure || variant.layout == Layout::Foreign,
            "{variant:?}: {again:?}"
        );
    }
}

#[tokio::test]
async fn a_lote_that_is_listed_late_is_denied_and_then_found() {
    let (portal, session) = turned(Variant {
        listed_after_seconds: 300,
        answers_lost: 100,
        ..Variant::default()
    })
    .await;
    let cms = lote(&portal);
    let sent = send(&portal, &session, &cms).await;
    assert!(matches!(sent, Err(SendError::Unknown(_))), "{sent:?}");
    let huella = Huella::of(&cms);
    let asked = async || portal.client.received(&session, &huella).await.unwrap();
    assert_eq!(asked().await, Received::No, "one no proves nothing");
    portal.advance(jiff::SignedDuration::from_mins(5));
    assert!(matches!(asked().await, Received::Yes(_)));
    assert_eq!(portal.received().await.len(), 1);
}

#[tokio::test]
async fn chance_is_the_same_for_the_same_seed() {
    let failures = async |seed| {
        let (portal, _) = turned(Variant {
            seed,
            requests_failed: 50,
            ..Variant::default()
        })
        .await;
        let mut seen = Vec::new();
        for _ in 0..20 {
            seen.push(portal.client.reachable().await.is_err());
        }
        seen
    };
    let (one, again, other) = (failures(1).await, failures(1).await, failures(2).await);
    assert_eq!(one, again);
    assert_ne!(one, other);
    assert!(one.contains(&true) && one.contains(&false));
}

#[tokio::test]
async fn a_home_page_that_redirects_is_reachable() {
    let (portal, _) = turned(Variant {
        home_redirects: true,
        ..Variant::default()
    })
    .await;
    assert!(portal.client.reachable().await.unwrap().simulator);
}

#[tokio::test]
async fn a_slow_answer_waits_as_long_as_the_portal_does() {
    let (portal, session) = turned(Variant {
        slow_seconds: 15,
        ..Variant::default()
    })
    .await;
    let waited = Arc::new(Mutex::new(Vec::new()));
    let notes = Arc::clone(&waited);
    portal.simulator.pause_with(Arc::new(move |time| {
        notes.lock().unwrap().push(time.as_secs());
        Box::pin(std::future::ready(()))
    }));
    assert!(send(&portal, &session, &lote(&portal)).await.is_ok());
    assert_eq!(*waited.lock().unwrap(), [15, 15, 15], "menu, module, lote");
}
