//! A visitor with plain HTTP and a portal of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use idse_simulator::{Seed, Simulator, SimulatorConfig, SimulatorError};
use jiff::{SignedDuration, Timestamp};
use tower::ServiceExt as _;

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

pub(crate) fn simulator(seed: Seed) -> Result<Simulator, SimulatorError> {
    let calls = AtomicU8::new(0);
    Simulator::new(SimulatorConfig {
        seed,
        state_file: None,
        clock: Arc::new(|| Timestamp::UNIX_EPOCH),
        random: Arc::new(move || [calls.fetch_add(1, Ordering::SeqCst); 32]),
        processing_delay: SignedDuration::from_mins(1),
    })
}

pub(crate) async fn get(simulator: &Simulator, path: &str) -> Answer {
    let request = Request::get(path).body(Body::empty()).unwrap();
    ask(simulator, request).await
}

pub(crate) async fn post(simulator: &Simulator, path: &str, form: &str) -> Answer {
    let request = Request::post(path)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(COOKIE, "JSESSIONID=unknown")
        .body(Body::from(form.to_owned()))
        .unwrap();
    ask(simulator, request).await
}

pub(crate) async fn ask(simulator: &Simulator, request: Request<Body>) -> Answer {
    let response = simulator.router().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 1024 * 1024).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}
