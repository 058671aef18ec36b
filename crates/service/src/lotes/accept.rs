//! The relay's door: a lote signed in the browser is verified against what the relay holds, and
//! stored with its evidence and the job that sends it, in one commit.

use credential::certificate::Certificate;
use credential::cms::{Verified, VerifyError, VerifyOptions, verify};
use jiff::{SignedDuration, Timestamp};
use model::LoteStatus;
use model::limits::SIGNED_LOTE_MAX_BYTES;

use super::error::LoteError;
use super::progress::{Step, advance, contents};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::LoteId;
use crate::records::{
    Action, AssignmentState, Certificado, Evidence, Job, LoteContents, LoteRecord, LoteState,
    MovementState,
};
use crate::store::{CommitError, KeyKind};
use crate::values::{Blob, Digest};

/// How far the clock of the device that signs may be behind the relay's.
const CLOCK_BEHIND: SignedDuration = SignedDuration::from_mins(5);

/// Takes the signed message of a lote. What is stored is what came, byte for byte. The same message
/// posted twice is accepted once and answered twice.
///
/// # Errors
///
/// The role does not sign; no such lote; not a CMS, too large, or holding a private key; a
/// signature that does not hold, or by a certificate that is not the company's, not valid now or
/// not assigned; content that is not the lote's; a signature of another attempt. Nothing is stored then.
pub async fn accept_signed(
    service: &Service,
    caller: &FullCaller,
    id: LoteId,
    cms: Vec<u8>,
) -> Result<LoteRecord, LoteError> {
    caller.must_sign()?;
    if cms.len() > SIGNED_LOTE_MAX_BYTES {
        return Err(LoteError::TooLarge {
            limit: SIGNED_LOTE_MAX_BYTES,
        });
    }
    let now = service.now();
    let (cms, verified) = verified(cms, now).await?;
    let lote = service.store.lote(caller.empresa(), id).await?;
    let lote = lote.ok_or(CommonError::NotFound("ese lote"))?;
    if lote.state.status() != LoteStatus::Preparado {
        return already_accepted(service, lote, &cms).await;
    }
    if lote.second_pair && lote.prepared_by() == Some(caller.actor()) {
        return Err(LoteError::OwnLote);
    }
    let contents = contents(service, &lote).await?;
    if verified.content != contents.dispmag.0 || contents.sha256 != lote.dispmag_sha256 {
        return Err(LoteError::OtherContent);
    }
    // A signature belongs to one attempt: one made before it was prepared is of an earlier one.
    let prepared = lote.prepared_at();
    if verified
        .signing_time
        .is_some_and(|signed| signed + CLOCK_BEHIND < prepared)
    {
        return Err(LoteError::SignedTooEarly);
    }
    let certificado = signer(service, &lote, &verified.certificate).await?;
    let evidence = evidence(caller, &contents, &certificado, &verified, cms, now)?;
    let cms = evidence.cms.clone();
    match store(service, caller, lote, contents, evidence).await {
        // Posted twice at once: the second finds it accepted.
        Err(LoteError::Common(CommonError::Stale)) => {
            let lote = service.store.lote(caller.empresa(), id).await?;
            let lote = lote.ok_or(CommonError::NotFound("ese lote"))?;
            already_accepted(service, lote, &cms.0).await
        }
        // A signature that is kept already: this lote's own, posted twice, or another one's.
        Err(LoteError::SignatureUsed) => {
            let lote = service.store.lote(caller.empresa(), id).await?;
            let lote = lote.ok_or(CommonError::NotFound("ese lote"))?;
            let accepted = already_accepted(service, lote, &cms.0).await;
            accepted.map_err(|_| LoteError::SignatureUsed)
        }
        result => result,
    }
}

