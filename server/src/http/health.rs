//! Alive, and ready.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;

use super::Shared;

/// The process answers.
#[derive(Serialize)]
pub(crate) struct Alive {
    status: &'static str,
    version: &'static str,
}

/// The process can work.
#[derive(Serialize)]
pub(crate) struct Ready {
    status: &'static str,
    database: bool,
    migrations: bool,
}

/// `GET /healthz`
pub(crate) async fn alive() -> Json<Alive> {
    Json(Alive {
        status: "alive",
        version: env!("CARGO_PKG_VERSION"),
    })
}

/// `GET /readyz`: 200, or 503 with what is missing. Migrations are applied before the server
/// listens, so a database that answers has them; not ready again while the process ends.
pub(crate) async fn ready(State(shared): State<Arc<Shared>>) -> (StatusCode, Json<Ready>) {
    let database = match shared.service.store().ready().await {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            false
        }
    };
    let (status, word) = if database && !shared.shutdown.is_announced() {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not-ready")
    };
    (
        status,
        Json(Ready {
            status: word,
            database,
            migrations: database,
        }),
    )
}
