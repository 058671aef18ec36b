//! How a session was opened.

use serde::{Deserialize, Serialize};

/// How a session was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// With user and password, to work.
    Completo,
    /// With user and password, "sólo consulta".
    Consulta,
    /// Through a consult link.
    Enlace,
}

impl Mode {
    /// Whether a session of this mode may write, as far as its user's role allows.
    pub const fn writes(self) -> bool {
        matches!(self, Self::Completo)
    }
}
