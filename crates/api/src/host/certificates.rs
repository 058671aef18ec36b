//! The company's certificates: public halves only.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use service::caller::Caller;
use service::certificates::{self, NewCertificate};
use service::ids::CertificadoId;
use service::records::{self, Certificado, CertificadoKind};

use super::failure::malformed;
use super::numbers::Numbers;
use super::{Refusal, Visit, ids};
use crate::view::certificates::{
    AddCertificate, AssignmentState, AssignmentView, CertificateView, RemovedCertificate,
    WaitingLote,
};

pub(crate) async fn list(visit: &Visit) -> Result<Vec<CertificateView>, Refusal> {
    let caller = visit.caller().await?;
    let certificados = certificates::list(visit.service(), &caller).await?;
    let waiting = certificates::waiting_lotes(visit.service(), &caller).await?;
    let numbers = Numbers::read(visit, &caller).await?;
    Ok(certificados
        .iter()
        .map(|certificado| CertificateView {
            waiting: waiting_of(&waiting, certificado.id),
            ..shown(visit, &numbers, certificado)
        })
        .collect())
}

pub(crate) async fn removed(visit: &Visit) -> Result<Vec<RemovedCertificate>, Refusal> {
    let caller = visit.caller().await?;
    let removed = certificates::removed(visit.service(), &caller).await?;
    let numbers = Numbers::read(visit, &caller).await?;
    Ok(removed
        .into_iter()
        .map(|(mut certificado, removed)| {
            certificado.assignments = removed.assignments;
            RemovedCertificate {
                certificate: shown(visit, &numbers, &certificado),
                removed_at: removed.at,
            }
        })
        .collect())
}

pub(crate) async fn add(
    visit: &Visit,
    request: AddCertificate,
) -> Result<CertificateView, Refusal> {
    let caller = visit.full().await?;
    let new = NewCertificate {
        der: STANDARD
            .decode(&request.certificate)
            .map_err(|_| malformed("certificate"))?,
        id_usuario: request.id_usuario,
        registros: ids::each(&request.registros, "registros")?,
    };
    let certificado = certificates::add(visit.service(), &caller, &new).await?;
    view(visit, &Caller::Full(caller), &certificado).await
}

pub(crate) async fn delete(visit: &Visit, id: String) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    Ok(certificates::delete(visit.service(), &caller, id).await?)
}

/// Returns a certificate as the page shows it.
///
/// # Errors
/// The repository's.
pub async fn view(
    visit: &Visit,
    caller: &Caller,
    certificado: &Certificado,
) -> Result<CertificateView, Refusal> {
    let numbers = Numbers::read(visit, caller).await?;
    Ok(shown(visit, &numbers, certificado))
}

fn shown(visit: &Visit, numbers: &Numbers, certificado: &Certificado) -> CertificateView {
    let facts = &certificado.facts;
    let assignments = certificado.assignments.iter().filter_map(|assignment| {
        Some(AssignmentView {
            registro: assignment.registro.to_string(),
            numero: numbers.find(assignment.registro)?.to_owned(),
            state: assignment_state(&assignment.state),
        })
    });
    CertificateView {
        id: certificado.id.to_string(),
        kind: match facts.kind {
            CertificadoKind::Imss => "imss",
            CertificadoKind::Efirma => "efirma",
            CertificadoKind::Otro => "certificate",
        }
        .to_owned(),
        holder: facts.holder.clone(),
        rfc: facts.rfc.clone(),
        curp: facts.curp.clone(),
        registro_patronal: facts.registro_patronal.clone(),
        serial: facts.serial.clone(),
        issuer: facts.issuer.clone(),
        not_before: facts.not_before,
        not_after: facts.not_after,
        days_left: certificado.days_left(visit.service().now()),
        validity: certificado.validity(visit.service().now()),
        fingerprint: certificado.sha256.to_string(),
        id_usuario: certificado.id_usuario.clone(),
        assignments: assignments.collect(),
        waiting: Vec::new(),
    }
}

fn waiting_of(
    waiting: &BTreeMap<CertificadoId, Vec<certificates::WaitingLote>>,
    certificado: CertificadoId,
) -> Vec<WaitingLote> {
    let lotes = waiting.get(&certificado).into_iter().flatten();
    lotes
        .map(|lote| WaitingLote {
            id: lote.id.to_string(),
            numero: u64::from(lote.numero),
        })
        .collect()
}

pub(super) fn assignment_state(state: &records::AssignmentState) -> AssignmentState {
    match state {
        records::AssignmentState::SinConfirmar { .. } => AssignmentState::SinConfirmar,
        records::AssignmentState::Asignado { at } => AssignmentState::Asignado { at: *at },
        records::AssignmentState::Rechazado { at, reason } => AssignmentState::Rechazado {
            at: *at,
            reason: reason.clone(),
        },
    }
}
