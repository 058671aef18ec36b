//! A new password by mail, for somebody who forgot hers.

use jiff::SignedDuration;

use super::error::AccountError;
use super::fields::{checked_password, needed_email};
use super::guessing::{count_asking, trust};
use super::letters;
use super::mailed::{active_user, has_address, links_of, live, used};
use super::sessions::sessions_of;
use crate::Service;
use crate::caller::Stranger;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::EmpresaId;
use crate::mail;
use crate::records::{Action, Actor, MailedPurpose, User, Work};
use crate::store::{CommitError, Unit};
use crate::values::{Password, Token};

/// A link to a new password ends after this long.
pub(super) const LIFE: SignedDuration = SignedDuration::from_mins(30);
/// A user is written to at most once in this time, however often she, or a stranger, asks.
const BETWEEN: SignedDuration = SignedDuration::from_mins(2);
/// As many links of one user live at once at most.
const AT_ONCE: usize = 4;

/// Asks for a mail with a link to a new password. The answer and the work are the same whether or not
/// anybody has the address: what is done about it is a job.
///
/// # Errors
///
/// Something that cannot be an address; too many requests from here; where the operator chose to disclose
/// accounts, [`AccountError::UnknownEmail`].
pub async fn ask_recovery(
    service: &Service,
    stranger: &Stranger,
    email: &str,
) -> Result<(), AccountError> {
    let email = needed_email(email)?;
    count_asking(service, stranger).await?;
    if service.settings.disclose_accounts {
        let users = service.store.users_by_email(&email).await?;
        if !users.iter().any(|user| user.active) {
            return Err(AccountError::UnknownEmail);
        }
    }
    let job = mail::job(
        service,
        EmpresaId::INSTALLATION,
        Work::MailRecovery { email },
    );
    Ok(service
        .store
        .commit(Unit::upkeep().create(job).done())
        .await?)
}

/// Writes a link to every user who has this address.
pub(crate) async fn mail_recovery(service: &Service, email: &str) -> Result<(), CommonError> {
    for user in service.store.users_by_email(email).await? {
        if user.active {
            write_to(service, &user).await.map_err(inside)?;
        }
    }
    Ok(())
}

async fn write_to(service: &Service, user: &User) -> Result<(), AccountError> {
    let now = service.now();
    let (Some(email), links) = (&user.email, links_of(service, user).await?) else {
        return Ok(());
    };
    let mut mailed = links
        .iter()
        .filter(|link| matches!(link.purpose, MailedPurpose::Recovery { .. }) && link.is_live(now));
    let recent = mailed
        .clone()
        .any(|link| now.duration_since(link.created_at) < BETWEEN);
    if recent || mailed.by_ref().count() >= AT_ONCE {
        return Ok(());
    }
    let purpose = MailedPurpose::Recovery { user: user.id };
    let (link, token) = mail::link(service, user.empresa, email, purpose, LIFE);
    let public_url = &service.settings.public_url;
    let message = letters::recovery(public_url, email, &user.nombre, user.username.as_str());
    let job = mail::letter_with_link(service, user.empresa, message, token);
    let entry = service.audit(
        user.empresa,
        Actor::System,
        Action::RecoveryMailed,
        format!("user:{}", user.id),
    );
    let unit = Unit::audited(entry).create(link).create(job);
    Ok(service.store.commit(unit).await?)
}

/// Sets a new password through a mailed link, which is used up with every other one of the user. Her
/// sessions end, and a notice is mailed. Returns her username, for the login.
///
/// # Errors
///
/// [`AccountError::LinkDead`]; a password that cannot be one.
pub async fn reset_password(
    service: &Service,
    stranger: &Stranger,
    token: &Token,
    password: &Password,
) -> Result<String, AccountError> {
    loop {
        let link = live(service, token).await?;
        let MailedPurpose::Recovery { user } = link.purpose else {
            return Err(AccountError::LinkDead);
        };
        let user = active_user(service, link.empresa, user).await?;
        if !has_address(&user, &link.email) {
            return Err(AccountError::LinkDead);
        }
        checked_password(password, &user.username, &[&user.nombre])?;
        let place = service.waiting_room.enter(&stranger.address, false);
        let place = place.ok_or(AccountError::TooManyAttempts { seconds: 1 })?;
        let hash = service
            .hasher
            .hash(service.random.as_ref(), password)
            .await?;
        drop(place);
        let new = User {
            password: hash,
            ..user.clone()
        };
        let entry = service.audit(
            user.empresa,
            stranger.by(Actor::User(user.id)),
            Action::PasswordReset,
            format!("user:{}", user.id),
        );
        let username = user.username.to_string();
        let mut unit = Unit::audited(entry);
        if let Some(email) = &user.email {
            let notice = letters::password_changed(email, &user.nombre, &username);
            unit = unit.create(mail::letter(service, user.empresa, notice));
        }
        let sessions = sessions_of(service, user.empresa, user.id).await?;
        let unit = used(unit, links_of(service, &user).await?);
        let unit = sessions.into_iter().fold(unit, Unit::delete);
        let empresa = user.empresa;
        match service.store.commit(unit.update(user, new)).await {
            // Used at this very moment, by this link or a session: look again.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                service.events().publish(empresa, Event::SessionEnded);
                trust(service, stranger, &username).await?;
                tracing::info!("a password was set through a mailed link");
                return Ok(username);
            }
        }
    }
}

/// An account's error inside a job: nobody is there to be shown it.
fn inside(error: AccountError) -> CommonError {
    match error {
        AccountError::Common(error) => error,
        other => CommonError::internal(other),
    }
}
