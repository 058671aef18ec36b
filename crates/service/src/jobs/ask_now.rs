//! Asks IMSS about a lote at once, because a person wants to know.

use model::{InquiryAnswer, LoteStatus};

use super::follow::{Followed, follow};
use super::inquiry::note;
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::LoteId;
use crate::lotes::LoteError;
use crate::portal_sessions::{forget, live_session};
use crate::ports::PortalError;
use crate::records::LoteRecord;

/// Returns asks IMSS about a lote at once, in a session that lives, and returns the lote as it is then.
///
/// # Errors
///
/// The role does not capture; no such lote; IMSS certainly does not have it, or is done with it; no live
/// session reaches its registro patronal.
pub async fn ask_now(
    service: &Service,
    caller: &FullCaller,
    id: LoteId,
) -> Result<LoteRecord, LoteError> {
    caller.must_capture()?;
    let lote = read(service, caller, id).await?;
    let status = lote.state.status();
    let asks = matches!(
        status,
        LoteStatus::Enviado | LoteStatus::EnProceso | LoteStatus::Dudoso
    );
    if !asks {
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
