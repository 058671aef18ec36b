//! What an administrator changes about the company's people: roles, and who may log in.

use model::Role;

use super::error::AccountError;
use super::mailed::{links_of, used};
use super::sessions::{end_at_portal, sessions_of};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{EmpresaId, UserId};
use crate::records::{Action, Actor, By, ConsultLink, MailedLink, MailedPurpose, User};
use crate::store::{CommitError, Unit};

/// Changes what a user may do. Her sessions end, so that none goes on with what the old role allowed.
///
/// # Errors
///
/// Not an administrator; no such user; the last administrator.
pub async fn change_role(
    service: &Service,
    caller: &FullCaller,
    id: UserId,
    role: Role,
) -> Result<(), AccountError> {
    loop {
        let user = of_company(service, caller, id).await?;
        if user.role == role {
            return Ok(());
        }
        let new = User {
            role,
            ..user.clone()
        };
        let mut entry = service.audit(
            caller.empresa(),
            caller.by(),
            Action::UserChanged,
            format!("user:{id}"),
        );
        entry.detail = role.as_str().to_owned();
        let unit = guarded(service, &new, Unit::audited(entry)).await?;
        let sessions = sessions_of(service, caller.empresa(), id).await?;
        let unit = sessions
            .into_iter()
            .fold(unit.update(user, new), Unit::delete);
        match service.store.commit(unit).await {
            // The user, or one of her sessions, changed at this very moment: look again.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                service
                    .events()
                    .publish(caller.empresa(), Event::SessionEnded);
                return Ok(());
            }
        }
    }
}

/// Shuts a user out, at once: her sessions end, and the links she mailed or made, and what she opened at
/// the portal.
///
/// # Errors
///
/// Not an administrator; no such user; the last administrator.
pub async fn deactivate(
    service: &Service,
    caller: &FullCaller,
    id: UserId,
) -> Result<(), AccountError> {
    of_company(service, caller, id).await?;
    end_all(service, caller.empresa(), caller.by(), id, true).await
}

/// Shuts a user out at the operator's word, the last administrator too.
///
/// # Errors
///
/// No such user.
pub(crate) async fn shut_out(
    service: &Service,
    empresa: EmpresaId,
    id: UserId,
) -> Result<(), AccountError> {
    end_all(service, empresa, Actor::System.into(), id, false).await
}

async fn end_all(
    service: &Service,
    empresa: EmpresaId,
    by: By,
    id: UserId,
    keeps_one: bool,
) -> Result<(), AccountError> {
    let opened = loop {
        let user = service.store.user(empresa, id).await?;
        let user = user.ok_or(CommonError::NotFound("ese usuario"))?;
        if !user.active {
            return Ok(());
        }
        let new = User {
            active: false,
            ..user.clone()
        };
        let subject = format!("user:{id}");
        let entry = service.audit(empresa, by.clone(), Action::UserDeactivated, subject);
        let mut unit = Unit::audited(entry);
        if keeps_one {
            unit = guarded(service, &new, unit).await?;
        }
        let unit = used(unit, links_of(service, &user).await?);
        let unit = used(unit, invitations_by(service, empresa, id).await?);
        let unit = revoked(service, empresa, &by, id, unit).await?;
        let mut opened = service.store.portal_sessions(empresa).await?;
        opened.retain(|portal| portal.user == id);
        let unit = opened.iter().cloned().fold(unit, Unit::delete);
        let sessions = sessions_of(service, empresa, id).await?;
        let unit = sessions.into_iter().fold(unit, Unit::delete);
        match service.store.commit(unit.update(user, new)).await {
            // Something of hers changed at this very moment: look again.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                break opened;
            }
        }
    };
    service.events().publish(empresa, Event::SessionEnded);
    end_at_portal(service, opened).await;
    Ok(())
}

/// Lets a user log in again who was shut out. What ended with her does not come back.
///
/// # Errors
///
/// Not an administrator; no such user.
pub async fn activate(
    service: &Service,
    caller: &FullCaller,
    id: UserId,
) -> Result<(), AccountError> {
    let user = of_company(service, caller, id).await?;
    if user.active {
        return Ok(());
    }
    let new = User {
        active: true,
        ..user.clone()
    };
    let entry = service.audit(
        caller.empresa(),
        caller.by(),
        Action::UserActivated,
        format!("user:{id}"),
    );
    let unit = Unit::audited(entry).update(user, new);
    Ok(service.store.commit(unit).await?)
}

pub(super) async fn of_company(
    service: &Service,
    caller: &FullCaller,
    id: UserId,
) -> Result<User, AccountError> {
    caller.must_administer()?;
    let user = service.store.user(caller.empresa(), id).await?;
    Ok(user.ok_or(CommonError::NotFound("ese usuario"))?)
}

/// The unit of a change of a user, unless it would leave the company without an administrator. It holds the
/// company's record, so that of two such changes at once one looks again.
async fn guarded(service: &Service, new: &User, unit: Unit) -> Result<Unit, AccountError> {
    if new.active && new.role.administers() {
        return Ok(unit);
    }
    let empresa = service.store.empresa(new.empresa).await?;
    let empresa = empresa.ok_or(CommonError::NoSession)?;
    let users = service.store.users(new.empresa).await?;
    let others = users
        .iter()
        .any(|user| user.id != new.id && user.active && user.role.administers());
    if others {
        Ok(unit.update(empresa.clone(), empresa))
    } else {
        Err(AccountError::LastAdministrator)
    }
}

async fn invitations_by(
    service: &Service,
    empresa: EmpresaId,
    id: UserId,
) -> Result<Vec<MailedLink>, AccountError> {
    let mut links = service.store.mailed_links(empresa).await?;
    links.retain(|link| {
        matches!(link.purpose, MailedPurpose::Invitation { invited_by, .. } if invited_by == id)
    });
    Ok(links)
}

/// The same unit, with the consult links revoked that this user made.
async fn revoked(
    service: &Service,
    empresa: EmpresaId,
    by: &By,
    id: UserId,
    mut unit: Unit,
) -> Result<Unit, AccountError> {
    let now = service.now();
    for link in service.store.links(empresa).await? {
        if link.created_by != id || !link.is_live(now) {
            continue;
        }
        let subject = format!("link:{}", link.id);
        let entry = service.audit(empresa, by.clone(), Action::LinkRevoked, subject);
        let revoked = ConsultLink {
            revoked_at: Some(now),
            ..link.clone()
        };
        unit = unit.and_audit(entry).update(link, revoked);
    }
    Ok(unit)
}
