//! An invitation accepted by somebody who has a login already: she joins another company with it.

use super::error::AccountError;
use super::log_in::{Credentials, LoggedIn, verified};
use super::mailed::live;
use super::person::Person;
use super::session_caller::caller_of;
use super::sessions::{open_session, session_writes};
use crate::Service;
use crate::caller::Stranger;
use crate::ids::{EmpresaId, UserId};
use crate::records::{Action, LoginAt, MailedPurpose, SessionKind, User};
use crate::store::{CommitError, Unit};
use crate::values::{PasswordHash, Token};
use model::Role;

/// Accepts an invitation with the login that the person has: she gets a user in the company, and enters it.
/// One who was shut out of it enters again. The link is used up.
///
/// # Errors
///
/// [`AccountError::LinkDead`]; [`AccountError::WrongCredentials`]; too many attempts; she is in it already.
pub async fn join(
    service: &Service,
    stranger: &Stranger,
    token: &Token,
    credentials: &Credentials,
    previous: Option<&Token>,
) -> Result<LoggedIn, AccountError> {
    let link = live(service, token).await?;
    let MailedPurpose::Invitation { role, .. } = link.purpose else {
        return Err(AccountError::LinkDead);
    };
    let person = verified(service, stranger, credentials).await?;
    if person.at(link.empresa).is_some() {
        return Err(AccountError::field(
            "username",
            "Con ese usuario ya entras a esta empresa: ingresa con él.",
        ));
    }
    let users = person.users();
    let before = users.iter().find(|user| user.empresa == link.empresa);
    let user = match before {
        Some(before) => User {
            role,
            active: true,
            ..before.clone()
        },
        None => at_company(service, &person, link.empresa, role),
    };
    let kind = SessionKind::Full { user: user.id };
    let (token, session) = open_session(service, user.empresa, kind);
    let caller = caller_of(&session, &user).calling_from(&stranger.address);
    let mut entry = service.audit(
        user.empresa,
        caller.by(),
        Action::CompanyJoined,
        format!("user:{}", user.id),
    );
    entry.detail = role.as_str().to_owned();
    let unit = Unit::audited(entry).delete(link);
    let unit = match before {
        Some(before) => unit.update(before.clone(), user),
        None => unit.create(user),
    };
    let unit = session_writes(service, unit, session, previous).await?;
    match service.store.commit(unit).await {
        // Used or taken back at this very moment.
        Err(CommitError::Stale) => Err(AccountError::LinkDead),
        result => {
            result?;
            Ok(LoggedIn { token, caller })
        }
    }
}

/// A user of a person at another company; her login stays where it is.
fn at_company(service: &Service, person: &Person, empresa: EmpresaId, role: Role) -> User {
    let (now, login) = (service.now(), &person.login);
    User {
        id: UserId::mint(now, service.random.as_ref()),
        empresa,
        version: 1,
        login: Some(LoginAt {
            empresa: login.empresa,
            user: login.id,
        }),
        no_company: false,
        role,
        password: PasswordHash::none(),
        daily_mail: false,
        active: true,
        created_at: now,
        ..login.clone()
    }
}
