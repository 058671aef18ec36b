//! Why the page could not open or sign.

use vault_protocol::{Failure, FailureField, LockReason};

/// Why opening or signing did not happen. `to_string()` is the Spanish sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignerError {
    /// The worker refused, or could not: its own sentence.
    #[error("{}", .0.message)]
    Refused(Failure),
    /// The page came over an unprotected connection, where browsers offer no cryptography.
    #[error(
        "Esta página no llegó por una conexión segura (https), así que no se abre ninguna llave."
    )]
    Insecure,
    /// The keys were forgotten before the answer came.
    #[error("{}", locked(*.0))]
    Locked(LockReason),
    /// The signer's files could not be had: no network, most often.
    #[error("No se pudo cargar el módulo que firma.")]
    NotLoaded,
    /// The signer's files came, and it does not start here.
    #[error("El módulo que firma no pudo arrancar en este navegador.")]
    NotStarted,
    /// The browser has no memory for the signer.
    #[error(
        "El navegador no tiene memoria para abrir el módulo que firma. No se firmó ni se envió nada."
    )]
    NoMemory,
    /// The worker ended unexpectedly: out of memory while at work, or a defect of ours.
    #[error("El módulo que firma se detuvo. No se firmó ni se envió nada.")]
    Stopped,
    /// Page and worker are of two releases: half of the site came from a cache.
    #[error("Hay una versión nueva de Rúbrica y esta página es de la anterior.")]
    Outdated,
}

fn locked(reason: LockReason) -> &'static str {
    match reason {
        LockReason::Asked => "Las llaves se cerraron antes de terminar.",
        LockReason::Idle => "Las llaves se cerraron solas por inactividad.",
    }
}

impl SignerError {
    /// Returns stable, kebab-case; the worker's own where it refused (`wrong-password`, `without-mac`,
    /// …).
    pub fn code(&self) -> &str {
        match self {
            Self::Refused(failure) => &failure.code,
            Self::Insecure => "insecure",
            Self::Locked(_) => "locked",
            Self::NotLoaded => "signer-not-loaded",
            Self::NotStarted => "signer-not-started",
            Self::NoMemory => "signer-no-memory",
            Self::Stopped => "signer-stopped",
            Self::Outdated => "signer-outdated",
        }
    }

    /// Returns what to do next, in Spanish; may be empty.
    pub fn hint(&self) -> &str {
        match self {
            Self::Refused(failure) => &failure.hint,
            Self::Insecure => {
                "Entra con la dirección que empieza con https://, o pide a quien administra \
                 Rúbrica que la configure."
            }
            Self::Locked(_) => "Vuelve a elegir los archivos y a escribir la contraseña.",
            Self::NotLoaded => "Revisa tu conexión e inténtalo de nuevo.",
            Self::NotStarted => {
                "Actualiza el navegador, o prueba con otro: Chrome, Edge, Firefox o Safari recientes."
            }
            Self::NoMemory => {
                "Cierra otras pestañas y programas, vuelve a cargar la página e inténtalo de nuevo."
            }
            Self::Stopped => {
                "Vuelve a elegir los archivos e inténtalo de nuevo. Si se repite, puede faltar memoria: \
                 cierra otras pestañas y programas."
            }
            Self::Outdated => "Vuelve a cargar la página.",
        }
    }

    /// Returns where on the form the sentence belongs.
    pub fn field(&self) -> Option<FailureField> {
        match self {
            Self::Refused(failure) => failure.field,
            _ => None,
        }
    }
}
