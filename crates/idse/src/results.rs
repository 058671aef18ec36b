//! `POST AfiliaResultados.idse`: the lotes the portal holds, and what became of each movement
//! (domain facts `[B]`: HTML tables of lotes sent and processed, a CSV link at each processed one).

use crate::client::{Body, Client};
use crate::error::IdseError;
use crate::html::{Cell, Page, Table};
use crate::movements::MovementResult;
use crate::session::SessionCookie;
use crate::text::fold;
use crate::unpublished;

/// Which lotes to ask about.
#[derive(Debug, Clone, Copy, Default)]
pub struct ResultsQuery<'a> {
    /// Their numbers. Empty: all that the portal lists (its newest fifty).
    pub lotes: &'a [String],
}

/// The state of a lote at the portal (domain facts `[B]`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoteState {
    /// −1
    NoProcesado,
    /// 0
    Error,
    /// 1
    Enviado,
    /// 2
    PorProcesar,
    /// 3: every movement has its result.
    Procesado,
    /// A state this program does not know, as it came.
    Other(String),
}

/// One line of the portal's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedLote {
    /// The lote's number.
    pub id_lote: String,
    /// Its state.
    pub state: LoteState,
    /// When the portal received it, as printed; may be empty.
    pub fecha: String,
    /// Where the results are; processed lotes alone have it.
    csv: Option<String>,
    /// Where the receipt is, if the portal offers one.
    acuse: Option<String>,
}

/// A lote with the results of its movements, once it is [`LoteState::Procesado`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoteResult {
    /// Its line in the list.
    pub lote: ListedLote,
    /// One result a movement; empty until it is processed.
    pub movements: Vec<MovementResult>,
    /// The CSV as it came, to be kept as evidence; empty until it is processed.
    pub csv: Vec<u8>,
}

/// A receipt as the portal gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acuse {
    /// The portal's `Content-Type`; empty if it gave none.
    pub content_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Client {
    /// Returns the lotes asked for, each processed one with the results of its movements.
    ///
    /// # Errors
    /// [`IdseError::SessionInvalid`]; [`IdseError::Unintelligible`] if the page lists nothing that
    /// can be read; the transport's kinds. A failure at one lote fails the call: it changes
    /// nothing and may be repeated.
    pub async fn results(
        &self,
        session: &SessionCookie,
        query: ResultsQuery<'_>,
    ) -> Result<Vec<LoteResult>, IdseError> {
        let mut results = Vec::new();
        for lote in self.list_lotes(session, query).await? {
            results.push(self.result_of(session, lote).await?);
        }
        Ok(results)
    }

    /// Returns the lotes asked for and their states, without the movements: one request.
    ///
    /// # Errors
    /// As [`results`](Self::results).
    pub async fn list_lotes(
        &self,
        session: &SessionCookie,
        query: ResultsQuery<'_>,
    ) -> Result<Vec<ListedLote>, IdseError> {
        let id = match query.lotes {
            [one] => one.as_str(),
            _ => "",
        };
        let form = [
            ("loteID", id),
            ("loteFecha", ""),
            ("act", "encuesta"),
            ("paginacion", "50"),
        ];
        let answer = self
            .post("AfiliaResultados.idse", &form, Some(session), Body::Page)
            .await?;
        let listed = listed_lotes(&answer.session_page()?)?;
        let wanted =
            |lote: &ListedLote| query.lotes.is_empty() || query.lotes.contains(&lote.id_lote);
        Ok(listed.into_iter().filter(wanted).collect())
    }

    /// Returns the receipt of a lote; `None` if the portal offers none.
    ///
    /// # Errors
    /// [`IdseError::SessionInvalid`], [`IdseError::ForeignLink`], the transport's kinds.
    pub async fn acuse(
        &self,
        session: &SessionCookie,
        lote: &ListedLote,
    ) -> Result<Option<Acuse>, IdseError> {
        let Some(href) = &lote.acuse else {
            return Ok(None);
        };
        let (content_type, bytes) = self.download(session, href).await?;
        Ok(Some(Acuse {
            content_type,
            bytes,
        }))
    }

    async fn result_of(
        &self,
        session: &SessionCookie,
        lote: ListedLote,
    ) -> Result<LoteResult, IdseError> {
        let (LoteState::Procesado, Some(href)) = (&lote.state, &lote.csv) else {
            return Ok(LoteResult {
                lote,
                movements: Vec::new(),
                csv: Vec::new(),
            });
        };
        let (_, csv) = self.download(session, href).await?;
        Ok(LoteResult {
            movements: unpublished::parse_result_csv(&csv)?,
            csv,
            lote,
        })
    }

    /// A file of the portal. A page in its place is an invalid session or a refusal.
    async fn download(
        &self,
        session: &SessionCookie,
        href: &str,
    ) -> Result<(String, Vec<u8>), IdseError> {
        let url = self.link(href)?;
        let answer = self.get(url, Some(session), Body::File).await?;
        let content_type = answer
            .headers
            .get(reqwest::header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let is_page = fold(&content_type).starts_with("text/html");
        if is_page || !answer.status.is_success() {
            answer.session_page()?;
            return Err(IdseError::Unintelligible {
                what: "el archivo del lote",
            });
        }
        Ok((content_type, answer.body))
    }
}

/// Reads the tables of the page. Columns are found by their headings where the headings are known,
/// else by the places in which one known client finds them: lote, tipo, fecha `[B]`.
pub(crate) fn listed_lotes(page: &Page) -> Result<Vec<ListedLote>, IdseError> {
    let mut lotes = Vec::new();
    let mut seen = false;
    for table in &page.tables {
        let title = fold(&table.title);
        let by_title = if title.contains("procesado") && !title.contains("no procesado") {
            Some(LoteState::Procesado)
        } else if title.contains("enviado") {
            Some(LoteState::Enviado)
        } else {
            None
        };
        let id = table.column(&["lote", "id lote", "idlote", "numero de lote"]);
        if id.is_none() && by_title.is_none() {
            continue;
        }
        seen = true;
        lotes.extend(lotes_of(table, id, by_title.as_ref()));
    }
    if seen {
        Ok(lotes)
    } else {
        Err(IdseError::Unintelligible {
            what: "la lista de lotes",
        })
    }
}

fn lotes_of<'a>(
    table: &'a Table,
    id: Option<usize>,
    by_title: Option<&'a LoteState>,
) -> impl Iterator<Item = ListedLote> + 'a {
    let state = table.column(&["estado", "estatus", "status"]);
    let fecha = table
        .column(&["fecha", "fecha de transaccion", "fecha transaccion"])
        .unwrap_or(2);
    table.rows.iter().filter_map(move |row| {
        if row.iter().all(|cell| cell.heading) {
            return None;
        }
        let text = |at: usize| row.get(at).map(|cell| cell.text.clone());
        let id_lote = text(id.unwrap_or(0))?;
        // A line without a number is a heading or a remark.
        if id_lote.is_empty() || !id_lote.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let state = match state.and_then(text) {
            Some(said) => LoteState::read(&said),
            None => by_title.cloned().unwrap_or(LoteState::Enviado),
        };
        Some(ListedLote {
            id_lote,
            state,
            fecha: text(fecha).unwrap_or_default(),
            csv: link_called(row, "csv"),
            acuse: link_called(row, "acuse").or_else(|| link_called(row, "pdf")),
        })
    })
}

