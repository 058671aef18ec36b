//! Why a file was not made.

use api::ApiError;
use export_protocol::Failure;

use crate::client::worker::Trouble;

/// Why a file was not made. `to_string()` is the Spanish sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The worker could not write it: its own sentence.
    #[error("{}", .0.message)]
    Refused(Failure),
    /// The person stopped it, or left the page.
    #[error("Lo cancelaste. No se guardó ningún archivo.")]
    Cancelled,
    /// The worker's files could not be had: no network, most often.
    #[error("No se pudo cargar el módulo que escribe archivos.")]
    NotLoaded,
    /// The worker's files came, and it does not start here.
    #[error("El módulo que escribe archivos no pudo arrancar en este navegador.")]
    NotStarted,
    /// The worker ended unexpectedly: no memory, or a defect of ours.
    #[error("El archivo no se pudo escribir: pide más memoria de la que da el navegador.")]
    Stopped,
    /// Page and worker are of two releases: half of the site came from a cache.
    #[error("Hay una versión nueva de Rúbrica y esta página es de la anterior.")]
    Outdated,
}

impl ExportError {
    /// Stable, kebab-case.
    fn code(&self) -> &str {
        match self {
            Self::Refused(failure) => &failure.code,
            Self::Cancelled => "cancelled",
            Self::NotLoaded => "export-not-loaded",
            Self::NotStarted => "export-not-started",
            Self::Stopped => "export-stopped",
            Self::Outdated => "export-outdated",
        }
    }

    /// Spanish: what to do next.
    fn hint(&self) -> &str {
        match self {
            Self::Refused(failure) => &failure.hint,
            Self::Cancelled => "Puedes exportar otra vez.",
            Self::NotLoaded => "Revisa tu conexión e inténtalo de nuevo.",
            Self::NotStarted => {
                "Actualiza el navegador, o prueba con otro: Chrome, Edge, Firefox o Safari recientes."
            }
            Self::Stopped => "Busca un periodo más corto e inténtalo de nuevo.",
            Self::Outdated => "Vuelve a cargar la página.",
        }
    }
}

impl From<ExportError> for ApiError {
    fn from(error: ExportError) -> Self {
        let hint = error.hint().to_owned();
        ApiError::new(error.code(), error.to_string()).hint(hint)
    }
}

impl From<Trouble> for ExportError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NotLoaded => Self::NotLoaded,
            Trouble::NotStarted => Self::NotStarted,
            Trouble::Stopped | Trouble::NoMemory => Self::Stopped,
            Trouble::Outdated => Self::Outdated,
            // Only the page ends it, when the person cancels or leaves.
            Trouble::Gone => Self::Cancelled,
        }
    }
}
