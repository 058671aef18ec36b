//! The event stream.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use futures::StreamExt as _;
use serde_json::json;

use crate::app::{TestApp, request};

#[tokio::test]
async fn a_stranger_hears_nothing() {
    let app = TestApp::new();
    let answer = app.get("/relay/events", "").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_stream_ends_when_the_server_does() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let request = request(Method::GET, "/relay/events", &cookie)
        .body(Body::empty())
        .unwrap();
    let response = app.send(request).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut lines = response.into_body().into_data_stream();
    assert_eq!(lines.next().await.unwrap().unwrap(), ": \n\n");
    assert!(app.metrics.expose().contains("rubrica_event_streams 1"));
    app.announcer.announce();
    assert!(lines.next().await.is_none());
    drop(lines);
    assert!(app.metrics.expose().contains("rubrica_event_streams 0"));
}

#[tokio::test]
async fn the_stream_ends_with_the_session_before_another_word() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let request = request(Method::GET, "/relay/events", &cookie)
        .body(Body::empty())
        .unwrap();
    let mut lines = app.send(request).await.into_body().into_data_stream();
    lines.next().await.unwrap().unwrap();
    let left = app
        .post(
            "/api/accounts/log-out",
            &json!({ "end_portal": false }),
            &cookie,
        )
        .await;
    assert_eq!(left.status, StatusCode::OK);
    // Somebody else of the company changes something.
    let other = app.cookie_of("ana", false).await;
    let data = json!({
        "numero": "Y6087828106", "razon_social": "Empresa", "rfc": "", "domicilio": "",
        "subdelegacion": "", "guia": "", "zona": "general", "umf": "",
    });
    let save = json!({ "request": { "existing": null, "data": data } });
    let saved = app.post("/api/registros/save", &save, &other).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    let draft = json!({ "request": {
        "existing": null, "registro": saved.json()["id"], "draft": { "tipo": "baja" }, "ready": false,
    }});
    let drafted = app.post("/api/movements/save", &draft, &other).await;
    assert_eq!(drafted.status, StatusCode::OK, "{}", drafted.text());
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn sends_a_change_to_every_listener() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let request = request(Method::GET, "/relay/events", &cookie)
        .body(Body::empty())
        .unwrap();
    let mut lines = app.send(request).await.into_body().into_data_stream();
    lines.next().await.unwrap().unwrap();
    let data = json!({
        "numero": "Y6087828106", "razon_social": "Empresa", "rfc": "", "domicilio": "",
        "subdelegacion": "", "guia": "", "zona": "general", "umf": "",
    });
    let saved = app
        .post(
            "/api/registros/save",
            &json!({ "request": { "existing": null, "data": data } }),
            &cookie,
        )
        .await;
    let draft = json!({ "request": {
        "existing": null, "registro": saved.json()["id"], "draft": { "tipo": "baja" }, "ready": false,
    }});
    app.post("/api/movements/save", &draft, &cookie).await;
    assert_eq!(
        lines.next().await.unwrap().unwrap(),
        "data: {\"event\":\"movements\"}\n\n"
    );
}
