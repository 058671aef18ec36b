//! A company's users, and what their fields must hold.

use std::collections::BTreeMap;

use model::Role;
use model::limits::{PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS};

use super::error::AccountError;
use crate::Service;
use crate::caller::{FullCaller, Reader};
use crate::ids::UserId;
use crate::records::{Action, User};
use crate::store::Unit;
use crate::values::{Password, Username};

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

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
    checked_password(&new.password, &username)?;
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
        created_at: now,
    };
    let id = user.id;
    let entry = service.audit(
        caller.empresa(),
        caller.actor(),
        Action::UserCreated,
        format!("user:{id}"),
    );
    service
        .store
        .commit(Unit::audited(entry).create(user))
        .await?;
    Ok(id)
}

/// The company's users.
///
/// # Errors
///
/// Not an administrator.
pub async fn list_users(service: &Service, caller: &FullCaller) -> Result<Vec<User>, AccountError> {
    caller.must_administer()?;
    Ok(service.store.users(caller.empresa()).await?)
}

/// The names of the company's people, for a history of who did what; none for a reader whose scope
/// does not show people.
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

pub(super) fn checked_username(typed: &str) -> Result<Username, AccountError> {
    typed.parse().map_err(|_| {
        AccountError::field(
            "username",
            "El usuario lleva de 3 a 64 letras sin acentos, números o los signos . _ - @ +",
        )
    })
}

pub(crate) fn checked_name(field: &'static str, typed: &str) -> Result<String, AccountError> {
    let name = typed.trim();
    if name.is_empty() {
        return Err(AccountError::field(field, "Escribe el nombre."));
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(AccountError::field(
            field,
            "El nombre es demasiado largo o trae signos raros.",
        ));
    }
    Ok(name.to_owned())
}

pub(super) fn checked_email(typed: &str) -> Result<Option<String>, AccountError> {
    let email = typed.trim();
    if email.is_empty() {
        return Ok(None);
    }
    // Whether an address works only a mail can tell; this catches a slip of the finger.
    let shaped = email.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    });
    if shaped && email.len() <= 254 && !email.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Ok(Some(email.to_owned()))
    } else {
        Err(AccountError::field(
            "email",
            "Ese correo no parece completo. Revísalo: nombre@dominio.mx",
        ))
    }
}

pub(super) fn checked_password(
    password: &Password,
    username: &Username,
) -> Result<(), AccountError> {
    let length = password.chars();
    if length < PASSWORD_MIN_CHARACTERS {
        return Err(AccountError::field(
            "password",
            format!("La contraseña lleva al menos {PASSWORD_MIN_CHARACTERS} caracteres."),
        ));
    }
    if length > PASSWORD_MAX_CHARACTERS {
        return Err(AccountError::field(
            "password",
            format!("La contraseña lleva {PASSWORD_MAX_CHARACTERS} caracteres cuando mucho."),
        ));
    }
    if password.matches_text(username.as_str()) {
        return Err(AccountError::field(
            "password",
            "La contraseña no puede ser igual al usuario.",
        ));
    }
    Ok(())
}
