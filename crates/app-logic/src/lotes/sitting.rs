//! Several lotes reviewed together: which of them a tap signs, with which keys, and what ends the round.

use std::collections::BTreeMap;

use api::ApiError;
use api::view::lotes::LoteView;

use super::required_signature::RequiredSignature;
use super::signing_key::{Holder, ReadyKey, SigningKey};
use crate::messages::{certificates, lotes as text};
use crate::signer::SignerError;

/// A lote that a tap signs, and its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignableLote {
    /// Id.
    pub lote: String,
    /// The company's own consecutive number.
    pub numero: u64,
    /// Id of its registro patronal.
    pub registro: String,
    /// How many movements it holds.
    pub movements: u64,
    /// The key that signs it.
    pub key: ReadyKey,
}

/// A key still to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingKey {
    /// Whose key, in words; of several, any one.
    pub holder: String,
    /// Numbers of the lotes that it signs.
    pub lotes: Vec<u64>,
}

/// Groups lotes by the key they still need.
#[must_use]
pub fn missing_keys(closed: &[(u64, Vec<Holder>)]) -> Vec<MissingKey> {
    let mut by_holder: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for (numero, holders) in closed {
        let names = holders
            .iter()
            .map(|one| text::held(&one.name, certificates::kind(&one.kind)));
        by_holder
            .entry(text::either(names))
            .or_default()
            .push(*numero);
    }
    by_holder
        .into_iter()
        .map(|(holder, lotes)| MissingKey { holder, lotes })
        .collect()
}

/// Returns what a tap signs, a sentence for each key that names every lote.
#[must_use]
pub fn signed_by_tap(signable: &[SignableLote]) -> Vec<String> {
    let mut by_holder: Vec<(&str, Vec<&SignableLote>)> = Vec::new();
    for one in signable {
        let holder = one.key.holder.as_str();
        match by_holder.iter_mut().find(|(known, _)| *known == holder) {
            Some((_, lotes)) => lotes.push(one),
            None => by_holder.push((holder, vec![one])),
        }
    }
    by_holder
        .into_iter()
        .map(|(holder, lotes)| {
            let movements = lotes.iter().map(|one| one.movements).sum();
            let numbers: Vec<_> = lotes.iter().map(|one| one.numero).collect();
            text::all_sign(holder, &numbers, movements)
        })
        .collect()
}

/// Whether a lote is still to be signed as it was reviewed. `live` is the lote as the server has it
/// now; `None` while it is not known.
#[must_use]
pub fn is_to_be_signed(live: Option<&LoteView>) -> bool {
    live.is_none_or(|lote| RequiredSignature::of(lote) == RequiredSignature::Lote)
}

/// Returns why a lote cannot be signed with the others, where opening a key does not help.
#[must_use]
pub fn obstacle(key: &SigningKey) -> Option<&'static str> {
    match key {
        SigningKey::Expired => Some(text::EXPIRED_TITLE),
        SigningKey::Missing => Some(text::NOBODY_TITLE),
        SigningKey::Open(_) | SigningKey::Closed(_) => None,
    }
}

/// Why a lote was not signed, or not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SigningFailure {
    /// The signer did not sign.
    Signer(SignerError),
    /// The relay did not store the signature, or its answer was lost.
    Relay(ApiError),
}

impl SigningFailure {
    /// Whether every further lote would fail as well: no network, no session, no key. What is left is
    /// signed at another tap.
    #[must_use]
    pub fn ends_round(&self) -> bool {
        match self {
            Self::Signer(SignerError::Refused(_)) => false,
            Self::Signer(
                SignerError::Insecure
                | SignerError::Locked(_)
                | SignerError::NotLoaded
                | SignerError::NotStarted
                | SignerError::NoMemory
                | SignerError::Stopped
                | SignerError::Outdated,
            ) => true,
            Self::Relay(error) => {
                [ApiError::UNREACHABLE, ApiError::NO_SESSION].contains(&error.code.as_str())
            }
        }
    }
}

