//! How long certificates serve, and what signs for a registro patronal: asked by every page that uses
//! one, so that all of them warn alike.

use api::view::certificates::{AssignmentState, CertificateView, signer};
use model::limits::CERTIFICATE_REMINDER_DAYS;
use model::signing::{Signer, Validity};

use crate::shown::Tone;

/// From how many days before its end, that day included, a certificate is warned of.
pub use model::limits::CERTIFICATE_WARNING_DAYS as WARN_DAYS;

/// What signs for a registro patronal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegistroSigner {
    /// The certificate that signs.
    Signs(CertificateView),
    /// Only what has ended; the last to end.
    Ended(CertificateView),
    /// Nothing was ever assigned, or IDSE refused it.
    Nobody,
}

/// Returns what signs for the registro patronal of this id.
pub fn registro_signer(held: &[CertificateView], registro: &str) -> RegistroSigner {
    match signer(held, registro) {
        Signer::Signs(one) => RegistroSigner::Signs(one.clone()),
        Signer::Ended(one) => RegistroSigner::Ended(one.clone()),
        Signer::Nobody => RegistroSigner::Nobody,
    }
}

/// Certificates that have ended and would stand in the way of another one for these registros
/// patronales: each is deleted before the new one is added.
pub fn in_the_way(
    held: &[CertificateView],
    registros: &[String],
    fingerprint: &str,
) -> Vec<CertificateView> {
    let mut found: Vec<CertificateView> = Vec::new();
    for registro in registros {
        if let RegistroSigner::Ended(_) = registro_signer(held, registro) {
            let ended = held
                .iter()
                .filter(|one| serves(one, registro) && one.fingerprint != fingerprint);
            for one in ended {
                if found.iter().all(|known| known.id != one.id) {
                    found.push(one.clone());
                }
            }
        }
    }
    found
}

/// From how many days before its end a certificate is reminded of, before it is warned of.
const REMIND_DAYS: i64 = CERTIFICATE_REMINDER_DAYS[0];

/// Certificates that have ended or will within the days of the first reminder, where nothing longer
/// takes their place, the most urgent first.
pub fn ending(held: &[CertificateView]) -> Vec<&CertificateView> {
    let is_last = |one: &CertificateView| {
        let assigned = one.assignments.iter();
        let assigned = assigned.filter(|assigned| !is_refused(&assigned.state));
        let mut lasting = assigned.map(|assigned| registro_signer(held, &assigned.registro));
        lasting.any(|signer| match signer {
            RegistroSigner::Signs(last) | RegistroSigner::Ended(last) => last.id == one.id,
            RegistroSigner::Nobody => false,
        })
    };
    let mut ending: Vec<_> = held
        .iter()
        .filter(|one| one.days_left <= REMIND_DAYS && is_last(one))
        .collect();
    ending.sort_by_key(|one| one.days_left);
    ending
}

/// Returns how the most urgent of what ends is meant; days as in [`CertificateView::days_left`].
pub fn ending_tone(ending: &[&CertificateView]) -> Tone {
    match ending.iter().map(|one| one.days_left).min() {
        Some(..0) => Tone::Danger,
        Some(0..=WARN_DAYS) => Tone::Warning,
        _ => Tone::Info,
    }
}

/// Numbers of the registros patronales for which nothing would sign without this certificate.
pub fn left_without(doomed: &CertificateView, held: &[CertificateView]) -> Vec<String> {
    let rest: Vec<CertificateView> = held
        .iter()
        .filter(|one| one.id != doomed.id)
        .cloned()
        .collect();
    doomed
        .assignments
        .iter()
        .filter(|one| serves(doomed, &one.registro))
        .filter(|one| {
            !matches!(
                registro_signer(&rest, &one.registro),
                RegistroSigner::Signs(_)
            )
        })
        .map(|one| one.numero.clone())
        .collect()
}

/// Returns how the days left are meant.
pub fn days_tone(days: i64) -> Tone {
    match days {
        ..0 => Tone::Danger,
        0..=WARN_DAYS => Tone::Warning,
        days if days <= REMIND_DAYS => Tone::Info,
        _ => Tone::Success,
    }
}

/// Returns how IDSE's answer about a certificate is meant: only a yes to one that is valid now is good
/// news.
pub fn assignment_tone(state: &AssignmentState, validity: Validity) -> Tone {
    match state {
        AssignmentState::SinConfirmar => Tone::Warning,
        AssignmentState::Asignado { .. } if validity == Validity::Valid => Tone::Success,
        AssignmentState::Asignado { .. } => Tone::Info,
        AssignmentState::Rechazado { .. } => Tone::Danger,
    }
}

/// Whether it is assigned there, or will be once IDSE answers.
fn serves(certificado: &CertificateView, registro: &str) -> bool {
    certificado
        .assignments
        .iter()
        .any(|one| one.registro == registro && !is_refused(&one.state))
}

fn is_refused(state: &AssignmentState) -> bool {
    matches!(state, AssignmentState::Rechazado { .. })
}

#[cfg(test)]
pub(crate) mod tests {
    use api::view::certificates::{AssignmentState, AssignmentView, CertificateView};
    use jiff::{SignedDuration, Timestamp};
    use model::signing::Validity;

    use super::{
        RegistroSigner, assignment_tone, days_tone, ending, ending_tone, in_the_way, left_without,
        registro_signer,
    };
    use crate::shown::Tone;

