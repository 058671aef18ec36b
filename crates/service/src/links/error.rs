//! What can go wrong with consult links.

use crate::common_error::{CommonError, ErrorKind, WireError, carries_common};

/// Why a link was not made or not opened.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// No such link, or it has ended; the answer is the same for both.
    #[error("the link does not open")]
    DoesNotOpen,
    /// The link lives and its PIN is another.
    #[error("wrong PIN; {left} attempts left")]
    WrongPin {
        /// Attempts from this address before a pause.
        left: u32,
    },
    /// The link asks for its PIN.
    #[error("PIN needed")]
    PinNeeded,
    /// Too many wrong attempts from here.
    #[error("too many attempts; again in {seconds} s")]
    TooManyAttempts {
        /// Seconds until the next attempt counts.
        seconds: i64,
    },
    /// Ten wrong PINs locked it.
    #[error("locked by wrong PINs")]
    Locked,
    /// A field does not hold what it must.
    #[error("bad field {field}: {message}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong, in Spanish.
        message: &'static str,
    },
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

carries_common!(LinkError);

impl LinkError {
    pub(crate) fn wire(&self) -> WireError {
        match self {
            Self::DoesNotOpen => WireError::new(
                ErrorKind::Unauthenticated,
                "link-does-not-open",
                "Esta liga ya no es válida.",
            ),
            Self::WrongPin { left } => WireError::new(
                ErrorKind::Unauthenticated,
                "wrong-pin",
                match left {
                    0 => "El PIN no es correcto.".to_owned(),
                    1 => "El PIN no es correcto. Te queda 1 intento antes de una pausa.".to_owned(),
                    left => format!(
                        "El PIN no es correcto. Te quedan {left} intentos antes de una pausa."
                    ),
                },
            )
            .at("pin"),
            Self::PinNeeded => WireError::new(
                ErrorKind::Unauthenticated,
                "pin-needed",
                "Este enlace pide un PIN.",
            )
            .at("pin"),
            Self::TooManyAttempts { seconds } => WireError::new(
                ErrorKind::TooManyAttempts,
                "too-many-attempts",
                format!(
                    "Hubo demasiados intentos. Espera {seconds} segundos e inténtalo de nuevo."
                ),
            )
            .retry_after(*seconds),
            Self::Locked => WireError::new(
                ErrorKind::Unauthenticated,
                "link-locked",
                "Este enlace se bloqueó: alguien escribió un PIN equivocado diez veces.",
            )
            .hint("Pide uno nuevo a quien te lo dio."),
            Self::Field { field, message } => {
                WireError::new(ErrorKind::Invalid, "bad-field", *message).at(field)
            }
            Self::Common(error) => error.wire(),
        }
    }
}
