//! `POST AfiliaConsulta.idse` (assumed): "did you receive the lote of this digest?"

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use crate::html::{fields, page};
use crate::portal::send::receipt;
use crate::portal::{Refusal, answer, session};
use crate::simulator::Simulator;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Request {
    huella: String,
}

pub(super) async fn consult(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    Form(request): Form<Request>,
) -> Response {
    let said = simulator
        .look(|memory, now| {
            let session = session(memory, &headers, now)?;
            if request.huella.len() != 64 {
                return Err(Refusal::new("La huella no es legible"));
            }
            let found = memory.lotes.iter().find(|lote| {
                lote.huella == request.huella && session.registros.contains(&lote.registro_patronal)
            });
            let body = match found {
                Some(lote) => format!("{}{}", fields(&[("recibido", "SI")]), receipt(lote)),
                None => fields(&[("recibido", "NO")]),
            };
            Ok(page("Consulta de lote", &body))
        })
        .await;
    answer(said)
}
