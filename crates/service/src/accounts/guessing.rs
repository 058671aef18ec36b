//! Verifying a password under the bounds of [`crate::attempts`] and of the queue.

use super::error::AccountError;
use crate::Service;
use crate::attempts::{self, Counter, Refused, Reserved};
use crate::caller::Stranger;
use crate::common_error::CommonError;
use crate::records::User;
use crate::store::Unit;
use crate::values::{Digest, Password};

/// Seconds after which a caller who found the queue full may ask again.
const QUEUE_IS_FULL: i64 = 1;

/// Returns the digest and the counter of a device that entered as `target` before; `None` where the
/// browser is not known as one.
async fn trusted<'a>(
    service: &Service,
    stranger: &'a Stranger,
    target: &str,
) -> Result<Option<(&'a Digest, Counter)>, CommonError> {
    let Some(device) = &stranger.device else {
        return Ok(None);
    };
    let counter = Counter::device(target, device);
    let known = attempts::is_trusted(service.store.as_ref(), &counter).await?;
    Ok(known.then_some((device, counter)))
}

/// Verifies a password of `user`, or of nobody, after the same work: the attempt is reserved before it is
/// verified, and the caller gives it back if it was right.
///
/// # Errors
///
/// [`AccountError::WrongCredentials`]; [`AccountError::TooManyAttempts`], at once, where there were too many
/// or the queue is full.
pub(super) async fn verify(
    service: &Service,
    stranger: &Stranger,
    target: &str,
    user: Option<&User>,
    password: &Password,
) -> Result<Reserved, AccountError> {
    let (now, store) = (service.now(), service.store.as_ref());
    let trusted = trusted(service, stranger, target).await?;
    let is_trusted = trusted.is_some();
    let (place, counters) = match trusted {
        Some((device, counter)) => (device.to_string(), vec![counter]),
        None => (
            stranger.address.clone(),
            vec![
                Counter::login_from(target, &stranger.address),
                Counter::address(&stranger.address),
                Counter::login(target),
            ],
        ),
    };
    attempts::look(store, now, &counters).await?;
    let place = service.waiting_room.enter(&place, is_trusted);
    let place = place.ok_or(AccountError::TooManyAttempts {
        seconds: QUEUE_IS_FULL,
    })?;
    let reserved = attempts::reserve(store, now, counters).await?;
    let hash = user.map(|user| &user.password);
    let right = service.hasher.verify(hash, password).await?;
    drop(place);
    if right {
        Ok(reserved)
    } else {
        Err(AccountError::WrongCredentials)
    }
}

/// Verifies the password of a person who is in and confirms something with it.
///
/// # Errors
///
/// A field error beside `current` if it is another; too many attempts.
pub(super) async fn confirm(
    service: &Service,
    user: &User,
    password: &Password,
) -> Result<(), AccountError> {
    let (now, store) = (service.now(), service.store.as_ref());
    let counter = Counter::confirming(user.empresa, &user.id.to_string());
    let place = service.waiting_room.enter(&user.id.to_string(), true);
    let place = place.ok_or(AccountError::TooManyAttempts {
        seconds: QUEUE_IS_FULL,
    })?;
    let reserved = attempts::reserve(store, now, vec![counter]).await?;
    let right = service
        .hasher
        .verify(Some(&user.password), password)
        .await?;
    drop(place);
    if !right {
        return Err(AccountError::field(
            "current",
            "Esa no es tu contraseña de ahora. Revísala.",
        ));
    }
    Ok(attempts::give_back(store, now, reserved).await?)
}

/// Counts one request that makes the server send mail or make a company.
///
/// # Errors
///
/// Too many of them from this address.
pub(super) async fn count_asking(
    service: &Service,
    stranger: &Stranger,
) -> Result<(), AccountError> {
    let counter = Counter::asked_from(&stranger.address);
    attempts::reserve(service.store.as_ref(), service.now(), vec![counter]).await?;
    Ok(())
}

/// Remembers the browser as one that entered as this user.
pub(super) async fn trust(
    service: &Service,
    stranger: &Stranger,
    target: &str,
) -> Result<(), CommonError> {
    if let Some(device) = &stranger.device {
        let counter = Counter::device(target, device);
        attempts::trust(service.store.as_ref(), service.now(), &counter).await?;
    }
    Ok(())
}

/// Hashes a right password again where its hash was made with other parameters than today's. A user who
/// changed at this very moment is left for the next login.
pub(super) async fn rehash(service: &Service, user: &User, password: &Password) {
    if !service.hasher.is_outdated(&user.password) {
        return;
    }
    let hashed = service.hasher.hash(service.random.as_ref(), password).await;
    let Ok(password) = hashed else { return };
    let new = User {
        password,
        ..user.clone()
    };
    let unit = Unit::going_on().update(user.clone(), new);
    if let Err(error) = service.store.commit(unit).await {
        tracing::info!(user = %user.id, %error, "the password was not hashed again");
    }
}

impl From<Refused> for AccountError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Wait(seconds) => Self::TooManyAttempts { seconds },
            Refused::Locked => Self::TooManyAttempts { seconds: 15 * 60 },
            Refused::Store(error) => Self::Common(error.into()),
        }
    }
}
