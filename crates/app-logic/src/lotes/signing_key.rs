//! Which key signs a lote: certificates of the company, compared with the keys open in this tab.

use api::view::certificates::CertificateView;
use api::view::lotes::{LoteState, LoteView};
use model::signing::by_preference;
use vault_protocol::CredentialHandle;

/// Which key signs a lote, as certificates and open keys are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SigningKey {
    /// Its key is open.
    Open(ReadyKey),
    /// These certificates may sign, the one the server proposes first; the key of one is to be opened.
    Closed(Vec<Holder>),
    /// Every certificate assigned to its registro patronal has expired.
    Expired,
    /// No certificate of the company signs for its registro patronal.
    Missing,
}

/// Whose key to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The person's name.
    pub name: String,
    /// Kind of the certificate, as the server names it.
    pub kind: String,
}

/// An open key, and what it signs as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyKey {
    /// The worker's name for the key.
    pub handle: CredentialHandle,
    /// Id of the certificate.
    pub certificado: String,
    /// The person's name.
    pub holder: String,
    /// IDSE has not yet confirmed the certificate for this registro patronal.
    pub unconfirmed: bool,
}

/// Chooses the key for a lote: an open one of a certificate assigned to its registro patronal, the one
/// that [`model::signing`] prefers before others. `open_key` finds an open key by its certificate's fingerprint.
pub fn signing_key(
    lote: &LoteView,
    held: &[CertificateView],
    open_key: impl Fn(&str) -> Option<CredentialHandle>,
) -> SigningKey {
    let assigned = || held.iter().filter_map(|one| one.candidate(&lote.registro));
    let mut candidates = by_preference(assigned());
    if matches!(lote.estado, LoteState::Firmado { .. }) {
        // A signed lote goes out in a session of the certificate that signed it, and in no other.
        candidates.retain(|one| Some(&one.certificate.id) == lote.certificado.as_ref());
    }
    let open = candidates.iter().find_map(|candidate| {
        let one = candidate.certificate;
        Some(ReadyKey {
            handle: open_key(&one.fingerprint)?,
            certificado: one.id.clone(),
            holder: one.holder.clone(),
            unconfirmed: !candidate.confirmed,
        })
    });
    match open {
        Some(open) => SigningKey::Open(open),
        None if candidates.is_empty() && assigned().next().is_some() => SigningKey::Expired,
        None if candidates.is_empty() => SigningKey::Missing,
        None => SigningKey::Closed(
            candidates
                .into_iter()
                .map(|one| Holder {
                    name: one.certificate.holder.clone(),
                    kind: one.certificate.kind.clone(),
                })
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use api::view::certificates::{AssignmentState, AssignmentView, CertificateView};
    use api::view::lotes::LoteState;
    use jiff::Timestamp;
    use model::signing::Validity;
    use vault_protocol::CredentialHandle;

    use super::{SigningKey, signing_key};
    use crate::lotes::testing::lote;

    fn certificate(id: &str, registro: &str, state: AssignmentState) -> CertificateView {
        CertificateView {
            id: id.to_owned(),
            kind: "efirma".to_owned(),
            holder: format!("titular de {id}"),
            rfc: None,
            curp: None,
            registro_patronal: None,
            serial: String::new(),
            issuer: String::new(),
            not_before: Timestamp::UNIX_EPOCH,
            not_after: Timestamp::UNIX_EPOCH,
            days_left: 400,
            validity: Validity::Valid,
            fingerprint: format!("f-{id}"),
            id_usuario: String::new(),
            assignments: vec![AssignmentView {
                registro: registro.to_owned(),
                numero: "Y6087828106".to_owned(),
                state,
            }],
            waiting: Vec::new(),
        }
    }

    fn assigned() -> AssignmentState {
        AssignmentState::Asignado {
            at: Timestamp::UNIX_EPOCH,
        }
    }

    /// The keys that are open, by the fingerprint of their certificate.
    fn open<'a>(keys: &'a [(u32, &'a str)]) -> impl Fn(&str) -> Option<CredentialHandle> + use<'a> {
        move |fingerprint| {
            let found = keys.iter().find(|(_, known)| *known == fingerprint);
            found.map(|(handle, _)| CredentialHandle(*handle))
        }
    }

    #[test]
    fn prefers_a_confirmed_certificate() {
        let held = [
            certificate("c2", "r1", AssignmentState::SinConfirmar),
            certificate("c1", "r1", assigned()),
        ];
        let keys = [(7, "f-c2"), (8, "f-c1")];
        let chosen = signing_key(&lote(LoteState::Preparado), &held, open(&keys));
        let SigningKey::Open(key) = chosen else {
            panic!("nothing signs")
        };
        assert_eq!(key.handle, CredentialHandle(8));
        assert_eq!(key.certificado, "c1");
    }

    #[test]
    fn never_uses_a_key_of_another_registro_patronal() {
        let held = [
            certificate("c1", "r1", assigned()),
            certificate("c2", "r2", assigned()),
        ];
        let chosen = signing_key(&lote(LoteState::Preparado), &held, open(&[(7, "f-c2")]));
        let SigningKey::Closed(holders) = chosen else {
            panic!("the other key signs")
        };
        let names: Vec<_> = holders.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["titular de c1"]);
    }

    #[test]
    fn sends_a_signed_lote_with_the_key_that_signed_it() {
        let held = [
            certificate("c1", "r1", assigned()),
            certificate("c2", "r1", assigned()),
        ];
        let signed = lote(LoteState::Firmado { waiting: None });
        let chosen = signing_key(&signed, &held, open(&[(7, "f-c2")]));
        assert!(matches!(chosen, SigningKey::Closed(holders) if holders.len() == 1));
    }

    #[test]
    fn distinguishes_an_expired_certificate_from_none() {
        let lote = lote(LoteState::Preparado);
        let mut expired = certificate("c1", "r1", assigned());
        expired.days_left = -1;
        expired.validity = Validity::Ended;
        let keys = [(7, "f-c1")];
        let chosen = signing_key(&lote, std::slice::from_ref(&expired), open(&keys));
        assert_eq!(chosen, SigningKey::Expired);
        assert_eq!(signing_key(&lote, &[], open(&keys)), SigningKey::Missing);

        let held = [expired, certificate("c2", "r1", assigned())];
        let chosen = signing_key(&lote, &held, open(&keys));
        assert!(matches!(chosen, SigningKey::Closed(_)));
    }

    #[test]
    fn refused_does_not_sign_and_unconfirmed_does() {
        let refused = AssignmentState::Rechazado {
            at: Timestamp::UNIX_EPOCH,
            reason: "no".to_owned(),
        };
        let lote = lote(LoteState::Preparado);
        let keys = [(7, "f-c1")];
        let held = [certificate("c1", "r1", refused)];
        assert_eq!(signing_key(&lote, &held, open(&keys)), SigningKey::Missing);

        let held = [certificate("c1", "r1", AssignmentState::SinConfirmar)];
        let SigningKey::Open(key) = signing_key(&lote, &held, open(&keys)) else {
            panic!("nothing signs")
        };
        assert!(key.unconfirmed);
    }
}
