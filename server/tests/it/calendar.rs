//! The calendar of certificates, read as a calendar program reads it: with nothing but its address.

use axum::http::StatusCode;
use model::Role;
use serde_json::json;

use crate::app::TestApp;

async fn made(app: &TestApp, cookie: &str) -> String {
    let path = "/api/certificate-life/renew-calendar";
    let answer = app.post(path, &json!({}), cookie).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let token = answer.json()["token"].as_str().unwrap().to_owned();
    format!("/relay/calendar/{token}")
}

#[tokio::test]
async fn a_calendar_is_read_by_its_address_alone_until_it_is_renewed_or_revoked() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let first = made(&app, &cookie).await;
    let answer = app.get(&first, "").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.text().starts_with("BEGIN:VCALENDAR\r\n"));

    let second = made(&app, &cookie).await;
    let gone = app.get(&first, "").await;
    assert_eq!(
        (gone.status, gone.code()),
        (StatusCode::GONE, "calendar-gone".to_owned())
    );
    assert_eq!(app.get(&second, "").await.status, StatusCode::OK);
    let path = "/api/certificate-life/revoke-calendar";
    app.post(path, &json!({}), &cookie).await;
    assert_eq!(app.get(&second, "").await.status, StatusCode::GONE);
}

#[tokio::test]
async fn an_address_opens_nothing_but_its_calendar() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of_new("carla", Role::Capturista).await;
    let address = made(&app, &cookie).await;
    let token = address.rsplit('/').next().unwrap();
    let as_cookie = format!("{}={token}", app.cookie_name());
    let answer = app
        .post("/api/certificates/list", &json!({}), &as_cookie)
        .await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    for nothing in ["x", &"t".repeat(43), &token.to_uppercase()] {
        let path = format!("/relay/calendar/{nothing}");
        assert_eq!(
            app.get(&path, "").await.status,
            StatusCode::GONE,
            "{nothing}"
        );
    }
    let metrics = app.metrics.expose();
    assert!(metrics.contains("/relay/calendar/{token}"), "{metrics}");
    assert!(!metrics.contains(token), "the secret is counted nowhere");
}
