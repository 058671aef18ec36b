//! How a chain stands, and the words for it.

use crate::error::OpenError;

/// What is known of a certificate's issuers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChainStatus {
    /// The chain ends at a configured authority, and held at the time asked for.
    Verified {
        /// Name of that authority.
        authority: String,
    },
    /// No authority is configured: nothing was checked, and nothing is claimed.
    NotVerified,
    /// Authorities are configured, and the chain does not reach them.
    Failed(ChainFailure),
}

/// Why a chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChainFailure {
    /// None of the configured authorities issued it.
    #[error("no configured authority issued it")]
    UnknownIssuer,
    /// An authority of that name exists, and the signature is not its own.
    #[error("the issuer's signature does not verify")]
    BadSignature,
    /// Signed with SHA-1, MD5, or a key under 2048 bits.
    #[error("weak signature: {0}")]
    Weak(String),
    /// Signed with an algorithm not verified here.
    #[error("unsupported signature algorithm: {0}")]
    Unsupported(String),
    /// A certificate in the chain is past its end.
    #[error("a certificate in the chain has expired: {0}")]
    Expired(String),
    /// A certificate in the chain has not begun.
    #[error("a certificate in the chain is not yet valid: {0}")]
    NotYetValid(String),
    /// An issuer that may not issue.
    #[error("an issuer is not a certificate authority: {0}")]
    NotAnAuthority(String),
    /// More certificates than an issuer allows below it, or than are followed.
    #[error("the chain is too long")]
    TooLong,
    /// A critical extension that is not understood here.
    #[error("an unknown critical extension: {0}")]
    UnknownCritical(String),
}

impl ChainStatus {
    /// Returns the reason for people, in Spanish.
    #[must_use]
    pub fn message_es(&self) -> String {
        match self {
            Self::Verified { authority } => {
                format!("La cadena llega hasta «{authority}», autoridad configurada.")
            }
            Self::NotVerified => "No se verificó la cadena.".to_owned(),
            Self::Failed(failure) => format!("La cadena no es válida: {}.", failure.message_es()),
        }
    }

    /// Refuses a chain that failed; what was not verified passes, and is shown as not verified.
    ///
    /// # Errors
    /// [`OpenError::IssuerNotTrusted`].
    pub fn require(&self) -> Result<(), OpenError> {
        match self {
            Self::Failed(failure) => Err(OpenError::IssuerNotTrusted {
                reason: failure.message_es(),
            }),
            Self::Verified { .. } | Self::NotVerified => Ok(()),
        }
    }
}

impl ChainFailure {
    /// Returns stable identifier.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownIssuer => "unknown_issuer",
            Self::BadSignature => "bad_issuer_signature",
            Self::Weak(_) => "weak_issuer_signature",
            Self::Unsupported(_) => "unsupported_issuer_signature",
            Self::Expired(_) => "chain_expired",
            Self::NotYetValid(_) => "chain_not_yet_valid",
            Self::NotAnAuthority(_) => "not_an_authority",
            Self::TooLong => "chain_too_long",
            Self::UnknownCritical(_) => "unknown_critical_extension",
        }
    }

    /// Returns a clause for people, without its full stop.
    #[must_use]
    pub fn message_es(&self) -> String {
        match self {
            Self::UnknownIssuer => {
                "ninguna de las autoridades configuradas emitió el certificado".to_owned()
            }
            Self::BadSignature => {
                "la firma de quien dice haberlo emitido no corresponde".to_owned()
            }
            Self::Weak(what) => format!("está firmado con algo que ya no es seguro ({what})"),
            Self::Unsupported(what) => {
                format!("está firmado con «{what}», que aquí no se verifica")
            }
            Self::Expired(who) => format!("el certificado de «{who}» estaba vencido"),
            Self::NotYetValid(who) => format!("el certificado de «{who}» todavía no era válido"),
            Self::NotAnAuthority(who) => format!("«{who}» no puede emitir certificados"),
            Self::TooLong => "hay demasiados certificados de por medio".to_owned(),
            Self::UnknownCritical(what) => {
                format!("tiene una restricción que aquí no se conoce ({what})")
            }
        }
    }
}
