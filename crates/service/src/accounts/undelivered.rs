//! Mails that were given up, for the administrators.

use super::error::AccountError;
use crate::Service;
use crate::caller::FullCaller;
use crate::ids::UndeliveredId;
use crate::records::UndeliveredMail;
use crate::store::{CommitError, Unit};

/// Returns the company's mails that were given up, newest first.
///
/// # Errors
///
/// Not an administrator.
pub async fn undelivered(
    service: &Service,
    caller: &FullCaller,
) -> Result<Vec<UndeliveredMail>, AccountError> {
    caller.must_administer()?;
    let mut mails = service.store.undelivered(caller.empresa()).await?;
    mails.reverse();
    Ok(mails)
}

/// Takes the note of one away; nothing happens where it is gone already.
///
/// # Errors
///
/// Not an administrator.
pub async fn dismiss_undelivered(
    service: &Service,
    caller: &FullCaller,
    id: UndeliveredId,
) -> Result<(), AccountError> {
    let mails = undelivered(service, caller).await?;
    let Some(mail) = mails.into_iter().find(|mail| mail.id == id) else {
        return Ok(());
    };
    match service
        .store
        .commit(Unit::upkeep().delete(mail).done())
        .await
    {
        Err(CommitError::Stale) => Ok(()),
        result => Ok(result?),
    }
}
