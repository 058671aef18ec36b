//! The portal's session cookie: a bearer credential to the employer's account at IMSS.

use reqwest::header::{HeaderMap, HeaderValue, SET_COOKIE};
use zeroize::Zeroizing;

/// The cookies of one IDSE session, as the `Cookie` header will carry them.
///
/// Without `Debug`, `Clone`, `Display` and `Serialize`, and wiped on drop: the holder acts
/// as the employer. Each session carries its own; the client keeps no cookie jar, so two
/// employers' sessions cannot mix.
pub struct SessionCookie(Zeroizing<String>);

/// More than any portal's cookies; a header beyond it would be refused by most servers.
const MAX_COOKIE_BYTES: usize = 8 * 1024;

impl SessionCookie {
    /// Takes a session back out of sealed storage. `None` if the text cannot be a `Cookie` header.
    #[must_use]
    pub fn from_sealed(text: Zeroizing<String>) -> Option<Self> {
        let fits = !text.is_empty() && text.len() <= MAX_COOKIE_BYTES;
        let printable = text.bytes().all(|b| (b' '..=b'~').contains(&b));
        (fits && printable && text.contains('=')).then_some(Self(text))
    }

    /// Returns the cookie's text, for sealing it (AEAD) and for nothing else.
    #[must_use]
    pub fn expose_for_sealing(&self) -> &str {
        &self.0
    }

    /// The cookies an answer sets. `None` if it sets none, or none with a value.
    pub(crate) fn from_answer(headers: &HeaderMap) -> Option<Self> {
        let mut joined = Zeroizing::new(String::new());
        for header in headers.get_all(SET_COOKIE) {
            let Ok(text) = header.to_str() else { continue };
            let pair = text.split(';').next().unwrap_or_default().trim();
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            if name.is_empty() || value.is_empty() {
                continue;
            }
            if !joined.is_empty() {
                joined.push_str("; ");
            }
            joined.push_str(pair);
        }
        Self::from_sealed(joined)
    }

    /// The request header, marked sensitive so that no HTTP layer prints it.
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(&self.0).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(cookies: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            headers.append(SET_COOKIE, HeaderValue::from_static(cookie));
        }
        headers
    }

    #[test]
    fn several_cookies_are_kept_without_their_attributes() {
        let headers = answer(&["JSESSIONID=abc!1; Path=/imss; HttpOnly", "lb=7; Secure"]);
        let session = SessionCookie::from_answer(&headers).unwrap();
        assert_eq!(session.expose_for_sealing(), "JSESSIONID=abc!1; lb=7");
        assert!(session.header().unwrap().is_sensitive());
    }

    #[test]
    fn an_answer_without_a_cookie_value_is_no_session() {
        assert!(SessionCookie::from_answer(&answer(&[])).is_none());
        assert!(SessionCookie::from_answer(&answer(&["JSESSIONID=; Path=/"])).is_none());
        assert!(SessionCookie::from_answer(&answer(&["=x", "nothing"])).is_none());
    }

    #[test]
    fn a_text_that_would_split_the_header_is_not_taken_back() {
        for bad in ["", "noequals", "a=b\r\nHost: x", "a=ñ"] {
            assert!(SessionCookie::from_sealed(Zeroizing::new(bad.into())).is_none());
        }
    }
}
