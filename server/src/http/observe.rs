//! Every request gets an id, one line in the log and a count. What is written down is the declared
//! path, the status and the time: never a query, a body, a cookie or a name.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use service::ports::Random;
use tracing::Instrument as _;

use super::metrics::Metrics;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What observing needs.
#[derive(Clone)]
pub(crate) struct Observer {
    /// Where requests are counted.
    pub(crate) metrics: Arc<Metrics>,
    /// Where ids come from.
    pub(crate) random: Arc<dyn Random>,
}

/// Observes one request.
#[expect(
    clippy::disallowed_methods,
    reason = "measures how long an answer took; nothing is decided by it"
)]
pub(crate) async fn observe(
    State(observer): State<Observer>,
    request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let mut id = [0; 8];
    observer.random.fill(&mut id);
    let id = hex::encode(id);
    let method = request.method().clone();
    // Files of the page are one route; anything else that matched nothing is counted with them.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "page".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", id);
    let _open = observer.metrics.in_flight();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = started.elapsed();
    let status = response.status().as_u16();
    observer.metrics.answered(&method, &route, status, took);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(%method, route, status, ms, "answered"));
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