/// Whether the relay may have stored a signature although it answered with this error: the answer was
/// lost, or the server failed over it. Posted again the signature is the same, and is stored once.
#[must_use]
pub fn may_be_stored(error: &ApiError) -> bool {
    matches!(
        error.code.as_str(),
        ApiError::UNREACHABLE | "internal" | "malformed"
    )
}

/// Returns the signed lotes that wait for a session at IDSE.
#[must_use]
pub fn waiting_for_idse(lotes: &[LoteView]) -> Vec<&LoteView> {
    lotes
        .iter()
        .filter(|lote| {
            matches!(
                RequiredSignature::of(lote),
                RequiredSignature::ChallengeToSend | RequiredSignature::ChallengeToAsk
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use api::ApiError;
    use api::view::lotes::LoteState;
    use vault_protocol::{CredentialHandle, LockReason};

    use super::{
        MissingKey, SignableLote, SigningFailure, is_to_be_signed, may_be_stored, missing_keys,
        signed_by_tap, waiting_for_idse,
    };
    use crate::lotes::signing_key::{Holder, ReadyKey};
    use crate::lotes::testing::lote;
    use crate::signer::SignerError;

    fn signable(numero: u64, holder: &str) -> SignableLote {
        SignableLote {
            lote: numero.to_string(),
            numero,
            registro: "r1".to_owned(),
            movements: 10,
            key: ReadyKey {
                handle: CredentialHandle(1),
                certificado: "c1".to_owned(),
                holder: holder.to_owned(),
                unconfirmed: false,
            },
        }
    }

    #[test]
    fn names_every_lote_beside_its_key() {
        let all = [
            signable(4, "KARLA"),
            signable(7, "LUIS"),
            signable(5, "KARLA"),
        ];
        assert_eq!(
            signed_by_tap(&all),
            [
                "Con la llave de KARLA: lotes 4 y 5 (20 movimientos).",
                "Con la llave de LUIS: lote 7 (10 movimientos)."
            ]
        );
    }

    #[test]
    fn asks_for_each_key_once() {
        let karla = || {
            vec![Holder {
                name: "KARLA".to_owned(),
                kind: "efirma".to_owned(),
            }]
        };
        let asked = missing_keys(&[(4, karla()), (5, karla())]);
        assert_eq!(
            asked,
            [MissingKey {
                holder: "KARLA (e.firma)".to_owned(),
                lotes: vec![4, 5]
            }]
        );
    }

    #[test]
    fn one_refused_lote_does_not_end_the_round() {
        let relay = |code: &str| SigningFailure::Relay(ApiError::new(code, ""));
        assert!(!relay("stale").ends_round());
        assert!(!relay("internal").ends_round());
        assert!(relay(ApiError::UNREACHABLE).ends_round());
        assert!(SigningFailure::Signer(SignerError::Locked(LockReason::Idle)).ends_round());
        assert!(SigningFailure::Signer(SignerError::Stopped).ends_round());
    }

    #[test]
    fn only_a_signature_that_may_be_stored_is_posted_again() {
        assert!(may_be_stored(&ApiError::new(ApiError::UNREACHABLE, "")));
        assert!(may_be_stored(&ApiError::new("internal", "")));
        assert!(!may_be_stored(&ApiError::new("bad-signature", "")));
        assert!(!may_be_stored(&ApiError::new("other-content", "")));
    }

    #[test]
    fn skips_what_changed_since_it_was_reviewed() {
        assert!(is_to_be_signed(None));
        assert!(is_to_be_signed(Some(&lote(LoteState::Preparado))));
        assert!(!is_to_be_signed(Some(&lote(LoteState::Cancelado))));
        assert!(!is_to_be_signed(Some(&lote(LoteState::Firmado {
            waiting: None
        }))));
    }

    #[test]
    fn lists_signed_lotes_without_a_session() {
        let mut going = lote(LoteState::Firmado { waiting: None });
        going.sesiones = vec!["c1".to_owned()];
        let all = [lote(LoteState::Firmado { waiting: None }), going];
        assert_eq!(waiting_for_idse(&all).len(), 1);
    }
}
