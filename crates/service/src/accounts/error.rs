//! What can go wrong with accounts.

use crate::common_error::{CommonError, ErrorKind, WireError};
use crate::store::{CommitError, KeyKind};

/// Why an account or a session was not given.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// User or password; the answer is the same for both.
    #[error("wrong user or password")]
    WrongCredentials,
    /// Too many wrong attempts from here.
    #[error("too many attempts; again in {seconds} s")]
    TooManyAttempts {
        /// Seconds until the next attempt counts.
        seconds: i64,
    },
    /// A company is registered already, and this installation takes no other.
    #[error("registration is closed")]
    RegistrationClosed,
    /// Companies are made by the operator alone.
    #[error("registration is by invitation")]
    ByInvitation,
    /// A field does not hold what it must.
    #[error("bad field {field}: {message}")]
    Field {
        /// The field.
        field: &'static str,
        /// What it must hold, in Spanish.
        message: String,
    },
    /// Somebody has this username.
    #[error("username taken")]
    UsernameTaken,
    /// A company of this installation has this RFC.
    #[error("a company has this RFC")]
    RfcKnown,
    /// No user has this address; said only where the operator chose so.
    #[error("no user has this address")]
    UnknownEmail,
    /// The mailed link was used, has ended, or never was; the answer is the same for all.
    #[error("the mailed link does not open")]
    LinkDead,
    /// The company would be left without an administrator.
    #[error("the last administrator")]
    LastAdministrator,
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

impl From<crate::store::StoreError> for AccountError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Common(error.into())
    }
}

impl From<CommitError> for AccountError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Taken {
                what: KeyKind::Username,
            } => Self::UsernameTaken,
            CommitError::Taken {
                what: KeyKind::FirstEmpresa,
            } => Self::RegistrationClosed,
            other => Self::Common(other.into()),
        }
    }
}

impl AccountError {
    pub(crate) fn field(field: &'static str, message: impl Into<String>) -> Self {
        Self::Field {
            field,
            message: message.into(),
        }
    }

    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::WrongCredentials => WireError::new(
                ErrorKind::Unauthenticated,
                "wrong-credentials",
                "El usuario o la contraseña son incorrectos. Revisa los dos e inténtalo de nuevo.",
            ),
            Self::TooManyAttempts { seconds } => WireError::new(
                ErrorKind::TooManyAttempts,
                "too-many-attempts",
                format!(
                    "Hubo demasiados intentos. Espera {} e inténtalo de nuevo.",
                    wait(*seconds)
                ),
            )
            .retry_after(*seconds),
            Self::RegistrationClosed => WireError::new(
                ErrorKind::Forbidden,
                "registration-closed",
                "Esta instalación ya tiene una empresa registrada.",
            )
            .hint("Pide un usuario a quien la administra."),
            Self::ByInvitation => WireError::new(
                ErrorKind::Forbidden,
                "registration-by-invitation",
                "En esta instalación se entra por invitación.",
            )
            .hint("Pide la tuya a quien administra Rúbrica en tu empresa."),
            Self::Field { field, message } => {
                WireError::new(ErrorKind::Invalid, "bad-field", message.as_str()).at(field)
            }
            Self::UsernameTaken => WireError::new(
                ErrorKind::Conflict,
                "username-taken",
                "Ese nombre de usuario ya está ocupado.",
            )
            .at("username")
            .hint("Elige otro."),
            Self::RfcKnown => WireError::new(
                ErrorKind::Conflict,
                "rfc-known",
                "Ya hay una empresa con ese RFC en esta instalación.",
            )
            .at("rfc")
            .hint("Pide acceso a quien la administra."),
            Self::UnknownEmail => WireError::new(
                ErrorKind::NotFound,
                "unknown-email",
                "El correo no está registrado.",
            )
            .at("email")
            .hint("Revísalo, o pide un usuario a quien administra Rúbrica."),
            Self::LinkDead => WireError::new(
                ErrorKind::NotFound,
                "mailed-link-dead",
                "Esta liga ya no es válida.",
            )
            .hint("Cada liga sirve una sola vez y por poco tiempo. Pide una nueva."),
            Self::LastAdministrator => WireError::new(
                ErrorKind::Conflict,
                "last-administrator",
                "Es la única persona que administra la empresa.",
            )
            .hint("Haz administradora a otra persona primero."),
            Self::Common(error) => error.wire(),
        }
    }
}

fn wait(seconds: i64) -> String {
    if seconds == 1 {
        "un momento".to_owned()
    } else if seconds <= 90 {
        format!("{seconds} segundos")
    } else {
        format!("{} minutos", (seconds + 59) / 60)
    }
}
