//! What a person changes about her own account.

use jiff::SignedDuration;

use super::error::AccountError;
use super::fields::{checked_name, checked_password, needed_email};
use super::guessing::confirm;
use super::letters;
use super::log_in::LoggedIn;
use super::mailed::{active_user, has_address, links_of, live, used};
use super::session_caller::caller_of;
use super::sessions::{open_session, sessions_of};
use crate::Service;
use crate::caller::OwnsAccount;
use crate::common_error::CommonError;
use crate::daily;
use crate::events::Event;
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
    let new = User {
        nombre: checked_name("name", nombre)?,
        ..user.clone()
    };
    let unit = Unit::audited(entry(service, &user, caller.by(), Action::UserChanged));
    service.store.commit(unit.update(user, new.clone())).await?;
    Ok(new)
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
    let user = profile(service, &caller).await?;
    confirm(service, &user, current).await?;
    checked_password(password, &user.username, &[&user.nombre])?;
    let hash = service
        .hasher
        .hash(service.random.as_ref(), password)
        .await?;
    loop {
        let user = profile(service, &caller).await?;
        let new = User {
            password: hash.clone(),
            ..user.clone()
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
        let unit = used(unit, links_of(service, &user).await?);
        let sessions = sessions_of(service, user.empresa, user.id).await?;
        let unit = sessions.into_iter().fold(unit, Unit::delete);
        match service.store.commit(unit.update(user, new)).await {
            // Used in another tab at this very moment: look again.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                service
                    .events()
                    .publish(caller.empresa, Event::SessionEnded);
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
    let user = profile(service, &caller).await?;
    confirm(service, &user, current).await?;
    let purpose = MailedPurpose::Address { user: user.id };
    let (link, token) = mail::link(service, user.empresa, &email, purpose, LIFE);
    let public_url = &service.settings.public_url;
    let message = letters::address(public_url, &email, &user.nombre, user.username.as_str());
    let job = mail::letter_with_link(service, user.empresa, message, token);
    let mut before = links_of(service, &user).await?;
    before.retain(|link| matches!(link.purpose, MailedPurpose::Address { .. }));
    let unit = Unit::audited(entry(service, &user, caller.by(), Action::UserChanged));
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
        let user = active_user(service, link.empresa, user).await?;
        let username = user.username.to_string();
        let new = User {
            email: Some(link.email.clone()),
            ..user.clone()
        };
        let mut unit = Unit::audited(entry(
            service,
            &user,
            Actor::User(user.id),
            Action::EmailChanged,
        ));
        if let Some(before) = user
            .email
            .as_ref()
            .filter(|_| !has_address(&user, &link.email))
        {
            let notice = letters::address_changed(before, &user.nombre, &username);
            unit = unit.create(mail::letter(service, user.empresa, notice));
        }
        // Links to a new password that went to the old address are dead too.
        let unit = used(unit, links_of(service, &user).await?);
        match service.store.commit(unit.update(user, new)).await {
            Err(CommitError::Stale) => {}
            result => {
                result?;
                return Ok(username);
            }
        }
    }
}

fn entry(service: &Service, user: &User, by: impl Into<By>, action: Action) -> AuditEntry {
    let subject = format!("user:{}", user.id);
    service.audit(user.empresa, by, action, subject)
}
