//! When IMSS was last asked about a lote and what it answered, kept with the lote; and asking at once,
//! because a person wants to know.

use model::{InquiryAnswer, LoteStatus};

use super::poll::{Followed, follow};
use super::send::{forget, live_session};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::LoteId;
use crate::lotes::{LoteError, tell};
use crate::ports::PortalError;
use crate::records::{Inquiry, LoteRecord};
use crate::store::{CommitError, Unit};

/// Asks IMSS about a lote at once, in a session that lives, and returns the lote as it is then.
///
/// # Errors
///
/// The role does not capture; no such lote; IMSS has not received it, or is done with it; no live
/// session reaches its registro patronal.
pub async fn ask_now(
    service: &Service,
    caller: &FullCaller,
    id: LoteId,
) -> Result<LoteRecord, LoteError> {
    caller.must_capture()?;
    let lote = read(service, caller, id).await?;
    let status = lote.state.status();
    if !matches!(status, LoteStatus::Enviado | LoteStatus::EnProceso) {
        return Err(LoteError::NotInThisState(status));
    }
    let session = live_session(service, &lote, true).await?;
    let (session, cookie) = session.ok_or(LoteError::NoSession)?;
    match follow(service, &cookie, &lote).await? {
        Ok(Followed::Changed) => {}
        Ok(Followed::AsBefore(answer)) => note(service, vec![(lote, answer)]).await?,
        Err(PortalError::SessionInvalid) => {
            forget(service, &session).await?;
            return Err(LoteError::NoSession);
        }
        Err(error) => {
            tracing::warn!(lote = %lote.id, %error, "the portal did not answer a person's question");
            note(service, vec![(lote, InquiryAnswer::NoAnswer)]).await?;
        }
    }
    read(service, caller, id).await
}

async fn read(service: &Service, caller: &FullCaller, id: LoteId) -> Result<LoteRecord, LoteError> {
    let lote = service.store.lote(caller.empresa(), id).await?;
    Ok(lote.ok_or(CommonError::NotFound("ese lote"))?)
}

/// Stores the answers about lotes whose state did not change. Open pages hear of an answer that is
/// another than the one before.
pub(super) async fn note(
    service: &Service,
    asked: Vec<(LoteRecord, InquiryAnswer)>,
) -> Result<(), CommonError> {
    if asked.is_empty() {
        return Ok(());
    }
    let at = service.now();
    // No entry in the audit log: nothing became of the lotes.
    let mut unit = Unit::going_on();
    let mut news = Vec::new();
    for (old, answer) in asked {
        let new = LoteRecord {
            inquiry: Some(Inquiry { at, answer }),
            ..old.clone()
        };
        if old.inquiry.map(|last| last.answer) != Some(answer) {
            news.push(new.clone());
        }
        unit = unit.update(old, new);
    }
    match service.store.commit(unit).await {
        // Somebody decided about one of them at this very moment: the next round asks again.
        Ok(()) | Err(CommitError::Stale) => {}
        Err(error) => return Err(error.into()),
    }
    for lote in &news {
        tell(service, lote);
    }
    Ok(())
}
