//! What the page sees of a refused call, and the HTTP status that goes with it.

use axum::http::StatusCode;
use service::ServiceError;
use service::movements::MovementError;

use super::failure::{set_status, shown, status};
use super::{Refusal, Visit, movements};
use crate::ApiError;

impl Visit {
    /// Returns the status of a refusal, and what the page sees of it. An internal cause is logged.
    pub async fn describe(&self, refusal: &Refusal) -> (StatusCode, ApiError) {
        let error = match refusal {
            Refusal::Malformed { field } => {
                let message = "La página y el servidor no se entendieron.";
                let error = ApiError::new("malformed", message).at(*field);
                return (
                    StatusCode::BAD_REQUEST,
                    error.hint("Vuelve a cargar la página."),
                );
            }
            Refusal::Service(error) => error,
        };
        let wire = self.service().wire(error);
        let status = status(wire.kind);
        if let Some(seconds) = wire.retry_after {
            Self::retry_after(seconds);
        }
        let mut error_shown = shown(wire);
        // Where somebody else changed a movement, the movement as it is now goes along.
        if let ServiceError::Movement(MovementError::Changed(record)) = error
            && let Ok(now) = movements::current(self, record).await
        {
            error_shown = error_shown.with_movement(&now);
        }
        (status, error_shown)
    }

    /// Sets the answer's status, and makes of a refusal what the page sees. Leptos would answer 500
    /// to every one.
    pub(crate) async fn refuse(&self, refusal: &Refusal) -> ApiError {
        let (status, error) = self.describe(refusal).await;
        set_status(status);
        error
    }
}
