//! Mail over a real conversation with a mail server.

use std::net::TcpListener;
use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::json;
use server::config::Mail;
use server::mail::mailer;
use service::jobs::run_due;
use service::memory::SeededRandom;
use service::ports::{MailAction, MailError, Mailer, Message};

use crate::app::{PASSWORD, TestApp, clock, entering, registering};
use crate::smtp::{MailServer, Setup, decoded};

fn by(url: String) -> Arc<dyn Mailer> {
    let from = "Rúbrica <avisos@rubrica.example>".parse().unwrap();
    let random = Arc::new(SeededRandom::new(3));
    mailer(
        &Mail::Smtp(url),
        &from,
        "https://rubrica.example",
        clock(),
        random,
    )
    .unwrap()
}

fn message() -> Message {
    Message {
        to: "ana@empresa.example".to_owned(),
        subject: "Tu contraseña nueva".to_owned(),
        body: "Hola, Ana Núñez:\n\nAbre la liga.".to_owned(),
        action: Some(MailAction {
            label: "Abrir".to_owned(),
            url: "https://rubrica.example/invitacion#abc".to_owned(),
        }),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_arrives_whole_as_text_and_as_a_page() {
    let server = MailServer::start(Setup::default());
    let mailer = by(format!("smtp://{}", server.address));
    mailer.send(&message()).await.unwrap();
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].to, ["ana@empresa.example"]);
    let text = decoded(&taken[0].text);
    for words in [
        "Message-ID: <",
        "@rubrica.example>",
        "Date: Thu, 15 Jan 2026 18:00:00 +0000",
        "List-Id: <avisos.rubrica.example>",
        "multipart/alternative",
        "Hola, Ana Núñez:",
        "Abrir:\r\nhttps://rubrica.example/invitacion#abc",
        "href=\"https://rubrica.example/invitacion#abc\"",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_name_with_an_at_sign_logs_in() {
    let login = Some(("avisos@rubrica.example", "p@ss:word"));
    let server = MailServer::start(Setup {
        login,
        ..Setup::default()
    });
    for user in [
        "avisos%40rubrica.example:p%40ss%3Aword",
        "avisos@rubrica.example:p%40ss%3Aword",
    ] {
        let mailer = by(format!("smtp://{user}@{}", server.address));
        mailer.send(&message()).await.unwrap();
    }
    assert_eq!(server.taken().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_the_server_closed_loses_no_mail() {
    let server = MailServer::start(Setup::default());
    let mailer = by(format!("smtp://{}", server.address));
    for _ in 0..3 {
        mailer.send(&message()).await.unwrap();
    }
    assert_eq!(server.taken().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_mailbox_is_refused_for_good() {
    let server = MailServer::start(Setup {
        unknown: Some("ana@empresa.example"),
        ..Setup::default()
    });
    let refused = by(format!("smtp://{}", server.address))
        .send(&message())
        .await;
    assert!(matches!(refused, Err(MailError::Refused(_))), "{refused:?}");

    let server = MailServer::start(Setup {
        login: Some(("avisos", "correcta")),
        ..Setup::default()
    });
    let wrong = by(format!("smtp://avisos:otra@{}", server.address));
    let later = wrong.send(&message()).await;
    assert!(matches!(later, Err(MailError::Later(_))), "{later:?}");

    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let away = by(format!("smtp://{free}")).send(&message()).await;
    assert!(matches!(away, Err(MailError::Later(_))), "{away:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_recovered_by_mail() {
    let server = MailServer::start(Setup::default());
    let app = TestApp::mailing(by(format!("smtp://{}", server.address)));
    let registered = app.post("/api/accounts/register", &registering(), "").await;
    let session = registered.cookie();

    let asked = async |email: &str| {
        let body = json!({ "email": email });
        let answer = app.post("/api/mailed/ask-recovery", &body, "").await;
        (answer.status, answer.text())
    };
    let known = asked("ana@empresa.example").await;
    assert_eq!(known, asked("nadie@empresa.example").await);
    assert_eq!(known.0, StatusCode::OK);
    run_due(&app.service).await.unwrap();
    run_due(&app.service).await.unwrap();
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    let text = decoded(&taken[0].text);
    let (_, after) = text.split_once("/contrasena-nueva#").unwrap();
    let token = after.split_whitespace().next().unwrap();

    let new = "otra frase, más larga";
    let reset = json!({ "request": { "token": token, "password": new } });
    let answer = app.post("/api/mailed/reset-password", &reset, "").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(answer.json(), "ana");
    assert!(answer.header("set-cookie").starts_with("equipo="));
    let again = app.post("/api/mailed/reset-password", &reset, "").await;
    assert_eq!(
        (again.status, again.code().as_str()),
        (StatusCode::NOT_FOUND, "mailed-link-dead")
    );

    let ended = app.post("/api/registros/list", &json!({}), &session).await;
    assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
    let old = app
        .post(
            "/api/accounts/log-in",
            &entering("ana", PASSWORD, false),
            "",
        )
        .await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED);
    let right = app
        .post("/api/accounts/log-in", &entering("ana", new, false), "")
        .await;
    assert_eq!(right.status, StatusCode::OK, "{}", right.text());
    run_due(&app.service).await.unwrap();
    let notice = decoded(&server.taken().pop().unwrap().text);
    assert!(notice.contains("acaba de cambiar"), "{notice}");
}
