//! **What nobody has published about IDSE, in one place.**
//!
//! Everything in this folder is assumed: no document, client or recording of these requests is
//! public. The simulator speaks the same assumptions, written a second time and apart. When the
//! real requests are known, this folder changes and nothing else should have to.
//!
//! The assumptions:
//!
//! 1. *Sending a lote* ([`Client::send_lote`]): `POST AfiliaEnvio.idse`, form `registroPatronal`
//!    (11 characters), `tipoMovimiento` (`08`, `07`, `02`, or `00` for a lote of several types),
//!    `huella` (SHA-256 of the CMS, 64 lower-case hex digits) and `lote` (the CMS in DER, base64
//!    without line breaks). The CMS has its content attached and CAdES attributes. Its size is not
//!    limited here.
//! 2. *The answer to a lote*: an HTML page with a table of two columns whose rows are called
//!    `folioFirma`, `idLote`, `secuenciaNotariaRecibido`, `recibo` and `fechaTrans` (the names are
//!    domain facts `[B]`, their place in a page is assumed), and a second table of the movements
//!    refused on structure, with the columns `Renglón`, `Tipo`, `NSS`, `Código`, `Descripción`.
//! 3. *A refusal* of a whole request: the words are in the element `imsgErrors`, which is where
//!    the login page has them `[C]`; a code may precede them, as in `05 El lote no tiene…`. An
//!    invalid session carries `#01001` `[C]`. That such words in answer to a lote mean "not taken"
//!    is assumed: before a refused lote is sent again, asking [`Client::received`] costs one request.
//! 4. *Asking what the portal has received* ([`Client::received`]): `POST AfiliaConsulta.idse`,
//!    form `huella`; the answer has a table with the row `recibido`, `SI` or `NO`, and for `SI`
//!    the rows of the receipt. If the real portal has no such question, the answer is
//!    [`Received::Unknown`] and a person decides.
//! 5. *Which registros patronales a login covers*: the page after login has a table with the
//!    columns `Registro patronal` and `Razón social`. A page without it means "it did not say".
//! 6. *Ending a session* ([`Client::end_session`]): `POST CerrarSesion.idse`, empty form.
//! 7. *The CSV of a lote's results*: a heading line; its columns are found by name, in any order.

mod covered;
mod receipt;
mod result_csv;
mod send;

use std::fmt;

use sha2::{Digest, Sha256};

use crate::client::{Answer, Body, Client};
use crate::error::IdseError;
use crate::html::Page;
use crate::session::SessionCookie;

pub use covered::CoveredRegistro;
pub(crate) use covered::covered_registros;
#[cfg(feature = "fuzzing")]
pub(crate) use receipt::read_received;
pub use receipt::{Received, Recibo};
pub(crate) use result_csv::parse as parse_result_csv;
#[cfg(feature = "fuzzing")]
pub(crate) use send::read_answer;
pub use send::{LoteContents, OutgoingLote};

/// SHA-256 of a lote's CMS in DER: what the portal is asked about after a lost answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Huella([u8; 32]);

impl Huella {
    /// Returns the digest of `cms_der`.
    #[must_use]
    pub fn of(cms_der: &[u8]) -> Self {
        Self(Sha256::digest(cms_der).into())
    }

    /// Returns a digest computed earlier and kept with the lote.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

/// 64 lower-case hex digits.
impl fmt::Display for Huella {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The marker of a session the portal does not know (domain facts `[C]`).
const INVALID_SESSION_MARKER: &str = "#01001";

/// The portal's words if the page says that the session is not valid.
pub(crate) fn invalid_session(page: &Page) -> Option<String> {
    let said = page.error.as_deref().unwrap_or(&page.text);
    said.contains(INVALID_SESSION_MARKER)
        .then(|| page.error.clone().or_else(|| page.summary()))
        .flatten()
}

/// Words of the paths that a login has; a redirect to one of them, or to the first page, ends a session.
const LOGIN_PATHS: [&str; 4] = ["acceso", "login", "ingres", "index"];

/// Why the session is over, if the answer to a request within it is the login page, or sends there.
pub(crate) fn back_to_login(answer: &Answer, page: &Page) -> Option<String> {
    if page.asks_for_user && page.asks_for_password {
        return Some("volvió a mostrar la página de acceso".to_owned());
    }
    if !answer.status.is_redirection() {
        return None;
    }
    let location = answer.headers.get(reqwest::header::LOCATION)?;
    let location = location.to_str().ok()?.to_ascii_lowercase();
    let path = location.split(['?', '#', ';']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let home = last.is_empty() || last == "imss";
    (home || LOGIN_PATHS.iter().any(|word| last.contains(word)))
        .then(|| "mandó a la página de acceso".to_owned())
}

/// The portal's words if the page after a login is a refusal: it has a message, or it is the login
/// page again.
pub(crate) fn login_refusal(page: &Page) -> Option<String> {
    if let Some(text) = &page.error {
        return Some(text.clone());
    }
    page.asks_for_password.then(|| {
        page.summary()
            .unwrap_or_else(|| "volvió a mostrar la página de acceso".to_owned())
    })
}

/// Takes `05 El lote…` apart into the code and the whole text.
pub(crate) fn code_of(text: &str) -> Option<String> {
    let first = text.split_whitespace().next()?;
    let digits = first.trim_end_matches([':', '.', '-']);
    let is_code = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    is_code.then(|| digits.to_owned())
}

impl Answer {
    /// Parses the answer to a request within a session. An invalid session and a refusal are errors,
    /// whatever HTTP status they came with.
    pub(crate) fn session_page(&self) -> Result<Page, IdseError> {
        let page = self.page();
        if let Some(text) = invalid_session(&page).or_else(|| back_to_login(self, &page)) {
            return Err(IdseError::SessionInvalid { text });
        }
        self.expect_success()?;
        if let Some(text) = &page.error {
            return Err(IdseError::Refused { text: text.clone() });
        }
        Ok(page)
    }
}

impl Client {
    /// Ends the session at the portal, so that its cookie is worth nothing any more. A session the
    /// portal no longer knows counts as ended.
    ///
    /// # Errors
    /// The transport's kinds: the session may then live on until it expires.
    pub async fn end_session(&self, session: &SessionCookie) -> Result<(), IdseError> {
        let answer = self
            .post("CerrarSesion.idse", &[], Some(session), Body::Page)
            .await?;
        match answer.session_page() {
            Ok(_) | Err(IdseError::SessionInvalid { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_session_is_known_by_its_marker() {
        let page = Page::parse("<div id=imsgErrors>#01001 La sesi&oacute;n expir&oacute;</div>");
        assert_eq!(
            invalid_session(&page).as_deref(),
            Some("#01001 La sesión expiró")
        );
        assert!(invalid_session(&Page::parse("<p>Todo bien</p>")).is_none());
    }

    #[test]
    fn splits_a_code_from_the_words() {
        assert_eq!(code_of("05 El lote no tiene").as_deref(), Some("05"));
        assert_eq!(code_of("24: RP no existente").as_deref(), Some("24"));
        assert_eq!(code_of("El lote"), None);
        assert_eq!(code_of("2026 fue"), None);
        assert_eq!(code_of(""), None);
    }

    #[test]
    fn a_digest_prints_as_hex() {
        let text = Huella::of(b"").to_string();
        assert!(text.starts_with("e3b0c44298fc1c14"));
        assert_eq!(text.len(), 64);
    }
}
