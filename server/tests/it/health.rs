//! Alive, ready, counted.

use axum::http::StatusCode;

use crate::app::TestApp;

#[tokio::test]
async fn a_server_with_its_database_is_alive_and_ready() {
    let app = TestApp::new();
    let alive = app.get("/healthz", "").await;
    assert_eq!(alive.status, StatusCode::OK);
    assert_eq!(alive.json()["status"], "alive");
    let ready = app.get("/readyz", "").await;
    assert_eq!(ready.status, StatusCode::OK);
    assert_eq!(ready.json()["status"], "ready");
    assert_eq!(ready.json()["database"], true);
}

#[tokio::test]
async fn a_server_that_ends_is_no_longer_ready() {
    let app = TestApp::new();
    app.announcer.announce();
    assert_eq!(app.get("/healthz", "").await.status, StatusCode::OK);
    let ready = app.get("/readyz", "").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(ready.json()["status"], "not-ready");
}

#[tokio::test]
async fn requests_are_counted_under_their_declared_paths_and_never_under_what_was_sent() {
    let app = TestApp::new();
    app.get("/healthz", "").await;
    app.get("/relay/lotes/SECRET/cms?also=SECRET", "").await;
    app.get("/SECRET", "").await;
    let text = app.metrics.expose();
    assert!(
        text.contains("route=\"/healthz\",status=\"200\"} 1"),
        "{text}"
    );
    assert!(
        text.contains("route=\"/relay/lotes/{id}/cms\",status=\"401\"} 1"),
        "{text}"
    );
    assert!(!text.contains("SECRET"), "{text}");
}

#[tokio::test]
async fn metrics_are_not_on_the_public_listener() {
    assert_eq!(
        TestApp::new().get("/metrics", "").await.status,
        StatusCode::NOT_FOUND
    );
}
