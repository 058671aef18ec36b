//! Why a file of IDSE's was not read, in Spanish.

use crate::MAX_BYTES;

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("El archivo está vacío.")]
    Empty,
    /// More bytes than are read.
    #[error("El archivo pesa más de {} MB.", MAX_BYTES >> 20)]
    TooLarge,
    /// None of the three kinds.
    #[error(
        "El archivo no es un CSV de resultados, una constancia en PDF ni una página de IDSE guardada."
    )]
    UnknownKind,
    /// A PDF that asks for a password.
    #[error("El PDF pide contraseña.")]
    Encrypted,
    /// It ends before its end, or is not what it says.
    #[error("El archivo está dañado o incompleto.")]
    Damaged,
    /// A PDF of more pages than any lote has.
    #[error("El PDF tiene {pages} páginas; una constancia tiene {limit} cuando mucho.")]
    TooManyPages {
        /// How many it has.
        pages: usize,
        /// How many are read.
        limit: usize,
    },
    /// More text than is read.
    #[error("El archivo trae más texto del que cabe en una constancia.")]
    TooMuchText,
    /// More movements than are read.
    #[error("El archivo trae demasiados movimientos para leerlo de una vez.")]
    TooManyRows,
    /// A PDF of pictures, or with fonts that do not say their letters.
    #[error("El PDF no trae texto que se pueda leer: parece escaneado.")]
    NoText,
    /// Not one movement.
    #[error("El archivo no trae ningún movimiento con su resultado.")]
    NoMovements,
}

impl ReadError {
    /// Returns the stable, kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "receipt-empty",
            Self::TooLarge => "receipt-too-large",
            Self::UnknownKind => "receipt-unknown-kind",
            Self::Encrypted => "receipt-encrypted",
            Self::Damaged => "receipt-damaged",
            Self::TooManyPages { .. } => "receipt-too-many-pages",
            Self::TooMuchText => "receipt-too-much-text",
            Self::TooManyRows => "receipt-too-many-rows",
            Self::NoText => "receipt-no-text",
            Self::NoMovements => "receipt-no-movements",
        }
    }

    /// Returns what to do next, in Spanish.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty | Self::Damaged => "Descárgalo de IDSE otra vez.",
            Self::TooLarge
            | Self::TooManyPages { .. }
            | Self::TooMuchText
            | Self::TooManyRows
            | Self::UnknownKind => {
                "Descarga de IDSE la constancia o el CSV de un solo lote y elige ése."
            }
            Self::Encrypted => "Guárdalo sin contraseña, o usa el CSV de resultados de IDSE.",
            Self::NoText => "Usa el PDF que descarga IDSE, no una foto; o el CSV de resultados.",
            Self::NoMovements => {
                "En IDSE abre el lote procesado y descarga su constancia o su archivo CSV."
            }
        }
    }
}
