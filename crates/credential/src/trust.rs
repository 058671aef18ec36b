//! Chains to the certificate authorities that an operator has configured.
//!
//! No revocation: SAT's certificates name neither CRL nor OCSP [A].

use crate::certificate::Certificate;
use crate::key::MIN_BITS;
use crate::open::OpenError;
use crate::verify_rsa::{self, SignatureHash};
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
    /// For people.
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

    /// Refuses a chain that failed; what was not verified passes, for it is said so where shown.
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
    /// Stable identifier.
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

    /// A clause for people, without its full stop.
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

    /// The configured authorities.
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
        && verify_rsa::verify(key, hash, certificate.tbs(), signature)
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
