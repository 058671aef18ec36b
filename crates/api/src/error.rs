//! The one error that crosses the wire.

#[cfg(feature = "functions")]
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

use crate::view::movements::MovementView;

/// The error that a person sees when a request cannot be carried out. Causes inside the server are
/// logged under `incident` and never cross the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    /// Stable code, kebab-case, for programs and tests.
    pub code: String,
    /// Plain Spanish, for the person.
    pub message: String,
    /// Name of the field the message belongs beside, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What the person can do next, in Spanish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Id under which the server logged an internal cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<Box<str>>,
    /// With [`ApiError::STALE`]: the movement as the other person left it. What the caller typed is
    /// still hers to merge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflict: Option<Box<MovementView>>,
}

impl ApiError {
    /// The page could not reach the server (no network, or the server is down).
    pub const UNREACHABLE: &'static str = "unreachable";
    /// The session has ended or there never was one.
    pub const NO_SESSION: &'static str = "no-session";

    /// Somebody else changed it in the meantime.
    pub const STALE: &'static str = "stale";

    /// An error with a code and a message.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            field: None,
            hint: None,
            incident: None,
            conflict: None,
        }
    }

    /// The same error beside a field.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same error with what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

#[cfg(feature = "functions")]
impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::new(
                Self::UNREACHABLE,
                "No hay conexión con Rúbrica. Lo que escribiste sigue aquí.",
            )
            .hint("Revisa tu red y vuelve a intentarlo."),
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::new(
                "malformed",
                "La página y el servidor no se entendieron. Vuelve a cargar la página.",
            ),
            _ => Self::new("internal", "Algo falló en el servidor. No se perdió nada.")
                .hint("Inténtalo de nuevo en un momento."),
        }
    }
}