fn link_called(row: &[Cell], name: &str) -> Option<String> {
    let mut links = row.iter().flat_map(|cell| &cell.links);
    links
        .find(|link| fold(&link.text) == name)
        .map(|link| link.href.clone())
}

impl LoteState {
    /// From the number, the words, or both ("3 Procesado").
    fn read(said: &str) -> Self {
        let folded = fold(said);
        let number = folded.split(' ').next().unwrap_or_default();
        match number {
            "-1" | "−1" => return LoteState::NoProcesado,
            "0" => return LoteState::Error,
            "1" => return LoteState::Enviado,
            "2" => return LoteState::PorProcesar,
            "3" => return LoteState::Procesado,
            _ => {}
        }
        match folded.as_str() {
            "no procesado" => LoteState::NoProcesado,
            "error" => LoteState::Error,
            "enviado" => LoteState::Enviado,
            "por procesar" => LoteState::PorProcesar,
            "procesado" => LoteState::Procesado,
            _ => LoteState::Other(said.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Result<Vec<ListedLote>, IdseError> {
        listed_lotes(&Page::parse(html))
    }

    #[test]
    fn lotes_sent_and_processed_are_read_from_their_tables() {
        let lotes = read(
            "<h2>Lotes enviados</h2><table><tr><th>Lote<th>Tipo<th>Fecha<th>Estado\
             <tr><td>12<td>Reingreso<td>2026-01-15 10:32<td>2 Por procesar</table>\
             <h2>Lotes procesados</h2><table><tr><th>Lote<th>Tipo<th>Fecha<th>Archivos\
             <tr><td><a href=x>11</a><td>Baja<td>2026-01-14 09:00\
             <td><a href='Resultado.idse?lote=11'>CSV</a> <a href='Acuse.idse?lote=11'>Acuse</a>",
        )
        .unwrap();
        assert_eq!(lotes[0].state, LoteState::PorProcesar);
        assert_eq!(lotes[0].acuse, None);
        assert_eq!(lotes[1].id_lote, "11");
        assert_eq!(lotes[1].state, LoteState::Procesado);
        assert_eq!(lotes[1].csv.as_deref(), Some("Resultado.idse?lote=11"));
        assert_eq!(lotes[1].acuse.as_deref(), Some("Acuse.idse?lote=11"));
    }

    #[test]
    fn without_known_headings_the_known_places_count() {
        let lotes = read(
            "<h2>Lotes procesados</h2><table><tr><td colspan=4>Resumen</td></tr>\
             <tr class=a><td><a>77</a><td>ALTA<td>15/01/2026<td><a href=f>CSV</a></table>",
        )
        .unwrap();
        assert_eq!(lotes.len(), 1);
        assert_eq!(lotes[0].fecha, "15/01/2026");
    }

    #[test]
    fn an_unknown_state_is_kept_and_an_unknown_page_is_an_error() {
        assert_eq!(LoteState::read("-1"), LoteState::NoProcesado);
        assert_eq!(LoteState::read("Por procesar"), LoteState::PorProcesar);
        assert_eq!(
            LoteState::read("En aclaración"),
            LoteState::Other("En aclaración".into())
        );
        assert!(read("<p>Mantenimiento</p>").is_err());
    }
}
