//! `POST AccesoIDSE.idse`: the signed challenge opens a session (domain facts `[B]`, one author).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::client::{Body, Client};
use crate::error::IdseError;
use crate::session::SessionCookie;
use crate::unpublished::{self, CoveredRegistro};

/// What a login presents. Public material only: a signature and a name.
#[derive(Debug, Clone, Copy)]
pub struct Login<'a> {
    /// CMS `SignedData` in DER over the challenge: content attached, SHA-256, RSA PKCS#1 v1.5,
    /// the signer's certificate included, no signed attributes.
    pub pkcs7_der: &'a [u8],
    /// The RFC for an e.firma; the IMSS user for a certificado digital IMSS.
    pub id_usuario: &'a str,
}

/// A session the portal opened.
pub struct LoggedIn {
    /// The session; a secret.
    pub session: SessionCookie,
    /// The registros patronales the portal says this login covers. Empty: it did not say.
    pub registros: Vec<CoveredRegistro>,
    /// The portal says of itself that it is a simulator.
    pub simulated: bool,
}

impl Client {
    /// Presents a signed challenge.
    ///
    /// # Errors
    /// [`IdseError::Refused`] with the portal's words to be shown; the transport's kinds.
    pub async fn log_in(&self, login: Login<'_>) -> Result<LoggedIn, IdseError> {
        let pkcs7 = pem_in_one_line(login.pkcs7_der);
        let form = [
            ("siteId", "9"),
            ("pkcs7", pkcs7.as_str()),
            // In the portal's own page these three are the file fields and the key's password.
            // Its scripts read them in the browser to sign there; the signature above is all that
            // the portal needs. One known client sends the password all the same. Ours has none to
            // send: keys are opened in the browser and never reach this program.
            ("certificado", ""),
            ("llave", ""),
            ("idUsuario", login.id_usuario),
            ("password", ""),
        ];
        let answer = self
            .post("AccesoIDSE.idse", &form, None, Body::Page)
            .await?;
        let page = answer.page();
        if let Some(text) = unpublished::login_refusal(&page) {
            return Err(IdseError::Refused { text });
        }
        answer.expect_success()?;
        let session = SessionCookie::from_answer(&answer.headers).ok_or_else(|| {
            // Without a cookie there is no session, whatever the page says: its words are shown.
            match page.summary() {
                Some(text) => IdseError::Refused { text },
                None => IdseError::Unintelligible {
                    what: "una sesión"
                },
            }
        })?;
        Ok(LoggedIn {
            session,
            registros: unpublished::covered_registros(&page),
            simulated: answer.simulated,
        })
    }
}

/// PEM without line breaks and without its BEGIN line; the END line stays, its space a plus sign,
/// which is how the one known client sends it `[B]`.
fn pem_in_one_line(der: &[u8]) -> String {
    let mut line = STANDARD.encode(der);
    line.push_str("-----END+PKCS7-----");
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_travels_as_one_line_without_its_begin() {
        let line = pem_in_one_line(&[0x30; 100]);
        assert!(!line.contains('\n') && !line.contains("BEGIN"));
        assert!(line.ends_with("-----END+PKCS7-----"));
    }
}
