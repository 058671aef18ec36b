//! Registering, logging in and out, opening a link.

use service::accounts::{self, Asking, Credentials, LoggedIn, Registering};
use service::caller::{Caller, Reader as _};
use service::links;
use service::values::{Password, Token};
use service::{CommonError, ServiceError};

use super::{CookieKind, Refusal, Visit};
use crate::view::accounts::{AskAccess, LogIn, OpenLink, PortalState, Register, SessionView};

pub(crate) async fn state(visit: &Visit) -> Result<PortalState, Refusal> {
    let state = accounts::state(visit.service()).await?;
    let session = match visit.caller().await {
        Ok(caller) => Some(session_view(visit, &caller).await?),
        Err(ServiceError::Common(CommonError::NoSession)) => None,
        Err(error) => return Err(error.into()),
    };
    Ok(PortalState {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        registration: state.registration,
        registration_open: state.registration_open,
        simulator: state.simulator,
        only_email: state.only_email,
        trust_configured: visit.host().trust_configured,
        now: visit.service().now(),
        session,
    })
}

pub(crate) async fn register(visit: &Visit, request: Register) -> Result<SessionView, Refusal> {
    let registering = Registering {
        nombre: request.razon_social,
        rfc: request.rfc,
        administrador: request.name,
        email: request.email,
        username: request.username,
        password: Password::new(request.password),
    };
    accounts::may_register(visit.service(), &visit.stranger()).await?;
    let entered = accounts::register(visit.service(), &registering).await?;
    enter(visit, entered).await
}

pub(crate) async fn ask_access(visit: &Visit, request: AskAccess) -> Result<(), Refusal> {
    let asking = Asking {
        rfc: request.rfc,
        nombre: request.name,
        email: request.email,
    };
    Ok(accounts::ask_access(visit.service(), &visit.stranger(), &asking).await?)
}

pub(crate) async fn log_in(visit: &Visit, request: LogIn) -> Result<SessionView, Refusal> {
    let credentials = Credentials {
        username: request.username,
        password: Password::new(request.password),
        read_only: request.read_only,
    };
    let device = visit.device();
    let stranger = device.stranger(visit);
    let (service, previous) = (visit.service(), visit.token());
    let entered = accounts::log_in(service, &stranger, &credentials, previous).await?;
    let view = enter(visit, entered).await?;
    device.remember(visit);
    Ok(view)
}

pub(crate) async fn open_link(visit: &Visit, request: OpenLink) -> Result<SessionView, Refusal> {
    let Some(token) = Token::presented(request.token.trim()) else {
        return Err(links::LinkError::DoesNotOpen.into());
    };
    let pin = request.pin.map(Password::new);
    let entered = links::open(visit.service(), &visit.stranger(), &token, pin.as_ref()).await?;
    enter(visit, entered).await
}

pub(crate) async fn make_read_only(visit: &Visit) -> Result<SessionView, Refusal> {
    let caller = visit.caller().await?;
    match accounts::make_read_only(visit.service(), &caller).await? {
        Some(entered) => enter(visit, entered).await,
        None => session_view(visit, &caller).await,
    }
}

pub(crate) async fn log_out(visit: &Visit, end_portal: bool) -> Result<(), Refusal> {
    let caller = visit.caller().await?;
    accounts::log_out(visit.service(), &caller, end_portal).await?;
    visit.set_cookie(visit.host().cookies.clear(CookieKind::of(&caller)));
    Ok(())
}

/// Hands the browser its token and the page its session. The token is always a new one.
pub(super) async fn enter(visit: &Visit, entered: LoggedIn) -> Result<SessionView, Refusal> {
    let LoggedIn { token, caller } = entered;
    let view = session_view(visit, &caller).await?;
    let (kind, until) = (CookieKind::of(&caller), caller.scope().until);
    let now = visit.service().now();
    visit.set_cookie(visit.host().cookies.set(kind, &token, now, until));
    Ok(view)
}

async fn session_view(visit: &Visit, caller: &Caller) -> Result<SessionView, Refusal> {
    let who = accounts::who(visit.service(), caller).await?;
    Ok(SessionView {
        empresa: who.empresa,
        name: who.nombre,
        mode: who.mode,
        role: who.role,
        sees_lotes: who.sees_lotes,
        exports: who.exports,
        masked: who.masked,
        expires_at: who.until,
    })
}
