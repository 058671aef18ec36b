//! Certificates listed, and the one that signs for a registro patronal.

use jiff::Timestamp;
use model::signing::{Candidate, signer};

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

/// The certificate that signs for a registro patronal at `now`, by [`model::signing`]'s rule.
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
