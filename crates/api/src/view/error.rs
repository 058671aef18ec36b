//! The one error that crosses the wire.

#[cfg(feature = "functions")]
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::movement::MovementView;

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
    /// With [`ApiError::STALE`]: the movement as the other person left it, to be read by
    /// [`ApiError::movement_now`]. It stays JSON, so that the login, which only shows errors, does not
    /// carry the reading of movements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    conflict: Option<Box<Value>>,
}

impl ApiError {
    /// The page could not reach the server (no network, or the server is down).
    pub const UNREACHABLE: &'static str = "unreachable";
    /// The session has ended or there never was one.
    pub const NO_SESSION: &'static str = "no-session";

    /// Somebody else changed it in the meantime.
    pub const STALE: &'static str = "stale";

    /// Returns an error with a code and a message.
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

    /// Returns the same error beside a field.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Returns the same error with the movement as the other person left it. What the caller typed is
    /// still hers to merge.
    #[must_use]
    pub fn with_movement(mut self, movement: &MovementView) -> Self {
        self.conflict = serde_json::to_value(movement).ok().map(Box::new);
        self
    }

    /// Returns the movement as the other person left it; `None` where the error carries none, or one
    /// that this release cannot read.
    #[must_use]
    pub fn movement_now(&self) -> Option<MovementView> {
        let movement = self.conflict.as_deref()?;
        MovementView::deserialize(movement).ok()
    }

    /// Whether the error carries the movement as the other person left it.
    #[must_use]
    pub fn has_movement(&self) -> bool {
        self.conflict.is_some()
    }

    /// Returns the same error with what to do next.
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

#[cfg(test)]
mod tests {
    use imss::movimiento::{MovimientoDraft, TipoMovimiento};

    use super::*;
    use crate::view::movement::MovementState;

    #[test]
    fn a_conflict_is_read_back_as_the_movement() {
        let movement = MovementView {
            id: "m1".to_owned(),
            version: 4,
            registro: "r1".to_owned(),
            numero: "Y54-44760-10-4".to_owned(),
            lugar: "León".to_owned(),
            tipo: TipoMovimiento::Baja,
            draft: MovimientoDraft::new(TipoMovimiento::Baja),
            nombre: "FUENTE NOLASCO KARLA".to_owned(),
            fecha: None,
            vence: None,
            dias_habiles: None,
            estado: MovementState::Borrador,
            lote: None,
            corrects: None,
            corrected_by: None,
            undoable: true,
            source: None,
            history: Vec::new(),
        };
        let error = ApiError::new(ApiError::STALE, "Cambió.").with_movement(&movement);
        let sent = serde_json::to_string(&error).unwrap();
        let read: ApiError = serde_json::from_str(&sent).unwrap();
        assert_eq!(read.movement_now(), Some(movement));
        assert_eq!(read, error);
        assert_eq!(ApiError::new("x", "y").movement_now(), None);
    }
}
