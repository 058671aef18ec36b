//! Certificates listed, and the one that signs for a registro patronal.

use jiff::Timestamp;

use super::error::CertificateError;
use crate::Service;
use crate::caller::Reader;
use crate::ids::RegistroId;
use crate::records::{AssignmentState, Certificado};

/// The company's certificates, newest first, with the assignments within the reader's scope.
///
/// # Errors
///
/// The repository's.
pub async fn list(
    service: &Service,
    reader: &impl Reader,
) -> Result<Vec<Certificado>, CertificateError> {
    let scope = reader.scope();
    let mut certificados = service.store.certificados(scope.empresa).await?;
    certificados.reverse();
    for certificado in &mut certificados {
        certificado
            .assignments
            .retain(|a| scope.registros.holds(a.registro));
    }
    Ok(certificados)
}

/// The certificate that signs for a registro patronal: valid now, and assigned rather than not yet
/// confirmed; of several, the one that lasts longest.
pub fn signing(
    certificados: &[Certificado],
    registro: RegistroId,
    now: Timestamp,
) -> Option<&Certificado> {
    let rank = |certificado: &Certificado| match certificado.assignment(registro)? {
        AssignmentState::Asignado { .. } => Some(2),
        AssignmentState::SinConfirmar { .. } => Some(1),
        AssignmentState::Rechazado { .. } => None,
    };
    certificados
        .iter()
        .filter(|c| c.facts.not_before <= now && now <= c.facts.not_after)
        .filter_map(|c| Some(((rank(c)?, c.facts.not_after), c)))
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, certificado)| certificado)
}
