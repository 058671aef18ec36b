//! Why a file was not written.

use export_protocol::Failure;

/// Why a file was not written. `to_string()` is the Spanish sentence.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Rows came, or the end, before a beginning.
    #[error("El archivo no se pudo escribir.")]
    NothingBegun,
    /// More rows than a sheet of Excel holds.
    #[error("Excel no admite más de 1,048,575 renglones en una hoja.")]
    TooManyRows,
    /// A defect of ours, or of what we write with.
    #[error("El archivo no se pudo escribir.")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl WriteError {
    pub(crate) fn broken(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Broken(cause.into())
    }

    /// Returns what crosses to the page.
    #[must_use]
    pub fn failure(&self) -> Failure {
        let (code, hint) = match self {
            Self::NothingBegun | Self::Broken(_) => ("export-broken", "Inténtalo de nuevo."),
            Self::TooManyRows => (
                "export-too-long",
                "Busca un periodo más corto, o guárdalo como CSV.",
            ),
        };
        Failure {
            code: code.to_owned(),
            message: self.to_string(),
            hint: hint.to_owned(),
        }
    }
}
