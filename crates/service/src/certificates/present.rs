//! A signed challenge, verified here and presented to the portal: its yes assigns the certificate
//! and opens a session, its no is shown.

use credential::cms::{VerifyError, VerifyOptions, verify};
use jiff::SignedDuration;

use super::error::CertificateError;
use super::read::held_one;
use crate::Service;
use crate::caller::FullCaller;
use crate::events::Event;
use crate::ids::{CertificadoId, ChallengeId, JobId, PortalSessionId, RegistroId};
use crate::jobs::wake_waiting;
use crate::ports::{PortalAccess, PortalError};
use crate::records::{
    Action, AssignmentState, Certificado, ChallengeRecord, Empresa, Job, PortalSession, Sealed,
    Work,
};
use crate::store::{CommitError, Unit};
use crate::values::Blob;

/// The largest signed challenge, in bytes: a certificate, a signature and a short text.
pub const MAX_CHALLENGE_CMS: usize = 32 << 10;
/// The longest that a session with the portal is kept.
const LONGEST_SESSION: SignedDuration = SignedDuration::from_hours(24);

/// What the portal answered to a signed challenge.
#[derive(Debug, Clone)]
pub struct Presented {
    /// The certificate with its assignments as they are now.
    pub certificado: Certificado,
    /// A session with the portal is open: lotes go out and results are asked for.
    pub session: bool,
    /// Why not, in the portal's words or ours.
    pub message: Option<String>,
}

/// Presents a signed challenge to the portal. A challenge is good once.
///
/// # Errors
///
/// The role does not sign; a challenge that is used, expired or somebody else's; a body that is too
/// large, holds a private key or is no signature; another signer or text. The portal is not asked
/// then. Its own refusal is no error: see [`Presented`].
pub async fn present(
    service: &Service,
    caller: &FullCaller,
    challenge: ChallengeId,
    cms: &[u8],
) -> Result<Presented, CertificateError> {
    caller.must_sign()?;
    if cms.len() > MAX_CHALLENGE_CMS {
        return Err(CertificateError::TooLarge {
            limit: MAX_CHALLENGE_CMS,
        });
    }
    if credential::contains_private_key(cms) {
        return Err(CertificateError::HoldsKey);
    }
    let (empresa, now) = (caller.empresa(), service.now());
    let challenge = service.store.challenge(empresa, challenge).await?;
    let challenge = challenge.filter(|c| c.user == caller.user() && now < c.expires_at);
    let challenge = challenge.ok_or(CertificateError::ChallengeGone)?;
    let certificado = held_one(service, empresa, challenge.certificado).await?;
    must_be_signed(service, &challenge, &certificado, cms)?;
    match service
        .store
        .commit(Unit::upkeep().delete(challenge.clone()).done())
        .await
    {
        Err(CommitError::Stale) => return Err(CertificateError::ChallengeGone),
        result => result?,
    }

    let refused = match service.portal.log_in(cms, &certificado.id_usuario).await {
        Ok(access) => return opened(service, caller, &challenge, access).await,
        Err(error) => error,
    };
    let now = service.now();
    let (state, message) = match refused {
        PortalError::Refused(reason) => {
            let message = format!("El IMSS respondió: {reason}");
            (AssignmentState::Rechazado { at: now, reason }, message)
        }
        error => {
            tracing::warn!(%error, "the portal did not open a session");
            let message = "El portal del IMSS no responde. El certificado queda sin confirmar \
                           y puedes seguir trabajando; inténtalo más tarde.";
            (
                AssignmentState::SinConfirmar { since: now },
                message.to_owned(),
            )
        }
    };
    let certificado = if challenge.assigning {
        let keeps = |old: Option<&AssignmentState>| {
            matches!(
                (old, &state),
                (
                    Some(AssignmentState::Asignado { .. }),
                    AssignmentState::SinConfirmar { .. }
                )
            )
        };
        let change = |old: Option<&AssignmentState>| (!keeps(old)).then(|| state.clone());
        note(
            service,
            caller,
            certificado.id,
            &challenge.registros,
            change,
        )
        .await?
    } else {
        certificado
    };
    Ok(Presented {
        certificado,
        session: false,
        message: Some(message),
    })
}

/// The signature holds, is the certificate's, and is over the challenge and nothing else.
fn must_be_signed(
    service: &Service,
    challenge: &ChallengeRecord,
    certificado: &Certificado,
    cms: &[u8],
) -> Result<(), CertificateError> {
    if cms.first() != Some(&0x30) {
        return Err(VerifyError::Malformed.into());
    }
    let options = VerifyOptions {
        at: Some(service.now()),
        ..VerifyOptions::default()
    };
    let verified = verify(cms, None, &options)?;
    if verified.certificate.der() != certificado.der.0 {
        return Err(CertificateError::OtherSigner);
    }
    if verified.content != challenge.text.as_bytes() {
        return Err(CertificateError::OtherText);
    }
    Ok(())
}

