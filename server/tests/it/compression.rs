//! Which answers are compressed.

use axum::body::Body;
use axum::http::{Method, header};
use serde_json::json;

use crate::app::{Answer, TestApp, request};

async fn asked(app: &TestApp, path: &str, body: &serde_json::Value, cookie: &str) -> Answer {
    let request = request(Method::POST, path, cookie)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT_ENCODING, "gzip, br")
        .body(Body::from(body.to_string()))
        .unwrap();
    app.ask(request).await
}

#[tokio::test]
async fn long_answers_are_compressed_and_short_ones_are_not() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let data = json!({
        "numero": "Y6087828106", "razon_social": "Empresa ".repeat(30), "rfc": "",
        "domicilio": "Avenida ".repeat(30), "subdelegacion": "", "guia": "", "zona": "general",
        "umf": "",
    });
    let save = json!({ "request": { "existing": null, "data": data } });
    let registro = asked(&app, "/api/registros/save", &save, &cookie).await;
    assert_eq!(
        registro.header("content-encoding"),
        "",
        "{}",
        registro.text()
    );
    let items: Vec<_> = (0..50)
        .map(|_| {
            json!({
                "existing": null, "registro": registro.json()["id"], "draft": { "tipo": "baja" },
                "ready": false, "origin": null,
            })
        })
        .collect();
    let save = json!({ "request": { "items": items } });
    let saved = asked(&app, "/api/movements/save-many", &save, &cookie).await;
    assert_eq!(saved.header("content-encoding"), "gzip");
    assert!(saved.header("vary").contains("accept-encoding"));
    let plain = app.post("/api/movements/save-many", &save, &cookie).await;
    assert_eq!(plain.header("content-encoding"), "");
    assert!(saved.body.len() * 4 < plain.body.len());
}

#[tokio::test]
async fn event_stream_is_not_compressed() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let request = request(Method::GET, "/relay/events", &cookie)
        .header(header::ACCEPT_ENCODING, "gzip")
        .body(Body::empty())
        .unwrap();
    let response = app.send(request).await;
    assert!(response.headers().get(header::CONTENT_ENCODING).is_none());
}
