//! `POST CerrarSesion.idse` (assumed): the session ends.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::html::page;
use crate::portal::{answer, carried_session, session};
use crate::simulator::Simulator;

pub(super) async fn log_out(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    let ended = simulator
        .change(|memory, now| {
            session(memory, &headers, now)?;
            if let Some(digest) = carried_session(&headers) {
                memory.sessions.remove(&digest);
            }
            Ok(page("IDSE", "<p>La sesión terminó.</p>"))
        })
        .await;
    answer(ended)
}