/// Looks at the body away from the threads that answer requests: a large one takes a while.
async fn verified(cms: Vec<u8>, now: Timestamp) -> Result<(Vec<u8>, Verified), LoteError> {
    let work = tokio::task::spawn_blocking(move || {
        if credential::contains_private_key(&cms) {
            return Err(LoteError::HoldsKey);
        }
        // DER, as the page makes it: other forms would be sent on as they are.
        if cms.first() != Some(&0x30) {
            return Err(VerifyError::Malformed.into());
        }
        // CMS of a `.pfx` and the like fails here too: it is not SignedData.
        let options = VerifyOptions {
            at: Some(now),
            ..VerifyOptions::default()
        };
        let verified = verify(&cms, None, &options).map_err(dates)?;
        if !verified.cades_baseline_b || verified.detached {
            return Err(LoteError::NotCades);
        }
        Ok((cms, verified))
    });
    work.await
        .map_err(|e| CommonError::internal(format!("verification: {e}")))?
}

fn dates(error: VerifyError) -> LoteError {
    match error {
        VerifyError::Expired { .. } | VerifyError::NotYetValid { .. } => {
            LoteError::CertificateNotValid(error.message_es())
        }
        other => LoteError::BadSignature(other),
    }
}

async fn signer(
    service: &Service,
    lote: &LoteRecord,
    certificate: &Certificate,
) -> Result<Certificado, LoteError> {
    let sha256 = Digest::of(certificate.der());
    let found = service
        .store
        .certificado_by_digest(lote.empresa, &sha256)
        .await?;
    let found = found.filter(Certificado::is_held);
    let certificado = found.ok_or(LoteError::UnknownCertificate)?;
    match certificado.assignment(lote.registro) {
        // With the portal out of reach, work goes on; the portal decides when it is asked.
        Some(AssignmentState::Asignado { .. } | AssignmentState::SinConfirmar { .. }) => {
            Ok(certificado)
        }
        Some(AssignmentState::Rechazado { .. }) | None => Err(LoteError::NotAssigned),
    }
}

fn evidence(
    caller: &FullCaller,
    contents: &LoteContents,
    certificado: &Certificado,
    verified: &Verified,
    cms: Vec<u8>,
    now: Timestamp,
) -> Result<Evidence, LoteError> {
    Ok(Evidence {
        lote: contents.lote,
        attempt: contents.attempt,
        empresa: contents.empresa,
        cms_sha256: Digest::of(&cms),
        cms: Blob(cms),
        dispmag: contents.dispmag.clone(),
        dispmag_sha256: contents.sha256,
        certificado: certificado.id,
        signer: Blob(verified.certificate.der().to_vec()),
        signed_at: verified.signing_time.ok_or(LoteError::NotCades)?,
        received_at: now,
        by: Some(caller.user()),
    })
}

async fn store(
    service: &Service,
    caller: &FullCaller,
    lote: LoteRecord,
    contents: LoteContents,
    evidence: Evidence,
) -> Result<LoteRecord, LoteError> {
    let now = service.now();
    let job = Job::sending(&lote, now);
    let certificado = Some(evidence.certificado);
    let step = Step::new(
        caller.by(),
        Action::LoteSigned,
        LoteState::Firmado { at: now },
        |_, _| Some(MovementState::Firmado { at: now }),
    );
    let signed = LoteRecord {
        certificado,
        ..lote.clone()
    };
    let (unit, signed) = advance(service, lote, signed, &contents, step).await?;
    match service
        .store
        .commit(unit.create(evidence).create(job))
        .await
    {
        Err(CommitError::Taken {
            what: KeyKind::EvidenceDigest,
        }) => return Err(LoteError::SignatureUsed),
        result => result?,
    }
    super::progress::tell(service, &signed);
    Ok(signed)
}

/// A lote that is past signing: fine if this very message made it so.
async fn already_accepted(
    service: &Service,
    lote: LoteRecord,
    cms: &[u8],
) -> Result<LoteRecord, LoteError> {
    let evidence = service
        .store
        .evidence(lote.empresa, lote.id, lote.attempt)
        .await?;
    match evidence {
        Some(evidence) if evidence.cms_sha256 == Digest::of(cms) => Ok(lote),
        _ => Err(LoteError::NotInThisState(lote.state.status())),
    }
}
