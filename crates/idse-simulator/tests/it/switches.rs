//! The fault switches: there with the feature, absent without it.

use axum::http::StatusCode;
use idse_simulator::Seed;

use crate::visitor::{get, simulator};

#[cfg(not(feature = "faults"))]
#[tokio::test]
async fn without_the_feature_there_are_no_switches() {
    let portal = simulator(Seed::default()).unwrap();
    for path in ["/__faults", "/imss/__faults"] {
        assert_eq!(get(&portal, path).await.status, StatusCode::NOT_FOUND);
        let posted = crate::visitor::post(&portal, path, "{}").await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND);
    }
}

#[cfg(feature = "faults")]
#[tokio::test]
async fn switches_are_set_as_json_and_count_down() {
    use axum::body::Body;
    use axum::http::Request;
    use axum::http::header::CONTENT_TYPE;

    use crate::visitor::ask;

    let portal = simulator(Seed::default()).unwrap();
    let set = async |json: &'static str| {
        let request = Request::post("/__faults")
            .header(CONTENT_TYPE, "application/json")
            .body(Body::from(json))
            .unwrap();
        ask(&portal, request).await.status
    };
    let documented = r#"{"refuse_next_login": "no", "lotes": {"stored": true, "answer": "cut"},
        "requests": {"answer": "failure", "times": 2}, "expire_sessions": true,
        "unreachable": false, "next_lote_state": -1}"#;
    assert_eq!(set(documented).await, StatusCode::NO_CONTENT);
    for expected in [
        StatusCode::INTERNAL_SERVER_ERROR,
        StatusCode::INTERNAL_SERVER_ERROR,
        StatusCode::OK,
    ] {
        assert_eq!(get(&portal, "/imss/").await.status, expected);
    }
    let shown = get(&portal, "/__faults").await.body;
    assert!(shown.contains(r#""next_lote_state":-1"#), "{shown}");
    assert!(set(r#"{"unknown": 1}"#).await.is_client_error());
    assert_eq!(set("{}").await, StatusCode::NO_CONTENT);
}
