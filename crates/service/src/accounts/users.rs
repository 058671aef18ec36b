//! A company's users, made by hand and listed.

use std::collections::BTreeMap;

use model::Role;

use super::error::AccountError;
use super::fields::{checked_email, checked_name, checked_password, checked_username};
use crate::Service;
use crate::caller::{FullCaller, Reader};
use crate::ids::UserId;
use crate::records::{Action, User};
use crate::store::Unit;
use crate::values::Password;

/// A user to be made.
pub struct NewUser {
    /// The username.
    pub username: String,
    /// The person's name.
    pub nombre: String,
    /// The person's mail; may be empty.
    pub email: String,
    /// What the person may do.
    pub role: Role,
    /// The first password.
    pub password: Password,
}

/// Makes a user of the caller's company.
///
/// # Errors
///
/// Not an administrator; a field that does not hold what it must; a username that is taken.
pub async fn create_user(
    service: &Service,
    caller: &FullCaller,
    new: &NewUser,
) -> Result<UserId, AccountError> {
    caller.must_administer()?;
    let (now, random) = (service.now(), service.random.as_ref());
    let username = checked_username(&new.username)?;
    checked_password(&new.password, &username, &[&new.nombre])?;
    let user = User {
        id: UserId::mint(now, random),
        empresa: caller.empresa(),
        version: 1,
        username,
        nombre: checked_name("name", &new.nombre)?,
        email: checked_email(&new.email)?,
        role: new.role,
        password: service.hasher.hash(random, &new.password).await?,
        active: true,
        daily_mail: false,
        created_at: now,
    };
    let id = user.id;
    let entry = service.audit(
        caller.empresa(),
        caller.by(),
        Action::UserCreated,
        format!("user:{id}"),
    );
    service
        .store
        .commit(Unit::audited(entry).create(user))
        .await?;
    Ok(id)
}

/// Returns the company's users.
///
/// # Errors
///
/// Not an administrator.
pub async fn list_users(service: &Service, caller: &FullCaller) -> Result<Vec<User>, AccountError> {
    caller.must_administer()?;
    Ok(service.store.users(caller.empresa()).await?)
}

/// Returns the names of the company's people, for a history of who did what; none for a reader whose
/// scope does not show people.
///
/// # Errors
///
/// The repository's.
pub async fn names(
    service: &Service,
    reader: &impl Reader,
) -> Result<BTreeMap<UserId, String>, AccountError> {
    let scope = reader.scope();
    if !scope.people {
        return Ok(BTreeMap::new());
    }
    let users = service.store.users(scope.empresa).await?;
    Ok(users
        .into_iter()
        .map(|user| (user.id, user.nombre))
        .collect())
}
