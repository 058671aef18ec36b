//! What can be done with a lote, and with which key.

use api::view::certificates::CertificateView;
use api::view::lotes::{LoteStatus, LoteView};
use api::view::movements::{MovementStatus, MovementView};
use model::signing::by_preference;

use crate::components::Tone;
use crate::format::date;
use crate::messages::{lotes as text, movements};
use crate::pages::certificates::WARN_DAYS;
use crate::signer::{CredentialHandle, OpenedCredential};

/// Who signs for a lote, as things stand in this tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Signing {
    /// Its key is open.
    Ready(Ready),
    /// These certificates may, the one the server proposes first; the key of one is to be opened.
    Closed(Vec<Holder>),
    /// Only certificates that have ended are assigned to its registro patronal.
    Expired,
    /// No certificate of the company signs for its registro patronal.
    Nobody,
}

/// Whose key to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Holder {
    pub(super) name: String,
    /// Of the certificate, as the server names it.
    pub(super) kind: String,
}

/// An open key, and what it signs as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ready {
    pub(super) key: CredentialHandle,
    /// Id of the certificate.
    pub(super) certificado: String,
    pub(super) holder: String,
    /// IDSE has not said yes for this registro patronal.
    pub(super) unconfirmed: bool,
    /// Days until the certificate ends, where that is soon.
    pub(super) ends_in: Option<i64>,
}

