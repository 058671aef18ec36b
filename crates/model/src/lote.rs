//! Lotes: what goes into one.

use serde::{Deserialize, Serialize};

/// What goes into one lote. A DISPMAG file holds one registro patronal and one type, so lotes are
/// apart by these whatever is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Composition {
    /// One lote per registro patronal and type.
    #[default]
    PorTipo,
    /// One lote per registro patronal, type and date of the movement.
    PorTipoYFecha,
}

impl Composition {
    /// Every choice, the usual one first.
    pub const ALL: [Self; 2] = [Self::PorTipo, Self::PorTipoYFecha];

    /// The name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PorTipo => "por_tipo",
            Self::PorTipoYFecha => "por_tipo_y_fecha",
        }
    }
}
