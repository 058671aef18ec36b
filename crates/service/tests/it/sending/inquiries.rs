//! When IMSS was asked about a lote and what it answered; a person's question.

use jiff::SignedDuration;
use model::{InquiryAnswer, LoteStatus};
use service::jobs;
use service::lotes::LoteError;
use service::ports::{PortalError, PortalLote};
use service::records::Inquiry;

use super::{answer, estado, signed};

#[tokio::test]
async fn every_round_keeps_when_and_what_imss_answered() {
    let (world, _, lote) = signed(&[]).await;
    world.work().await;
    world.minutes(1);
    world.work().await;
    let received = world.lote(&lote).await;
    let inquiry = |answer| {
        Some(Inquiry {
            at: world.service.now(),
            answer,
            since: Some(world.service.now()),
        })
    };
    assert_eq!(received.inquiry, inquiry(InquiryAnswer::Received));
    assert!(received.received_at().is_some());

    answer(&world, Ok(PortalLote::Unlisted));
    world.minutes(6);
    world.work().await;
    let unlisted = world.lote(&lote).await;
    assert_eq!(unlisted.inquiry, inquiry(InquiryAnswer::Unlisted));
    assert_eq!(unlisted.state.status(), LoteStatus::Enviado);
    assert_eq!(unlisted.received_at(), received.received_at());
    assert_eq!(unlisted.log, received.log, "asking is no step of a lote");
}

#[tokio::test]
async fn a_person_asks_at_once_while_a_session_lives() {
    let (world, company, lote) = signed(&[]).await;
    world.work().await;
    answer(&world, Err(PortalError::Unknown("reset".to_owned())));
    let asked = jobs::ask_now(&world.service, &company.admin, lote.id).await;
    let silent = asked.unwrap().inquiry.map(|inquiry| inquiry.answer);
    assert_eq!(silent, Some(InquiryAnswer::NoAnswer));

    answer(&world, Ok(PortalLote::EnProceso));
    let asked = jobs::ask_now(&world.service, &company.admin, lote.id)
        .await
        .unwrap();
    assert_eq!(asked.state.status(), LoteStatus::EnProceso);
    assert_eq!(estado(&world, &lote).await, LoteStatus::EnProceso);

    world.pass(SignedDuration::from_hours(25));
    let late = jobs::ask_now(&world.service, &company.admin, lote.id).await;
    assert!(matches!(late, Err(LoteError::NoSession)), "{late:?}");
}

#[tokio::test]
async fn only_those_who_capture_ask_and_only_about_what_was_sent() {
    let (world, company, lote) = signed(&[]).await;
    let early = jobs::ask_now(&world.service, &company.admin, lote.id).await;
    assert!(matches!(
        early,
        Err(LoteError::NotInThisState(LoteStatus::Firmado))
    ));
    world.work().await;
    world.reader(&company.admin, "lectura").await;
}
