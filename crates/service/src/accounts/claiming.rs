//! Consult links that their holder keeps with a login of her own.

use model::Role;

use super::error::AccountError;
use super::fields::{checked_name, checked_password, checked_username, needed_email};
use super::guessing::count_asking;
use super::log_in::{Credentials, verified};
use super::person::Person;
use crate::Service;
use crate::caller::{Caller, LinkCaller, Stranger};
use crate::common_error::CommonError;
use crate::ids::{EmpresaId, LinkId, UserId};
use crate::records::{Action, Actor, By, ClaimedLink, User};
use crate::store::{CommitError, KeyKind, Unit};
use crate::values::Password;

/// As many links of one person at most.
const AT_MOST: usize = 200;

/// A login to be made for a person who only keeps links.
pub struct NewLogin {
    /// The person's name.
    pub nombre: String,
    /// Where mail goes.
    pub email: String,
    /// The username she chose.
    pub username: String,
    /// The password she chose.
    pub password: Password,
}

/// Makes a login that belongs to no company, and keeps the link that the caller reads through with it.
///
/// # Errors
///
/// Not the session of a link; a field that does not hold what it must; a username that is taken; too many
/// from here.
pub async fn claim_with_new(
    service: &Service,
    stranger: &Stranger,
    caller: &Caller,
    new: &NewLogin,
) -> Result<(), AccountError> {
    let link = through_link(caller)?;
    let nombre = checked_name("name", &new.nombre)?;
    let email = needed_email(&new.email)?;
    let username = checked_username(&new.username)?;
    checked_password(&new.password, &username, &[&nombre, &email])?;
    count_asking(service, stranger).await?;
    let place = service.waiting_room.enter(&stranger.address, false);
    let place = place.ok_or(AccountError::TooManyAttempts { seconds: 1 })?;
    let (now, random) = (service.now(), service.random.as_ref());
    let password = service.hasher.hash(random, &new.password).await?;
    drop(place);
    let user = User {
        id: UserId::mint(now, random),
        // Of nothing: no record has this company.
        empresa: EmpresaId::mint(now, random),
        version: 1,
        login: None,
        no_company: true,
        username,
        nombre,
        email: Some(email),
        role: Role::Consulta,
        password,
        active: true,
        daily_mail: false,
        created_at: now,
    };
    let unit = claiming(service, stranger, link, &user).create(user);
    Ok(service.store.commit(unit).await?)
}

/// Keeps the link that the caller reads through with a login that there is already.
///
/// # Errors
///
/// Not the session of a link; [`AccountError::WrongCredentials`]; too many attempts; too many links.
pub async fn claim(
    service: &Service,
    stranger: &Stranger,
    caller: &Caller,
    credentials: &Credentials,
) -> Result<(), AccountError> {
    let link = through_link(caller)?;
    let person = verified(service, stranger, credentials).await?;
    let kept = service.store.claimed_links(person.login.id).await?;
    if kept.len() >= AT_MOST {
        let message = "Tu cuenta guarda ya demasiados enlaces. Quita los que no sirvan.";
        return Err(AccountError::field("username", message));
    }
    let unit = claiming(service, stranger, link, &person.login);
    match service.store.commit(unit).await {
        // Kept already.
        Err(CommitError::Taken { what: KeyKind::Id }) => Ok(()),
        result => Ok(result?),
    }
}

/// Takes a link out of the person's account; it opens by its token as before.
///
/// # Errors
///
/// The session of a link; no such link of hers.
pub async fn forget(service: &Service, caller: &Caller, link: LinkId) -> Result<(), AccountError> {
    let (_, claimed) = claimed_one(service, caller, link).await?;
    let subject = format!("link:{link}");
    let by = By {
        address: caller.by().address,
        ..Actor::Link(link).into()
    };
    let entry = service.audit(claimed.empresa, by, Action::LinkForgotten, subject);
    let unit = Unit::audited(entry).delete(claimed);
    match service.store.commit(unit).await {
        Err(CommitError::Stale) => Ok(()),
        result => Ok(result?),
    }
}

/// A link that the person who calls claimed, and she.
pub(crate) async fn claimed_one(
    service: &Service,
    caller: &Caller,
    link: LinkId,
) -> Result<(Person, ClaimedLink), AccountError> {
    let person = Person::of_caller(service, caller).await?;
    let claimed = service.store.claimed_links(person.login.id).await?;
    let claimed = claimed.into_iter().find(|one| one.link == link);
    Ok((person, claimed.ok_or(CommonError::NotFound("ese enlace"))?))
}

fn through_link(caller: &Caller) -> Result<&LinkCaller, CommonError> {
    match caller {
        Caller::Link(caller) => Ok(caller),
        Caller::Full(_) | Caller::ReadOnly(_) => Err(CommonError::NotFound("ese enlace")),
    }
}

/// The writes that keep a link with a login, with their audit entry: the company learns who it is.
fn claiming(service: &Service, from: &Stranger, caller: &LinkCaller, owner: &User) -> Unit {
    let subject = format!("link:{}", caller.link);
    let by = from.by(Actor::Link(caller.link));
    let mut entry = service.audit(caller.empresa, by, Action::LinkClaimed, subject);
    entry.detail = format!("{} ({})", owner.nombre, owner.username);
    Unit::audited(entry).create(ClaimedLink {
        link: caller.link,
        owner: owner.id,
        empresa: caller.empresa,
        claimed_at: service.now(),
    })
}
