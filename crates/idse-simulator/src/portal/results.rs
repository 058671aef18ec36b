//! `POST AfiliaResultados.idse`: lotes sent and processed; and the files of one lote.

use axum::Form;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::calendar::mexico;
use crate::dispmag::words;
use crate::html::{escape, fields, page, table};
use crate::memory::{Line, Lote, Session, Verdict};
use crate::portal::{Refusal, answer, session};
use crate::simulator::Simulator;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ListRequest {
    #[serde(rename = "loteID")]
    lote_id: String,
    act: String,
    paginacion: usize,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct FileRequest {
    lote: String,
}

pub(super) async fn list(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    Form(request): Form<ListRequest>,
) -> Response {
    let delay = simulator.inner.processing_delay;
    let listed = simulator
        .look(|memory, now| {
            let session = session(memory, &headers, now)?;
            if request.act != "encuesta" {
                return Err(Refusal::new("La consulta no está completa"));
            }
            let asked = |lote: &&Lote| {
                let mine = session.registros.contains(&lote.registro_patronal);
                mine && (request.lote_id.is_empty() || request.lote_id == lote.id)
            };
            let newest = memory.lotes.iter().rev().filter(asked);
            let (processed, sent): (Vec<&Lote>, Vec<&Lote>) = newest
                .take(request.paginacion.clamp(1, 50))
                .partition(|lote| lote.state(now, delay) == 3);
            let row = |lote: &Lote, last: String| {
                let fecha = mexico(lote.received).strftime("%Y-%m-%d %H:%M").to_string();
                vec![lote.id.clone(), tipo(lote).to_owned(), fecha, last]
            };
            let sent: Vec<Vec<String>> = sent
                .into_iter()
                .map(|lote| row(lote, state_words(lote.state(now, delay)).to_owned()))
                .collect();
            let processed: Vec<Vec<String>> = processed
                .into_iter()
                .map(|lote| row(lote, links(lote)))
                .collect();
            let body = format!(
                "<h2>Lotes enviados</h2>\n{}<h2>Lotes procesados</h2>\n{}",
                table(&["Lote", "Tipo", "Fecha", "Estado"], &sent),
                table(&["Lote", "Tipo", "Fecha", "Archivos"], &processed),
            );
            Ok(page("Resultados", &body))
        })
        .await;
    answer(listed)
}

pub(super) async fn csv(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    Query(request): Query<FileRequest>,
) -> Response {
    file(&simulator, &headers, &request, |lote| {
        download(
            "text/csv; charset=utf-8",
            &format!("lote-{}.csv", lote.id),
            results_csv(lote),
        )
    })
    .await
}

/// The constancia of a lote; of several, named with commas, one block each.
pub(super) async fn acuse(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    Query(request): Query<FileRequest>,
) -> Response {
    let made = simulator
        .look(|memory, now| {
            let session = session(memory, &headers, now)?;
            let lotes: Option<Vec<&Lote>> = request
                .lote
                .split(',')
                .map(|id| mine(&memory.lotes, &session, id))
                .collect();
            let lotes = lotes.ok_or_else(no_lote)?;
            Ok(constancia(&lotes))
        })
        .await;
    answer(made)
}

/// The results of a lote as a page.
pub(super) async fn page_of(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    Query(request): Query<FileRequest>,
) -> Response {
    file(&simulator, &headers, &request, whole_page).await
}

/// The constancia of some lotes as a file.
pub(super) fn constancia(lotes: &[&Lote]) -> Response {
    let ids: Vec<&str> = lotes.iter().map(|lote| lote.id.as_str()).collect();
    let name = format!("acuse-{}.pdf", ids.join("-"));
    download("application/pdf", &name, crate::constancia::pdf(lotes))
}

/// The results of a lote as a page, for a person to save.
pub(super) fn whole_page(lote: &Lote) -> Response {
    page("Resultado del lote", &results_page(lote)).into_response()
}

fn mine<'a>(lotes: &'a [Lote], session: &Session, id: &str) -> Option<&'a Lote> {
    lotes.iter().find(|lote| {
        let mine = session.registros.contains(&lote.registro_patronal);
        mine && lote.id == id && lote.processed
    })
}

fn no_lote() -> Refusal {
    Refusal::new("El lote no existe o no se ha procesado")
}

