//! Why a call was refused, and the one place where a kind of error gets its HTTP status.

use axum::http::StatusCode;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::accounts::AccountError;
use service::certificate_life::CertificateLifeError;
use service::certificates::CertificateError;
use service::departure::DepartureError;
use service::imports::ImportError;
use service::links::LinkError;
use service::lotes::LoteError;
use service::movements::MovementError;
use service::receipts::ReceiptError;
use service::registros::RegistroError;
use service::settings::SettingsError;
use service::store::StoreError;
use service::trabajadores::TrabajadorError;
use service::{CommonError, ErrorKind, ServiceError, WireError};

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
    CertificateLifeError,
    CommonError,
    DepartureError,
    ImportError,
    LinkError,
    LoteError,
    MovementError,
    ReceiptError,
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

/// What the page sees of an error, without its status.
pub(super) fn shown(wire: WireError) -> ApiError {
    let WireError {
        kind: _,
        code,
        message,
        field,
        hint,
        incident,
        retry_after: _,
    } = wire;
    let mut shown = ApiError::new(code, message);
    shown.field = field.map(str::to_owned);
    shown.hint = hint.map(str::to_owned);
    shown.incident = incident.map(String::into_boxed_str);
    shown
}

/// The HTTP status of a kind of error.
pub(super) fn status(kind: ErrorKind) -> StatusCode {
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
