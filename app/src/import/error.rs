//! Why a file could not be worked on.

use api::ApiError;
use import_protocol::Failure;

/// Why a file could not be worked on. `to_string()` is the Spanish sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The worker could not read it: its own sentence.
    #[error("{}", .0.message)]
    Refused(Failure),
    /// The person stopped it.
    #[error("Lo cancelaste. No se guardó nada más.")]
    Cancelled,
    /// The worker's files could not be had: no network, most often.
    #[error("No se pudo cargar el módulo que lee archivos.")]
    NotLoaded,
    /// The worker's files came, and it does not start here.
    #[error("El módulo que lee archivos no pudo arrancar en este navegador.")]
    NotStarted,
    /// The worker ended unexpectedly: the file asked too much of it, or a defect of ours.
    #[error("El archivo no se pudo leer: pide más memoria de la que da el navegador.")]
    Stopped,
    /// Page and worker are of two releases: half of the site came from a cache.
    #[error("Hay una versión nueva de Rúbrica y esta página es de la anterior.")]
    Outdated,
}

impl ImportError {
    /// Returns the code: stable, kebab-case.
    pub fn code(&self) -> &str {
        match self {
            Self::Refused(failure) => &failure.code,
            Self::Cancelled => "cancelled",
            Self::NotLoaded => "import-not-loaded",
            Self::NotStarted => "import-not-started",
            Self::Stopped => "import-stopped",
            Self::Outdated => "import-outdated",
        }
    }

    /// Returns what to do next, in Spanish.
    pub fn hint(&self) -> &str {
        match self {
            Self::Refused(failure) => &failure.hint,
            Self::Cancelled => "Puedes elegir el archivo otra vez.",
            Self::NotLoaded => "Revisa tu conexión e inténtalo de nuevo.",
            Self::NotStarted => {
                "Actualiza el navegador, o prueba con otro: Chrome, Edge, Firefox o Safari recientes."
            }
            Self::Stopped => "Guárdalo como CSV, o divídelo en archivos más chicos.",
            Self::Outdated => "Vuelve a cargar la página.",
        }
    }
}

impl From<ImportError> for ApiError {
    fn from(error: ImportError) -> Self {
        let hint = error.hint().to_owned();
        ApiError::new(error.code(), error.to_string()).hint(hint)
    }
}
