//! The one error that leaves the use cases: each feature's own enum goes into [`ServiceError`], and
//! [`crate::Service::wire`] turns that into what the page may see.

use crate::accounts::AccountError;
use crate::certificates::CertificateError;
use crate::imports::ImportError;
use crate::links::LinkError;
use crate::lotes::LoteError;
use crate::movements::MovementError;
use crate::registros::RegistroError;
use crate::settings::SettingsError;
use crate::store::{CommitError, KeyKind, StoreError};
use crate::trabajadores::TrabajadorError;

/// What can go wrong in every feature.
#[derive(Debug, thiserror::Error)]
pub enum CommonError {
    /// There is no session, or it has ended.
    #[error("no session")]
    NoSession,
    /// The caller's role or kind of session does not reach that far.
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing, or not for this caller; which of the two is not told.
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// Somebody else changed it since it was read.
    #[error("changed in the meantime")]
    Stale,
    /// Something inside failed; logged, never shown.
    #[error("internal: {0}")]
    Internal(String),
}

impl From<StoreError> for CommonError {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<CommitError> for CommonError {
    fn from(error: CommitError) -> Self {
        match error {
            // The identity of something written once: somebody else was quicker.
            CommitError::Stale | CommitError::Taken { what: KeyKind::Id } => Self::Stale,
            CommitError::Taken { what } => Self::Internal(format!("unexpectedly taken: {what:?}")),
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

/// Whatever a use case can answer instead of its result.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "one variant per feature, named after it")]
pub enum ServiceError {
    #[error(transparent)]
    Common(#[from] CommonError),
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Registro(#[from] RegistroError),
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    #[error(transparent)]
    Movement(#[from] MovementError),
    #[error(transparent)]
    Lote(#[from] LoteError),
    #[error(transparent)]
    Link(#[from] LinkError),
    #[error(transparent)]
    Trabajador(#[from] TrabajadorError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Import(#[from] ImportError),
}

/// What the page may see of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireError {
    /// The HTTP status it answers.
    pub status: u16,
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
}

impl WireError {
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            field: None,
            hint: None,
            incident: None,
        }
    }

    pub(crate) fn at(mut self, field: &'static str) -> Self {
        self.field = Some(field);
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
            Self::NoSession => WireError::new(401, "no-session", "Tu sesión terminó.")
                .hint("Ingresa de nuevo; lo que guardaste sigue aquí."),
            Self::Forbidden => WireError::new(
                403,
                "forbidden",
                "Tu usuario no tiene permiso para hacer esto.",
            )
            .hint("Pide a quien administra tu empresa que lo haga o que te dé permiso."),
            Self::NotFound(what) => {
                WireError::new(404, "not-found", format!("No encontramos {what}."))
                    .hint("Puede que alguien lo haya eliminado. Vuelve a la lista.")
            }
            Self::Stale => WireError::new(
                409,
                "stale",
                "Otra persona cambió esto mientras trabajabas. No se guardó nada de lo tuyo.",
            )
            .hint("Vuelve a cargarlo, revisa el cambio y guarda de nuevo."),
            Self::Internal(_) => WireError::new(
                500,
                "internal",
                "Algo falló de nuestro lado. No se perdió nada de lo que ya estaba guardado.",
            )
            .hint("Inténtalo de nuevo en un momento."),
        }
    }
}

impl ServiceError {
    /// The cause inside, if this is one that must be logged and never shown.
    pub(crate) fn internal(&self) -> Option<&str> {
        let (Self::Common(common)
        | Self::Account(AccountError::Common(common))
        | Self::Registro(RegistroError::Common(common))
        | Self::Certificate(CertificateError::Common(common))
        | Self::Movement(MovementError::Common(common))
        | Self::Lote(LoteError::Common(common))
        | Self::Link(LinkError::Common(common))
        | Self::Trabajador(TrabajadorError::Common(common))
        | Self::Settings(SettingsError::Common(common))
        | Self::Import(ImportError::Common(common))) = self
        else {
            return None;
        };
        match common {
            CommonError::Internal(cause) => Some(cause),
            _ => None,
        }
    }

    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::Common(e) => e.wire(),
            Self::Account(e) => e.wire(),
            Self::Registro(e) => e.wire(),
            Self::Certificate(e) => e.wire(),
            Self::Movement(e) => e.wire(),
            Self::Lote(e) => e.wire(),
            Self::Link(e) => e.wire(),
            Self::Trabajador(e) => e.wire(),
            Self::Settings(e) => e.wire(),
            Self::Import(e) => e.wire(),
        }
    }
}
