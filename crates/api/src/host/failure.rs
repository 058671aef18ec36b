//! Why a call was refused, and the one place where a refusal gets its HTTP status.

use axum::http::StatusCode;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::accounts::AccountError;
use service::certificates::CertificateError;
use service::imports::ImportError;
use service::links::LinkError;
use service::lotes::LoteError;
use service::movements::MovementError;
use service::registros::RegistroError;
use service::settings::SettingsError;
use service::store::StoreError;
use service::trabajadores::TrabajadorError;
use service::{CommonError, ErrorKind, ServiceError, WireError};

use super::{Visit, movements};
use crate::ApiError;

/// Why a call was refused. `?` makes one of every use case's error.
#[derive(Debug)]
pub enum Refusal {
    /// A use case refused.
    Service(ServiceError),
    /// A part of the request cannot be what it should: an id that is none, a date out of range. Our
    /// page would not have sent it.
    Malformed {
        /// The part.
        field: &'static str,
    },
}

/// A refusal because of a part of the request.
pub(super) fn malformed(field: &'static str) -> Refusal {
    Refusal::Malformed { field }
}

macro_rules! carries {
    ($($Error:ty),* $(,)?) => {
        $(impl From<$Error> for Refusal {
            fn from(error: $Error) -> Self {
                Self::Service(error.into())
            }
        })*
    };
}

carries!(
    AccountError,
    CertificateError,
    CommonError,
    ImportError,
    LinkError,
    LoteError,
    MovementError,
    RegistroError,
    ServiceError,
    SettingsError,
    TrabajadorError,
);

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        CommonError::from(error).into()
    }
}

impl Visit {
    /// The status of a refusal, and what the page sees of it. An internal cause is logged.
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
        let mut error_shown = shown(wire);
        // Where somebody else changed a movement, the movement as it is now goes along.
        if let ServiceError::Movement(MovementError::Changed(record)) = error {
            error_shown.conflict = movements::current(self, record).await.ok().map(Box::new);
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

/// What the page sees of an error, without its status.
pub(super) fn shown(wire: WireError) -> ApiError {
    let WireError {
        kind: _,
        code,
        message,
        field,
        hint,
        incident,
    } = wire;
    ApiError {
        code: code.to_owned(),
        message,
        field: field.map(str::to_owned),
        hint: hint.map(str::to_owned),
        incident: incident.map(String::into_boxed_str),
        conflict: None,
    }
}

/// The HTTP status of a kind of error.
fn status(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Conflict => StatusCode::CONFLICT,
        ErrorKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

pub(super) fn set_status(status: StatusCode) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(status);
    }
}
