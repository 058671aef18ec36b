//! The declared list of routes against what is really there.

use std::collections::BTreeSet;

use api::routes::{Body as Declared, Method, routes};
use axum::body::Body;
use axum::http::StatusCode;

use crate::app::{TestApp, request};

#[test]
fn every_server_function_is_declared_and_every_declared_one_exists() {
    let existing: BTreeSet<&str> = server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    let declared: BTreeSet<&str> = routes()
        .map(|route| route.path)
        .filter(|path| path.starts_with("/api/"))
        .collect();
    assert_eq!(existing, declared);
}

#[tokio::test]
async fn the_router_answers_every_declared_route_by_its_method_alone() {
    let app = TestApp::new();
    for route in routes() {
        let path = route
            .path
            .replace("{id}", "01J00000000000000000000000")
            .replace("{token}", &"t".repeat(43));
        let (own, other) = match route.method {
            Method::Get => ("GET", "DELETE"),
            Method::Post => ("POST", "PUT"),
        };
        let send = async |method: &str| {
            let mut builder = request(method.parse().unwrap(), &path, "");
            if matches!(route.body, Declared::Json(_)) {
                builder = builder.header("content-type", "application/json");
            }
            let body = if matches!(route.body, Declared::Json(_)) {
                "{}"
            } else {
                ""
            };
            // The head alone: an event stream never ends.
            app.send(builder.body(Body::from(body)).unwrap())
                .await
                .status()
        };
        assert_ne!(send(own).await, StatusCode::NOT_FOUND, "{}", route.path);
        assert_ne!(
            send(own).await,
            StatusCode::METHOD_NOT_ALLOWED,
            "{}",
            route.path
        );
        assert_eq!(
            send(other).await,
            StatusCode::METHOD_NOT_ALLOWED,
            "{}",
            route.path
        );
    }
}

#[tokio::test]
async fn what_is_not_declared_is_not_there() {
    let app = TestApp::new();
    for path in [
        "/api/accounts/promote",
        "/api",
        "/relay/sign",
        "/relay",
        "/metrics",
    ] {
        assert_eq!(
            app.get(path, "").await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
        let answer = app.post(path, &serde_json::json!({}), "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}
