//! Which of the lotes in view go out at a tap, with which keys, and when the rest is left for later.

use std::collections::BTreeMap;

use api::ApiError;
use api::view::lotes::LoteView;

use crate::messages::{certificates, lotes as text};
use crate::pages::lotes::rules::{Asks, Holder, Ready, Signing};

/// A lote that a tap would sign, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signable {
    pub(super) lote: String,
    pub(super) numero: u64,
    pub(super) registro: String,
    pub(super) movements: u64,
    pub(super) ready: Ready,
}

/// The keys still to be opened: whose, and for which lotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Missing {
    pub(super) holder: String,
    pub(super) lotes: Vec<u64>,
}

/// Groups lotes by the key they still need.
pub(super) fn missing(closed: &[(u64, Vec<Holder>)]) -> Vec<Missing> {
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
        .map(|(holder, lotes)| Missing { holder, lotes })
        .collect()
}

/// What a tap signs, a sentence for each key: every lote is named.
pub(super) fn sentences(signable: &[Signable]) -> Vec<String> {
    let mut by_holder: Vec<(&str, Vec<&Signable>)> = Vec::new();
    for one in signable {
        let holder = one.ready.holder.as_str();
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

/// Whether a lote is to be signed here: as it was reviewed, and not yet.
pub(super) fn is_open(live: Option<&LoteView>) -> bool {
    live.is_none_or(|lote| Asks::of(lote) == Asks::Sign)
}

/// Why a lote cannot go out with the others, where that needs more than a key.
pub(super) fn obstacle(signing: &Signing) -> Option<&'static str> {
    match signing {
        Signing::Expired => Some(text::EXPIRED_TITLE),
        Signing::Nobody => Some(text::NOBODY_TITLE),
        Signing::Ready(_) | Signing::Closed(_) => None,
    }
}

/// Whether an error of one lote is an error of all that follow: no network, no session, no key. The
/// sitting stops there, and goes on where it stopped.
pub(super) fn stops(error: &ApiError) -> bool {
    const COMMON: [&str; 8] = [
        ApiError::UNREACHABLE,
        ApiError::NO_SESSION,
        "locked",
        "signer-stopped",
        "signer-not-loaded",
        "signer-not-started",
        "signer-outdated",
        "insecure",
    ];
    COMMON.contains(&error.code.as_str())
}

/// Signed lotes that wait for a session at IDSE, by the certificate that opens it.
pub(super) fn waiting_for_idse(lotes: &[LoteView]) -> Vec<&LoteView> {
    lotes
        .iter()
        .filter(|lote| matches!(Asks::of(lote), Asks::ConnectToSend | Asks::ConnectToAsk))
        .collect()
}

#[cfg(test)]
mod tests {
    use api::ApiError;
    use api::view::lotes::LoteStatus;

    use super::{Missing, Signable, is_open, missing, sentences, stops, waiting_for_idse};
    use crate::pages::lotes::rules::{Holder, Ready};
    use crate::pages::lotes::testing::lote;
    use crate::signer::CredentialHandle;

    fn signable(numero: u64, holder: &str) -> Signable {
        Signable {
            lote: numero.to_string(),
            numero,
            registro: "r1".to_owned(),
            movements: 10,
            ready: Ready {
                key: CredentialHandle(1),
                certificado: "c1".to_owned(),
                holder: holder.to_owned(),
                unconfirmed: false,
                ends_in: None,
            },
        }
    }

    #[test]
    fn every_lote_is_named_beside_the_key_that_signs_it() {
        let all = [
            signable(4, "KARLA"),
            signable(7, "LUIS"),
            signable(5, "KARLA"),
        ];
        assert_eq!(
            sentences(&all),
            [
                "Con la llave de KARLA: lotes 4 y 5 (20 movimientos).",
                "Con la llave de LUIS: lote 7 (10 movimientos)."
            ]
        );
    }

    #[test]
    fn a_key_is_asked_for_once_whatever_it_signs() {
        let karla = || {
            vec![Holder {
                name: "KARLA".to_owned(),
                kind: "efirma".to_owned(),
            }]
        };
        let asked = missing(&[(4, karla()), (5, karla())]);
        assert_eq!(
            asked,
            [Missing {
                holder: "KARLA (e.firma)".to_owned(),
                lotes: vec![4, 5]
            }]
        );
    }

    #[test]
    fn one_bad_lote_does_not_keep_the_others_and_a_lost_network_does() {
        assert!(!stops(&ApiError::new("stale", "")));
        assert!(!stops(&ApiError::new("internal", "")));
        assert!(stops(&ApiError::new("locked", "")));
        assert!(stops(&ApiError::new(ApiError::UNREACHABLE, "")));
    }

    #[test]
    fn what_somebody_else_signed_or_dissolved_meanwhile_is_not_signed_here() {
        assert!(is_open(None));
        assert!(is_open(Some(&lote(LoteStatus::Preparado))));
        assert!(!is_open(Some(&lote(LoteStatus::Cancelado))));
        assert!(!is_open(Some(&lote(LoteStatus::Firmado { waiting: None }))));
    }

    #[test]
    fn signed_lotes_without_a_session_wait_for_idse() {
        let mut going = lote(LoteStatus::Firmado { waiting: None });
        going.sesiones = vec!["c1".to_owned()];
        let all = [lote(LoteStatus::Firmado { waiting: None }), going];
        assert_eq!(waiting_for_idse(&all).len(), 1);
    }
}
