//! Failures as they leave the server: an [`ApiError`] in JSON with its status.

use api::ApiError;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use service::WireError;

/// A failure with its status.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The HTTP status.
    pub(crate) status: StatusCode,
    /// What the person is told.
    pub(crate) error: Box<ApiError>,
}

impl Failure {
    /// A failure in our own words.
    pub(crate) fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self {
            status,
            error: Box::new(ApiError::new(code, message)),
        }
    }

    /// The same with what to do next.
    #[must_use]
    pub(crate) fn hint(mut self, hint: &str) -> Self {
        self.error.hint = Some(hint.to_owned());
        self
    }

    /// What was done cannot be shown; it was logged where it went wrong.
    pub(crate) fn internal(error: ApiError) -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            error: Box::new(error),
        }
    }

    /// Something that our page would not have sent.
    pub(crate) fn malformed(field: &str) -> Self {
        let mut failure = Self::new(
            StatusCode::BAD_REQUEST,
            "malformed",
            "La página y el servidor no se entendieron.",
        )
        .hint("Vuelve a cargar la página.");
        failure.error.field = Some(field.to_owned());
        failure
    }
}

impl From<WireError> for Failure {
    fn from(wire: WireError) -> Self {
        let (status, error) = api::host::wire_error(wire);
        Self {
            status,
            error: Box::new(error),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(self.error)).into_response()
    }
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
