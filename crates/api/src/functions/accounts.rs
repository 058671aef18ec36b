//! Who is there: the state of the installation, registering, logging in and out.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::ApiError;
// Requests are named by path: each function makes a type of its own name beside it.
use crate::view::accounts::{self as view, PortalState, SessionView};

/// What the page needs to know before anything else; open to strangers.
#[server(prefix = "/api", endpoint = "accounts/state", input = Json, output = Json)]
pub async fn state() -> Result<PortalState, ApiError> {
    crate::host::accounts::state().await
}

/// Registers the first company and its administrator, and logs in.
#[server(prefix = "/api", endpoint = "accounts/register", input = Json, output = Json)]
pub async fn register(request: view::Register) -> Result<SessionView, ApiError> {
    crate::host::accounts::register(request).await
}

/// Opens a session, full or consult-only.
#[server(prefix = "/api", endpoint = "accounts/log-in", input = Json, output = Json)]
pub async fn log_in(request: view::LogIn) -> Result<SessionView, ApiError> {
    crate::host::accounts::log_in(request).await
}

/// Exchanges a consult link's token for a read-only session.
#[server(prefix = "/api", endpoint = "accounts/open-link", input = Json, output = Json)]
pub async fn open_link(request: view::OpenLink) -> Result<SessionView, ApiError> {
    crate::host::accounts::open_link(request).await
}

/// Ends the session. With `end_portal` the sessions at IDSE it opened are ended too.
#[server(prefix = "/api", endpoint = "accounts/log-out", input = Json, output = Json)]
pub async fn log_out(end_portal: bool) -> Result<(), ApiError> {
    crate::host::accounts::log_out(end_portal).await
}
