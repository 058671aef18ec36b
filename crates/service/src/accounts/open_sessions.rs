//! Sessions that are open: listed and ended, by an administrator for anybody, by a person for herself.

use super::error::AccountError;
use super::people::of_company;
use super::sessions::{is_live, sessions_of};
use crate::Service;
use crate::caller::{FullCaller, OwnsAccount};
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{EmpresaId, SessionId, UserId};
use crate::records::{Action, By, Session};
use crate::store::{CommitError, Unit};

/// Returns the sessions of a user that live, the one used last first.
///
/// # Errors
///
/// Not an administrator; no such user.
pub async fn list_sessions(
    service: &Service,
    caller: &FullCaller,
    id: UserId,
) -> Result<Vec<Session>, AccountError> {
    of_company(service, caller, id).await?;
    live_sessions(service, caller.empresa(), id).await
}

/// Returns the person's own sessions that live.
///
/// # Errors
///
/// The repository's.
pub async fn own_sessions(
    service: &Service,
    caller: &impl OwnsAccount,
) -> Result<Vec<Session>, AccountError> {
    let caller = caller.account();
    live_sessions(service, caller.empresa, caller.user).await
}

/// Ends one session of a user, at once.
///
/// # Errors
///
/// Not an administrator; no such session.
pub async fn revoke_session(
    service: &Service,
    caller: &FullCaller,
    user: UserId,
    id: SessionId,
) -> Result<(), AccountError> {
    of_company(service, caller, user).await?;
    end(service, caller.empresa(), caller.by(), user, id).await
}

/// Ends one of the person's own sessions, at once.
///
/// # Errors
///
/// No such session.
pub async fn end_own_session(
    service: &Service,
    caller: &impl OwnsAccount,
    id: SessionId,
) -> Result<(), AccountError> {
    let caller = caller.account();
    end(service, caller.empresa, caller.by(), caller.user, id).await
}

async fn live_sessions(
    service: &Service,
    empresa: EmpresaId,
    user: UserId,
) -> Result<Vec<Session>, AccountError> {
    let now = service.now();
    let mut sessions = sessions_of(service, empresa, user).await?;
    sessions.retain(|session| is_live(session, now));
    sessions.sort_by_key(|session| std::cmp::Reverse((session.last_seen, session.id)));
    Ok(sessions)
}

async fn end(
    service: &Service,
    empresa: EmpresaId,
    by: By,
    user: UserId,
    id: SessionId,
) -> Result<(), AccountError> {
    loop {
        let sessions = live_sessions(service, empresa, user).await?;
        let session = sessions.into_iter().find(|session| session.id == id);
        let session = session.ok_or(CommonError::NotFound("esa sesión"))?;
        let entry = service.audit(
            empresa,
            by.clone(),
            Action::SessionRevoked,
            format!("user:{user}"),
        );
        match service
            .store
            .commit(Unit::audited(entry).delete(session))
            .await
        {
            // Used at this very moment: look again.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                service.events().publish(empresa, Event::SessionEnded);
                return Ok(());
            }
        }
    }
}
