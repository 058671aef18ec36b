//! Requests that another site makes a browser send.

use axum::body::Body;
use axum::http::{Method, StatusCode};

use crate::app::{TestApp, entering, request};

async fn log_in_with(app: &TestApp, headers: &[(&str, &str)]) -> StatusCode {
    let mut builder = request(Method::POST, "/api/accounts/log-in", "")
        .header("content-type", "application/json");
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let body = entering("ana", crate::app::PASSWORD, false).to_string();
    app.ask(builder.body(Body::from(body)).unwrap())
        .await
        .status
}

#[tokio::test]
async fn another_site_cannot_make_the_browser_act() {
    let app = TestApp::with_company().await;
    for headers in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ] {
        assert_eq!(
            log_in_with(&app, headers).await,
            StatusCode::FORBIDDEN,
            "{headers:?}"
        );
    }
}

#[tokio::test]
async fn the_page_itself_can() {
    let app = TestApp::with_company().await;
    for headers in [
        &[("sec-fetch-site", "same-origin")][..],
        &[("origin", "http://127.0.0.1:3000")],
        &[],
    ] {
        assert_eq!(
            log_in_with(&app, headers).await,
            StatusCode::OK,
            "{headers:?}"
        );
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_not_json() {
    let app = TestApp::with_company().await;
    let body = entering("ana", crate::app::PASSWORD, false)
        .to_string()
        .into_bytes();
    let answer = app
        .post_bytes("/api/accounts/log-in", "text/plain", body, "")
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