async fn file(
    simulator: &Simulator,
    headers: &HeaderMap,
    request: &FileRequest,
    make: impl FnOnce(&Lote) -> Response,
) -> Response {
    let made = simulator
        .look(|memory, now| {
            let session = session(memory, headers, now)?;
            mine(&memory.lotes, &session, &request.lote)
                .map(make)
                .ok_or_else(no_lote)
        })
        .await;
    answer(made)
}

fn download(content_type: &'static str, name: &str, body: impl IntoResponse) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (CONTENT_TYPE, content_type.to_owned()),
        (CONTENT_DISPOSITION, disposition),
    ];
    (headers, body).into_response()
}

fn links(lote: &Lote) -> String {
    let id = &lote.id;
    format!(
        "<a href=\"AfiliaResultadoLote.idse?lote={id}\">CSV</a> \
         <a href=\"AfiliaAcuse.idse?lote={id}\">Acuse</a> \
         <a href=\"AfiliaResultado.idse?lote={id}\">Ver</a>"
    )
}

/// The type of the lote's records, if they are of one.
fn tipo(lote: &Lote) -> &str {
    let first = lote.lines.first().map_or("", |line| line.tipo.as_str());
    if lote.lines.iter().all(|line| line.tipo == first) {
        first
    } else {
        "00"
    }
}

fn state_words(state: i8) -> &'static str {
    match state {
        -1 => "-1 No procesado",
        0 => "0 Error",
        1 => "1 Enviado",
        2 => "2 Por procesar",
        _ => "3 Procesado",
    }
}

/// Resultado, código and descripción of a line.
fn verdict(line: &Line) -> (&'static str, &str, &'static str) {
    match &line.verdict {
        Verdict::Pending => ("PENDIENTE", "", ""),
        Verdict::Operado => ("OPERADO", "", ""),
        Verdict::Refused(code) | Verdict::Rechazado(code) => ("RECHAZADO", code, words(code)),
    }
}

fn full_name(line: &Line) -> String {
    let movement = line.movement.as_ref();
    movement.map_or_else(String::new, |m| {
        format!("{} {} {}", m.paterno, m.materno, m.nombre)
    })
}

pub(super) fn results_csv(lote: &Lote) -> String {
    let mut csv =
        String::from("Renglón,Tipo,NSS,Nombre,Fecha,Resultado,Código,Descripción,Extemporáneo\r\n");
    for line in &lote.lines {
        let (outcome, code, words) = verdict(line);
        let fecha = line.movement.as_ref().map(|m| m.fecha.to_string());
        let cells = [
            line.renglon.to_string(),
            line.tipo.clone(),
            line.nss.clone(),
            full_name(line),
            fecha.unwrap_or_default(),
            outcome.to_owned(),
            code.to_owned(),
            words.to_owned(),
            if line.extemporaneo { "SI" } else { "NO" }.to_owned(),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
        csv.push_str(&cells.join(","));
        csv.push_str("\r\n");
    }
    csv
}

fn csv_cell(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text.to_owned()
}

fn results_page(lote: &Lote) -> String {
    let facts = fields(&[
        ("Lote", &lote.id),
        ("Folio", &lote.folio),
        ("Registro patronal", &lote.registro_patronal),
        (
            "Recepción",
            &mexico(lote.received).strftime("%Y-%m-%d %H:%M").to_string(),
        ),
    ]);
    let rows: Vec<Vec<String>> = lote
        .lines
        .iter()
        .map(|line| {
            let (outcome, code, words) = verdict(line);
            let fecha = line.movement.as_ref().map(|m| m.fecha.to_string());
            let late = if line.extemporaneo { "SI" } else { "NO" };
            let cells = [
                line.renglon.to_string(),
                line.tipo.clone(),
                line.nss.clone(),
                full_name(line),
                fecha.unwrap_or_default(),
                outcome.to_owned(),
                code.to_owned(),
                words.to_owned(),
                late.to_owned(),
            ];
            cells.iter().map(|cell| escape(cell)).collect()
        })
        .collect();
    let headings = [
        "Renglón",
        "Tipo",
        "NSS",
        "Nombre",
        "Fecha",
        "Resultado",
        "Código",
        "Descripción",
        "Extemporáneo",
    ];
    format!("{facts}<h2>Movimientos</h2>\n{}", table(&headings, &rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_a_comma_or_a_quote_is_quoted() {
        assert_eq!(csv_cell("MUÑOZ"), "MUÑOZ");
        assert_eq!(csv_cell("a,b \"c\""), "\"a,b \"\"c\"\"\"");
    }
}
