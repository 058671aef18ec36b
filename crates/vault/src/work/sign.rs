//! What is being signed, from the octets to sign to the CMS. There are two things to sign.

use std::rc::Rc;

use credential::certificate::Certificate;
use credential::cms::{CadesToSign, ChallengeToSign, Placement, SignError};
use credential::open::OpenError;
use jiff::Timestamp;
use vault_protocol::{Failure, LoteSeen};

use super::failure;
use super::lote::DigestedLote;
use crate::effect::Pieces;

/// Something that was read and may be signed.
pub(crate) enum ToSign {
    Challenge(ChallengeToSign),
    /// Prepared again for each of the two steps: the digest is kept, so it costs nothing.
    Lote {
        certificate: Certificate,
        lote: DigestedLote,
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
    pub(crate) fn lote(certificate: Certificate, lote: DigestedLote, at: Timestamp) -> Self {
        Self::Lote {
            certificate,
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

    /// What was read in it; `None` for a challenge.
    pub(crate) fn seen(&self) -> Option<LoteSeen> {
        match self {
            Self::Challenge(_) => None,
            Self::Lote { lote, .. } => Some(lote.seen()),
        }
    }

    /// The CMS, DER.
    pub(crate) fn finish(self, signature: &[u8]) -> Result<Pieces, Failure> {
        match self {
            Self::Challenge(challenge) => challenge
                .finish(signature)
                .map(Pieces::from)
                .map_err(|_| failure::signature_failed()),
            Self::Lote {
                certificate,
                lote,
                at,
            } => {
                let wrapping = cades(&certificate, &lote, at)?
                    .wrap(signature)
                    .map_err(|_| failure::signature_failed())?;
                let (before, after) = (Rc::new(wrapping.before), Rc::new(wrapping.after));
                Ok(Pieces::new([before, lote.bytes().clone(), after]))
            }
        }
    }
}

fn cades<'a>(
    certificate: &Certificate,
    lote: &'a DigestedLote,
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
