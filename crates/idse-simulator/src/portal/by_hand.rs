//! What a person does at the portal with her own browser, for tests: she uploads a file and signs it there,
//! and downloads what became of it. Compiled only with the cargo feature `faults`.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::results::{constancia, results_csv, whole_page};
use super::send::{Signed, lote_of};
use super::{Refusal, answer};
use crate::memory::Lote;
use crate::simulator::Simulator;

/// `POST /__by_hand/{registro}`: a DISPMAG, processed at once. Answers the lote's number.
pub(super) async fn file(
    State(simulator): State<Simulator>,
    Path(registro): Path<String>,
    dispmag: Bytes,
) -> Response {
    let random = (simulator.inner.random)();
    let portal = &simulator.inner;
    let received = simulator
        .change(|memory, now| {
            let known = portal
                .seed
                .registros_patronales
                .iter()
                .find(|r| r.numero == registro);
            let known = known.ok_or_else(|| Refusal::new("El registro patronal no existe"))?;
            let signed = Signed {
                huella: String::new(),
                serial: String::new(),
            };
            let content = (&dispmag[..], None);
            let mut lote = lote_of(portal, memory, known, content, signed, random, now)?;
            lote.process(&mut memory.register, portal.seed.unknown_trabajadores);
            let id = lote.id.clone();
            memory.lotes.push(lote);
            Ok(Json(json!({ "id": id })))
        })
        .await;
    answer(received)
}

/// `GET /__by_hand/{lotes}/{kind}`: `csv` or `html` of one lote, `pdf` of one or, with commas, of several.
pub(super) async fn download(
    State(simulator): State<Simulator>,
    Path((lotes, kind)): Path<(String, String)>,
) -> Response {
    let made = simulator
        .look(|memory, _| {
            let named: Option<Vec<&Lote>> = lotes
                .split(',')
                .map(|id| {
                    memory
                        .lotes
                        .iter()
                        .find(|lote| lote.id == id && lote.processed)
                })
                .collect();
            let named =
                named.ok_or_else(|| Refusal::new("El lote no existe o no se ha procesado"))?;
            match (kind.as_str(), named.as_slice()) {
                ("pdf", lotes) => Ok(constancia(lotes)),
                ("csv", [lote]) => Ok(results_csv(lote).into_response()),
                ("html", [lote]) => Ok(whole_page(lote)),
                _ => Err(Refusal::new("Ese archivo no existe")),
            }
        })
        .await;
    answer(made)
}
