//! Applies the [switches](crate::switches) to requests, and serves `/__faults`.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::simulator::Simulator;
use crate::switches::Faults;

impl Simulator {
    /// Replaces all switches, as `POST /__faults` does.
    ///
    /// # Errors
    /// The state file's, when sessions are to end and it cannot be written.
    pub async fn set_faults(&self, faults: Faults) -> std::io::Result<()> {
        if faults.expire_sessions {
            self.change(|memory, _| memory.sessions.clear()).await?;
        }
        self.inner.faults.set(Faults {
            expire_sessions: false,
            ..faults
        });
        Ok(())
    }
}

/// Before every request of the portal.
pub(crate) async fn misbehave(
    State(simulator): State<Simulator>,
    request: Request,
    next: Next,
) -> Response {
    match simulator.inner.faults.request_fault() {
        Some(answer) => simulator.inner.faults.misanswer(answer).await,
        None => next.run(request).await,
    }
}

pub(crate) async fn show(State(simulator): State<Simulator>) -> Json<Faults> {
    Json(simulator.inner.faults.faults().clone())
}

pub(crate) async fn set(
    State(simulator): State<Simulator>,
    Json(faults): Json<Faults>,
) -> Response {
    match simulator.set_faults(faults).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            tracing::error!(%error, "the sessions could not be ended");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
