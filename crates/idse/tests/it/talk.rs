//! The whole talk, from the challenge to the results.

use idse::{
    CoveredRegistro, IdseError, LoteContents, LoteState, MovementResult, Outcome, ResultsQuery,
};
use imss::receipt::ReceiptOutcome;
use jiff::{SignedDuration, ToSpan as _};

use crate::pki::{PKI, RFC};
use crate::portal::{DELAY, LAPSED_RP, Portal, RP, SECOND_RP};
use crate::records::{KARLA, NEW, XIMENA, baja, modificacion, outgoing, reingreso};

#[tokio::test]
async fn a_lote_goes_from_challenge_to_results() {
    let portal = Portal::start().await;
    let logged_in = portal.log_in_as(&PKI.efirma, RFC).await.unwrap();
    assert!(logged_in.simulated);
    let covered = |numero: &str| CoveredRegistro {
        numero: numero.into(),
        razon_social: "ESCUELA KEMPER & URGATE".into(),
    };
    assert_eq!(
        logged_in.registros,
        [covered(RP), covered(SECOND_RP), covered(LAPSED_RP)]
    );
    let session = logged_in.session;

    let today = portal.today();
    let late = today.checked_sub(30.days()).unwrap();
    let file = [
        modificacion(RP, KARLA, today),
        baja(RP, NEW, today),
        baja(RP, XIMENA, late),
        reingreso(RP, KARLA, today),
    ]
    .concat();
    let cms = PKI.efirma.sign_cades(file.as_bytes());
    let recibo = portal
        .client
        .send_lote(&session, outgoing(RP, LoteContents::Mixed, &cms))
        .await
        .unwrap();
    assert_eq!(recibo.folio_firma.len(), 19);
    assert_eq!(recibo.id_lote.len(), 9);
    assert_eq!(recibo.received_at().unwrap().date(), today);
    assert!(recibo.simulated && recibo.refused.is_empty());
    assert!(recibo.recibo.contains("nada llega al IMSS"));

    let ids = [recibo.id_lote.clone()];
    let query = ResultsQuery { lotes: &ids };
    let state = async || {
        let listed = portal.client.list_lotes(&session, query).await.unwrap();
        listed[0].state.clone()
    };
    assert_eq!(state().await, LoteState::Enviado);
    portal.advance(DELAY / 2);
    assert_eq!(state().await, LoteState::PorProcesar);
    let early = portal.client.results(&session, query).await.unwrap();
    assert!(early[0].movements.is_empty());

    portal.advance(DELAY / 2);
    let results = portal.client.results(&session, query).await.unwrap();
    assert_eq!(results.len(), 1);
    assert_eq!(results[0].lote.state, LoteState::Procesado);
    let outcomes: Vec<&Outcome> = results[0].movements.iter().map(|m| &m.outcome).collect();
    let rejected = |code: &str, text: &str| Outcome::Rechazado {
        code: code.into(),
        text: text.into(),
    };
    assert_eq!(
        outcomes,
        [
            &Outcome::Operado,
            &rejected("50", "NSS no vigente con el registro patronal"),
            &Outcome::Operado,
            &rejected("48", "NSS ya vigente con el registro patronal"),
        ]
    );
    let lateness: Vec<bool> = results[0]
        .movements
        .iter()
        .map(|m| m.extemporaneo)
        .collect();
    assert_eq!(lateness, [false, false, true, false]);
    assert_eq!(results[0].movements[0].renglon, Some(1));
    assert_eq!(results[0].movements[0].nombre, "FUENTE NOLASCO KARLA");

    let acuse = portal
        .client
        .acuse(&session, &results[0].lote)
        .await
        .unwrap()
        .unwrap();
    assert!(acuse.content_type.starts_with("application/pdf"));
    let read = receipts::read(&acuse.bytes).unwrap();
    let [block] = read.blocks.as_slice() else {
        panic!("{read:?}")
    };
    assert_eq!(
        (block.registro.as_str(), &block.id_lote),
        (RP, &results[0].lote.id_lote)
    );
    assert_eq!(
        block.counted,
        Some(block.read()),
        "what it counts is what it lists"
    );
    let of = |movement: &MovementResult| {
        block
            .rows
            .iter()
            .find(|row| row.nss == movement.nss && row.tipo == movement.tipo)
            .unwrap()
            .outcome
            .clone()
    };
    for movement in &results[0].movements {
        let expected = match &movement.outcome {
            Outcome::Operado => ReceiptOutcome::Operado {
                extemporaneo: movement.extemporaneo,
            },
            Outcome::Rechazado { code, text } => ReceiptOutcome::Rechazado {
                codigo: code.clone(),
                texto: text.clone(),
            },
            Outcome::Unrecognised { text } => panic!("{text}"),
        };
        assert_eq!(of(movement), expected, "{}", movement.nss);
    }
    let csv = receipts::read(&results[0].csv).unwrap();
    assert_eq!(csv.blocks[0].read(), block.read());
}

