//! What a person changes about her own account.

use jiff::SignedDuration;

use super::error::AccountError;
use super::fields::{checked_name, checked_password, needed_email};
use super::guessing::confirm;
use super::letters;
use super::log_in::LoggedIn;
use super::mailed::{has_address, links_of, live, person_of, used};
use super::person::Person;
use super::session_caller::caller_of;
use super::sessions::open_session;
use crate::Service;
use crate::caller::OwnsAccount;
use crate::common_error::CommonError;
use crate::daily;
use crate::mail;
use crate::records::{Action, Actor, AuditEntry, By, MailedPurpose, SessionKind, User};
use crate::store::{CommitError, Unit};
use crate::values::{Password, Token};

/// A link that confirms an address ends after this long.
const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Returns the person's own account.
///
/// # Errors
///
/// The repository's.
pub async fn profile(service: &Service, caller: &impl OwnsAccount) -> Result<User, AccountError> {
    let caller = caller.account();
    let user = service.store.user(caller.empresa, caller.user).await?;
    Ok(user.ok_or(CommonError::NoSession)?)
}

/// Changes the person's name.
///
/// # Errors
///
/// A name that cannot be one.
pub async fn change_name(
    service: &Service,
    caller: &impl OwnsAccount,
    nombre: &str,
) -> Result<User, AccountError> {
    let caller = caller.account();
    let user = profile(service, &caller).await?;
    let nombre = checked_name("name", nombre)?;
    let person = Person::of(service, user.clone()).await?;
    let unit = Unit::audited(entry(service, &user, caller.by(), Action::UserChanged));
    let renamed = |user: &User| User {
        nombre: nombre.clone(),
        ..user.clone()
    };
    let unit = everywhere(unit, &person, renamed);
    service.store.commit(unit).await?;
    Ok(renamed(&user))
}

/// Begins or ends the mail of each morning for the person.
///
/// # Errors
///
/// The person has no address.
pub async fn want_daily_mail(
    service: &Service,
    caller: &impl OwnsAccount,
    wanted: bool,
) -> Result<User, AccountError> {
    let caller = caller.account();
    let user = profile(service, &caller).await?;
    if wanted && user.email.is_none() {
        let message = "Tu usuario no tiene correo. Pon uno abajo primero.";
        return Err(AccountError::field("daily", message));
    }
    let new = User {
        daily_mail: wanted,
        ..user.clone()
    };
    let unit = Unit::audited(entry(service, &user, caller.by(), Action::UserChanged));
    service.store.commit(unit.update(user, new.clone())).await?;
    if wanted {
        daily::begin(service, caller.empresa).await?;
    }
    Ok(new)
}

/// Changes the person's password. Her other sessions end, this one goes on under a new token, and a notice is
/// mailed.
///
/// # Errors
///
/// The password of now is another; a new one that cannot be one; too many attempts.
pub async fn change_password(
    service: &Service,
    caller: &impl OwnsAccount,
    current: &Password,
    password: &Password,
) -> Result<LoggedIn, AccountError> {
    let caller = caller.account();
    let person = Person::of(service, profile(service, &caller).await?).await?;
    let login = &person.login;
    confirm(service, login, current).await?;
    checked_password(password, &login.username, &[&login.nombre])?;
    let hash = service
        .hasher
        .hash(service.random.as_ref(), password)
        .await?;
    loop {
        let user = profile(service, &caller).await?;
        let person = Person::of(service, user.clone()).await?;
        let login = person.login.clone();
        let new = User {
            password: hash.clone(),
            ..login.clone()
        };
        let kind = SessionKind::Full { user: user.id };
        let (token, mut session) = open_session(service, user.empresa, kind);
        // A new token, and the end that the session had.
        session.ends_at = session.ends_at.min(caller.until);
        let caller_now = caller_of(&session, &user);
        let mut unit = Unit::audited(entry(service, &user, caller.by(), Action::PasswordChanged))
            .create(session);
        if let Some(email) = &user.email {
            let notice = letters::password_changed(email, &user.nombre, user.username.as_str());
            unit = unit.create(mail::letter(service, user.empresa, notice));
        }
        let unit = used(unit, links_of(service, &login).await?);
        let sessions = person.sessions(service).await?;
        let unit = sessions.into_iter().fold(unit, Unit::delete);
        match service.store.commit(unit.update(login, new)).await {
            // Used in another tab at this very moment: look again.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                person.announce_end(service);
                return Ok(LoggedIn {
                    token,
                    caller: caller_now,
                });
            }
        }
    }
}

/// Mails a link to a new address, which becomes the person's once it is opened.
///
/// # Errors
///
/// The password is another; something that cannot be an address; too many attempts.
pub async fn ask_address(
    service: &Service,
    caller: &impl OwnsAccount,
    current: &Password,
    email: &str,
) -> Result<(), AccountError> {
    let caller = caller.account();
    let email = needed_email(email)?;
    let caller_here = profile(service, &caller).await?;
    let user = Person::of(service, caller_here.clone()).await?.login;
    confirm(service, &user, current).await?;
    let purpose = MailedPurpose::Address { user: user.id };
    let (link, token) = mail::link(service, user.empresa, &email, purpose, LIFE);
    let public_url = &service.settings.public_url;
    let message = letters::address(public_url, &email, &user.nombre, user.username.as_str());
    let job = mail::letter_with_link(service, user.empresa, message, token);
    let mut before = links_of(service, &user).await?;
    before.retain(|link| matches!(link.purpose, MailedPurpose::Address { .. }));
    let entry = entry(service, &caller_here, caller.by(), Action::UserChanged);
    let unit = Unit::audited(entry);
    let unit = used(unit.create(link).create(job), before);
    Ok(service.store.commit(unit).await?)
}

/// Takes the address that a mailed link confirms, and says so to the old one. Returns the username.
///
/// # Errors
///
/// [`AccountError::LinkDead`].
pub async fn confirm_address(service: &Service, token: &Token) -> Result<String, AccountError> {
    loop {
        let link = live(service, token).await?;
        let MailedPurpose::Address { user } = link.purpose else {
            return Err(AccountError::LinkDead);
        };
        let person = person_of(service, link.empresa, user).await?;
        let user = &person.login;
        let username = user.username.to_string();
        let by = Actor::User(user.id);
        let mut unit = Unit::audited(entry(service, user, by, Action::EmailChanged));
        if let Some(before) = user
            .email
            .as_ref()
            .filter(|_| !has_address(user, &link.email))
        {
            let notice = letters::address_changed(before, &user.nombre, &username);
            unit = unit.create(mail::letter(service, user.empresa, notice));
        }
        // Links to a new password that went to the old address are dead too.
        let unit = used(unit, links_of(service, user).await?);
        let moved = |user: &User| User {
            email: Some(link.email.clone()),
            ..user.clone()
        };
        match service.store.commit(everywhere(unit, &person, moved)).await {
            Err(CommitError::Stale) => {}
            result => {
                result?;
                return Ok(username);
            }
        }
    }
}

/// The same unit, with what is a person's own changed at each of her users.
fn everywhere(unit: Unit, person: &Person, change: impl Fn(&User) -> User) -> Unit {
    let users = person.users().iter();
    users.fold(unit, |unit, user| unit.update(user.clone(), change(user)))
}

fn entry(service: &Service, user: &User, by: impl Into<By>, action: Action) -> AuditEntry {
    let subject = format!("user:{}", user.id);
    service.audit(user.empresa, by, action, subject)
}
