//! The receipt of a lote, and the answer to "did you receive it?" (assumptions 2 and 4).

use jiff::civil::DateTime;

use crate::client::{Answer, Body, Client};
use crate::error::IdseError;
use crate::html::{Page, Table};
use crate::movements::RefusedMovement;
use crate::session::SessionCookie;
use crate::text::fold;
use crate::unpublished::Huella;

/// What the portal gives at sending (domain facts `[B]` for the five names).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recibo {
    /// `folioFirma`.
    pub folio_firma: String,
    /// `idLote`: the number under which the results will list it.
    pub id_lote: String,
    /// `secuenciaNotariaRecibido`.
    pub secuencia_notaria: String,
    /// `recibo`: the portal's text, to be kept as it came.
    pub recibo: String,
    /// `fechaTrans`: when the portal received it, as it prints it.
    pub fecha_trans: String,
    /// Movements it refused on structure at once; the others go on to be processed.
    pub refused: Vec<RefusedMovement>,
    /// A simulator gave this receipt: it is no evidence of anything at IMSS.
    pub simulated: bool,
}

/// What the portal says about a lote whose answer was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It has it; this is the receipt that was lost.
    Yes(Recibo),
    /// It says that it has not received it.
    No,
    /// Its answer settles nothing: a person decides.
    Unknown,
}

impl Recibo {
    /// Returns [`fecha_trans`](Self::fecha_trans) as local time of Mexico City, if it is `AAAA-MM-DD HH:MM`
    /// with or without seconds.
    #[must_use]
    pub fn received_at(&self) -> Option<DateTime> {
        let text = self.fecha_trans.trim().replacen(' ', "T", 1);
        text.parse().ok()
    }

    /// `None` if the page holds no receipt with a lote number.
    pub(super) fn from_page(page: &Page, simulated: bool) -> Option<Self> {
        let table = page
            .tables
            .iter()
            .find(|table| table.value("idlote").is_some_and(|id| !id.is_empty()))?;
        let value = |name| table.value(name).unwrap_or_default().to_owned();
        Some(Self {
            folio_firma: value("foliofirma"),
            id_lote: value("idlote"),
            secuencia_notaria: value("secuencianotariarecibido"),
            recibo: value("recibo"),
            fecha_trans: value("fechatrans"),
            refused: RefusedMovement::from_page(page),
            simulated,
        })
    }
}

impl RefusedMovement {
    pub(super) fn from_page(page: &Page) -> Vec<Self> {
        page.tables.iter().find_map(Self::table).unwrap_or_default()
    }

    fn table(table: &Table) -> Option<Vec<Self>> {
        let nss = table.column(&["nss", "numero de seguridad social"])?;
        let code = table.column(&["codigo", "codigo de error", "error"])?;
        let renglon = table.column(&["renglon", "registro", "linea"]);
        let tipo = table.column(&["tipo", "tipo de movimiento"]);
        let words = table.column(&["descripcion", "motivo", "mensaje"]);
        let rows = table.rows.iter().skip(1).map(|row| {
            let text = |column: Option<usize>| {
                let cell = column.and_then(|at| row.get(at));
                cell.map(|cell| cell.text.clone()).unwrap_or_default()
            };
            Self {
                renglon: text(renglon).parse().ok(),
                tipo: text(tipo),
                nss: text(Some(nss)),
                code: text(Some(code)),
                text: text(words),
            }
        });
        Some(rows.collect())
    }
}

impl Client {
    /// Returns asks what the portal has received, by the digest of the CMS that was sent. Changes
    /// nothing and may be repeated.
    ///
    /// # Errors
    /// [`IdseError::SessionInvalid`] and the transport's kinds. An answer that settles nothing is
    /// no error but [`Received::Unknown`].
    pub async fn received(
        &self,
        session: &SessionCookie,
        huella: &Huella,
    ) -> Result<Received, IdseError> {
        let huella = huella.to_string();
        let answer = self
            .post(
                "AfiliaConsulta.idse",
                &[("huella", &huella)],
                Some(session),
                Body::Page,
            )
            .await?;
        read_received(&answer)
    }
}

pub(crate) fn read_received(answer: &Answer) -> Result<Received, IdseError> {
    let page = match answer.session_page() {
        Ok(page) => page,
        // A portal without this question, or one that declines it, settles nothing.
        Err(IdseError::Refused { .. }) => return Ok(Received::Unknown),
        Err(IdseError::PortalFailure { status }) if (400..500).contains(&status) => {
            return Ok(Received::Unknown);
        }
        Err(error) => return Err(error),
    };
    let said = page.tables.iter().find_map(|table| table.value("recibido"));
    Ok(match said.map(fold).as_deref() {
        Some("si") => {
            Recibo::from_page(&page, answer.simulated).map_or(Received::Unknown, Received::Yes)
        }
        Some("no") => Received::No,
        _ => Received::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;
    use reqwest::header::HeaderMap;

    use super::*;

    const RECEIPT: &str = "<table><tr><th>recibido<td>SÍ<tr><th>folioFirma<td>1234\
        <tr><th>idLote<td>987<tr><th>secuenciaNotariaRecibido<td>55<tr><th>recibo<td>Recibido\
        <tr><th>fechaTrans<td>2026-01-15 10:32</table>\
        <table><tr><th>Renglón<th>Tipo<th>NSS<th>Código<th>Descripción\
        <tr><td>2<td>08<td>92919084431<td>18<td>UMF inválida</table>";

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            body: body.as_bytes().to_vec(),
            simulated: false,
        }
    }

    #[test]
    fn a_lost_receipt_is_found_again_with_its_refusals() {
        let Received::Yes(recibo) = read_received(&answer(200, RECEIPT)).unwrap() else {
            panic!("the receipt was there");
        };
        assert_eq!(recibo.id_lote, "987");
        assert_eq!(
            recibo.received_at().unwrap().to_string(),
            "2026-01-15T10:32:00"
        );
        assert_eq!(recibo.refused[0].renglon, Some(2));
        assert_eq!(recibo.refused[0].text, "UMF inválida");
    }

    #[test]
    fn only_a_plain_no_is_a_no() {
        let no = "<table><tr><th>recibido<td>NO</table>";
        assert_eq!(read_received(&answer(200, no)).unwrap(), Received::No);
        for unclear in [
            "",
            "<p>Mantenimiento</p>",
            "<table><tr><th>recibido<td>?</table>",
            "<table><tr><th>recibido<td>SI</table>",
            "<div id=imsgErrors>No procede</div>",
        ] {
            let said = read_received(&answer(200, unclear)).unwrap();
            assert_eq!(said, Received::Unknown, "{unclear}");
        }
        assert_eq!(
            read_received(&answer(404, "no existe")).unwrap(),
            Received::Unknown
        );
        assert!(read_received(&answer(503, "")).is_err());
    }
}
