//! Mailed links, from the side of the person who opens one.

use model::Role;

use super::error::AccountError;
use crate::Service;
use crate::ids::{EmpresaId, MailedLinkId, UserId};
use crate::records::{MailedLink, MailedPurpose, User};
use crate::store::Unit;
use crate::values::{Token, folded_email};

/// What a mailed link opens, as its page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The company's name.
    pub empresa: String,
    /// The address it was mailed to.
    pub email: String,
    /// What it opens.
    pub what: OpenedWhat,
}

/// What a mailed link opens.
#[derive(Debug, Clone, PartialEq)]
pub enum OpenedWhat {
    /// A new password of this username.
    Recovery {
        /// The username.
        username: String,
    },
    /// A new user.
    Invitation {
        /// The name that the administrator wrote.
        nombre: String,
        /// What the user may do.
        role: Role,
    },
    /// A new address of this username.
    Address {
        /// The username.
        username: String,
    },
}

/// Looks at a mailed link without using it.
///
/// # Errors
///
/// [`AccountError::LinkDead`].
pub async fn look_at(service: &Service, token: &Token) -> Result<Opened, AccountError> {
    let link = live(service, token).await?;
    let empresa = service.store.empresa(link.empresa).await?;
    let empresa = empresa.ok_or(AccountError::LinkDead)?;
    let username = async |user| {
        let user = active_user(service, link.empresa, user).await?;
        Ok::<_, AccountError>(user.username.to_string())
    };
    let what = match &link.purpose {
        MailedPurpose::Recovery { user } => OpenedWhat::Recovery {
            username: username(*user).await?,
        },
        MailedPurpose::Address { user } => OpenedWhat::Address {
            username: username(*user).await?,
        },
        MailedPurpose::Invitation { nombre, role, .. } => OpenedWhat::Invitation {
            nombre: nombre.clone(),
            role: *role,
        },
    };
    Ok(Opened {
        empresa: empresa.nombre,
        email: link.email,
        what,
    })
}

/// The link of a token, where it lives.
pub(super) async fn live(service: &Service, token: &Token) -> Result<MailedLink, AccountError> {
    let link = service
        .store
        .mailed_link(MailedLinkId(token.digest()))
        .await?;
    link.filter(|link| link.is_live(service.now()))
        .ok_or(AccountError::LinkDead)
}

/// A user who may log in; for anybody else a link is dead.
pub(super) async fn active_user(
    service: &Service,
    empresa: EmpresaId,
    user: UserId,
) -> Result<User, AccountError> {
    let user = service.store.user(empresa, user).await?;
    user.filter(|user| user.active)
        .ok_or(AccountError::LinkDead)
}

/// Whether a user's mail goes to this address; of a user without one, whether none is meant.
pub(super) fn has_address(user: &User, email: &str) -> bool {
    folded_email(user.email.as_deref().unwrap_or_default()) == folded_email(email)
}

/// The links that were mailed to a user: those that set her password, and those that confirm her address.
pub(super) async fn links_of(
    service: &Service,
    user: &User,
) -> Result<Vec<MailedLink>, AccountError> {
    let mut links = service.store.mailed_links(user.empresa).await?;
    links.retain(|link| match link.purpose {
        MailedPurpose::Recovery { user: of } | MailedPurpose::Address { user: of } => of == user.id,
        MailedPurpose::Invitation { .. } => false,
    });
    Ok(links)
}

/// The same unit, with these links used up.
pub(super) fn used(unit: Unit, links: Vec<MailedLink>) -> Unit {
    links.into_iter().fold(unit, Unit::delete)
}
