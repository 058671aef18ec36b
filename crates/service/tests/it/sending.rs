//! A lote goes out once, whatever happens on the way, and is followed to its result.

use futures::FutureExt as _;
use service::certificates;
use service::jobs::{self, SENDING};
use service::lotes::{self, Decision, LoteError};
use service::ports::{Outcome, PortalError, PortalLote, Received, RowResult};
use service::records::{Estado, EstadoLote, LoteRecord, LoteState, MovementState, Role};
use service::store::Store as _;

use crate::portal::OnSend;
use crate::signing::signers;
use crate::world::{Company, World};

async fn estado(world: &World, lote: &LoteRecord) -> EstadoLote {
    world.lote(lote).await.state.estado()
}

async fn estados(world: &World, lote: &LoteRecord) -> Vec<Estado> {
    world
        .movements_of(lote)
        .await
        .iter()
        .map(|m| m.state.estado())
        .collect()
}

/// A connected company with a signed lote, and a script for its sending.
async fn signed(script: &[OnSend]) -> (World, Company, LoteRecord) {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    world.work().await;
    let lote = world.signed(&company, 2).await;
    world
        .portal
        .script(|s| s.sending.extend(script.iter().cloned()));
    (world, company, lote)
}

fn taken(world: &World) -> usize {
    world.portal.script(|s| s.taken.len())
}

fn after_sending() -> i64 {
    SENDING.as_mins() + 1
}

#[tokio::test]
async fn what_was_signed_is_sent_byte_for_byte() {
    let (world, company, lote) = signed(&[]).await;
    world.work().await;
    let sent = world.lote(&lote).await;
    assert_eq!(sent.state.recibo().unwrap().id_lote, "000000001");
    assert_eq!(estados(&world, &lote).await, [Estado::Enviado; 2]);
    let evidence = world
        .store
        .evidence(lote.empresa, lote.id, 1)
        .await
        .unwrap()
        .unwrap();
    let shipment = world.portal.script(|s| s.taken[0].clone());
    assert_eq!(shipment.cms, evidence.cms.0);
    assert_eq!(shipment.registro, company.registro.numero);
}

#[tokio::test]
async fn killed_between_stored_and_sent_it_goes_out_once_after_the_restart() {
    let (world, _, lote) = signed(&[]).await;
    assert_eq!(estado(&world, &lote).await, EstadoLote::Firmado);
    let world = world.restarted();
    world.work().await;
    world.minutes(after_sending());
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
}

#[tokio::test]
async fn killed_with_the_job_in_hand_it_goes_out_once_after_the_restart() {
    let (world, _, lote) = signed(&[]).await;
    let now = world.build.now;
    let until = world.build.after(1);
    let held = world
        .store
        .take_due_jobs(now, "one", until, 10)
        .await
        .unwrap();
    assert_eq!(held.len(), 1);
    let world = world.restarted();
    world.work().await;
    assert_eq!(taken(&world), 0, "the lease may still be somebody's");
    world.minutes(2);
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
}

