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

/// The data of a stream, and nothing that came before.
async fn listening(app: &TestApp, cookie: &str) -> impl futures::Stream<Item = String> + use<> {
    let request = request(Method::GET, "/relay/events", cookie)
        .body(Body::empty())
        .unwrap();
    let mut lines = app.send(request).await.into_body().into_data_stream();
    lines.next().await.unwrap().unwrap();
    Box::pin(lines.map(|line| String::from_utf8(line.unwrap().to_vec()).unwrap()))
}

const ENDED: &str = "data: {\"event\":\"session-ended\"}\n\n";

#[tokio::test]
async fn stream_ends_at_once_with_its_session() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let other = app.cookie_of("ana", false).await;
    let mut own = listening(&app, &cookie).await;
    let mut others = listening(&app, &other).await;
    let body = json!({ "end_portal": false });
    let left = app.post("/api/accounts/log-out", &body, &cookie).await;
    assert_eq!(left.status, StatusCode::OK);
    assert_eq!(own.next().await.unwrap(), ENDED);
    assert_eq!(own.next().await, None);

    // Another session of the same user goes on.
    let left = app.post("/api/accounts/log-out", &body, &other).await;
    assert_eq!(left.status, StatusCode::OK);
    assert_eq!(others.next().await.unwrap(), ENDED);
}

#[tokio::test]
async fn stream_ends_at_once_with_its_revoked_link() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of_link().await;
    let mut lines = listening(&app, &cookie).await;
    let administrator = app.cookie_of("ana", false).await;
    let links = app
        .post("/api/links/list", &json!({}), &administrator)
        .await;
    let id = json!({ "id": links.json()[0]["id"] });
    let revoked = app.post("/api/links/revoke", &id, &administrator).await;
    assert_eq!(revoked.status, StatusCode::OK);
    assert_eq!(lines.next().await.unwrap(), ENDED);
    assert_eq!(lines.next().await, None);
    let again = app.get("/relay/events", &cookie).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn stream_ends_where_another_login_replaces_its_session() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let mut lines = listening(&app, &cookie).await;
    let body = crate::app::entering("ana", crate::app::PASSWORD, false);
    let replaced = app.post("/api/accounts/log-in", &body, &cookie).await;
    assert_eq!(replaced.status, StatusCode::OK);
    assert_eq!(lines.next().await.unwrap(), ENDED);
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
