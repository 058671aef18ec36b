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
mod module;
mod results;
mod send;

use std::future::Future;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use tokio::net::TcpListener;

use crate::cookie::{PORTAL_PATH, SessionIsNone, carried_session};
use crate::html::{escape, page};
use crate::memory::{Memory, Session};
use crate::simulator::Simulator;

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
            .route("/imss/Menu.idse", get(module::menu).post(module::menu))
            .route("/imss/Modulos.idse", post(module::module))
            .route("/imss/AfiliaCarga.idse", get(module::form))
            .route("/imss/AfiliaEnvio.idse", post(send::send))
            .route("/imss/movimientos/Transmision.idse", post(send::send))
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
    /// The session is none.
    ends_session: bool,
}

impl Refusal {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            more: String::new(),
            ends_session: false,
        }
    }

    /// With a code before its words.
    fn code(code: &str) -> Self {
        Self::new(format!("{code} {}", crate::words::words(code)))
    }

    fn with(mut self, markup: String) -> Self {
        self.more = markup;
        self
    }

    fn no_session() -> Self {
        Self {
            ends_session: true,
            ..Self::new("#01001 La sesión no es válida o ha expirado")
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let words = escape(&self.text);
        let body = format!("<div id=\"imsgErrors\">{words}</div>\n{}", self.more);
        let mut response = page("IDSE", &body).into_response();
        if self.ends_session {
            response.extensions_mut().insert(SessionIsNone);
        }
        response
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

/// The session of a request, or the refusal with its marker.
fn session(memory: &mut Memory, headers: &HeaderMap, now: Timestamp) -> Result<Session, Refusal> {
    carried_session(headers)
        .and_then(|digest| memory.session(&digest, now))
        .ok_or_else(Refusal::no_session)
}