#[tokio::test]
async fn killed_while_sending_it_is_asked_about_and_goes_out_once() {
    for (hang, had_taken) in [(OnSend::HangBefore, 0), (OnSend::HangAfter, 1)] {
        let (world, _, lote) = signed(&[hang]).await;
        let killed = jobs::run_due(&world.service).now_or_never();
        assert!(
            killed.is_none(),
            "the server hangs in the middle of sending"
        );
        assert_eq!(
            (taken(&world), estado(&world, &lote).await),
            (had_taken, EstadoLote::Enviando)
        );

        let world = world.restarted();
        world.minutes(2);
        world.work().await;
        assert_eq!(
            world.portal.script(|s| (s.tries, s.asked)),
            (1, 0),
            "it may still be on its way"
        );
        world.minutes(after_sending());
        world.work().await;
        world.minutes(1);
        world.work().await;
        assert_eq!(
            (taken(&world), estado(&world, &lote).await),
            (1, EstadoLote::Enviado)
        );
        assert_eq!(world.portal.script(|s| s.tries), 2 - had_taken);
    }
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_and_the_lote_not_sent_again() {
    let (world, _, lote) = signed(&[OnSend::LoseAnswer]).await;
    world.work().await;
    assert_eq!(estado(&world, &lote).await, EstadoLote::Enviado);
    assert_eq!(world.portal.script(|s| (s.tries, s.asked)), (1, 1));
}

#[tokio::test]
async fn a_lost_request_is_sent_again_only_once_a_no_can_be_believed() {
    let (world, _, lote) = signed(&[OnSend::LoseRequest]).await;
    world.work().await;
    assert_eq!(estado(&world, &lote).await, EstadoLote::Enviando);
    world.minutes(1);
    world.work().await;
    assert_eq!(
        world.portal.script(|s| s.tries),
        1,
        "a no too early is not believed"
    );
    world.minutes(after_sending());
    world.work().await;
    world.minutes(1);
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
}

#[tokio::test]
async fn what_the_portal_cannot_tell_is_in_doubt_and_never_sent_again() {
    for answer in [
        Ok(Received::Unknown),
        Err(PortalError::Refused("NO PROCEDE".to_owned())),
    ] {
        let (world, _, lote) = signed(&[OnSend::LoseAnswer]).await;
        world.portal.script(|s| s.receiving.push_back(answer));
        world.work().await;
        assert_eq!(estado(&world, &lote).await, EstadoLote::Dudoso);
        let world = world.restarted();
        for _ in 0..10 {
            world.minutes(60);
            world.work().await;
        }
        assert_eq!(world.portal.script(|s| s.tries), 1);
        assert_eq!(estado(&world, &lote).await, EstadoLote::Dudoso);
        assert_eq!(estados(&world, &lote).await, [Estado::Firmado; 2]);
    }
}

#[tokio::test]
async fn a_portal_that_cannot_be_asked_is_asked_later() {
    let (world, _, lote) = signed(&[OnSend::LoseAnswer]).await;
    world.portal.script(|s| {
        s.receiving
            .push_back(Err(PortalError::NotSent("no route".to_owned())));
        s.receiving
            .push_back(Err(PortalError::Unknown("timeout".to_owned())));
    });
    for _ in 0..4 {
        world.work().await;
        world.minutes(after_sending());
    }
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
    assert_eq!(world.portal.script(|s| s.tries), 1);
}

#[tokio::test]
async fn she_saw_it_at_idse_so_it_is_followed_from_there() {
    let (world, company, lote) = signed(&[OnSend::LoseAnswer]).await;
    world
        .portal
        .script(|s| s.receiving.push_back(Ok(Received::Unknown)));
    world.work().await;
    let doubtful = world.lote(&lote).await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    let decision = Decision::Recibido;
    let refused = lotes::resolve(&world.service, &clerk, lote.id, doubtful.version, decision).await;
    assert!(matches!(
        refused,
        Err(LoteError::Common(service::CommonError::Forbidden))
    ));
    lotes::resolve(
        &world.service,
        &company.admin,
        lote.id,
        doubtful.version,
        decision,
    )
    .await
    .unwrap();
    assert_eq!(estados(&world, &lote).await, [Estado::Enviado; 2]);
    world.minutes(10);
    world.work().await;
    let found = world.lote(&lote).await;
    assert_eq!(
        found.state.recibo().unwrap().id_lote,
        "000000001",
        "the receipt was asked for"
    );
    assert_eq!(world.portal.script(|s| s.tries), 1);
}

#[tokio::test]
async fn she_saw_that_it_is_not_there_so_it_is_signed_again_as_a_new_attempt() {
    let (world, company, lote) = signed(&[OnSend::LoseRequest]).await;
    world
        .portal
        .script(|s| s.receiving.push_back(Ok(Received::Unknown)));
    world.work().await;
    let doubtful = world.lote(&lote).await;
    let decision = Decision::NoRecibido;
    let service = &world.service;
    let again = lotes::resolve(service, &company.admin, lote.id, doubtful.version, decision).await;
    let again = again.unwrap();
    assert_eq!(
        (again.attempt, again.state.estado()),
        (2, EstadoLote::Preparado)
    );
    world.work().await;
    assert_eq!(
        world.portal.script(|s| s.tries),
        1,
        "nothing goes out without a new signature"
    );
    world.minutes(1);
    world.sign(&company, &again).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
    let first = world
        .store
        .evidence(lote.empresa, lote.id, 1)
        .await
        .unwrap();
    assert!(first.is_some(), "the first signature stays");
}

#[tokio::test]
async fn a_refused_lote_is_refused_for_good_until_a_person_signs_a_new_attempt() {
    let (world, company, lote) = signed(&[OnSend::Refuse("05 SIN MOVIMIENTOS VALIDOS")]).await;
    world.work().await;
    world.minutes(60);
    world.work().await;
    let refused = world.lote(&lote).await;
    assert!(
        matches!(&refused.state, LoteState::Rechazado { reason, .. } if reason == "05 SIN MOVIMIENTOS VALIDOS")
    );
    assert_eq!(estados(&world, &lote).await, [Estado::Listo; 2]);
    assert_eq!(world.portal.script(|s| s.tries), 1);

    let again = lotes::retry(&world.service, &company.admin, lote.id, refused.version)
        .await
        .unwrap();
    assert_eq!(again.attempt, 2);
    world.connected(&company).await;
    world.sign(&company, &again).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
}

#[tokio::test]
async fn without_a_connection_it_waits_and_goes_out_once() {
    let (world, _, lote) = signed(&[OnSend::NotSent, OnSend::NotSent]).await;
    for _ in 0..4 {
        world.work().await;
        world.minutes(5);
    }
    assert_eq!(world.portal.script(|s| s.tries), 3);
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
}

#[tokio::test]
async fn a_portal_that_is_down_is_not_even_tried() {
    let (world, _, lote) = signed(&[]).await;
    world.portal.script(|s| s.unreachable = true);
    world.work().await;
    assert_eq!(world.portal.script(|s| s.tries), 0);
    assert_eq!(estado(&world, &lote).await, EstadoLote::Firmado);
    world.portal.script(|s| s.unreachable = false);
    world.minutes(5);
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
}

#[tokio::test]
async fn an_ended_session_sends_nothing_and_the_next_signature_sends_it() {
    let (world, company, lote) = signed(&[OnSend::SessionInvalid]).await;
    world.work().await;
    assert_eq!(estado(&world, &lote).await, EstadoLote::Firmado);
    assert!(
        world
            .store
            .portal_sessions(lote.empresa)
            .await
            .unwrap()
            .is_empty()
    );
    world.minutes(60);
    world.work().await;
    assert_eq!(taken(&world), 0);
    world.connected(&company).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
}

#[tokio::test]
async fn a_lote_signed_before_any_session_waits_for_one() {
    let world = World::new();
    let company = world.company("ana").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let lote = world.signed(&company, 1).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (0, EstadoLote::Firmado)
    );
    world.present(&company, &certificado, &[]).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
}

