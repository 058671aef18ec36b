//! From one company to another of the same person: another session, under another token.

use crate::accounts::{LoggedIn, Person, caller_of, claimed_one, kind_of_user, open_session};
use crate::caller::{Caller, Reader as _};
use crate::common_error::CommonError;
use crate::error::ServiceError;
use crate::events::Event;
use crate::ids::{EmpresaId, LinkId};
use crate::records::Action;
use crate::store::{CommitError, Unit};
use crate::{Service, links};

/// Ends the caller's session and opens one of the same kind at another company of hers, under a new token,
/// until the same moment at the latest.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a consult link; a company that is not hers to enter, whether or not there
/// is one.
pub async fn switch(
    service: &Service,
    caller: &Caller,
    empresa: EmpresaId,
) -> Result<LoggedIn, ServiceError> {
    loop {
        let person = Person::of_caller(service, caller).await?;
        let user = person.at(empresa);
        let user = user.ok_or(CommonError::NotFound("esa empresa"))?;
        let session = service.store.session(caller.session()).await?;
        let session = session.ok_or(CommonError::NoSession)?;
        let (token, mut there) = open_session(service, empresa, kind_of_user(&session.kind, user));
        there.ends_at = session.ends_at;
        let by = caller.by();
        let entered = caller_of(&there, user).calling_from(&by.address);
        let left = service.audit(
            session.empresa,
            by,
            Action::CompanySwitched,
            subject_of(caller),
        );
        let subject = format!("user:{}", user.id);
        let arrived = service.audit(empresa, entered.by(), Action::LoggedIn, subject);
        let unit = Unit::audited(left).and_audit(arrived).create(there);
        let before = session.empresa;
        match service.store.commit(unit.delete(session)).await {
            // Used at this very moment: look again.
            Err(CommitError::Stale) => {}
            result => {
                result.map_err(CommonError::from)?;
                service.events().publish(before, Event::SessionEnded);
                return Ok(LoggedIn {
                    token,
                    caller: entered,
                });
            }
        }
    }
}

fn subject_of(caller: &Caller) -> String {
    match caller {
        Caller::Full(caller) => format!("user:{}", caller.user),
        Caller::ReadOnly(caller) => format!("user:{}", caller.user),
        Caller::Link(caller) => format!("link:{}", caller.link),
    }
}

/// Opens a session of a link that the caller claimed. It is counted, and in the audit log, as any opening.
/// The caller's own session goes on.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a consult link; no such link of hers; one that opens no more.
pub async fn open_claimed(
    service: &Service,
    caller: &Caller,
    link: LinkId,
) -> Result<LoggedIn, ServiceError> {
    let (person, claimed) = claimed_one(service, caller, link).await?;
    Ok(links::open_claimed(
        service,
        claimed.link,
        &person.login.nombre,
        &caller.by().address,
    )
    .await?)
}
