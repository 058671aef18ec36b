//! `POST SecuenciaFirma.idse`: a challenge, as text.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use crate::certificate::hex;
use crate::portal::{Refusal, answer};
use crate::simulator::Simulator;

#[derive(Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[derive(Default)]
pub(super) struct Request {
    site_id: String,
    location: String,
}

pub(super) async fn challenge(
    State(simulator): State<Simulator>,
    Form(request): Form<Request>,
) -> Response {
    let random = (simulator.inner.random)();
    let issued = simulator
        .change(|memory, now| {
            if request.site_id != "9" || request.location.is_empty() {
                return Err(Refusal::new("La solicitud de acceso no está completa"));
            }
            let text = format!("9|{}|{}", now.as_millisecond(), hex(&random[..16]));
            memory.issue_challenge(text.clone(), now);
            Ok(text)
        })
        .await;
    answer(issued)
}