#[tokio::test]
async fn a_session_of_another_certificate_sends_nothing() {
    let world = World::new();
    let company = world.company("ana").await;
    let own = world.certificado(&company, &signers().company).await;
    let lote = world.signed(&company, 1).await;
    let other = world.certificado(&company, &signers().stranger).await;
    let challenge = certificates::challenge_for(
        &world.service,
        &company.admin,
        other.id,
        &[company.registro.id],
    )
    .await
    .unwrap();
    let cms = signers().stranger.sign_challenge(&challenge.text);
    let presented = certificates::present(&world.service, &company.admin, challenge.id, &cms)
        .await
        .unwrap();
    assert!(presented.session, "{presented:?}");
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (0, EstadoLote::Firmado)
    );
    world.present(&company, &own, &[company.registro.id]).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
}

#[tokio::test]
async fn a_session_of_another_registro_sends_nothing() {
    let world = World::new();
    let company = world.company("ana").await;
    let other = world.registro(&company.admin, "Y3926552104").await;
    let certificado = world.certificado(&company, &signers().company).await;
    let lote = world.signed(&company, 1).await;
    world.present(&company, &certificado, &[other.id]).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (0, EstadoLote::Firmado)
    );
}

fn operado() -> Outcome {
    Outcome::Operado { extemporaneo: true }
}

fn rechazado() -> Outcome {
    Outcome::Rechazado {
        codigo: "48".to_owned(),
        texto: "NSS YA VIGENTE".to_owned(),
    }
}

async fn results(world: &World, lote: &LoteRecord, outcomes: [Option<Outcome>; 2]) -> PortalLote {
    let movements = world.movements_of(lote).await;
    let results = movements
        .iter()
        .zip(outcomes)
        .filter_map(|(movement, outcome)| {
            Some(RowResult {
                row: None,
                nss: movement.draft().nss,
                fecha: String::new(),
                outcome: outcome?,
            })
        });
    PortalLote::Procesado {
        results: results.collect(),
        original: None,
    }
}

fn answer(world: &World, said: Result<PortalLote, PortalError>) {
    world
        .portal
        .script(|s| s.results.insert("000000001".to_owned(), said));
}

#[tokio::test]
async fn each_movement_ends_with_imsss_word_on_it() {
    let (world, _, lote) = signed(&[]).await;
    world.work().await;
    answer(&world, Ok(PortalLote::EnProceso));
    world.minutes(1);
    world.work().await;
    assert_eq!(estado(&world, &lote).await, EstadoLote::EnProceso);
    assert_eq!(estados(&world, &lote).await, [Estado::EnProceso; 2]);

    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), Some(rechazado())]).await),
    );
    world.minutes(1);
    world.work().await;
    let done = world.lote(&lote).await;
    assert!(matches!(
        done.state,
        LoteState::Procesado {
            operados: 1,
            rechazados: 1,
            ..
        }
    ));
    let states: Vec<_> = world
        .movements_of(&lote)
        .await
        .into_iter()
        .map(|m| m.state)
        .collect();
    let at = world.service.now();
    assert_eq!(
        states[0],
        MovementState::Operado {
            at,
            extemporaneo: true
        }
    );
    let refused = MovementState::Rechazado {
        at,
        codigo: "48".to_owned(),
        texto: "NSS YA VIGENTE".to_owned(),
    };
    assert_eq!(states[1], refused);
    let steps: Vec<_> = done.log.iter().map(|change| change.to).collect();
    assert_eq!(
        steps,
        [
            EstadoLote::Preparado,
            EstadoLote::Firmado,
            EstadoLote::Enviando,
            EstadoLote::Enviado,
            EstadoLote::EnProceso,
            EstadoLote::Procesado
        ]
    );
}