    pub(crate) fn certificate(id: &str, days_left: i64, registros: &[&str]) -> CertificateView {
        let assigned = |registro: &&str| AssignmentView {
            registro: (*registro).to_owned(),
            numero: format!("número de {registro}"),
            state: AssignmentState::SinConfirmar,
        };
        CertificateView {
            id: id.to_owned(),
            kind: "imss".to_owned(),
            holder: String::new(),
            rfc: None,
            curp: None,
            registro_patronal: None,
            serial: String::new(),
            issuer: String::new(),
            not_before: Timestamp::UNIX_EPOCH,
            not_after: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * (days_left + 1000)),
            days_left,
            validity: if days_left < 0 {
                Validity::Ended
            } else {
                Validity::Valid
            },
            fingerprint: format!("huella de {id}"),
            id_usuario: String::new(),
            assignments: registros.iter().map(assigned).collect(),
            waiting: Vec::new(),
        }
    }

    #[test]
    fn longest_lasting_signs_and_ended_is_not_nothing() {
        let held = [
            certificate("ended", -3, &["1", "2"]),
            certificate("soon", 9, &["1"]),
            certificate("long", 300, &["1"]),
        ];
        assert_eq!(
            registro_signer(&held, "1"),
            RegistroSigner::Signs(held[2].clone())
        );
        assert_eq!(
            registro_signer(&held, "2"),
            RegistroSigner::Ended(held[0].clone())
        );
        assert_eq!(registro_signer(&held, "3"), RegistroSigner::Nobody);
    }

    #[test]
    fn what_idse_refused_signs_for_nothing() {
        let mut refused = certificate("c", 300, &["1"]);
        refused.assignments[0].state = AssignmentState::Rechazado {
            at: Timestamp::UNIX_EPOCH,
            reason: String::new(),
        };
        assert_eq!(registro_signer(&[refused], "1"), RegistroSigner::Nobody);
    }

    #[test]
    fn an_ended_certificate_stands_in_the_way_only_where_nothing_else_signs() {
        let held = [
            certificate("ended", -3, &["1", "2"]),
            certificate("valid", 300, &["1"]),
        ];
        let ids = |registros: &[&str]| {
            let registros: Vec<_> = registros.iter().map(|&id| id.to_owned()).collect();
            let found = in_the_way(&held, &registros, "huella de la nueva");
            found.into_iter().map(|one| one.id).collect::<Vec<_>>()
        };
        assert!(ids(&["1"]).is_empty());
        assert_eq!(ids(&["1", "2"]), ["ended"]);
        assert!(ids(&["3"]).is_empty());
    }

    #[test]
    fn only_registros_that_nothing_else_signs_for_are_left_without() {
        let held = [
            certificate("a", 300, &["1", "2"]),
            certificate("b", 300, &["2"]),
            certificate("ended", -1, &["1"]),
        ];
        assert_eq!(left_without(&held[0], &held), ["número de 1"]);
        assert!(left_without(&held[1], &held).is_empty());
    }

    #[test]
    fn certificates_in_use_are_named_from_60_days_before_their_end() {
        let held = [
            certificate("soon", 60, &["1"]),
            certificate("later", 61, &["2"]),
            certificate("ended", -2, &["3"]),
            certificate("unused", 1, &[]),
        ];
        let ids: Vec<_> = ending(&held).iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["ended", "soon"]);
        for (days, tone) in [(60, Tone::Info), (30, Tone::Warning), (-1, Tone::Danger)] {
            assert_eq!(ending_tone(&[&certificate("one", days, &["1"])]), tone);
        }
    }

    #[test]
    fn what_another_has_replaced_everywhere_is_not_warned_of() {
        let ids = |held: &[CertificateView]| {
            let ending = ending(held).into_iter();
            ending.map(|one| one.id.clone()).collect::<Vec<_>>()
        };
        let ended = certificate("ended", -2, &["1", "2"]);
        let valid = |registros: &[&str]| certificate("valid", 300, registros);
        assert!(ids(&[ended.clone(), valid(&["1", "2"])]).is_empty());
        assert_eq!(ids(&[ended.clone(), valid(&["1"])]), ["ended"]);
        let older = certificate("older", -9, &["1", "2"]);
        assert_eq!(ids(&[older, ended]), ["ended"], "only the last of them");
    }

    #[test]
    fn a_certificate_is_warned_of_from_30_days_before_its_end() {
        assert_eq!(days_tone(61), Tone::Success);
        assert_eq!(days_tone(60), Tone::Info);
        assert_eq!(days_tone(31), Tone::Info);
        assert_eq!(days_tone(30), Tone::Warning);
        assert_eq!(days_tone(0), Tone::Warning);
        assert_eq!(days_tone(-1), Tone::Danger);
    }

    #[test]
    fn only_a_yes_to_a_valid_certificate_is_good_news() {
        let at = Timestamp::UNIX_EPOCH;
        let tone = |state: AssignmentState, validity| assignment_tone(&state, validity);
        let yes = AssignmentState::Asignado { at };
        assert_eq!(tone(yes.clone(), Validity::Valid), Tone::Success);
        assert_eq!(tone(yes, Validity::Ended), Tone::Info);
        let no = AssignmentState::Rechazado {
            at,
            reason: String::new(),
        };
        assert_eq!(tone(no, Validity::Valid), Tone::Danger);
        let unknown = AssignmentState::SinConfirmar;
        assert_eq!(tone(unknown, Validity::Valid), Tone::Warning);
    }
}
