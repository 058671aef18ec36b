//! What the operator's commands need of accounts.

use model::Role;

use super::error::AccountError;
use super::fields::{checked_email, checked_name, checked_username};
use super::recovery::LIFE;
use crate::Service;
use crate::ids::{EmpresaId, UserId};
use crate::mail;
use crate::records::{Action, Actor, MailedPurpose, User};
use crate::store::Unit;
use crate::values::{Password, Token};

/// A user whom the operator makes. She chooses her password through a link.
pub struct OperatorsUser {
    /// The username.
    pub username: String,
    /// The person's name.
    pub nombre: String,
    /// The person's mail; may be empty.
    pub email: String,
    /// What the person may do.
    pub role: Role,
}

/// Makes a user whose password nobody knows, and the token of a link that sets one.
///
/// # Errors
///
/// A field that does not hold what it must; a username that is taken.
pub(crate) async fn create(
    service: &Service,
    empresa: EmpresaId,
    new: &OperatorsUser,
) -> Result<Token, AccountError> {
    let (now, random) = (service.now(), service.random.as_ref());
    let unknown = Password::new(Token::mint(random).reveal().to_owned());
    let user = User {
        id: UserId::mint(now, random),
        empresa,
        version: 1,
        username: checked_username(&new.username)?,
        nombre: checked_name("name", &new.nombre)?,
        email: checked_email(&new.email)?,
        role: new.role,
        password: service.hasher.hash(random, &unknown).await?,
        active: true,
        daily_mail: false,
        created_at: now,
    };
    let entry = service.audit(
        empresa,
        Actor::System,
        Action::UserCreated,
        format!("user:{}", user.id),
    );
    let (link, token) = recovery(service, &user);
    let unit = Unit::audited(entry).create(user).create(link);
    service.store.commit(unit).await?;
    Ok(token)
}

/// Returns the token of a link that sets a new password; the user may log in again.
///
/// # Errors
///
/// The repository's.
pub(crate) async fn link(service: &Service, user: User) -> Result<Token, AccountError> {
    let entry = service.audit(
        user.empresa,
        Actor::System,
        Action::RecoveryMailed,
        format!("user:{}", user.id),
    );
    let (link, token) = recovery(service, &user);
    let mut unit = Unit::audited(entry).create(link);
    if !user.active {
        let new = User {
            active: true,
            ..user.clone()
        };
        unit = unit.update(user, new);
    }
    service.store.commit(unit).await?;
    Ok(token)
}

fn recovery(service: &Service, user: &User) -> (crate::records::MailedLink, Token) {
    let email = user.email.as_deref().unwrap_or_default();
    let purpose = MailedPurpose::Recovery { user: user.id };
    mail::bare_link(service, user.empresa, email, purpose, LIFE)
}
