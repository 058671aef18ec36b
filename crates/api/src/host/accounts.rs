//! Registering, logging in and out, opening a link.

use service::accounts::{self, Credentials, LoggedIn, Registering};
use service::caller::{Caller, Reader as _};
use service::links;
use service::values::{Password, Token};
use service::{CommonError, ServiceError};

use super::Visit;
use crate::ApiError;
use crate::view::accounts::{LogIn, OpenLink, PortalState, Register, SessionView};

pub(crate) async fn state() -> Result<PortalState, ApiError> {
    let visit = Visit::current()?;
    let state = accounts::state(visit.service())
        .await
        .map_err(|e| visit.refuse(e))?;
    let session = match visit.caller().await {
        Ok(caller) => Some(session_view(&visit, &caller).await?),
        Err(ServiceError::Common(CommonError::NoSession)) => None,
        Err(error) => return Err(visit.refuse(error)),
    };
    Ok(PortalState {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        registration_open: state.registration_open,
        simulator: state.simulator,
        trust_configured: visit.host().trust_configured,
        now: visit.service().now(),
        session,
    })
}

pub(crate) async fn register(request: Register) -> Result<SessionView, ApiError> {
    let visit = Visit::current()?;
    let registering = Registering {
        nombre: request.razon_social,
        rfc: request.rfc,
        administrador: request.name,
        email: request.email,
        username: request.username,
        password: Password::new(request.password),
    };
    let entered = accounts::register(visit.service(), &registering)
        .await
        .map_err(|e| visit.refuse(e))?;
    enter(&visit, entered).await
}

pub(crate) async fn log_in(request: LogIn) -> Result<SessionView, ApiError> {
    let visit = Visit::current()?;
    let credentials = Credentials {
        username: request.username,
        password: Password::new(request.password),
        read_only: request.read_only,
    };
    let entered = accounts::log_in(
        visit.service(),
        &visit.stranger(),
        &credentials,
        visit.token(),
    )
    .await
    .map_err(|e| visit.refuse(e))?;
    enter(&visit, entered).await
}

pub(crate) async fn open_link(request: OpenLink) -> Result<SessionView, ApiError> {
    let visit = Visit::current()?;
    let Some(token) = Token::presented(request.token.trim()) else {
        return Err(visit.refuse(links::LinkError::DoesNotOpen));
    };
    let pin = request.pin.map(Password::new);
    let entered = links::open(visit.service(), &visit.stranger(), &token, pin.as_ref())
        .await
        .map_err(|e| visit.refuse(e))?;
    enter(&visit, entered).await
}

pub(crate) async fn log_out(end_portal: bool) -> Result<(), ApiError> {
    let visit = Visit::current()?;
    let caller = visit.caller().await.map_err(|e| visit.refuse(e))?;
    accounts::log_out(visit.service(), &caller, end_portal)
        .await
        .map_err(|e| visit.refuse(e))?;
    visit.set_cookie(visit.host().cookies.clear());
    Ok(())
}

/// Hands the browser its token and the page its session. The token is always a new one.
async fn enter(visit: &Visit, entered: LoggedIn) -> Result<SessionView, ApiError> {
    let LoggedIn { token, caller } = entered;
    let view = session_view(visit, &caller).await?;
    let until = caller.scope().until;
    visit.set_cookie(
        visit
            .host()
            .cookies
            .set(&token, visit.service().now(), until),
    );
    Ok(view)
}

async fn session_view(visit: &Visit, caller: &Caller) -> Result<SessionView, ApiError> {
    let who = accounts::who(visit.service(), caller)
        .await
        .map_err(|e| visit.refuse(e))?;
    Ok(SessionView {
        empresa: who.empresa,
        name: who.nombre,
        mode: who.mode,
        role: who.role,
        sees_lotes: who.sees_lotes,
        expires_at: who.until,
    })
}
