//! What is being signed, from the octets to sign to the CMS. There are two things to sign.

use credential::certificate::Certificate;
use credential::cms::{CadesToSign, ChallengeToSign, Placement, SignError};
use credential::open::OpenError;
use jiff::Timestamp;
use vault_protocol::Failure;

use crate::failure;
use crate::lote::Lote;

/// Something that was read and may be signed.
pub(crate) enum ToSign {
    Challenge(ChallengeToSign),
    /// Prepared anew for each of the two steps: the digest is kept, so it costs nothing.
    Lote {
        certificate: Certificate,
        lote: Lote,
        at: Timestamp,
    },
}

impl ToSign {
    /// `text`: passed by `challenge`.
    pub(crate) fn challenge(certificate: &Certificate, text: &str) -> Result<Self, Failure> {
        ChallengeToSign::new(certificate, text)
            .map(Self::Challenge)
            .map_err(|error| refused(&error))
    }

    /// Of the time only whole seconds are claimed.
    pub(crate) fn lote(certificate: &Certificate, lote: Lote, at: Timestamp) -> Self {
        Self::Lote {
            certificate: certificate.clone(),
            lote,
            at,
        }
    }

    /// The octets that the key signs.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Challenge(challenge) => Ok(challenge.to_be_signed().to_vec()),
            Self::Lote {
                certificate,
                lote,
                at,
            } => cades(certificate, lote, *at).map(|cades| cades.to_be_signed().to_vec()),
        }
    }

    /// The CMS, DER.
    pub(crate) fn finish(self, signature: &[u8]) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Challenge(challenge) => challenge
                .finish(signature)
                .map_err(|_| failure::signature_failed()),
            Self::Lote {
                certificate,
                lote,
                at,
            } => cades(&certificate, &lote, at)?
                .finish(signature)
                .map_err(|_| failure::signature_failed()),
        }
    }
}

fn cades<'a>(
    certificate: &Certificate,
    lote: &'a Lote,
    at: Timestamp,
) -> Result<CadesToSign<'a>, Failure> {
    let (bytes, digest) = (lote.bytes(), lote.digest());
    CadesToSign::with_digest(certificate, bytes, digest, at, Placement::Attached)
        .map_err(|error| refused(&error))
}

fn refused(error: &SignError) -> Failure {
    match error {
        SignError::WeakKey { bits } => {
            failure::no_longer_valid(&OpenError::WeakKey { bits: *bits })
        }
        _ => failure::signature_failed(),
    }
}