#[tokio::test]
async fn a_lote_is_not_done_while_a_movement_has_no_result() {
    let (world, _, lote) = signed(&[]).await;
    world.work().await;
    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), None]).await),
    );
    world.minutes(1);
    world.work().await;
    assert_eq!(estado(&world, &lote).await, EstadoLote::EnProceso);
    let unclear = Some(Outcome::Unrecognised("EN ACLARACION".to_owned()));
    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), unclear]).await),
    );
    world.minutes(1);
    world.work().await;
    assert_eq!(estado(&world, &lote).await, EstadoLote::EnProceso);
    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), Some(operado())]).await),
    );
    world.minutes(1);
    world.work().await;
    assert!(matches!(
        world.lote(&lote).await.state,
        LoteState::Procesado {
            operados: 2,
            rechazados: 0,
            ..
        }
    ));
}

#[tokio::test]
async fn what_was_refused_at_once_stays_refused() {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    world.work().await;
    let lote = world.signed(&company, 2).await;
    let PortalLote::Procesado {
        results: refused, ..
    } = results(&world, &lote, [Some(rechazado()), None]).await
    else {
        panic!("results are results")
    };
    world
        .portal
        .script(|s| s.sending.push_back(OnSend::TakeRefusing(refused)));
    world.work().await;
    assert_eq!(
        estados(&world, &lote).await,
        [Estado::Rechazado, Estado::Enviado]
    );
    answer(
        &world,
        Ok(results(&world, &lote, [None, Some(operado())]).await),
    );
    world.minutes(1);
    world.work().await;
    assert!(matches!(
        world.lote(&lote).await.state,
        LoteState::Procesado {
            operados: 1,
            rechazados: 1,
            ..
        }
    ));
}

#[tokio::test]
async fn without_a_session_nobody_asks_and_one_signature_refreshes_everything() {
    let (world, company, lote) = signed(&[]).await;
    world.work().await;
    answer(&world, Err(PortalError::SessionInvalid));
    world.minutes(1);
    world.work().await;
    assert!(
        lotes::covered(&world.service, &company.admin)
            .await
            .unwrap()
            .is_empty()
    );
    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), Some(operado())]).await),
    );
    world.minutes(60);
    world.work().await;
    assert_eq!(
        estado(&world, &lote).await,
        EstadoLote::Enviado,
        "nobody may ask"
    );
    world.connected(&company).await;
    world.work().await;
    assert_eq!(estado(&world, &lote).await, EstadoLote::Procesado);
}

#[tokio::test]
async fn a_session_that_is_needed_no_more_is_ended() {
    let (world, _, lote) = signed(&[]).await;
    world.work().await;
    answer(
        &world,
        Ok(results(&world, &lote, [Some(operado()), Some(operado())]).await),
    );
    for _ in 0..5 {
        world.minutes(10);
        world.work().await;
    }
    assert_eq!(estado(&world, &lote).await, EstadoLote::Procesado);
    assert!(
        world
            .store
            .portal_sessions(lote.empresa)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(world.portal.script(|s| s.logouts), 1);
    assert_eq!(
        jobs::next_due(&world.service).await.unwrap(),
        None,
        "and nothing is left to do"
    );
}

#[tokio::test]
async fn two_servers_over_one_store_send_it_once() {
    let (world, _, lote) = signed(&[]).await;
    let both = [jobs::run_due(&world.service), jobs::run_due(&world.service)];
    futures::future::join_all(both).await;
    world.work().await;
    assert_eq!(
        (taken(&world), estado(&world, &lote).await),
        (1, EstadoLote::Enviado)
    );
}

#[tokio::test]
async fn a_second_server_that_takes_a_slow_ones_job_neither_sends_nor_asks() {
    let (world, _, lote) = signed(&[OnSend::HangAfter]).await;
    let slow = jobs::run_due(&world.service).now_or_never();
    assert!(slow.is_none());
    world.minutes(2);
    world.work().await;
    assert_eq!(world.portal.script(|s| (s.tries, s.asked)), (1, 0));
    assert_eq!(estado(&world, &lote).await, EstadoLote::Enviando);
}
