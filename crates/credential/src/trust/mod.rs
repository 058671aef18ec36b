//! Chains to the certificate authorities that an operator has configured.
//!
//! No revocation: SAT's certificates name neither CRL nor OCSP [A].

mod status;

pub use status::{ChainFailure, ChainStatus};

use crate::certificate::Certificate;
use crate::error::OpenError;
use crate::rsa::{self, MIN_BITS, SignatureHash};
use jiff::Timestamp;

/// Longest chain followed. SAT's has three certificates.
const MAX_CHAIN: usize = 8;

/// Most signatures verified in search of a chain.
const MAX_TRIES: usize = 64;

/// The authorities an operator trusts (`RUBRICA_TRUST_DIR`). Each counts as an end of the chain,
/// whether it is a root or not.
#[derive(Clone, Debug, Default)]
pub struct TrustStore {
    anchors: Vec<Certificate>,
}

impl TrustStore {
    /// Reads authorities from files, DER or PEM, each with one or several certificates.
    ///
    /// # Errors
    /// The index of the first file that cannot be read, and why.
    pub fn from_pem_or_der_files<'a>(
        files: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Self, (usize, OpenError)> {
        let mut anchors = Vec::new();
        for (index, file) in files.into_iter().enumerate() {
            anchors.extend(Certificate::bundle(file).map_err(|error| (index, error))?);
        }
        Ok(Self { anchors })
    }

    /// Whether no authority is configured.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.anchors.is_empty()
    }

    /// Returns the configured authorities.
    #[must_use]
    pub fn authorities(&self) -> &[Certificate] {
        &self.anchors
    }

    /// Follows `certificate` to a configured authority, by way of `intermediates`, all valid `at`
    /// that time.
    #[must_use]
    pub fn chain(
        &self,
        certificate: &Certificate,
        intermediates: &[Certificate],
        at: Timestamp,
    ) -> ChainStatus {
        if self.anchors.is_empty() {
            return ChainStatus::NotVerified;
        }
        let mut search = Search {
            anchors: &self.anchors,
            intermediates,
            at,
            tries: MAX_TRIES,
        };
        let found = search
            .check_itself(certificate)
            .and_then(|()| search.follow(certificate, 0));
        match found {
            Ok(authority) => ChainStatus::Verified { authority },
            Err(failure) => ChainStatus::Failed(failure),
        }
    }
}

struct Search<'a> {
    anchors: &'a [Certificate],
    intermediates: &'a [Certificate],
    at: Timestamp,
    tries: usize,
}

impl Search<'_> {
    /// The authority above `certificate`, which has `below` certificate authorities under it.
    fn follow(&mut self, certificate: &Certificate, below: u64) -> Result<String, ChainFailure> {
        if self.anchors.contains(certificate) {
            return Ok(name(certificate));
        }
        if below as usize >= MAX_CHAIN {
            return Err(ChainFailure::TooLong);
        }
        let mut failure = ChainFailure::UnknownIssuer;
        let (anchors, intermediates) = (self.anchors, self.intermediates);
        let anchors = anchors.iter().map(|anchor| (anchor, true));
        let intermediates = intermediates.iter().map(|issuer| (issuer, false));
        for (issuer, is_anchor) in anchors.chain(intermediates) {
            if !issuer.may_have_issued(certificate) || issuer == certificate {
                continue;
            }
            let above =
                self.check_issuer(issuer, certificate, below)
                    .and_then(|()| match is_anchor {
                        true => Ok(name(issuer)),
                        false => self.follow(issuer, below + 1),
                    });
            match above {
                Ok(authority) => return Ok(authority),
                // The first reason that says more than "unknown" is the one to tell.
                Err(reason) if failure == ChainFailure::UnknownIssuer => failure = reason,
                Err(_) => {}
            }
        }
        Err(failure)
    }

    fn check_issuer(
        &mut self,
        issuer: &Certificate,
        certificate: &Certificate,
        below: u64,
    ) -> Result<(), ChainFailure> {
        if self.tries == 0 {
            return Err(ChainFailure::TooLong);
        }
        self.tries -= 1;
        verify_signature(issuer, certificate)?;
        let extensions = &issuer.fields().extensions;
        // Roots from before version 3 have no extensions; an operator who configures one means it.
        let anchored = self.anchors.contains(issuer);
        let may_issue = match extensions.ca {
            Some(ca) => ca,
            None => anchored,
        };
        const KEY_CERT_SIGN: u16 = 1 << 5;
        let may_sign = extensions
            .key_usage
            .is_none_or(|usage| usage & KEY_CERT_SIGN != 0);
        if !may_issue || !may_sign {
            return Err(ChainFailure::NotAnAuthority(name(issuer)));
        }
        if extensions
            .path_length
            .is_some_and(|limit| below > u64::from(limit))
        {
            return Err(ChainFailure::TooLong);
        }
        self.check_itself(issuer)
    }

    fn check_itself(&self, certificate: &Certificate) -> Result<(), ChainFailure> {
        if self.at > certificate.not_after() {
            return Err(ChainFailure::Expired(name(certificate)));
        }
        if self.at < certificate.not_before() {
            return Err(ChainFailure::NotYetValid(name(certificate)));
        }
        match certificate.fields().extensions.unknown_critical.first() {
            Some(extension) => Err(ChainFailure::UnknownCritical(extension.clone())),
            None => Ok(()),
        }
    }
}

fn verify_signature(issuer: &Certificate, certificate: &Certificate) -> Result<(), ChainFailure> {
    use crate::asn1::oids;
    let algorithm = certificate.fields().signature_algorithm;
    if matches!(algorithm, oids::MD5_WITH_RSA | oids::SHA1_WITH_RSA) {
        return Err(ChainFailure::Weak(oids::name(algorithm)));
    }
    let hash = SignatureHash::of_signature(algorithm)
        .ok_or_else(|| ChainFailure::Unsupported(oids::name(algorithm)))?;
    let key = issuer
        .rsa()
        .ok_or_else(|| ChainFailure::Unsupported(oids::name(issuer.fields().key_algorithm)))?;
    if key.bits() < MIN_BITS {
        return Err(ChainFailure::Weak(format!("llave de {} bits", key.bits())));
    }
    let signature = &certificate.fields().signature;
    if certificate.fields().signature_algorithms_agree
        && rsa::verify(key, hash, certificate.tbs(), signature)
    {
        Ok(())
    } else {
        Err(ChainFailure::BadSignature)
    }
}

fn name(certificate: &Certificate) -> String {
    certificate.fields().subject_name.display()
}

impl Certificate {
    /// Whether names and key identifiers allow that `self` issued `other`; no signature is checked.
    pub(crate) fn may_have_issued(&self, other: &Certificate) -> bool {
        let ids = (
            &self.fields().extensions.subject_key_id,
            &other.fields().extensions.authority_key_id,
        );
        self.fields().subject == other.fields().issuer
            && match ids {
                (Some(own), Some(wanted)) => own == wanted,
                _ => true,
            }
    }
}
