//! "Verificar": what a dropped file is worth as evidence.

use vault_protocol::{CredentialSummary, IdentifiedFile, LoteSeen};

use crate::messages::verify as text;

/// What is shown of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its signature holds.
    Holds(Box<Signed>),
    /// Its signature does not hold, and why.
    DoesNotHold(String),
    /// It is no signed message; what it is instead.
    NotSigned(String),
}

/// What was signed, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The signer's certificate.
    pub signer: CredentialSummary,
    /// As the signature claims; milliseconds since 1970.
    pub at: Option<i64>,
    /// SHA-256 of what was signed.
    pub sha256: String,
    /// The file of movements, where it is one.
    pub lote: Option<LoteSeen>,
}

/// Decides what a file is worth.
#[must_use]
pub fn verdict(file: IdentifiedFile) -> Verdict {
    let Some(signed) = file.signed else {
        return Verdict::NotSigned(text::is_not_signed(&file.name));
    };
    match (signed.problem, signed.signer) {
        (None, Some(signer)) => Verdict::Holds(Box::new(Signed {
            signer,
            at: signed.signed_at,
            sha256: signed.content_sha256,
            lote: signed.lote,
        })),
        (problem, _) => Verdict::DoesNotHold(problem.unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use vault_protocol::SignedMessage;

    use super::*;

    fn file(signed: Option<SignedMessage>) -> IdentifiedFile {
        IdentifiedFile {
            kind: "cms".to_owned(),
            name: "una firma".to_owned(),
            bytes: 10,
            certificates: Vec::new(),
            refusal: None,
            key: None,
            problem: None,
            warnings: Vec::new(),
            signed: signed.map(Box::new),
        }
    }

    #[test]
    fn what_is_not_signed_and_what_does_not_hold_are_named() {
        assert!(
            matches!(verdict(file(None)), Verdict::NotSigned(why) if why.contains("una firma"))
        );
        let broken = SignedMessage {
            problem: Some("El contenido cambió".to_owned()),
            signer: None,
            signed_at: None,
            content_sha256: String::new(),
            lote: None,
        };
        assert_eq!(
            verdict(file(Some(broken))),
            Verdict::DoesNotHold("El contenido cambió".to_owned())
        );
    }
}
