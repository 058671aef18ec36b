//! The one place where an error gets its status.

use axum::http::StatusCode;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::{ServiceError, WireError};

use super::Visit;
use crate::ApiError;

/// The status an error answers, and what the page sees of it.
pub fn wire_error(wire: WireError) -> (StatusCode, ApiError) {
    let WireError {
        status,
        code,
        message,
        field,
        hint,
        incident,
    } = wire;
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let error = ApiError {
        code: code.to_owned(),
        message,
        field: field.map(str::to_owned),
        hint: hint.map(str::to_owned),
        incident: incident.map(String::into_boxed_str),
        conflict: None,
    };
    (status, error)
}

/// Sets the answer's status and hands on what the page sees. Leptos would answer 500 to them all.
pub(super) fn refuse(visit: &Visit, error: impl Into<ServiceError>) -> ApiError {
    let (status, error) = wire_error(visit.service().wire(error));
    answer(status, error)
}

/// A request whose parts cannot be what they should: an id that is none, a date out of range.
pub(super) fn malformed(field: &str) -> ApiError {
    let error = ApiError::new("malformed", "La página y el servidor no se entendieron.")
        .at(field)
        .hint("Vuelve a cargar la página.");
    answer(StatusCode::BAD_REQUEST, error)
}

pub(super) fn answer(status: StatusCode, error: ApiError) -> ApiError {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(status);
    }
    error
}
