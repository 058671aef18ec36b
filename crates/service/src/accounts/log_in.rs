//! User and password in, session out.

use super::error::AccountError;
use super::guessing;
use super::session_caller::caller_of;
use super::sessions::{open_session, session_writes};
use crate::Service;
use crate::attempts;
use crate::caller::{Caller, Stranger};
use crate::events::Event;
use crate::records::{Action, SessionKind};
use crate::store::Unit;
use crate::values::{Password, Token, Username};

/// What a person types to come in.
pub struct Credentials {
    /// The username, as typed.
    pub username: String,
    /// The account's password.
    pub password: Password,
    /// Whether a session of "sólo consulta" is asked for.
    pub read_only: bool,
}

/// Returns a new token by which a browser is recognised later, when a password is typed in it.
pub fn new_device(service: &Service) -> Token {
    Token::mint(service.random.as_ref())
}

/// A session that was opened.
pub struct LoggedIn {
    /// The token, for the cookie. It is here and kept nowhere.
    pub token: Token,
    /// Its caller.
    pub caller: Caller,
}

/// Opens a session for a user. A session that the browser held before (`previous`) ends: the token
/// is never carried over a login.
///
/// # Errors
///
/// One and the same for a wrong user and a wrong password, after the same work; too many attempts.
pub async fn log_in(
    service: &Service,
    stranger: &Stranger,
    credentials: &Credentials,
    previous: Option<&Token>,
) -> Result<LoggedIn, AccountError> {
    let name = credentials.username.parse::<Username>();
    let target = name.as_ref().map_or("(no name)", Username::as_str);
    let user = match &name {
        Ok(name) => service
            .store
            .user_by_name(name)
            .await?
            .filter(|user| user.active),
        Err(_) => None,
    };
    let password = &credentials.password;
    let verified = guessing::verify(service, stranger, target, user.as_ref(), password).await;
    let reserved = verified.inspect_err(|error| {
        let user = user.as_ref().map(|user| user.id.to_string());
        tracing::info!(user, address = stranger.address, %error, "a login was refused");
    })?;
    let user = user.ok_or(AccountError::WrongCredentials)?;
    attempts::give_back(service.store.as_ref(), service.now(), reserved).await?;
    guessing::trust(service, stranger, target).await?;
    guessing::rehash(service, &user, password).await;

    let kind = if credentials.read_only {
        SessionKind::ReadOnly { user: user.id }
    } else {
        SessionKind::Full { user: user.id }
    };
    let (token, session) = open_session(service, user.empresa, kind);
    let caller = caller_of(&session, &user).calling_from(&stranger.address);
    let entry = service.audit(
        user.empresa,
        caller.by(),
        Action::LoggedIn,
        format!("user:{}", user.id),
    );
    let unit = session_writes(service, Unit::audited(entry), session, previous).await?;
    service.store.commit(unit).await?;
    if previous.is_some() {
        service.events().publish(user.empresa, Event::SessionEnded);
    }
    tracing::info!(user = %user.id, read_only = caller.full().is_err(), "logged in");
    Ok(LoggedIn { token, caller })
}
