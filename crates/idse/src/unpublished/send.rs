//! The request that sends a lote (assumptions 1 to 3).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imss::id::RegistroPatronal;

use crate::client::{Answer, Client};
use crate::error::{IdseError, SendError};
use crate::movements::RefusedMovement;
use crate::session::SessionCookie;
use crate::unpublished::{Huella, Recibo, back_to_login, code_of, invalid_session};

/// The movement types inside a lote. Files are of one type each `[A]`; whether a lote may mix them
/// is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoteContents {
    /// 08
    Reingresos,
    /// 07
    Modificaciones,
    /// 02
    Bajas,
    /// Several types in one lote.
    Mixed,
}

/// A signed lote, ready to go.
#[derive(Debug, Clone, Copy)]
pub struct OutgoingLote<'a> {
    /// The registro patronal of every record.
    pub registro_patronal: RegistroPatronal,
    /// Its movement types.
    pub contents: LoteContents,
    /// CMS `SignedData` in DER: the DISPMAG attached, CAdES attributes.
    pub cms_der: &'a [u8],
}

impl LoteContents {
    fn code(self) -> &'static str {
        match self {
            LoteContents::Reingresos => "08",
            LoteContents::Modificaciones => "07",
            LoteContents::Bajas => "02",
            LoteContents::Mixed => "00",
        }
    }
}

impl Client {
    /// Sends a lote once. Never retries.
    ///
    /// # Errors
    /// [`SendError`]: certainly not sent, refused, session invalid, or unknown. What is not
    /// certainly one of the first three is unknown.
    pub async fn send_lote(
        &self,
        session: &SessionCookie,
        lote: OutgoingLote<'_>,
    ) -> Result<Recibo, SendError> {
        let huella = Huella::of(lote.cms_der).to_string();
        let cms = STANDARD.encode(lote.cms_der);
        let form = [
            ("registroPatronal", lote.registro_patronal.as_str()),
            ("tipoMovimiento", lote.contents.code()),
            ("huella", &huella),
            ("lote", &cms),
        ];
        let answer = self
            .post_lote("AfiliaEnvio.idse", &form, session)
            .await
            .map_err(not_answered)?;
        read_answer(&answer)
    }
}

/// Of the transport's failures only these come before a single byte of the request was written.
fn not_answered(error: IdseError) -> SendError {
    match error {
        IdseError::Unreachable(_) | IdseError::ForeignLink => SendError::NotSent(error),
        IdseError::SessionInvalid { text } => SendError::SessionInvalid { text },
        other => SendError::Unknown(other),
    }
}

pub(crate) fn read_answer(answer: &Answer) -> Result<Recibo, SendError> {
    let page = answer.page();
    if let Some(text) = invalid_session(&page) {
        return Err(SendError::SessionInvalid { text });
    }
    // A receipt counts whatever else the page says: it proves that the portal has the lote.
    if let Some(recibo) = Recibo::from_page(&page, answer.simulated) {
        return Ok(recibo);
    }
    if let Some(text) = back_to_login(answer, &page) {
        return Err(SendError::SessionInvalid { text });
    }
    let status = answer.status.as_u16();
    // These say that the request as such was not taken. Every other failure status may come after
    // the portal stored the lote.
    let not_taken = matches!(status, 400 | 404 | 405 | 411 | 413 | 414 | 415 | 431);
    if not_taken || answer.status.is_success() {
        let text = match (&page.error, not_taken) {
            (Some(text), _) => Some(text.clone()),
            (None, true) => Some(format!("respuesta {status}")),
            (None, false) => None,
        };
        if let Some(text) = text {
            return Err(SendError::Refused {
                code: code_of(&text),
                refused: RefusedMovement::from_page(&page),
                text,
            });
        }
        return Err(SendError::Unknown(IdseError::Unintelligible {
            what: "el recibo del lote",
        }));
    }
    Err(SendError::Unknown(IdseError::PortalFailure { status }))
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;
    use reqwest::header::HeaderMap;

    use super::*;

    fn read(status: u16, body: &str) -> Result<Recibo, SendError> {
        read_answer(&Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            body: body.as_bytes().to_vec(),
            simulated: true,
        })
    }

    #[test]
    fn a_refusal_carries_code_words_and_movements() {
        let refusal = read(
            200,
            "<div id=imsgErrors>05 El lote no tiene ningún movimiento válido</div>\
             <table><tr><th>NSS<th>Código<th>Descripción<tr><td>1<td>03<td>NSS erróneo</table>",
        );
        let Err(SendError::Refused { code, refused, .. }) = refusal else {
            panic!("it was a refusal");
        };
        assert_eq!(code.as_deref(), Some("05"));
        assert_eq!(refused[0].code, "03");
    }

    #[test]
    fn an_unreadable_answer_leaves_the_lote_in_doubt() {
        for (status, body) in [
            (200, ""),
            (200, "<p>Mantenimiento programado</p>"),
            (200, "<table><tr><th>idLote<td></table>"),
            (302, ""),
            (408, ""),
            (429, ""),
            (500, "error"),
            (502, "<div id=imsgErrors>Bad gateway</div>"),
            (504, ""),
        ] {
            assert!(
                matches!(read(status, body), Err(SendError::Unknown(_))),
                "{status} {body}"
            );
        }
    }

    #[test]
    fn an_invalid_session_and_a_request_not_taken_are_certain() {
        let ended = read(200, "<div id=imsgErrors>#01001 sesión no válida</div>");
        assert!(matches!(ended, Err(SendError::SessionInvalid { .. })));
        let too_large = read(413, "");
        assert!(matches!(too_large, Err(SendError::Refused { .. })));
    }

    #[test]
    fn the_login_page_or_a_redirect_to_it_is_an_ended_session() {
        const LOGIN: &str = "<form><input id=idUsuario><input type=password name=password></form>";
        assert!(matches!(
            read(200, LOGIN),
            Err(SendError::SessionInvalid { .. })
        ));
        let redirected = |location: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("location", location.parse().unwrap());
            read_answer(&Answer {
                status: StatusCode::FOUND,
                headers,
                body: Vec::new(),
                simulated: true,
            })
        };
        for login in [
            "/imss/",
            "https://idse.imss.gob.mx/imss",
            "Login.idse?x=1",
            "/imss/index.jsp",
        ] {
            assert!(
                matches!(redirected(login), Err(SendError::SessionInvalid { .. })),
                "{login}"
            );
        }
        // After a sending, a redirect to anything else may follow a lote that was taken.
        let receipt = redirected("/imss/AfiliaRecibo.idse?lote=7");
        assert!(matches!(receipt, Err(SendError::Unknown(_))));
        // A form that signs asks for a password too.
        let signing = "<input type=password><table><tr><th>idLote<td>7</table>";
        assert_eq!(read(200, signing).unwrap().id_lote, "7");
    }

    #[test]
    fn a_receipt_counts_even_beside_a_message() {
        let page = "<div id=imsgErrors>Aviso</div><table><tr><th>idLote<td>7</table>";
        assert_eq!(read(200, page).unwrap().id_lote, "7");
    }
}
