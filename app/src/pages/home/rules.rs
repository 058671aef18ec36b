//! What is due, read off what the server answered.

use api::view::certificates::CertificateView;
use api::view::lotes::{EstadoLote, LoteView};
use api::view::registros::RegistroView;

/// From how many days before its end a certificate is warned of.
const WARN_DAYS: i64 = 30;

/// What Inicio looks at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Overview {
    pub(super) registros: Vec<RegistroView>,
    pub(super) certificates: Vec<CertificateView>,
    pub(super) lotes: Vec<LoteView>,
}

/// Lotes that wait for a person, by what for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Waiting {
    pub(super) to_sign: usize,
    pub(super) to_confirm: usize,
    pub(super) in_doubt: usize,
}

impl Waiting {
    pub(super) fn of(lotes: &[LoteView]) -> Self {
        let mut waiting = Self::default();
        for lote in lotes {
            match lote.estado {
                EstadoLote::Preparado => waiting.to_sign += 1,
                EstadoLote::Enviado {
                    por_confirmar: true,
                    ..
                } => waiting.to_confirm += 1,
                EstadoLote::Dudoso { .. } => waiting.in_doubt += 1,
                EstadoLote::Firmado { .. }
                | EstadoLote::Enviado { .. }
                | EstadoLote::Procesado { .. }
                | EstadoLote::Rechazado { .. }
                | EstadoLote::Cancelado => {}
            }
        }
        waiting
    }

    pub(super) fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// Certificates in use that have ended or soon will, the most urgent first.
pub(super) fn ending(certificates: &[CertificateView]) -> Vec<&CertificateView> {
    let mut ending: Vec<_> = certificates
        .iter()
        .filter(|one| one.days_left <= WARN_DAYS && !one.assignments.is_empty())
        .collect();
    ending.sort_by_key(|one| one.days_left);
    ending
}

/// Numbers of the registros patronales for which nothing signs.
pub(super) fn unsigned(registros: &[RegistroView]) -> Vec<&str> {
    registros
        .iter()
        .filter(|one| one.certificado.is_none())
        .map(|one| one.data.numero.as_str())
        .collect()
}
