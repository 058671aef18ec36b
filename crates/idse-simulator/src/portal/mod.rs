//! The portal's requests over HTTP. One file is one request.
//!
//! Written from the domain facts, and for what nobody has published from the same assumptions as
//! the client's, a second time: see `send.rs`, `consult.rs` and `login.rs`.

#[cfg(feature = "faults")]
mod by_hand;
mod challenge;
mod consult;
mod home;
mod login;
mod logout;
mod results;
mod send;

use std::future::Future;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use ring::digest::{SHA256, digest};
use tokio::net::TcpListener;

use crate::certificate::hex;
use crate::html::{escape, page};
use crate::memory::{Memory, Session};
use crate::simulator::Simulator;

/// Where on the listener the portal lives; the real one has the same path.
pub const PORTAL_PATH: &str = "/imss/";

/// A lote of 50,000 movements, signed and in base64 within a form, and room to spare.
const MAX_BODY_BYTES: usize = 32 * 1024 * 1024;

/// On every answer: nothing that came here reached IMSS.
const SIMULATOR_HEADER: HeaderName = HeaderName::from_static("x-idse-simulador");

impl Simulator {
    /// Returns the portal's routes: everything below [`PORTAL_PATH`], and a page for people at `/`.
    pub fn router(&self) -> Router {
        let portal = Router::new()
            .route("/imss", get(home::home))
            .route(PORTAL_PATH, get(home::home))
            .route("/imss/SecuenciaFirma.idse", post(challenge::challenge))
            .route("/imss/AccesoIDSE.idse", post(login::log_in))
            .route("/imss/AfiliaEnvio.idse", post(send::send))
            .route("/imss/AfiliaConsulta.idse", post(consult::consult))
            .route("/imss/AfiliaResultados.idse", post(results::list))
            .route("/imss/AfiliaResultadoLote.idse", get(results::csv))
            .route("/imss/AfiliaAcuse.idse", get(results::acuse))
            .route("/imss/AfiliaResultado.idse", get(results::page_of))
            .route("/imss/CerrarSesion.idse", post(logout::log_out));
        #[cfg(feature = "faults")]
        let portal = portal.layer(axum::middleware::from_fn_with_state(
            self.clone(),
            crate::faults::misbehave,
        ));
        let router = portal.route("/", get(home::home));
        #[cfg(feature = "faults")]
        let router = router.route(
            "/__faults",
            get(crate::faults::show).post(crate::faults::set),
        );
        #[cfg(feature = "faults")]
        let router = router
            .route("/__by_hand/{registro}", post(by_hand::file))
            .route("/__by_hand/{lotes}/{kind}", get(by_hand::download));
        router
            .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
            .layer(axum::middleware::map_response(say_what_it_is))
            .with_state(self.clone())
    }
}

/// Serves the portal until `shutdown` completes.
///
/// # Errors
/// The listener's.
pub async fn serve(
    listener: TcpListener,
    simulator: Simulator,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, simulator.router())
        .with_graceful_shutdown(shutdown)
        .await
}

async fn say_what_it_is(mut response: Response) -> Response {
    let notice = HeaderValue::from_static("nada llega al IMSS");
    response.headers_mut().insert(SIMULATOR_HEADER, notice);
    response
}

/// The portal's no: a page with the words where the portal puts them.
pub(crate) struct Refusal {
    text: String,
    /// Markup below the words.
    more: String,
}

impl Refusal {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            more: String::new(),
        }
    }

    /// With a code before its words.
    fn code(code: &str) -> Self {
        Self::new(format!("{code} {}", crate::dispmag::words(code)))
    }

    fn with(mut self, markup: String) -> Self {
        self.more = markup;
        self
    }

    fn no_session() -> Self {
        Self::new("#01001 La sesión no es válida o ha expirado")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let words = escape(&self.text);
        let body = format!("<div id=\"imsgErrors\">{words}</div>\n{}", self.more);
        page("IDSE", &body).into_response()
    }
}

/// The memory could not be made durable: nothing was changed, and the answer says so.
fn storage_failed(error: &std::io::Error) -> Response {
    tracing::error!(%error, "the state file could not be written");
    let body = "<p>El simulador no pudo guardar; no se recibió nada.</p>";
    (StatusCode::INTERNAL_SERVER_ERROR, page("IDSE", body)).into_response()
}

/// Turns what a change of the memory gave into the answer.
fn answer<T: IntoResponse>(result: std::io::Result<Result<T, Refusal>>) -> Response {
    match result {
        Ok(Ok(response)) => response.into_response(),
        Ok(Err(refusal)) => refusal.into_response(),
        Err(error) => storage_failed(&error),
    }
}

const SESSION_COOKIE: &str = "JSESSIONID";

/// The digest under which a cookie's session is remembered.
fn session_digest(cookie_value: &str) -> String {
    hex(digest(&SHA256, cookie_value.as_bytes()).as_ref())
}

/// The digest of the session cookie a request carries.
fn carried_session(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    cookies
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == SESSION_COOKIE)
        .map(|(_, value)| session_digest(value))
}

/// The session of a request, or the refusal with its marker.
fn session(memory: &mut Memory, headers: &HeaderMap, now: Timestamp) -> Result<Session, Refusal> {
    carried_session(headers)
        .and_then(|digest| memory.session(&digest, now))
        .ok_or_else(Refusal::no_session)
}
