//! Certificates added and deleted.

use credential::certificate::{Certificate, CertificateSummary, Kind};
use credential::open::{Expected, OpenError, check};
use model::limits::CERTIFICATE_WARNING_DAYS;

use super::error::CertificateError;
use super::read::{held, held_one, signing};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{CertificadoId, RegistroId};
use crate::records::{Action, AssignmentState, Certificado, CertificadoFacts, CertificadoKind};
use crate::store::{CommitError, KeyKind, Unit};
use crate::values::{Blob, Digest};

/// The largest certificate, in bytes; real ones take 1,500.
const MAX_CERTIFICATE: usize = 16 << 10;

/// The public half of a credential that a person just opened.
pub struct NewCertificate {
    /// The certificate, DER.
    pub der: Vec<u8>,
    /// The user that the portal knows it by; with an e.firma it may be empty, and is the RFC.
    pub id_usuario: String,
    /// The registros patronales it is meant for.
    pub registros: Vec<RegistroId>,
}

/// Keeps a certificate, and notes what it is meant for as "sin confirmar". One that is held already
/// is answered as it is held, with new registros patronales noted. One that was held before keeps its
/// identity: a certificate is recognised by its fingerprint, so the lotes that it signed go on.
///
/// # Errors
///
/// The role does not sign; not one whole certificate, a key in it, a CSD, expired or not begun; an
/// expired certificate is still assigned where this one is to take its place.
pub async fn add(
    service: &Service,
    caller: &FullCaller,
    new: &NewCertificate,
) -> Result<Certificado, CertificateError> {
    caller.must_sign()?;
    let summary = read(service, &new.der)?;
    let id_usuario = id_usuario(&summary, &new.id_usuario)?;
    for registro in &new.registros {
        let known = service.store.registro(caller.empresa(), *registro).await?;
        known.ok_or(CommonError::NotFound("ese registro patronal"))?;
    }
    let sha256 = Digest::of(&new.der);
    must_not_follow_an_expired_one(service, caller, new, &sha256).await?;
    loop {
        let held = service
            .store
            .certificado_by_digest(caller.empresa(), &sha256)
            .await?;
        let now = service.now();
        let mut wanted = match &held {
            // Typed again: IDSE may have refused the one that is held.
            Some(held) => Certificado {
                id_usuario: id_usuario.clone(),
                removed: None,
                ..held.clone()
            },
            None => Certificado {
                id: CertificadoId::mint(now, service.random.as_ref()),
                empresa: caller.empresa(),
                version: 1,
                der: Blob(new.der.clone()),
                sha256,
                facts: facts(&summary),
                id_usuario: id_usuario.clone(),
                assignments: Vec::new(),
                created_at: now,
                removed: None,
            },
        };
        for registro in &new.registros {
            if wanted.assignment(*registro).is_none() {
                wanted.assign(*registro, AssignmentState::SinConfirmar { since: now });
            }
        }
        if held.as_ref() == Some(&wanted) {
            return Ok(wanted);
        }
        let subject = format!("certificado:{}", wanted.id);
        let entry = service.audit(
            caller.empresa(),
            caller.by(),
            Action::CertificadoAdded,
            subject,
        );
        let unit = Unit::audited(entry);
        let unit = match held {
            Some(held) => {
                wanted.version = held.version + 1;
                unit.update(held, wanted.clone())
            }
            None => unit.create(wanted.clone()),
        };
        match service.store.commit(unit).await {
            Ok(()) => {
                service
                    .events()
                    .publish(caller.empresa(), Event::Certificados);
                return Ok(wanted);
            }
            // Added or changed from elsewhere at this very moment: look again.
            Err(
                CommitError::Taken {
                    what: KeyKind::CertificadoDigest,
                }
                | CommitError::Stale,
            ) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// IDSE's rule, and this product's: an expired certificate is deleted before the one that takes its
/// place is added. Where something else signs for the registro patronal there is no place to take.
async fn must_not_follow_an_expired_one(
    service: &Service,
    caller: &FullCaller,
    new: &NewCertificate,
    sha256: &Digest,
) -> Result<(), CertificateError> {
    let held = held(service, caller.empresa()).await?;
    let now = service.now();
    for registro in &new.registros {
        let again = held
            .iter()
            .any(|one| one.sha256 == *sha256 && one.assignment(*registro).is_some());
        if again || signing(&held, *registro, now).is_some() {
            continue;
        }
        let expired = held.iter().find(|one| {
            let assigned = matches!(
                one.assignment(*registro),
                Some(AssignmentState::Asignado { .. } | AssignmentState::SinConfirmar { .. })
            );
            assigned && one.facts.not_after < now
        });
        if let Some(expired) = expired {
            return Err(CertificateError::ExpiredHeld {
                holder: expired.facts.holder.clone(),
            });
        }
    }
    Ok(())
}

/// Stops holding a certificate, and ends the sessions with the portal that it opened. What it signed
/// stays, and the same certificate may be added again.
///
/// # Errors
///
/// The role does not sign; no such certificate.
pub async fn delete(
    service: &Service,
    caller: &FullCaller,
    id: CertificadoId,
) -> Result<(), CertificateError> {
    caller.must_sign()?;
    let empresa = caller.empresa();
    let certificado = held_one(service, empresa, id).await?;
    let removed = certificado.clone().no_longer_held(service.now());
    let subject = format!("certificado:{id}");
    let entry = service.audit(empresa, caller.by(), Action::CertificadoDeleted, subject);
    let mut unit = Unit::audited(entry).update(certificado, removed);
    for session in service.store.portal_sessions(empresa).await? {
        if session.certificado == id {
            unit = unit.delete(session);
        }
    }
    service.store.commit(unit).await?;
    service.events().publish(empresa, Event::Certificados);
    Ok(())
}

/// Reads a certificate that serves for IDSE today.
fn read(service: &Service, der: &[u8]) -> Result<CertificateSummary, CertificateError> {
    if der.len() > MAX_CERTIFICATE {
        return Err(CertificateError::TooLarge {
            limit: MAX_CERTIFICATE,
        });
    }
    if credential::contains_private_key(der) {
        return Err(CertificateError::HoldsKey);
    }
    let certificate = Certificate::from_der(der)?;
    if certificate.der() != der {
        // Something follows the certificate.
        return Err(OpenError::Damaged.into());
    }
    let summary = certificate.summary();
    check(
        &summary,
        service.now(),
        &Expected::nothing(CERTIFICATE_WARNING_DAYS),
    )?;
    Ok(summary)
}

/// With an e.firma the RFC [B]; with IMSS's certificate 8 to 20 letters or digits [A].
fn id_usuario(summary: &CertificateSummary, typed: &str) -> Result<String, CertificateError> {
    let typed = typed.trim();
    match (summary.kind, &summary.rfc) {
        (Kind::Efirma, Some(rfc)) if typed.is_empty() => Ok(rfc.clone()),
        (Kind::Efirma, _) => {
            let typed = typed.to_uppercase();
            let letters = typed.chars().count();
            let allowed = |c: char| c.is_ascii_alphanumeric() || c == 'Ñ' || c == '&';
            if (12..=13).contains(&letters) && typed.chars().all(allowed) {
                Ok(typed)
            } else {
                Err(CertificateError::IdUsuario(
                    "El usuario de una e.firma es su RFC, de 12 o 13 caracteres.",
                ))
            }
        }
        _ => {
            if (8..=20).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_alphanumeric()) {
                Ok(typed.to_owned())
            } else {
                Err(CertificateError::IdUsuario(
                    "El usuario lleva de 8 a 20 letras o números.",
                ))
            }
        }
    }
}

pub(crate) fn facts(summary: &CertificateSummary) -> CertificadoFacts {
    CertificadoFacts {
        kind: match summary.kind {
            Kind::Efirma => CertificadoKind::Efirma,
            Kind::Imss => CertificadoKind::Imss,
            Kind::Csd | Kind::Other => CertificadoKind::Otro,
        },
        holder: summary.holder.clone(),
        rfc: summary.rfc.clone(),
        curp: summary.curp.clone(),
        registro_patronal: summary.registro_patronal.clone(),
        serial: summary.serial.clone(),
        not_before: summary.not_before,
        not_after: summary.not_after,
        issuer: summary.issuer.clone(),
    }
}
