//! Certificates listed, the one that signs for a registro patronal, and the lotes that wait for one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::LoteStatus;
use model::signing::{Candidate, signer};

use super::error::CertificateError;
use crate::Service;
use crate::caller::{Reader, Scope};
use crate::common_error::CommonError;
use crate::ids::{CertificadoId, EmpresaId, LoteId, RegistroId};
use crate::records::{AssignmentState, Certificado, Removed};
use crate::store::{OpenLotesQuery, StoreError};

/// Most open lotes looked through for those that wait for a certificate.
const MOST_WAITING: u32 = 1_000;

/// Returns the company's certificates, newest first, with the assignments within the reader's scope. A
/// reader of some registros patronales gets those that sign for one of them; a consult link never gets
/// the user at IDSE or the holder's CURP.
///
/// # Errors
///
/// The repository's.
pub async fn list(
    service: &Service,
    reader: &impl Reader,
) -> Result<Vec<Certificado>, CertificateError> {
    let scope = reader.scope();
    let mut certificados = held(service, scope.empresa).await?;
    certificados.reverse();
    for certificado in &mut certificados {
        certificado
            .assignments
            .retain(|a| scope.registros.holds(a.registro));
    }
    if matches!(scope.registros, Scope::Only(_)) {
        certificados.retain(|certificado| !certificado.assignments.is_empty());
    }
    if !scope.people {
        for certificado in &mut certificados {
            certificado.id_usuario.clear();
            certificado.facts.curp = None;
        }
    }
    Ok(certificados)
}

/// Returns the certificates that the company no longer holds, the last removed first, with what each was
/// assigned to within the reader's scope; none for a consult link.
///
/// # Errors
///
/// The repository's.
pub async fn removed(
    service: &Service,
    reader: &impl Reader,
) -> Result<Vec<(Certificado, Removed)>, CertificateError> {
    let scope = reader.scope();
    if !scope.people {
        return Ok(Vec::new());
    }
    let all = service.store.certificados(scope.empresa).await?;
    let mut removed: Vec<(Certificado, Removed)> = all
        .into_iter()
        .filter_map(|certificado| {
            let mut removed = certificado.removed.clone()?;
            removed
                .assignments
                .retain(|a| scope.registros.holds(a.registro));
            Some((certificado, removed))
        })
        .collect();
    removed.sort_by_key(|(_, removed)| std::cmp::Reverse(removed.at));
    Ok(removed)
}

/// A lote that goes out only in a session of the certificate that signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingLote {
    /// Its identity.
    pub id: LoteId,
    /// Its number.
    pub numero: u32,
}

/// Returns the lotes within the reader's scope that are signed and have not certainly arrived, by the
/// certificate that signed them. Without it they cannot be sent.
///
/// # Errors
///
/// The repository's.
pub async fn waiting_lotes(
    service: &Service,
    reader: &impl Reader,
) -> Result<BTreeMap<CertificadoId, Vec<WaitingLote>>, CertificateError> {
    let scope = reader.scope();
    if !scope.lotes {
        return Ok(BTreeMap::new());
    }
    let registros = service.store.registros(scope.empresa).await?;
    let registros: Vec<RegistroId> = registros
        .iter()
        .map(|registro| registro.id)
        .filter(|id| scope.registros.holds(*id))
        .collect();
    let open = OpenLotesQuery {
        empresa: scope.empresa,
        registros,
        estados: BTreeSet::from([
            LoteStatus::Firmado,
            LoteStatus::Enviando,
            LoteStatus::Dudoso,
        ]),
        after: None,
        limit: MOST_WAITING,
    };
    let open = service.store.open_lotes(&open).await?;
    let mut waiting: BTreeMap<CertificadoId, Vec<WaitingLote>> = BTreeMap::new();
    for lote in open {
        if let Some(certificado) = lote.certificado {
            waiting.entry(certificado).or_default().push(WaitingLote {
                id: lote.id,
                numero: lote.numero,
            });
        }
    }
    Ok(waiting)
}

/// The certificates that the company holds, oldest first.
pub(crate) async fn held(
    service: &Service,
    empresa: EmpresaId,
) -> Result<Vec<Certificado>, StoreError> {
    let mut certificados = service.store.certificados(empresa).await?;
    certificados.retain(Certificado::is_held);
    Ok(certificados)
}

/// A certificate that the company holds.
pub(super) async fn held_one(
    service: &Service,
    empresa: EmpresaId,
    id: CertificadoId,
) -> Result<Certificado, CertificateError> {
    let certificado = service.store.certificado(empresa, id).await?;
    let certificado = certificado.filter(Certificado::is_held);
    Ok(certificado.ok_or(CommonError::NotFound("ese certificado"))?)
}

/// Returns the certificate that signs for a registro patronal at `now`, by [`model::signing`]'s rule.
pub fn signing(
    certificados: &[Certificado],
    registro: RegistroId,
    now: Timestamp,
) -> Option<&Certificado> {
    let candidates = certificados.iter().filter_map(|certificado| {
        let confirmed = match certificado.assignment(registro)? {
            AssignmentState::Asignado { .. } => true,
            AssignmentState::SinConfirmar { .. } => false,
            AssignmentState::Rechazado { .. } => return None,
        };
        Some(Candidate {
            certificate: certificado,
            confirmed,
            validity: certificado.validity(now),
            not_after: certificado.facts.not_after,
        })
    });
    signer(candidates).signs()
}
