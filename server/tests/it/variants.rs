//! The whole relay before every portal that may be: nothing is sent twice, nothing is lost, and once the portal
//! is its plain self again every lote comes to its end.

use idse_simulator::{EndedSession, Faults, FormVariant, Layout, Variant};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::journey::Company;

async fn turn(company: &Company, variant: Variant) {
    let faults = Faults {
        variant,
        ..Faults::default()
    };
    company.simulator.set_faults(faults).await.unwrap();
}

/// Two hours, with a signature now and then.
async fn two_hours(company: &Company) {
    for round in 0..40 {
        if round % 5 == 0 {
            company.connect().await;
        }
        company.work().await;
        company.clock.advance(SignedDuration::from_mins(3));
    }
}

async fn lote(company: &Company, id: &str) -> Value {
    company.call("/api/lotes/get", json!({ "id": id })).await
}

/// What is kept is what the portal decided.
async fn is_true(company: &Company, detail: &Value, variant: &Variant) {
    let received = company.simulator.received_lotes().await.unwrap();
    assert!(received.len() <= 1, "sent twice: {variant:?}");
    let state = detail["movements"][0]["estado"]["estado"].as_str().unwrap();
    let verdict = received
        .first()
        .map(|lote| lote.movements[0].verdict.as_str());
    match state {
        "operado" => assert_eq!(verdict, Some("OPERADO"), "{variant:?}"),
        "rechazado" => assert_ne!(verdict, Some("OPERADO"), "{variant:?}"),
        _ => {}
    }
}

#[tokio::test]
async fn no_portal_makes_the_relay_lose_a_lote_or_send_it_twice() {
    let plain = Variant::default();
    let variants = [
        Variant {
            layout: Layout::Striped,
            dates_in_words: true,
            ..plain.clone()
        },
        Variant {
            layout: Layout::Foreign,
            ..plain.clone()
        },
        Variant {
            answers_lost: 100,
            listed_after_seconds: 600,
            ..plain.clone()
        },
        Variant {
            ended_session: EndedSession::Redirect,
            rotating_cookies: true,
            ..plain.clone()
        },
        Variant {
            ended_session: EndedSession::LoginPage,
            missing_rows: 1,
            ..plain.clone()
        },
        Variant {
            half_pages: true,
            ..plain.clone()
        },
        Variant {
            maintenance: true,
            ..plain.clone()
        },
        Variant {
            form: FormVariant::Renamed,
            ..plain.clone()
        },
        Variant {
            form: FormVariant::RequiredUnknown,
            ..plain.clone()
        },
    ];
    for variant in variants {
        let company = Company::new().await;
        turn(&company, variant.clone()).await;
        let (id, _) = company.sign_a_lote().await;
        two_hours(&company).await;
        let detail = lote(&company, &id).await;
        is_true(&company, &detail, &variant).await;

        turn(&company, plain.clone()).await;
        two_hours(&company).await;
        let detail = lote(&company, &id).await;
        is_true(&company, &detail, &variant).await;
        let state = detail["lote"]["estado"]["estado"].as_str().unwrap();
        // In doubt means that a person decides; nothing less is an end.
        assert!(
            matches!(state, "procesado" | "dudoso"),
            "{variant:?}: {detail}"
        );
    }
}