/// The portal's yes: the session is kept, sealed, and the certificate assigned, in one commit.
async fn opened(
    service: &Service,
    caller: &FullCaller,
    challenge: &ChallengeRecord,
    access: PortalAccess,
) -> Result<Presented, CertificateError> {
    let covered = covered(service, challenge, &access).await?;
    let (now, random) = (service.now(), service.random.as_ref());
    let mut session = PortalSession {
        id: PortalSessionId::mint(now, random),
        empresa: challenge.empresa,
        version: 1,
        certificado: challenge.certificado,
        user: caller.user(),
        registros: covered.clone(),
        cookie: Sealed(Blob::default()),
        poll_job: JobId::mint(now, random),
        opened_at: now,
        expires_at: now + LONGEST_SESSION,
    };
    session.cookie = service.sealer.seal(random, &session, &access.cookie);
    let work = Work::PollResults {
        session: session.id,
    };
    let poll = Job::due(session.poll_job, session.empresa, work, now);
    let state = |registro: RegistroId| {
        if covered.contains(&registro) {
            AssignmentState::Asignado { at: now }
        } else {
            AssignmentState::SinConfirmar { since: now }
        }
    };
    let certificado = loop {
        let old = held_one(service, challenge.empresa, challenge.certificado).await?;
        let mut new = old.clone();
        if challenge.assigning {
            for registro in &challenge.registros {
                new.assign(*registro, state(*registro));
            }
        }
        let action = if challenge.assigning {
            Action::CertificadoAssigned
        } else {
            Action::PortalSessionOpened
        };
        let subject = format!("certificado:{}", old.id);
        let entry = service.audit(challenge.empresa, caller.by(), action, subject);
        let mut unit = Unit::audited(entry)
            .create(session.clone())
            .create(poll.clone());
        for earlier in service.store.portal_sessions(challenge.empresa).await? {
            if earlier.certificado == old.id {
                unit = unit.delete(earlier);
            }
        }
        if let Some((unproven, proven)) = proves(service, &old).await? {
            unit = unit.update(unproven, proven);
        }
        new.version = old.version + 1;
        match service.store.commit(unit.update(old, new.clone())).await {
            Ok(()) => break new,
            Err(CommitError::Stale) => {}
            Err(error) => return Err(error.into()),
        }
    };
    wake_waiting(service, &session).await?;
    service
        .events()
        .publish(challenge.empresa, Event::Certificados);
    Ok(Presented {
        certificado,
        session: true,
        message: None,
    })
}

/// The company before and after its RFC is proved by this certificate; `None` where it is proved already,
/// or the certificate is of another RFC.
async fn proves(
    service: &Service,
    certificado: &Certificado,
) -> Result<Option<(Empresa, Empresa)>, CertificateError> {
    let empresa = service.store.empresa(certificado.empresa).await?;
    let unproven = empresa.filter(|empresa| {
        let own = empresa.rfc.as_ref();
        empresa.rfc_proven.is_none() && own.is_some_and(|rfc| certificado.is_of(rfc))
    });
    Ok(unproven.map(|empresa| {
        let proven = Empresa {
            rfc_proven: Some(service.now()),
            ..empresa.clone()
        };
        (empresa, proven)
    }))
}

/// The company's registros patronales that the session covers: those the portal lists, or, where it
/// lists none, those that were asked for.
async fn covered(
    service: &Service,
    challenge: &ChallengeRecord,
    access: &PortalAccess,
) -> Result<Vec<RegistroId>, CertificateError> {
    if access.covered.is_empty() {
        return Ok(challenge.registros.clone());
    }
    // Printed with 10 or 11 characters: the check digit may be left out.
    let listed = |key: &str| access.covered.iter().any(|numero| numero.starts_with(key));
    let registros = service.store.registros(challenge.empresa).await?;
    Ok(registros
        .iter()
        .filter(|r| listed(r.numero.key()))
        .map(|r| r.id)
        .collect())
}

/// Notes what became of assignments; `change` gives the new state, or `None` to leave the old.
pub(super) async fn note(
    service: &Service,
    caller: &FullCaller,
    certificado: CertificadoId,
    registros: &[RegistroId],
    change: impl Fn(Option<&AssignmentState>) -> Option<AssignmentState>,
) -> Result<Certificado, CertificateError> {
    loop {
        let old = held_one(service, caller.empresa(), certificado).await?;
        let mut new = old.clone();
        for registro in registros {
            if let Some(state) = change(old.assignment(*registro)) {
                new.assign(*registro, state);
            }
        }
        if new == old {
            return Ok(old);
        }
        let entry = service.audit(
            caller.empresa(),
            caller.by(),
            Action::CertificadoAssigned,
            format!("certificado:{certificado}"),
        );
        new.version = old.version + 1;
        match service
            .store
            .commit(Unit::audited(entry).update(old, new.clone()))
            .await
        {
            Ok(()) => {
                service
                    .events()
                    .publish(caller.empresa(), Event::Certificados);
                return Ok(new);
            }
            Err(CommitError::Stale) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
