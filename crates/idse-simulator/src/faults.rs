//! Applies the [switches](crate::switches) and the [variant](crate::variant) to requests, and serves
//! `/__faults`.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::certificate::hex;
use crate::cookie::{PORTAL_PATH, SESSION_COOKIE, SessionIsNone, carried_session, session_digest};
use crate::html::page;
use crate::simulator::Simulator;
use crate::switches::{BadAnswer, Faults};
use crate::variant::{EndedSession, Variant};

impl Simulator {
    /// Replaces all switches, as `POST /__faults` does.
    ///
    /// # Errors
    /// The state file's, when sessions are to end and it cannot be written.
    pub async fn set_faults(&self, faults: Faults) -> std::io::Result<()> {
        if faults.expire_sessions {
            self.change(|memory, _| memory.sessions.clear()).await?;
        }
        self.inner.faults.set(Faults {
            expire_sessions: false,
            ..faults
        });
        Ok(())
    }

    /// Gives the session of a request another cookie; the one it came with is worth nothing then.
    async fn rotate(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let old = carried_session(headers)?;
        let cookie = hex(&(self.inner.random)());
        let rotated = self
            .change(|memory, _| {
                let session = memory.sessions.remove(&old)?;
                memory.sessions.insert(session_digest(&cookie), session);
                Some(())
            })
            .await;
        rotated.ok()??;
        HeaderValue::try_from(format!("{SESSION_COOKIE}={cookie}; Path=/imss; HttpOnly")).ok()
    }
}

/// Around every request of the portal.
pub(crate) async fn misbehave(
    State(simulator): State<Simulator>,
    request: Request,
    next: Next,
) -> Response {
    let faults = &simulator.inner.faults;
    if let Some(answer) = faults.request_fault() {
        return faults.misanswer(answer).await;
    }
    let variant = simulator.variant();
    simulator.wait(variant.slow_seconds).await;
    if variant.maintenance {
        let body = "<p>El portal está en mantenimiento programado. Intenta más tarde.</p>";
        return page("Mantenimiento", body).into_response();
    }
    if faults.fails_request() {
        return faults.misanswer(BadAnswer::Failure).await;
    }
    let home = matches!(request.uri().path(), "/imss" | PORTAL_PATH);
    if variant.home_redirects && home {
        return Redirect::to("/imss/Inicio.idse").into_response();
    }
    let headers = request.headers().clone();
    let response = next.run(request).await;
    let mut response = reshaped(&variant, response);
    if variant.rotating_cookies
        && let Some(cookie) = simulator.rotate(&headers).await
    {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    if variant.half_pages {
        return halved(response).await;
    }
    response
}

/// Gives the answer to a session that is none its shape.
fn reshaped(variant: &Variant, response: Response) -> Response {
    if response.extensions().get::<SessionIsNone>().is_none() {
        return response;
    }
    match variant.ended_session {
        EndedSession::Marker => response,
        EndedSession::Redirect => Redirect::to(PORTAL_PATH).into_response(),
        EndedSession::LoginPage => {
            let form = "<form id=\"frmFirma\" method=\"post\" action=\"AccesoIDSE.idse\">\
                <input type=\"file\" id=\"certificado\"><input type=\"file\" id=\"llave\">\
                <input id=\"idUsuario\" name=\"idUsuario\"><input type=\"password\" name=\"password\">\
                <button id=\"botonFirma\" disabled>Iniciar sesión</button></form>";
            page("Acceso", form).into_response()
        }
    }
}

/// The first half of a page; files stay whole.
async fn halved(response: Response) -> Response {
    let kind = response.headers().get(CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes.slice(..bytes.len() / 2)))
}

pub(crate) async fn show(State(simulator): State<Simulator>) -> Json<Faults> {
    Json(simulator.inner.faults.faults().clone())
}

pub(crate) async fn set(
    State(simulator): State<Simulator>,
    Json(faults): Json<Faults>,
) -> Response {
    match simulator.set_faults(faults).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            tracing::error!(%error, "the sessions could not be ended");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
