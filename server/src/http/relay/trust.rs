//! `GET /relay/trust`: the CA certificates, so that the worker checks chains against the same ones
//! as the server.

use std::sync::Arc;

use api::relay::Trust;
use axum::Json;
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::http::Shared;

/// The configured CA certificates; public, and open to strangers.
pub(super) async fn list(State(shared): State<Arc<Shared>>) -> Json<Trust> {
    let certificates = shared
        .trust
        .iter()
        .map(|der| STANDARD.encode(der))
        .collect();
    Json(Trust { certificates })
}
