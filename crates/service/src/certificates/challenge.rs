//! The portal's challenge, asked for on behalf of a person who will sign it.

use credential::certificate::Certificate;
use credential::open::{Expected, check};
use jiff::SignedDuration;
use model::limits::CERTIFICATE_WARNING_DAYS;

use super::error::CertificateError;
use super::present::note;
use super::read::held_one;
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::{CertificadoId, ChallengeId, RegistroId};
use crate::ports::PortalError;
use crate::records::{AssignmentState, ChallengeRecord};
use crate::store::Unit;

/// How long a challenge may wait for its signature.
pub const CHALLENGE_LIFE: SignedDuration = SignedDuration::from_mins(5);

/// Returns asks the portal for a challenge to be signed with a certificate: to assign it to registros
/// patronales, or, if none is named, only to open a session for those it is assigned to.
///
/// # Errors
///
/// The role does not sign; the certificate no longer serves; the portal refuses, or is out of reach,
/// and then the certificate is kept "sin confirmar" for what it is not yet assigned to.
pub async fn challenge_for(
    service: &Service,
    caller: &FullCaller,
    certificado: CertificadoId,
    registros: &[RegistroId],
) -> Result<ChallengeRecord, CertificateError> {
    caller.must_sign()?;
    let empresa = caller.empresa();
    let certificado = held_one(service, empresa, certificado).await?;
    let certificate = Certificate::from_der(&certificado.der.0)?;
    check(
        &certificate.summary(),
        service.now(),
        &Expected::nothing(CERTIFICATE_WARNING_DAYS),
    )?;
    for registro in registros {
        let known = service.store.registro(empresa, *registro).await?;
        known.ok_or(CommonError::NotFound("ese registro patronal"))?;
    }
    let assigning = !registros.is_empty();
    let registros = if assigning {
        registros.to_vec()
    } else {
        let refused = |s: &AssignmentState| matches!(s, AssignmentState::Rechazado { .. });
        let assigned = certificado
            .assignments
            .iter()
            .filter(|a| !refused(&a.state));
        assigned.map(|a| a.registro).collect()
    };
    let text = match service.portal.challenge().await {
        Ok(text) => text,
        Err(PortalError::Refused(words)) => return Err(CertificateError::PortalRefused(words)),
        Err(error) => {
            tracing::warn!(%error, "the portal gave no challenge");
            if assigning {
                let since = service.now();
                let unconfirmed = |old: Option<&AssignmentState>| match old {
                    Some(AssignmentState::Asignado { .. }) => None,
                    _ => Some(AssignmentState::SinConfirmar { since }),
                };
                note(service, caller, certificado.id, &registros, unconfirmed).await?;
            }
            return Err(CertificateError::PortalOutOfReach);
        }
    };
    let now = service.now();
    let challenge = ChallengeRecord {
        id: ChallengeId::mint(now, service.random.as_ref()),
        empresa,
        version: 1,
        certificado: certificado.id,
        registros,
        assigning,
        user: caller.user(),
        text,
        expires_at: now + CHALLENGE_LIFE,
    };
    service
        .store
        .commit(Unit::upkeep().create(challenge.clone()).done())
        .await?;
    Ok(challenge)
}
