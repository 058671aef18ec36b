//! A page for people: what this is, and what has been received.

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::html::{escape, page, table};
use crate::portal::storage_failed;
use crate::simulator::Simulator;

pub(super) async fn home(State(simulator): State<Simulator>) -> Response {
    let lotes = match simulator.received_lotes().await {
        Ok(lotes) => lotes,
        Err(error) => return storage_failed(&error),
    };
    let rows: Vec<Vec<String>> = lotes
        .iter()
        .rev()
        .take(200)
        .map(|lote| {
            let done = |m: &&crate::ReceivedMovement| m.verdict == "OPERADO";
            vec![
                escape(&lote.id_lote),
                escape(&lote.registro_patronal),
                lote.state.to_string(),
                lote.movements.len().to_string(),
                lote.movements.iter().filter(done).count().to_string(),
                format!("{}…", escape(&lote.huella[..lote.huella.len().min(12)])),
            ]
        })
        .collect();
    let list = if rows.is_empty() {
        "<p>Todavía no se ha recibido ningún lote.</p>".to_owned()
    } else {
        let headings = [
            "Lote",
            "Registro patronal",
            "Estado",
            "Movimientos",
            "Operados",
            "Huella",
        ];
        table(&headings, &rows)
    };
    let body = format!(
        "<p>Esta página imita al portal IDSE para hacer pruebas y demostraciones. \
         Los lotes que recibe se quedan en este equipo.</p>\n<h2>Lotes recibidos</h2>\n{list}"
    );
    page("Simulador de IDSE", &body).into_response()
}
