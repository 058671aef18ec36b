//! What can go wrong in every feature, and what the page may see of an error.

use std::error::Error;

use crate::store::{CommitError, KeyKind, StoreError, TooMuchText};

/// What can go wrong in every feature.
#[derive(Debug, thiserror::Error)]
pub enum CommonError {
    /// There is no session, or it has ended.
    #[error("no session")]
    NoSession,
    /// The caller's role or kind of session does not reach that far.
    #[error("not allowed")]
    Forbidden,
    /// It does not exist, or not for this caller; the caller does not learn which.
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// Somebody else changed it since it was read.
    #[error("changed in the meantime")]
    Stale,
    /// A search holds more text than one may.
    #[error("too much text to search for")]
    TooMuchText,
    /// Something inside failed; logged with its source, never shown.
    #[error("internal")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
}

impl CommonError {
    /// Returns the error for something inside that failed: a cause, or what went wrong in a few words.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }
}

impl From<StoreError> for CommonError {
    fn from(error: StoreError) -> Self {
        Self::internal(error)
    }
}

impl From<TooMuchText> for CommonError {
    fn from(_: TooMuchText) -> Self {
        Self::TooMuchText
    }
}

impl From<CommitError> for CommonError {
    fn from(error: CommitError) -> Self {
        match error {
            // The identity of something written once: somebody else was quicker.
            CommitError::Stale | CommitError::Taken { what: KeyKind::Id } => Self::Stale,
            CommitError::Taken { what } => Self::internal(format!("unexpectedly taken: {what:?}")),
            CommitError::Store(error) => error.into(),
        }
    }
}

/// Lets `?` carry the repository's errors into a feature's enum, which holds a `CommonError`.
macro_rules! carries_common {
    ($Error:ident) => {
        impl From<$crate::store::StoreError> for $Error {
            fn from(error: $crate::store::StoreError) -> Self {
                Self::Common(error.into())
            }
        }

        impl From<$crate::store::CommitError> for $Error {
            fn from(error: $crate::store::CommitError) -> Self {
                Self::Common(error.into())
            }
        }
    };
}
pub(crate) use carries_common;

/// Which kind of error it is; the server gives each kind a status of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// Nobody is logged in, or the credentials are wrong.
    Unauthenticated,
    /// The caller may not do this.
    Forbidden,
    /// There is no such thing, or not for this caller.
    NotFound,
    /// What is there already does not allow it, or somebody else was quicker.
    Conflict,
    /// A value in the request cannot be accepted.
    Invalid,
    /// Too many attempts; a later one may succeed.
    TooManyAttempts,
    /// Something inside failed.
    Internal,
    /// Something outside cannot be reached.
    Unavailable,
}

/// What the page may see of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireError {
    /// Which kind of error it is.
    pub kind: ErrorKind,
    /// A stable name, kebab-case.
    pub code: &'static str,
    /// What is wrong, in Spanish, to be shown.
    pub message: String,
    /// The field it belongs beside.
    pub field: Option<&'static str>,
    /// What the person can do, in Spanish.
    pub hint: Option<&'static str>,
    /// Under which name the cause was logged.
    pub incident: Option<String>,
    /// Seconds after which the same request may succeed.
    pub retry_after: Option<i64>,
}

impl WireError {
    pub(crate) fn new(kind: ErrorKind, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            kind,
            code,
            message: message.into(),
            field: None,
            hint: None,
            incident: None,
            retry_after: None,
        }
    }

    pub(crate) fn at(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    pub(crate) fn retry_after(mut self, seconds: i64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    pub(crate) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }
}

impl CommonError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::NoSession => WireError::new(
                ErrorKind::Unauthenticated,
                "no-session",
                "Tu sesión terminó.",
            )
            .hint("Ingresa de nuevo; lo que guardaste sigue aquí."),
            Self::Forbidden => WireError::new(
                ErrorKind::Forbidden,
                "forbidden",
                "Tu usuario no tiene permiso para hacer esto.",
            )
            .hint("Pide a quien administra tu empresa que lo haga o que te dé permiso."),
            Self::NotFound(what) => WireError::new(
                ErrorKind::NotFound,
                "not-found",
                format!("No encontramos {what}."),
            )
            .hint("Puede que alguien lo haya eliminado. Vuelve a la lista."),
            Self::Stale => WireError::new(
                ErrorKind::Conflict,
                "stale",
                "Otra persona cambió esto mientras trabajabas. No se guardó nada de lo tuyo.",
            )
            .hint("Vuelve a cargarlo, revisa el cambio y guarda de nuevo."),
            Self::TooMuchText => WireError::new(
                ErrorKind::Invalid,
                "too-much-text",
                format!(
                    "Busca con {} palabras y {} caracteres cuando mucho.",
                    model::limits::SEARCH_MAX_WORDS,
                    model::limits::SEARCH_MAX_CHARACTERS
                ),
            )
            .at("texto")
            .hint("Con el NSS, la CURP o el principio del nombre basta."),
            Self::Internal(_) => WireError::new(
                ErrorKind::Internal,
                "internal",
                "Algo falló de nuestro lado. No se perdió nada de lo que ya estaba guardado.",
            )
            .hint("Inténtalo de nuevo en un momento."),
        }
    }
}
