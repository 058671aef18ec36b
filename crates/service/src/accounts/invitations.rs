//! People who are invited to a company by mail.

use jiff::SignedDuration;
use model::Role;

use super::error::AccountError;
use super::fields::{checked_name, checked_password, checked_username, needed_email};
use super::letters;
use super::log_in::LoggedIn;
use super::mailed::{has_address, live};
use super::session_caller::caller_of;
use super::sessions::{open_session, session_writes};
use crate::Service;
use crate::caller::{FullCaller, Stranger};
use crate::common_error::CommonError;
use crate::ids::{MailedLinkId, UserId};
use crate::mail;
use crate::records::{Action, MailedLink, MailedPurpose, SessionKind, User};
use crate::store::{CommitError, Unit};
use crate::values::{Password, Token, folded_email};

/// An invitation ends after this long.
const LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// As many invitations of a company wait at once at most.
const AT_ONCE: usize = 100;

/// Somebody to be invited.
pub struct Invitation {
    /// The person's name.
    pub nombre: String,
    /// Where the mail goes.
    pub email: String,
    /// What the person may do.
    pub role: Role,
}

/// What an invited person types.
pub struct Accepting {
    /// Her name.
    pub nombre: String,
    /// The username she chose.
    pub username: String,
    /// The password she chose.
    pub password: Password,
}

/// Invites somebody by mail. An invitation that waits at the same address is replaced.
///
/// # Errors
///
/// Not an administrator; a field that does not hold what it must; an address that an active user of the
/// company has.
pub async fn invite(
    service: &Service,
    caller: &FullCaller,
    invitation: &Invitation,
) -> Result<(), AccountError> {
    let unit = inviting(service, caller, invitation).await?;
    Ok(service.store.commit(unit).await?)
}

/// The writes that invite somebody, with their audit entry.
pub(super) async fn inviting(
    service: &Service,
    caller: &FullCaller,
    invitation: &Invitation,
) -> Result<Unit, AccountError> {
    caller.must_administer()?;
    let nombre = checked_name("name", &invitation.nombre)?;
    let email = needed_email(&invitation.email)?;
    let users = service.store.users(caller.empresa()).await?;
    if users
        .iter()
        .any(|user| user.active && has_address(user, &email))
    {
        let message = "Alguien de la empresa ya tiene este correo.";
        return Err(AccountError::field("email", message));
    }
    let waiting = invitations(service, caller).await?;
    if waiting.len() >= AT_ONCE {
        let message = "Hay demasiadas invitaciones en espera. Retira las que ya no hagan falta.";
        return Err(AccountError::field("email", message));
    }
    let empresa = service.store.empresa(caller.empresa()).await?;
    let empresa = empresa.ok_or(CommonError::NoSession)?;
    let inviter = users.iter().find(|user| user.id == caller.user());
    let inviter = inviter.ok_or(CommonError::NoSession)?;
    let public_url = &service.settings.public_url;
    let message = letters::invitation(
        public_url,
        &email,
        &nombre,
        &inviter.nombre,
        &empresa.nombre,
    );
    let purpose = MailedPurpose::Invitation {
        nombre,
        role: invitation.role,
        invited_by: caller.user(),
    };
    let (link, token) = mail::link(service, empresa.id, &email, purpose, LIFE);
    let job = mail::letter_with_link(service, empresa.id, message, token);
    let mut entry = service.audit(
        empresa.id,
        caller.by(),
        Action::UserInvited,
        format!("invitation:{}", link.id),
    );
    entry.detail = invitation.role.as_str().to_owned();
    let unit = Unit::audited(entry).create(link).create(job);
    let before = waiting
        .into_iter()
        .filter(|waiting| folded_email(&waiting.email) == folded_email(&email));
    Ok(before.fold(unit, Unit::delete))
}

/// Returns the invitations that wait, oldest first.
///
/// # Errors
///
/// Not an administrator.
pub async fn invitations(
    service: &Service,
    caller: &FullCaller,
) -> Result<Vec<MailedLink>, AccountError> {
    caller.must_administer()?;
    let now = service.now();
    let mut links = service.store.mailed_links(caller.empresa()).await?;
    links.retain(|link| {
        matches!(link.purpose, MailedPurpose::Invitation { .. }) && link.is_live(now)
    });
    links.sort_by_key(|link| (link.created_at, link.id));
    Ok(links)
}

/// Takes an invitation back: its link opens nothing any more.
///
/// # Errors
///
/// Not an administrator; no such invitation.
pub async fn take_back(
    service: &Service,
    caller: &FullCaller,
    id: MailedLinkId,
) -> Result<(), AccountError> {
    let waiting = invitations(service, caller).await?;
    let link = waiting.into_iter().find(|link| link.id == id);
    let link = link.ok_or(CommonError::NotFound("esa invitación"))?;
    let entry = service.audit(
        caller.empresa(),
        caller.by(),
        Action::InvitationRevoked,
        format!("invitation:{id}"),
    );
    match service
        .store
        .commit(Unit::audited(entry).delete(link))
        .await
    {
        Err(CommitError::Stale) => Err(CommonError::NotFound("esa invitación").into()),
        result => Ok(result?),
    }
}

/// Accepts an invitation: makes the user, and logs her in. The link is used up.
///
/// # Errors
///
/// [`AccountError::LinkDead`]; a field that does not hold what it must; a username that is taken.
pub async fn accept(
    service: &Service,
    stranger: &Stranger,
    token: &Token,
    accepting: &Accepting,
    previous: Option<&Token>,
) -> Result<LoggedIn, AccountError> {
    let link = live(service, token).await?;
    let MailedPurpose::Invitation { role, .. } = link.purpose else {
        return Err(AccountError::LinkDead);
    };
    let nombre = checked_name("name", &accepting.nombre)?;
    let username = checked_username(&accepting.username)?;
    checked_password(&accepting.password, &username, &[&nombre, &link.email])?;
    let place = service.waiting_room.enter(&stranger.address, false);
    let place = place.ok_or(AccountError::TooManyAttempts { seconds: 1 })?;
    let (now, random) = (service.now(), service.random.as_ref());
    let password = service.hasher.hash(random, &accepting.password).await?;
    drop(place);
    let user = User {
        id: UserId::mint(now, random),
        empresa: link.empresa,
        version: 1,
        username,
        nombre,
        email: Some(link.email.clone()),
        role,
        password,
        active: true,
        daily_mail: false,
        created_at: now,
    };
    let kind = SessionKind::Full { user: user.id };
    let (token, session) = open_session(service, user.empresa, kind);
    let caller = caller_of(&session, &user).calling_from(&stranger.address);
    let mut entry = service.audit(
        user.empresa,
        caller.by(),
        Action::UserCreated,
        format!("user:{}", user.id),
    );
    entry.detail = role.as_str().to_owned();
    let username = user.username.to_string();
    let unit = Unit::audited(entry).create(user).delete(link);
    let unit = session_writes(service, unit, session, previous).await?;
    match service.store.commit(unit).await {
        // Used or taken back at this very moment.
        Err(CommitError::Stale) => Err(AccountError::LinkDead),
        result => {
            result?;
            super::guessing::trust(service, stranger, &username).await?;
            Ok(LoggedIn { token, caller })
        }
    }
}