#[tokio::test]
async fn what_one_lote_did_the_next_one_meets() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    let today = portal.today();
    let mut ids = Vec::new();
    for _ in 0..2 {
        let cms = PKI.efirma.sign_cades(baja(RP, KARLA, today).as_bytes());
        let lote = outgoing(RP, LoteContents::Bajas, &cms);
        let recibo = portal.client.send_lote(&session, lote).await.unwrap();
        ids.push(recibo.id_lote);
    }
    portal.advance(DELAY);
    let query = ResultsQuery { lotes: &ids };
    let mut results = portal.client.results(&session, query).await.unwrap();
    results.sort_by(|a, b| a.lote.id_lote.cmp(&b.lote.id_lote));
    assert_eq!(results[0].movements[0].outcome, Outcome::Operado);
    assert!(matches!(
        &results[1].movements[0].outcome,
        Outcome::Rechazado { code, .. } if code == "51"
    ));
}

#[tokio::test]
async fn names_movements_refused_on_structure_at_sending() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    let today = portal.today();
    let wrong_nss = baja(RP, KARLA, today).replace("92919084431", "92919084432");
    let file = format!("{wrong_nss}{}", baja(RP, XIMENA, today));
    let cms = PKI.efirma.sign_cades(file.as_bytes());
    let lote = outgoing(RP, LoteContents::Bajas, &cms);
    let recibo = portal.client.send_lote(&session, lote).await.unwrap();
    assert_eq!(recibo.refused.len(), 1);
    assert_eq!(recibo.refused[0].renglon, Some(1));
    assert_eq!(recibo.refused[0].code, "04");
    assert_eq!(recibo.refused[0].text, "NSS inválido");

    portal.advance(DELAY);
    let ids = [recibo.id_lote];
    let query = ResultsQuery { lotes: &ids };
    let results = portal.client.results(&session, query).await.unwrap();
    assert!(matches!(
        results[0].movements[0].outcome,
        Outcome::Rechazado { .. }
    ));
    assert_eq!(results[0].movements[1].outcome, Outcome::Operado);
}

#[tokio::test]
async fn a_session_ends_on_request_and_when_idle() {
    let portal = Portal::start().await;
    let list = async |session| {
        let query = ResultsQuery::default();
        portal.client.list_lotes(session, query).await
    };
    let session = portal.session().await;
    assert!(list(&session).await.unwrap().is_empty());
    portal.client.end_session(&session).await.unwrap();
    let ended = list(&session).await;
    assert!(matches!(ended, Err(IdseError::SessionInvalid { text }) if text.contains("#01001")));
    portal.client.end_session(&session).await.unwrap();

    let session = portal.session().await;
    portal.advance(SignedDuration::from_mins(21));
    let expired = list(&session).await;
    assert!(matches!(expired, Err(IdseError::SessionInvalid { .. })));
}

#[tokio::test]
async fn the_portal_says_that_it_is_a_simulator() {
    let portal = Portal::start().await;
    assert!(portal.client.reachable().await.unwrap().simulator);
}
