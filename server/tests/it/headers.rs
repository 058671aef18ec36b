//! What every answer carries.

use axum::http::StatusCode;

use crate::app::TestApp;

const PAGE: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; \
    manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

#[tokio::test]
async fn every_answer_is_fenced_in_errors_included() {
    let app = TestApp::new();
    for path in [
        "/",
        "/assets/app-0a1b2c3d.js",
        "/healthz",
        "/relay/events",
        "/no/such/thing",
    ] {
        let answer = app.get(path, "").await;
        assert_eq!(answer.header("content-security-policy"), PAGE, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            "same-origin",
            "{path}"
        );
        assert!(
            answer.header("permissions-policy").contains("camera=()"),
            "{path}"
        );
        assert_eq!(answer.header("x-request-id").len(), 16, "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
    }
}

#[tokio::test]
async fn the_worker_gets_a_policy_that_reaches_nothing() {
    let answer = TestApp::new().get("/worker/signer-0a1b2c3d.js", "").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header("content-security-policy"),
        "default-src 'none'; script-src 'wasm-unsafe-eval'"
    );
    assert_eq!(
        answer.header("content-type"),
        "text/javascript; charset=utf-8"
    );
}

#[tokio::test]
async fn hashed_files_are_kept_the_page_is_asked_for_and_answers_are_nobodys() {
    let app = TestApp::with_company().await;
    for (path, caching) in [
        (
            "/assets/app-0a1b2c3d.js",
            "public, max-age=31536000, immutable",
        ),
        (
            "/worker/signer-0a1b2c3d.js",
            "public, max-age=31536000, immutable",
        ),
        ("/", "no-cache"),
        ("/lotes/01J00000000000000000000000", "no-cache"),
        ("/healthz", "no-store"),
        ("/relay/trust", "no-store"),
    ] {
        let answer = app.get(path, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("cache-control"), caching, "{path}");
    }
    let answer = app
        .post("/api/accounts/state", &serde_json::json!({}), "")
        .await;
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn https_sets_strict_transport_security() {
    let answer = TestApp::at("https://rubrica.example")
        .get("/healthz", "")
        .await;
    assert!(
        answer
            .header("strict-transport-security")
            .starts_with("max-age=")
    );
}
