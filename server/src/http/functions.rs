//! The server functions' one handler.

use std::sync::Arc;

use api::ApiError;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use leptos::prelude::provide_context;

use super::Shared;

/// Calls the server function at the request's path.
pub(super) async fn call(State(shared): State<Arc<Shared>>, mut request: Request) -> Response {
    let visit = shared.visit(request.extensions(), request.headers());
    // With these two as a browser's form would send them, Leptos answers a redirect to the referrer.
    request.headers_mut().remove(header::REFERER);
    request
        .headers_mut()
        .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let answer = leptos_axum::handle_server_fns_with_context(
        move || provide_context(visit.clone()),
        request,
    );
    let answer = with_status(answer.await.into_response()).await;
    if answer.status().is_success() {
        shared.wake_jobs();
    }
    answer
}

/// A body that is not the function's type never reaches it, so nothing sets a status and Leptos
/// answers 500; it is the caller's mistake.
async fn with_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // An error of ours is a few hundred bytes.
    let body = to_bytes(body, 64 * 1024).await.unwrap_or_default();
    if serde_json::from_slice::<ApiError>(&body).is_ok_and(|error| error.code == "malformed") {
        parts.status = StatusCode::BAD_REQUEST;
    }
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    Response::from_parts(parts, Body::from(body))
}
