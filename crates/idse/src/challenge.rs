//! `POST SecuenciaFirma.idse`: the portal's challenge (domain facts `[B]`, one author).

use crate::client::{Body, Client};
use crate::error::IdseError;
use crate::text;

/// The longest text taken for a challenge, in bytes. Nobody has published its length; this only
/// keeps pages and files out. What may be signed is the signer's own, narrower decision.
const MAX_CHALLENGE_BYTES: usize = 512;

/// The text to be signed to log in, exactly as the portal sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge(String);

impl Challenge {
    /// Returns the text; its UTF-8 bytes are what is signed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Refuses what is empty, too long, not printable ASCII, or a page instead of a challenge.
    /// One closing line break is the transport's, not the challenge's, and is cut.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, IdseError> {
        let bad = |reason| IdseError::BadChallenge { reason };
        let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        if bytes.is_empty() {
            return Err(bad("llegó vacío"));
        }
        if bytes.len() > MAX_CHALLENGE_BYTES {
            return Err(bad("es demasiado largo"));
        }
        if !bytes.iter().all(|b| (b' '..=b'~').contains(b)) {
            return Err(bad("contiene caracteres que no se pueden leer"));
        }
        let text = text::decode(bytes);
        if text.trim_start().starts_with('<') {
            return Err(bad("es una página, no un texto"));
        }
        Ok(Self(text.into_owned()))
    }
}

impl Client {
    /// Returns asks for a challenge. It is short-lived and good for one login.
    ///
    /// # Errors
    /// [`IdseError::BadChallenge`] if the answer is not short printable text; the transport's kinds.
    pub async fn challenge(&self) -> Result<Challenge, IdseError> {
        let location = self.base().as_str();
        let answer = self
            .post(
                "SecuenciaFirma.idse",
                &[("siteId", "9"), ("location", location)],
                None,
                Body::Page,
            )
            .await?;
        answer.expect_success()?;
        Challenge::parse(&answer.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_printable_text_is_a_challenge() {
        let challenge = Challenge::parse(b"9|20260115|a8f3\r\n").unwrap();
        assert_eq!(challenge.as_str(), "9|20260115|a8f3");
    }

    #[test]
    fn nothing_else_is_offered_for_signing() {
        let three_records = [b'1'; 4 * 168];
        let cases: [&[u8]; 6] = [
            b"",
            b"\r\n",
            &three_records,
            b"\x30\x82\x01\x00",
            b"<html>Mantenimiento</html>",
            b"dos\nlineas",
        ];
        for bytes in cases {
            assert!(matches!(
                Challenge::parse(bytes),
                Err(IdseError::BadChallenge { .. })
            ));
        }
    }
}
