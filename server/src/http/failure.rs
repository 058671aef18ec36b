//! Failures as they leave the server: an [`ApiError`] in JSON with its status.

use std::sync::Arc;

use api::ApiError;
use api::host::{CookieKind, Refusal, Visit};
use api::routes::Body;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use service::certificates::CertificateError;
use service::departure::DepartureError;
use service::lotes::LoteError;
use service::receipts::ReceiptError;
use service::{CommonError, ServiceError};

use super::Shared;
use super::refused::{Sent, declared};

/// Why a request is not answered.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The request itself is wrong: its status, and what the person reads.
    Request {
        /// The HTTP status.
        status: StatusCode,
        /// What the person reads.
        error: Box<ApiError>,
    },
    /// A use case refused. [`describe_refusals`] writes the answer.
    Refused(Arc<Refusal>),
}

impl Failure {
    /// A failure in our own words.
    pub(crate) fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self::Request {
            status,
            error: Box::new(ApiError::new(code, message)),
        }
    }

    /// The same with what to do next.
    #[must_use]
    pub(crate) fn hint(mut self, hint: &str) -> Self {
        if let Self::Request { error, .. } = &mut self {
            error.hint = Some(hint.to_owned());
        }
        self
    }

    /// What the person reads, where it is known here.
    pub(super) fn message(&self) -> &str {
        match self {
            Self::Request { error, .. } => &error.message,
            Self::Refused(_) => "Lo que se envió no tiene la forma que se esperaba.",
        }
    }

    /// Something that our page would not have sent.
    pub(crate) fn malformed(field: &'static str) -> Self {
        Refusal::Malformed { field }.into()
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Arc::new(refusal))
    }
}

macro_rules! carries {
    ($($Error:ty),*) => {
        $(impl From<$Error> for Failure {
            fn from(error: $Error) -> Self {
                Refusal::from(error).into()
            }
        })*
    };
}

carries!(
    CertificateError,
    CommonError,
    DepartureError,
    LoteError,
    ReceiptError,
    ServiceError
);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::Request { status, error } => (status, Json(error)).into_response(),
            Self::Refused(refusal) => {
                let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
                response.extensions_mut().insert(refusal);
                response
            }
        }
    }
}

/// Writes the answer of each request that a use case refused: the service names and logs the cause.
pub(crate) async fn describe_refusals(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    // What is signed is noted when it is refused, whatever the reason.
    let signed = declared(&request).filter(|route| matches!(route.body, Body::Cms));
    let sent = signed.map(|route| Sent::of(&shared, route, &request));
    let response = next.run(request).await;
    let Some(refusal) = response.extensions().get::<Arc<Refusal>>() else {
        return response;
    };
    let visit = Visit::new(
        Arc::clone(&shared.host),
        CookieKind::Login,
        &HeaderMap::new(),
        String::new(),
    );
    let (status, error) = visit.describe(refusal).await;
    if let Some(sent) = sent.filter(|_| status.is_client_error()) {
        sent.note(&error.message).await;
    }
    (status, Json(error)).into_response()
}

/// Nothing is here.
pub(crate) fn not_found() -> Response {
    Failure::new(StatusCode::NOT_FOUND, "not-found", "Aquí no hay nada.").into_response()
}

/// A request came from another site.
pub(crate) fn cross_site() -> Response {
    Failure::new(
        StatusCode::FORBIDDEN,
        "cross-site",
        "La petición viene de otro sitio y no se atendió.",
    )
    .hint("Abre Rúbrica directamente y vuelve a intentarlo.")
    .into_response()
}

/// A handler panicked; the panic was logged.
pub(crate) fn panicked() -> Response {
    Failure::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        "Algo falló en el servidor. No se perdió nada de lo que ya estaba guardado.",
    )
    .hint("Inténtalo de nuevo en un momento.")
    .into_response()
}

/// The address takes another method.
pub(crate) fn wrong_method() -> Response {
    Failure::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "wrong-method",
        "Esta dirección no se usa así.",
    )
    .into_response()
}
