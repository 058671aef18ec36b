//! "Dejar en sólo consulta": a full session becomes one that only reads.

use super::error::AccountError;
use super::log_in::LoggedIn;
use super::session_caller::caller_of;
use super::sessions::open_session;
use crate::Service;
use crate::caller::{Caller, Reader};
use crate::common_error::CommonError;
use crate::events::Event;
use crate::records::{Action, SessionKind};
use crate::store::Unit;

/// Ends the caller's full session and opens one of the same user that only reads, under a new token, until
/// the same moment at the latest. Only a login writes again. `None` for a caller that only reads already.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a consult link; [`CommonError::NoSession`] if the session or its user
/// ended in the meantime.
pub async fn make_read_only(
    service: &Service,
    caller: &Caller,
) -> Result<Option<LoggedIn>, AccountError> {
    let full = match caller {
        Caller::Full(full) => full,
        Caller::ReadOnly(_) => return Ok(None),
        Caller::Link(_) => return Err(CommonError::Forbidden.into()),
    };
    let session = service.store.session(full.session()).await?;
    let session = session.ok_or(CommonError::NoSession)?;
    let user = service.store.user(full.empresa(), full.user()).await?;
    let user = user.ok_or(CommonError::NoSession)?;
    let kind = SessionKind::ReadOnly { user: user.id };
    let (token, mut reading) = open_session(service, user.empresa, kind);
    reading.ends_at = session.ends_at;
    let read_only = caller_of(&reading, &user);
    let entry = service.audit(
        user.empresa,
        full.by(),
        Action::MadeReadOnly,
        format!("user:{}", user.id),
    );
    let unit = Unit::audited(entry).create(reading).delete(session);
    service.store.commit(unit).await?;
    service.events().publish(user.empresa, Event::SessionEnded);
    Ok(Some(LoggedIn {
        token,
        caller: read_only,
    }))
}