/// The key that signs: an open one of a certificate that may sign for the registro patronal, the one
/// that the rule prefers before others.
pub(super) fn signing(
    lote: &LoteView,
    held: &[CertificateView],
    opened: &[OpenedCredential],
) -> Signing {
    let assigned = || held.iter().filter_map(|one| one.candidate(&lote.registro));
    let mut candidates = by_preference(assigned());
    if matches!(lote.estado, LoteStatus::Firmado { .. }) {
        // A signed lote goes out in a session of the certificate that signed it, and in no other.
        candidates.retain(|one| Some(&one.certificate.id) == lote.certificado.as_ref());
    }
    let ready = candidates.iter().find_map(|candidate| {
        let one = candidate.certificate;
        let key = opened.iter().find(|key| {
            key.summary
                .fingerprint
                .eq_ignore_ascii_case(&one.fingerprint)
        })?;
        Some(Ready {
            key: key.handle,
            certificado: one.id.clone(),
            holder: one.holder.clone(),
            unconfirmed: !candidate.confirmed,
            ends_in: (one.days_left <= WARN_DAYS).then_some(one.days_left),
        })
    });
    match ready {
        Some(ready) => Signing::Ready(ready),
        None if candidates.is_empty() && assigned().next().is_some() => Signing::Expired,
        None if candidates.is_empty() => Signing::Nobody,
        None => Signing::Closed(
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

/// What a signature is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// The lote's own.
    Sign,
    /// IDSE's challenge, so that a signed lote goes out.
    ConnectToSend,
    /// IDSE's challenge, so that results are asked for.
    ConnectToAsk,
    /// None.
    Nothing,
}

impl Asks {
    pub(super) fn of(lote: &LoteView) -> Self {
        match &lote.estado {
            LoteStatus::Preparado if lote.awaits_other => Self::Nothing,
            LoteStatus::Preparado => Self::Sign,
            LoteStatus::Firmado { .. } if !lote.goes_out() => Self::ConnectToSend,
            LoteStatus::Enviado {
                por_confirmar: true,
                ..
            } => Self::ConnectToAsk,
            LoteStatus::Firmado { .. }
            | LoteStatus::Enviado { .. }
            | LoteStatus::Procesado { .. }
            | LoteStatus::Rechazado { .. }
            | LoteStatus::Dudoso { .. }
            | LoteStatus::Cancelado => Self::Nothing,
        }
    }
}

/// Where a lote stands, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) tone: Tone,
    pub(super) title: &'static str,
    pub(super) text: String,
}

impl Told {
    pub(super) fn of(lote: &LoteView) -> Self {
        let told = |tone, title, text: &str| Self {
            tone,
            title,
            text: text.to_owned(),
        };
        match &lote.estado {
            LoteStatus::Preparado if lote.awaits_other => {
                let signers = lote
                    .second_pair
                    .as_ref()
                    .map(|pair| pair.signers.as_slice());
                told(
                    Tone::Info,
                    text::AWAITS_OTHER_TITLE,
                    &text::awaits_other(signers.unwrap_or_default()),
                )
            }
            LoteStatus::Preparado if lote.second_pair.is_some() => {
                let preparer = lote.second_pair.as_ref().map(|pair| &pair.prepared_by);
                told(
                    Tone::Info,
                    text::TO_APPROVE_TITLE,
                    &text::to_approve(preparer.map_or("", String::as_str)),
                )
            }
            LoteStatus::Preparado => told(Tone::Info, text::TO_SIGN_TITLE, text::TO_SIGN_TEXT),
            LoteStatus::Firmado { waiting } if !lote.goes_out() => told(
                Tone::Warning,
                text::WAITING_TITLE,
                waiting.as_deref().unwrap_or_default(),
            ),
            LoteStatus::Firmado { .. } => told(Tone::Info, text::SENDING_TITLE, text::SENDING_TEXT),
            LoteStatus::Enviado { recibo, .. } if recibo.folio.is_empty() => {
                told(Tone::Warning, text::VOUCHED_TITLE, text::VOUCHED_TEXT)
            }
            LoteStatus::Enviado {
                por_confirmar: true,
                ..
            } => told(Tone::Warning, text::TO_CONFIRM_TITLE, text::TO_CONFIRM_TEXT),
            LoteStatus::Enviado { .. } => told(Tone::Info, text::SENT_TITLE, text::SENT_TEXT),
            LoteStatus::Procesado {
                operados,
                rechazados,
                ..
            } => {
                let (tone, title) = match (operados, rechazados) {
                    (_, 0) => (Tone::Success, text::DONE_TITLE),
                    (0, _) => (Tone::Danger, text::DONE_NONE_TITLE),
                    _ => (Tone::Warning, text::DONE_PARTLY_TITLE),
                };
                told(tone, title, &text::done(*operados, *rechazados))
            }
            LoteStatus::Rechazado { reason } => told(Tone::Danger, text::REFUSED_TITLE, reason),
            LoteStatus::Dudoso { why, .. } => told(Tone::Warning, text::DOUBT_STATE_TITLE, why),
            LoteStatus::Cancelado => told(Tone::Info, text::CANCELLED_TITLE, text::CANCELLED_TEXT),
        }
    }
}

/// Whether the days that are left still matter: later IMSS has it, or nobody wants it any more.
pub(super) fn is_pressing(estado: &LoteStatus) -> bool {
    match estado {
        LoteStatus::Preparado
        | LoteStatus::Firmado { .. }
        | LoteStatus::Rechazado { .. }
        | LoteStatus::Dudoso { .. } => true,
        LoteStatus::Enviado { .. } | LoteStatus::Procesado { .. } | LoteStatus::Cancelado => false,
    }
}

/// When a lote is due, with what is left where that still matters.
pub(crate) fn due(lote: &LoteView) -> Option<String> {
    let vence = lote.vence?;
    let left = lote.dias_habiles.filter(|_| is_pressing(&lote.estado));
    Some(movements::due(&date::date(vence), left))
}

/// Días hábiles until the first of its movements is late; `None` once all are done.
pub(super) fn days_left(movements: &[MovementView]) -> Option<i64> {
    movements.iter().filter_map(|one| one.dias_habiles).min()
}

/// Those that IMSS refused.
pub(super) fn rejected(movements: &[MovementView]) -> Vec<MovementView> {
    movements
        .iter()
        .filter(|one| matches!(one.estado, MovementStatus::Rechazado { .. }))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use api::view::certificates::{AssignmentState, AssignmentView, CertificateView};
    use api::view::lotes::{LoteStatus, ReciboView, SecondPair};
    use jiff::Timestamp;
    use model::signing::Validity;

    use super::{Asks, Signing, Told, signing};
    use crate::components::Tone;
    use crate::messages::lotes as text;
    use crate::pages::lotes::testing::lote;
    use crate::signer::{
        ChainStatus, CredentialHandle, CredentialKind, CredentialSummary, OpenedCredential,
    };

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
        }
    }

    fn assigned() -> AssignmentState {
        AssignmentState::Asignado {
            at: Timestamp::UNIX_EPOCH,
        }
    }

    fn open(handle: u32, fingerprint: &str) -> OpenedCredential {
        OpenedCredential {
            handle: CredentialHandle(handle),
            opened_at: Timestamp::UNIX_EPOCH,
            summary: CredentialSummary {
                kind: CredentialKind::Efirma,
                holder: String::new(),
                rfc: None,
                representative_rfc: None,
                curp: None,
                registro_patronal: None,
                serial: String::new(),
                issuer: String::new(),
                not_before: 0,
                not_after: 0,
                key_bits: 2048,
                fingerprint: fingerprint.to_owned(),
                certificate: String::new(),
                chain: ChainStatus::NotVerified,
                warnings: Vec::new(),
            },
        }
    }

    #[test]
    fn the_open_key_of_the_assigned_certificate_signs() {
        let held = [
            certificate("c1", "r1", assigned()),
            certificate("c2", "r1", assigned()),
        ];
        let opened = [open(7, "F-C2"), open(8, "f-c1")];
        let Signing::Ready(ready) = signing(&lote(LoteStatus::Preparado), &held, &opened) else {
            panic!("nothing signs")
        };
        assert_eq!(
            ready.key,
            CredentialHandle(8),
            "the one the server proposes"
        );
        assert_eq!(ready.certificado, "c1");
    }

    #[test]
    fn a_key_of_another_registro_patronal_never_signs() {
        let held = [
            certificate("c1", "r1", assigned()),
            certificate("c2", "r2", assigned()),
        ];
        let signs = signing(&lote(LoteStatus::Preparado), &held, &[open(7, "f-c2")]);
        let Signing::Closed(holders) = signs else {
            panic!("the other key signs")
        };
        let names: Vec<_> = holders.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["titular de c1"]);
    }

    #[test]
    fn a_signed_lote_is_sent_by_the_key_that_signed_it() {
        let held = [
            certificate("c1", "r1", assigned()),
            certificate("c2", "r1", assigned()),
        ];
        let signed = lote(LoteStatus::Firmado { waiting: None });
        let signs = signing(&signed, &held, &[open(7, "f-c2")]);
        assert!(matches!(signs, Signing::Closed(holders) if holders.len() == 1));
    }

    #[test]
    fn an_ended_certificate_does_not_sign_and_is_told_apart_from_none() {
        let lote = lote(LoteStatus::Preparado);
        let mut ended = certificate("c1", "r1", assigned());
        ended.days_left = -1;
        ended.validity = Validity::Ended;
        let opened = [open(7, "f-c1")];
        assert_eq!(signing(&lote, &[ended.clone()], &opened), Signing::Expired);
        assert_eq!(signing(&lote, &[], &opened), Signing::Nobody);

        let held = [ended, certificate("c2", "r1", assigned())];
        assert!(matches!(signing(&lote, &held, &opened), Signing::Closed(_)));
    }

    #[test]
    fn what_idse_refused_does_not_sign_and_what_it_has_not_confirmed_does() {
        let refused = AssignmentState::Rechazado {
            at: Timestamp::UNIX_EPOCH,
            reason: "no".to_owned(),
        };
        let lote = lote(LoteStatus::Preparado);
        let held = [certificate("c1", "r1", refused)];
        assert_eq!(signing(&lote, &held, &[open(7, "f-c1")]), Signing::Nobody);

        let held = [certificate("c1", "r1", AssignmentState::SinConfirmar)];
        let Signing::Ready(ready) = signing(&lote, &held, &[open(7, "f-c1")]) else {
            panic!("nothing signs")
        };
        assert!(ready.unconfirmed);
    }

    fn recibo(folio: &str) -> ReciboView {
        ReciboView {
            folio: folio.to_owned(),
            id_lote: String::new(),
            fecha: String::new(),
        }
    }

    #[test]
    fn a_signature_is_asked_for_only_where_one_is_missing() {
        let mut signed = lote(LoteStatus::Firmado { waiting: None });
        assert_eq!(Asks::of(&lote(LoteStatus::Preparado)), Asks::Sign);
        assert_eq!(Asks::of(&signed), Asks::ConnectToSend);
        signed.sesiones = vec!["another".to_owned()];
        assert_eq!(Asks::of(&signed), Asks::ConnectToSend);
        signed.sesiones.push("c1".to_owned());
        assert_eq!(Asks::of(&signed), Asks::Nothing);
        let sent = |por_confirmar| {
            lote(LoteStatus::Enviado {
                recibo: recibo("1"),
                por_confirmar,
            })
        };
        assert_eq!(Asks::of(&sent(true)), Asks::ConnectToAsk);
        assert_eq!(Asks::of(&sent(false)), Asks::Nothing);
    }

    #[test]
    fn a_lote_that_another_person_must_sign_asks_nothing_of_this_one() {
        let mut prepared = lote(LoteStatus::Preparado);
        prepared.awaits_other = true;
        assert_eq!(Asks::of(&prepared), Asks::Nothing);
        assert_eq!(Told::of(&prepared).title, text::AWAITS_OTHER_TITLE);
    }

    #[test]
    fn who_prepared_and_who_may_sign_are_named_to_each_other() {
        let mut lote = lote(LoteStatus::Preparado);
        lote.second_pair = Some(SecondPair {
            prepared_by: "Luis".to_owned(),
            signers: vec!["Ana".to_owned(), "Eva".to_owned()],
        });
        assert!(Told::of(&lote).text.contains("Luis"));
        assert_eq!(Asks::of(&lote), Asks::Sign);
        lote.awaits_other = true;
        assert!(Told::of(&lote).text.contains("Ana o Eva"));
    }

    #[test]
    fn a_processed_lote_never_sounds_better_than_it_is() {
        let told = |operados, rechazados| {
            Told::of(&lote(LoteStatus::Procesado {
                recibo: recibo("1"),
                operados,
                rechazados,
            }))
        };
        assert_eq!(told(3, 0).tone, Tone::Success);
        assert_eq!(told(2, 1).title, text::DONE_PARTLY_TITLE);
        assert_eq!(told(0, 2).tone, Tone::Danger);
    }
}
