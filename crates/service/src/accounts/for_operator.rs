//! What the operator's commands need of accounts.

use model::{Registration, Role};

use super::company::must_be_new;
use super::error::AccountError;
use super::fields::{checked_email, checked_name, checked_rfc, checked_username};
use super::recovery::LIFE;
use crate::Service;
use crate::ids::{EmpresaId, UserId};
use crate::mail;
use crate::records::{Action, Actor, Empresa, MailedPurpose, User};
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

/// A company that the operator makes, with its administrator.
pub struct OperatorsCompany {
    /// Razón social.
    pub nombre: String,
    /// RFC; may be empty.
    pub rfc: String,
    /// The administrator; her role is that, whatever it says.
    pub administrador: OperatorsUser,
}

/// Makes a company, its administrator, and the token of a link by which she chooses her password. Where the
/// first visitor may register one, this was it.
///
/// # Errors
///
/// A field that does not hold what it must; an RFC that a company has; a username that is taken.
pub(crate) async fn create_company(
    service: &Service,
    new: &OperatorsCompany,
) -> Result<Token, AccountError> {
    let now = service.now();
    let takes_first = service.settings.registration == Registration::First
        && !service.store.any_empresa().await?;
    let empresa = Empresa {
        id: EmpresaId::mint(now, service.random.as_ref()),
        version: 1,
        nombre: checked_name("razon_social", &new.nombre)?,
        rfc: checked_rfc(&new.rfc)?,
        rfc_proven: None,
        first: takes_first,
        created_at: now,
    };
    if let Some(rfc) = &empresa.rfc {
        must_be_new(service, rfc).await?;
    }
    let user = User {
        role: Role::Administrador,
        ..user(service, empresa.id, &new.administrador).await?
    };
    let subject = format!("empresa:{}", empresa.id);
    let entry = service.audit(
        empresa.id,
        Actor::System,
        Action::EmpresaRegistered,
        subject,
    );
    let (link, token) = recovery(service, &user);
    let unit = Unit::audited(entry).create(empresa).create(user);
    service.store.commit(unit.create(link)).await?;
    Ok(token)
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
    let user = user(service, empresa, new).await?;
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

/// A user whose password nobody knows; not stored yet.
async fn user(
    service: &Service,
    empresa: EmpresaId,
    new: &OperatorsUser,
) -> Result<User, AccountError> {
    let (now, random) = (service.now(), service.random.as_ref());
    let unknown = Password::new(Token::mint(random).reveal().to_owned());
    Ok(User {
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
    })
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
