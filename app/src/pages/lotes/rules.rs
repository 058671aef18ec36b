//! What a lote needs next, who can sign it, and what the signer must find in it.

use api::view::certificates::{AssignmentState, CertificateView};
use api::view::lotes::{EstadoLote, LoteView};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imss::movimiento::TipoMovimiento;

use crate::signer::{Counts, CredentialHandle, ExpectedLote, OpenedCredential};

/// The signature a lote waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signature {
    /// Its own, and IDSE's challenge where no session is open.
    Lote,
    /// IDSE's challenge, so that the signed lote goes out.
    ToSend,
    /// IDSE's challenge, to ask for the result.
    ToAsk,
}

/// Which signature a lote waits for, if any.
pub(super) fn awaited(estado: &EstadoLote) -> Option<Signature> {
    match estado {
        EstadoLote::Preparado => Some(Signature::Lote),
        EstadoLote::Firmado { waiting: Some(_) } => Some(Signature::ToSend),
        EstadoLote::Enviado {
            por_confirmar: true,
            ..
        } => Some(Signature::ToAsk),
        EstadoLote::Firmado { waiting: None }
        | EstadoLote::Enviado { .. }
        | EstadoLote::Procesado { .. }
        | EstadoLote::Rechazado { .. }
        | EstadoLote::Dudoso { .. }
        | EstadoLote::Cancelado => None,
    }
}

/// Certificates that may sign for a lote's registro patronal: those IDSE has not refused for it.
pub(super) fn eligible(lote: &LoteView, certificates: &[CertificateView]) -> Vec<CertificateView> {
    let serves = |one: &&CertificateView| {
        one.assignments.iter().any(|assignment| {
            assignment.registro == lote.registro
                && !matches!(assignment.state, AssignmentState::Rechazado { .. })
        })
    };
    certificates.iter().filter(serves).cloned().collect()
}

/// A key that can sign now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ready {
    pub(super) handle: CredentialHandle,
    /// Id of its certificate.
    pub(super) certificado: String,
    pub(super) holder: String,
}

/// Open keys of eligible certificates, the one that usually signs first.
pub(super) fn ready(
    lote: &LoteView,
    eligible: &[CertificateView],
    opened: &[OpenedCredential],
) -> Vec<Ready> {
    let mut ready: Vec<_> = opened
        .iter()
        .filter_map(|key| {
            let certificate = eligible
                .iter()
                .find(|one| one.fingerprint == key.summary.fingerprint)?;
            Some(Ready {
                handle: key.handle,
                certificado: certificate.id.clone(),
                holder: certificate.holder.clone(),
            })
        })
        .collect();
    ready.sort_by_key(|key| lote.certificado.as_deref() != Some(key.certificado.as_str()));
    ready
}

/// What the person confirms, and the signer must find in the file by itself.
pub(super) fn expected(lote: &LoteView) -> ExpectedLote {
    let count = |tipo| {
        if lote.tipo == tipo {
            lote.movimientos
        } else {
            0
        }
    };
    ExpectedLote {
        registro_patronal: lote.numero_registro.clone(),
        counts: Counts {
            reingresos: count(TipoMovimiento::Reingreso),
            modificaciones: count(TipoMovimiento::Modificacion),
            bajas: count(TipoMovimiento::Baja),
        },
    }
}

/// A file out of its base64.
pub(super) fn decoded(base64: &str) -> Option<Vec<u8>> {
    STANDARD.decode(base64).ok()
}

#[cfg(test)]
mod tests {
    use api::view::certificates::{AssignmentState, AssignmentView, CertificateView};
    use api::view::lotes::{EstadoLote, LoteView};
    use imss::movimiento::TipoMovimiento;
    use jiff::Timestamp;

    use super::{Signature, awaited, eligible, expected};

    fn lote() -> LoteView {
        LoteView {
            id: "l".to_owned(),
            version: 1,
            numero: 7,
            registro: "r1".to_owned(),
            numero_registro: "Y6087828106".to_owned(),
            tipo: TipoMovimiento::Baja,
            movimientos: 3,
            estado: EstadoLote::Preparado,
            created_at: Timestamp::UNIX_EPOCH,
            vence: None,
            certificado: None,
        }
    }

    fn certificate(registro: &str, state: AssignmentState) -> CertificateView {
        CertificateView {
            id: "c".to_owned(),
            kind: "efirma".to_owned(),
            holder: String::new(),
            rfc: None,
            curp: None,
            registro_patronal: None,
            serial: String::new(),
            issuer: String::new(),
            not_before: Timestamp::UNIX_EPOCH,
            not_after: Timestamp::UNIX_EPOCH,
            days_left: 100,
            fingerprint: "f".to_owned(),
            id_usuario: String::new(),
            assignments: vec![AssignmentView {
                registro: registro.to_owned(),
                numero: String::new(),
                state,
            }],
        }
    }

    #[test]
    fn the_signer_is_told_the_type_and_count_the_person_saw() {
        let expected = expected(&lote());
        assert_eq!(expected.registro_patronal, "Y6087828106");
        assert_eq!(expected.counts.bajas, 3);
        assert_eq!(
            expected.counts.reingresos + expected.counts.modificaciones,
            0
        );
    }

    #[test]
    fn an_unconfirmed_certificate_signs_and_a_refused_one_does_not() {
        let at = Timestamp::UNIX_EPOCH;
        let refused = AssignmentState::Rechazado {
            at,
            reason: String::new(),
        };
        let all = [
            certificate("r1", AssignmentState::SinConfirmar),
            certificate("r1", refused),
            certificate("r2", AssignmentState::Asignado { at }),
        ];
        assert_eq!(eligible(&lote(), &all), [all[0].clone()]);
    }

    #[test]
    fn a_signed_lote_waits_for_the_challenge_only_where_it_cannot_go_out() {
        let signed = |waiting: Option<&str>| EstadoLote::Firmado {
            waiting: waiting.map(str::to_owned),
        };
        assert_eq!(awaited(&EstadoLote::Preparado), Some(Signature::Lote));
        assert_eq!(
            awaited(&signed(Some("sin sesión"))),
            Some(Signature::ToSend)
        );
        assert_eq!(awaited(&signed(None)), None);
        assert_eq!(awaited(&EstadoLote::Cancelado), None);
    }
}
