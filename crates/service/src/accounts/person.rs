//! A person: one login, and a user in each company that she belongs to.

use model::Role;

use crate::Service;
use crate::caller::{Caller, Reader as _};
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{EmpresaId, UserId};
use crate::records::{ClaimedLink, LoginAt, Session, User};
use crate::store::Unit;

use super::sessions::sessions_of;

/// A person. Her rights in a company are those of her user there, and nothing else of hers.
pub(crate) struct Person {
    /// The user who holds the login.
    pub(crate) login: User,
    /// All of her users, that one first, then in the order in which she joined.
    users: Vec<User>,
}

/// The same unit, in which a user goes: the login that she holds is handed on to another user of the same
/// person, or kept without a company for the links that she claimed.
pub(crate) async fn handing_on(
    service: &Service,
    mut unit: Unit,
    going: &User,
) -> Result<Unit, CommonError> {
    if going.login.is_some() {
        return Ok(unit);
    }
    let Person { users, .. } = Person::of(service, going.clone()).await?;
    let mut claimed = service.store.claimed_links(going.id).await?;
    // Those of her own company go with it.
    claimed.retain(|one| one.empresa != going.empresa);
    let holder = match users.get(1) {
        Some(heir) => {
            let new = User {
                login: None,
                username: going.username.clone(),
                password: going.password.clone(),
                ..heir.clone()
            };
            unit = unit.update(heir.clone(), new.clone());
            new
        }
        None if claimed.is_empty() => return Ok(unit),
        None => {
            let (now, random) = (service.now(), service.random.as_ref());
            let kept = User {
                id: UserId::mint(now, random),
                empresa: EmpresaId::mint(now, random),
                no_company: true,
                role: Role::Consulta,
                ..going.clone()
            };
            unit = unit.create(kept.clone());
            kept
        }
    };
    let at = LoginAt {
        empresa: holder.empresa,
        user: holder.id,
    };
    for user in users.into_iter().skip(2) {
        let new = User {
            login: Some(at),
            ..user.clone()
        };
        unit = unit.update(user, new);
    }
    for one in claimed {
        let own = ClaimedLink {
            owner: holder.id,
            ..one.clone()
        };
        unit = unit.delete(one).create(own);
    }
    Ok(unit)
}

impl Person {
    /// The person whose user this is.
    pub(crate) async fn of(service: &Service, user: User) -> Result<Self, CommonError> {
        let login = match user.login {
            None => user,
            Some(at) => {
                let login = service.store.user(at.empresa, at.user).await?;
                login.ok_or(CommonError::NoSession)?
            }
        };
        let mut others = service.store.users_of_login(login.id).await?;
        others.sort_by_key(|user| (user.created_at, user.id));
        let users = std::iter::once(login.clone()).chain(others).collect();
        Ok(Self { login, users })
    }

    /// The person who calls.
    ///
    /// # Errors
    ///
    /// [`CommonError::Forbidden`] for a consult link.
    pub(crate) async fn of_caller(service: &Service, caller: &Caller) -> Result<Self, CommonError> {
        let user = match caller {
            Caller::Full(caller) => caller.user,
            Caller::ReadOnly(caller) => caller.user,
            Caller::Link(_) => return Err(CommonError::Forbidden),
        };
        let user = service.store.user(caller.scope().empresa, user).await?;
        Self::of(service, user.ok_or(CommonError::NoSession)?).await
    }

    /// All of her users, shut out ones included.
    pub(crate) fn users(&self) -> &[User] {
        &self.users
    }

    /// Her users of the companies that she may enter.
    pub(crate) fn companies(&self) -> impl Iterator<Item = &User> {
        self.users
            .iter()
            .filter(|user| user.active && !user.no_company)
    }

    /// Her user of a company that she may enter.
    pub(crate) fn at(&self, empresa: EmpresaId) -> Option<&User> {
        self.companies().find(|user| user.empresa == empresa)
    }

    /// Where she enters: the company that she joined first, or no company where she only keeps links.
    pub(crate) fn enters(&self) -> Option<&User> {
        let without = self.users.iter().find(|user| user.active);
        self.companies().next().or(without)
    }

    /// Her sessions, of every company.
    pub(super) async fn sessions(&self, service: &Service) -> Result<Vec<Session>, CommonError> {
        let mut sessions = Vec::new();
        for user in &self.users {
            sessions.extend(sessions_of(service, user.empresa, user.id).await?);
        }
        Ok(sessions)
    }

    /// Says in every company that sessions ended.
    pub(super) fn announce_end(&self, service: &Service) {
        for user in &self.users {
            let events = service.events();
            events.publish(user.empresa, Event::SessionEnded);
        }
    }
}
